"""The live view in two real browsers: the chair leads, the others follow, also through a network that goes and comes."""

import pytest
from playwright.sync_api import Locator, Page, expect

from giaoban.meetings import holding
from giaoban.meetings.models import Binding
from tests.conftest import NOW, Cast
from tests.meetings.hall import Conference, convene
from tests.site.browser import Site, fits

pytestmark = pytest.mark.chromium


def test_the_chair_leads_and_a_viewer_sees_all_of_it(site: Site, cast: Cast) -> None:
    conference = convene(cast)
    conference.items[0].binding, conference.items[0].subject = Binding.REPORT, "half_year"
    conference.items[0].save()
    address = f"/hop/{conference.meeting.pk}/truc-tiep/"
    with site.opened(cast.leader) as chair, site.opened(cast.officer) as viewer:
        for page in (chair, viewer):
            page.goto(address)
        press(chair, "Khai mạc")
        expect(heading(viewer)).to_have_text("Cuộc họp đã khai mạc")
        press(chair, "Vào nội dung đầu")
        expect(heading(viewer)).to_have_text("Báo cáo 6 tháng")
        expect(viewer.locator("[data-left]")).to_contain_text("còn")
        expect(viewer.locator("[data-matter-inside] .paper")).to_be_visible()
        viewer.get_by_label("Ý kiến ngắn").fill("Đề nghị làm rõ")
        press(viewer, "Gửi ý kiến")
        expect(chair.locator("[data-comments]")).to_contain_text("Đề nghị làm rõ")
        expect(viewer.get_by_label("Ý kiến ngắn")).to_have_value("")
        press(viewer, "Đăng ký phát biểu")
        chair.get_by_role("button", name="Mời Cán bộ Diễn Lộc").click()
        expect(viewer.locator("[data-part=speakers]")).to_contain_text("Đang phát biểu")
        vote(chair, viewer)
        fits(chair)
        missed(conference, chair, viewer)
        fits(viewer)
        viewer.goto(f"/hop/{conference.meeting.pk}/man-hinh/")
        expect(viewer.locator("h1")).to_have_text("Thảo luận")
        fits(viewer)


def vote(chair: Page, viewer: Page) -> None:
    """A named vote; what the viewer types meanwhile stays."""
    viewer.get_by_label("Ý kiến ngắn").fill("Đang viết dở")
    chair.get_by_text("Lấy biểu quyết").click()
    chair.get_by_label("Nội dung biểu quyết").fill("Thông qua báo cáo?")
    chair.get_by_label("Ghi tên, bỏ phiếu trên máy").check()
    press(chair, "Đưa ra biểu quyết")
    press(viewer, "Tán thành", exact=True)
    expect(viewer.locator("[aria-pressed=true]")).to_have_text("Tán thành")
    press(chair, "Đóng biểu quyết")
    expect(viewer.locator(".live-results")).to_contain_text("Tán thành: 1")
    expect(viewer.get_by_label("Ý kiến ngắn")).to_have_value("Đang viết dở")


def missed(conference: Conference, chair: Page, viewer: Page) -> None:
    """The viewer's network goes, says so, and brings everything once when it is back."""

    viewer.context.set_offline(True)
    expect(viewer.locator("[data-lost]")).to_contain_text("Mất kết nối")
    for text in ("một", "hai"):
        holding.comment(conference.meeting, f"Khi bạn vắng: {text}", by=conference.cast.neighbour_officer, at=NOW)
    press(chair, "Nội dung tiếp theo")
    expect(heading(chair)).to_have_text("Thảo luận")
    expect(heading(viewer)).to_have_text("Báo cáo 6 tháng")
    viewer.context.set_offline(False)
    expect(heading(viewer)).to_have_text("Thảo luận")
    expect(viewer.locator("[data-lost]")).to_be_hidden()
    said = [line for line in viewer.locator(".live-said").all_inner_texts() if line.startswith("Khi bạn vắng")]
    assert said == ["Khi bạn vắng: một", "Khi bạn vắng: hai"]


def press(page: Page, name: str, *, exact: bool = False) -> None:
    page.get_by_role("button", name=name, exact=exact).click()


def heading(page: Page) -> Locator:
    return page.locator("#now")
