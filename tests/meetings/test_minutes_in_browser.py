"""The minutes in a real browser: typed by keyboard alone, saved by themselves, kept when the network is gone; axe is content."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from giaoban.meetings.models import AgendaItem, Conclusion
from giaoban.people.models import Person
from tests.conftest import Cast
from tests.meetings.concluded import approved, conclude, held_briefing, work
from tests.site.browser import Site, fits, session_of

pytestmark = pytest.mark.chromium


@contextmanager
def troubled(site: Site, person: Person) -> Iterator[Page]:
    """A signed-in page whose browser may complain of a lost network or a refusal: that is what the test is about."""
    context = site.browser.new_context(base_url=site.address, locale="vi-VN")
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session_of(person), "url": site.address}])
    yield context.new_page()
    context.close()


def notes_saved(page: Page) -> None:
    expect(page.locator("[data-notes] [data-state]").first).to_have_text(re.compile("Đã lưu lúc"))


def test_notes_and_a_conclusion_by_keyboard(site: Site, cast: Cast) -> None:
    meeting = held_briefing(cast)
    with troubled(site, cast.office) as page:
        page.goto(f"/hop/{meeting.pk}/bien-ban/")
        first = page.get_by_label("Ghi biên bản").first
        first.focus()
        page.keyboard.type("Chánh Văn phòng trình bày.")
        page.keyboard.press("Control+s")
        notes_saved(page)
        page.context.set_offline(True)
        page.keyboard.type(" Diễn Lộc thống nhất.")
        page.keyboard.press("Control+s")
        expect(page.locator("[data-notes] [data-state]").first).to_have_text(re.compile("Mất mạng"))
        page.context.set_offline(False)
        notes_saved(page)
        page.get_by_role("link", name=re.compile("Ghi kết luận.*Chống khai thác IUU")).press("Enter")
        page.keyboard.type("Rà soát tàu cá")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".minutes-conclusion")).to_contain_text("[chưa rõ cơ quan chủ trì]")
        fits(page)
    item = AgendaItem.objects.get(title="Kết quả sáu tháng")
    assert item.notes == "Chánh Văn phòng trình bày. Diễn Lộc thống nhất."
    assert Conclusion.objects.get().item == AgendaItem.objects.get(title="Chống khai thác IUU")


def test_what_was_typed_without_a_network_is_there_after_a_reload(site: Site, cast: Cast) -> None:
    meeting = held_briefing(cast)
    with troubled(site, cast.office) as page:
        page.goto(f"/hop/{meeting.pk}/bien-ban/")
        page.route("**/ghi/", lambda route: route.abort())
        page.get_by_label("Ghi biên bản").first.fill("Chưa kịp lưu")
        expect(page.locator("[data-notes] [data-state]").first).to_have_text(re.compile("Mất mạng"))
        page.unroute("**/ghi/")
        page.reload()
        notes_saved(page)
        # Somebody else was faster: both stand there, and the person chooses.
        AgendaItem.objects.filter(title="Kết quả sáu tháng").update(notes="Của người khác", notes_revision=9)
        page.get_by_label("Ghi biên bản").first.fill("Của tôi")
        page.get_by_role("button", name="Giữ phần tôi ghi").click()
        notes_saved(page)
    assert AgendaItem.objects.get(title="Kết quả sáu tháng").notes == "Của tôi"


def test_notice_comparison_and_form_are_fit_for_everybody(site: Site, cast: Cast) -> None:
    meeting = approved(cast)
    made = conclude(cast, meeting, work(cast, "Thêm một việc"))
    with site.opened(cast.leader) as page:
        page.goto(f"/hop/{meeting.pk}/thong-bao/")
        fits(page)
        page.get_by_role("button", name="Duyệt nội dung này").press("Enter")
        expect(page.get_by_text("Chủ trì đã duyệt", exact=True)).to_be_visible()
        page.goto(f"/hop/{meeting.pk}/thong-bao/so-sanh/")
        expect(page.locator(".comparison-clears")).to_contain_text("thêm mới")
        fits(page)
        page.goto(f"/hop/{meeting.pk}/ket-luan/{made.pk}/")
        page.get_by_label("Chỉ là nhận định, không giao việc").press("Space")
        expect(page.get_by_label("Thời hạn")).to_be_hidden()
        fits(page)
