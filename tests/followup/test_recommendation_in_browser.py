"""A unit's recommendation in a real browser: from its submission to the closing that the unit confirms, and to the figure."""

import pytest
from playwright.sync_api import Page, expect

from giaoban.site.environment import Workspace
from tests.collection.desk import desk_of
from tests.conftest import Cast
from tests.followup.asking import asking_of
from tests.site.browser import Site, fits, violations

pytestmark = pytest.mark.chromium

SHEET = "/nhap-lieu/DL/organisation_work/2024-06/"
TEXT = "Bố trí vốn nâng cấp đường ra cảng cá."


@pytest.fixture(autouse=True)
def collected(workspace: Workspace) -> None:
    """Whitenoise wants its folder; the files themselves are found where they lie."""
    (workspace.path / "static").mkdir(exist_ok=True)


def opened(page: Page, name: str) -> None:
    """Opens a folded act by keyboard."""
    page.locator(".act > summary", has_text=name).focus()
    page.keyboard.press("Enter")


def done(page: Page, said: str) -> None:
    expect(page.locator(".message")).to_contain_text(said)
    assert violations(page) == []


def test_from_the_submission_to_the_confirmed_closing(site: Site, cast: Cast) -> None:
    asking, desk = asking_of(cast), desk_of(cast)
    desk.open()
    desk.type({"members.total": "5"})
    with site.opened(cast.officer) as page:
        page.goto(SHEET)
        page.locator('textarea[name="kien-nghi"]').first.fill(TEXT)
        page.get_by_role("button", name="Trình duyệt").click()
        expect(page.locator(".message")).to_contain_text("Đã trình lãnh đạo đơn vị duyệt")
    desk.approve()
    with site.opened(cast.office) as page:
        page.goto(SHEET)
        page.locator(".act > summary", has_text="Ghi sổ").click()
        page.locator(".act[open] .menu-panel button").click()
        expect(page.locator(".message")).to_contain_text("Đã ghi vào sổ số liệu")
        classify_and_pass_on(page)
    with site.opened(asking.owner) as page:
        page.goto("/kien-nghi/?cho-toi=1")
        page.get_by_role("link", name=TEXT).click()
        opened(page, "Trả lời")
        page.get_by_label("Nội dung trả lời").fill("Đã bố trí vốn quý III.")
        page.get_by_role("button", name="Trả lời", exact=True).click()
        done(page, "Đã trả lời, chờ nơi kiến nghị xác nhận")
    with site.opened(cast.officer) as page:
        confirm(page)
    with site.opened(cast.leader) as page:
        page.goto("/so-lieu/LG/recommendations.resolved/2024-07/value/")
        page.get_by_role("link", name="Xem 1 kiến nghị trong sổ theo dõi").click()
        expect(page.locator("main")).to_contain_text(TEXT)


def classify_and_pass_on(page: Page) -> None:
    page.goto("/kien-nghi/")
    fits(page)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_role("link", name="Đã tiếp nhận").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name=TEXT).click()
    page.get_by_label("Lĩnh vực").fill("Giao thông")
    page.get_by_label("Cấp có thẩm quyền giải quyết").select_option("province")
    page.get_by_role("button", name="Phân loại", exact=True).click()
    done(page, "Đã phân loại kiến nghị")
    page.get_by_label("Cơ quan, đơn vị giải quyết").select_option("CA")
    page.get_by_label("Hạn trả lời").fill("2024-07-31")
    page.get_by_role("button", name="Chuyển giải quyết").click()
    done(page, "Đã chuyển kiến nghị để giải quyết")
    fits(page)


def confirm(page: Page) -> None:
    """The unit disputes nothing: it reads the answer and confirms; by the notice that it got."""
    page.goto("/thong-bao/")
    page.get_by_role("button").filter(has_text="đã được trả lời").first.click()
    expect(page.locator("main")).to_contain_text("Đã bố trí vốn quý III.")
    opened(page, "Chưa đồng ý với trả lời")
    fits(page)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_role("button", name="Xác nhận đã giải quyết xong").click()
    done(page, "Đã xác nhận kiến nghị giải quyết xong")
    expect(page.locator(".standing")).to_contain_text("Đã giải quyết xong")
