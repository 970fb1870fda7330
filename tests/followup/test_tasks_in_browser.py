"""The pages of tasks in a real browser: three widths, two themes, and the keyboard alone."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from giaoban.followup.models import TaskState
from tests.conftest import NOW, Cast
from tests.followup.givers import desk_of, fresh
from tests.site.browser import Site, fits, violations

pytestmark = pytest.mark.chromium


def test_axe_finds_nothing_and_nothing_runs_off_the_screen(site: Site, cast: Cast) -> None:
    desk = desk_of(cast)
    desk.do("ask_extension", NOW.date() + timedelta(days=20), "Chờ bản đồ địa chính")
    task = f"/nhiem-vu/{desk.task.pk}/"
    with site.opened(cast.office) as page:
        for address in ("/nhiem-vu/", task, "/nhiem-vu/moi/", "/nhiem-vu/thong-ke/", "/nhiem-vu/?tim=khong-co"):
            page.goto(address)
            for closed in page.locator("details.task-act, details.task-for-lead").all():
                closed.evaluate("(one) => { one.open = true; }")
            fits(page)


def test_a_task_is_taken_and_reported_by_the_keyboard_alone(site: Site, cast: Cast) -> None:
    desk = desk_of(cast)
    with site.opened(cast.officer) as page:
        page.goto(f"/nhiem-vu/{desk.task.pk}/")
        page.get_by_role("button", name="Nhận nhiệm vụ").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Đã nhận nhiệm vụ.")
        page.locator("summary", has_text="Báo cáo hoàn thành").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.get_by_label("Kết quả thực hiện")).to_be_focused()
        page.keyboard.type("Đã rà soát xong 5 dự án")
        assert violations(page) == []
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Đã báo cáo hoàn thành")
        expect(page.get_by_text("Đã rà soát xong 5 dự án")).to_be_visible()
    assert fresh(desk.task).state == TaskState.REPORTED
