"""The pages of chasing and checking in a real browser: three widths, two themes, and the keyboard alone."""

import pytest
from playwright.sync_api import expect

from giaoban.figures.models import Explanation
from giaoban.people.models import Notice
from tests.collection.test_office_pages import ASK, BOARD, OFFICE_ALONE, REQUESTS, REVIEW, browse, late
from tests.conftest import Cast
from tests.site.browser import Site, fits, is_wider_than_its_window, violations

__all__ = ["late"]
pytestmark = pytest.mark.chromium

PAGES = (BOARD, f"{BOARD}?ky=2023&cua=2023", REVIEW, f"{REVIEW}?xu-ly=xong", REQUESTS, *OFFICE_ALONE)


def test_axe_finds_nothing_and_nothing_runs_off_the_screen(site: Site, late: Cast) -> None:
    asked = browse(late.office).post(ASK, {"cau-hoi": "Vì sao tăng?"})["Location"]
    with site.opened(late.office) as page:
        for address in (*PAGES, asked):
            page.goto(address)
            fits(page)


def test_so_does_a_request_with_its_answer(site: Site, late: Cast) -> None:
    asked = browse(late.office).post(ASK, {"cau-hoi": "Vì sao tăng?"})["Location"]
    browse(late.officer).post(f"{asked}tra-loi/", {"tra-loi": "Đợt kết nạp 19/5"})
    with site.opened(late.leader) as page:
        for address in (asked, "/so-lieu/DL/members.admitted/2024-06/value/"):
            page.goto(address)
            fits(page)


def test_everybody_late_is_reminded_by_the_keyboard_alone(site: Site, late: Cast) -> None:
    with site.opened(late.office) as page:
        page.goto(BOARD)
        page.locator(".menu-confirm > summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Gửi nhắc")).to_be_focused()
        assert violations(page) == []
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").first).to_contain_text("Đã nhắc 8 biểu")
        expect(page.get_by_role("row", name="Huyện ủy Diễn Lộc").get_by_text("Đã nhắc")).to_be_visible()
    assert Notice.objects.count() == 3


def test_a_figure_is_asked_about_from_its_panel_and_answered(site: Site, late: Cast) -> None:
    with site.opened(late.office) as page:
        page.goto("/don-vi/DL/?ky=2024-06")
        page.get_by_role("link", name="96", exact=True).first.click()
        page.get_by_role("link", name="Yêu cầu giải trình").click()
        page.get_by_label("Đề nghị đơn vị giải thích điều gì?").fill("Vì sao tăng?")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Đã gửi yêu cầu giải trình tới Huyện ủy Diễn Lộc.")
    with site.opened(late.officer) as page:
        page.goto("/thong-bao/")
        page.get_by_role("button", name="Vì sao tăng?").click()
        page.get_by_label("Trả lời của đơn vị").fill("Đợt kết nạp 19/5")
        page.get_by_role("button", name="Gửi trả lời").click()
        expect(page.get_by_role("status")).to_contain_text("Đã gửi câu trả lời.")
    assert Explanation.objects.get().answer == "Đợt kết nạp 19/5"


def test_a_finding_is_accepted_on_a_phone(site: Site, late: Cast) -> None:
    with site.opened(late.office, width=390) as page:
        page.goto(REVIEW)
        odd = page.get_by_role("listitem").filter(has_text="Khác thường so với chính đơn vị")
        odd.locator("summary").click()
        assert violations(page) == []
        assert not is_wider_than_its_window(page)
        odd.get_by_label("Vì sao số này đúng").fill("Đúng theo danh sách")
        odd.get_by_role("button", name="Công nhận số đúng").click()
        expect(page.get_by_role("status")).to_contain_text("Đã công nhận số của Huyện ủy Diễn Lộc là đúng.")
