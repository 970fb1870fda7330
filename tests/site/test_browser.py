"""Every page in a real browser: nobody is shut out by a narrow screen, a dark one, or the lack of a mouse."""

from dataclasses import replace

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from giaoban.site.environment import Workspace
from tests.conftest import Cast
from tests.site.browser import WIDTHS, Site, fits, fits_on_a_desk_too, is_wider_than_its_window, violations

pytestmark = pytest.mark.chromium

PAGES = (
    "/",
    "/chi-tieu/",
    "/chi-tieu/members.admitted/",
    "/chi-tieu/discipline.members/",
    "/don-vi/",
    "/don-vi/MS/",
    "/so-lieu/LG/members.admitted/2024-H1/value/",
    "/so-lieu/LG/members.admitted/2024-H1/completion_percent/",
    "/so-lieu/LG/members.admitted/2024-H1/reported/",
    "/tim-kiem/?q=ket+nap",
    "/lich-su/",
    "/lich-su/?chi-tieu=discipline.members",
    "/bao-cao/",
    "/bao-cao/half_year/2024-H1/",
    "/khong-co/",
)
WIDE = ("/chi-tieu/members.admitted/", "/don-vi/MS/", "/lich-su/", "/bao-cao/half_year/2024-H1/")
"""Those whose own part is laid out anew on a wide screen, and the start page with its frame (below)."""
IN_ENGLISH = ("/", "/chi-tieu/members.admitted/", "/don-vi/", "/bao-cao/half_year/2024-H1/")
"""The templates are those of the Vietnamese pages: that each has its English is held by `test_translations`."""


@pytest.fixture
def demonstration(settings: LazySettings, workspace: Workspace) -> None:
    settings.WORKSPACE = replace(workspace, demonstration=True)


def test_axe_finds_nothing_and_nothing_runs_off_the_screen(site: Site, books: Cast, demonstration: None) -> None:
    with site.opened(books.office) as page:
        for address in PAGES:
            page.goto(address)
            fits(page)
            if address in WIDE:
                fits_on_a_desk_too(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_the_frame_of_all_pages(
    site: Site, books: Cast, demonstration: None, width: int, theme: str
) -> None:
    with site.opened(books.office, width=width, theme=theme) as page:
        page.goto("/")
        assert violations(page, colours=True, frame=True) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_signing_in_is_open_to_everybody(site: Site, cast: Cast, demonstration: None, width: int) -> None:
    with site.opened(width=width) as page:
        page.goto("/dang-nhap/")
        assert violations(page, frame=True) == []
        assert not is_wider_than_its_window(page)
        page.keyboard.type("vanphong")
        page.keyboard.press("Tab")
        page.keyboard.type("mật khẩu của vanphong")
        page.keyboard.press("Enter")
        page.wait_for_url("**/")
        expect(page.locator("h1")).to_be_visible()


def test_english_pages_pass_too(site: Site, books: Cast) -> None:
    with site.opened(books.office, language="en-GB") as page:
        for address in IN_ENGLISH:
            page.goto(address)
            assert violations(page) == [], address
            assert page.locator("html").get_attribute("lang") == "en"


def test_the_first_tab_skips_to_the_content(site: Site, books: Cast) -> None:
    with site.opened(books.office) as page:
        page.goto("/")
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#main")).to_be_focused()


def reached_by_tab(page: Page) -> int:
    """How many different elements the tab key reaches before it comes round again."""
    page.evaluate("window.reached = new Set()")
    for _step in range(250):
        page.keyboard.press("Tab")
        known = page.evaluate(
            "(() => { const one = document.activeElement; const old = reached.has(one) || one === document.body;"
            " reached.add(one); return old; })()"
        )
        if known:
            break
    return int(page.evaluate("reached.size"))


def test_tab_reaches_every_link_and_button(site: Site, books: Cast) -> None:
    with site.opened(books.office) as page:
        page.goto("/don-vi/")
        seen = page.evaluate(
            "[...document.querySelectorAll('a[href], button, input, summary, [tabindex=\"0\"]')]"
            ".filter((one) => one.checkVisibility() && one.type !== 'hidden').length"
        )
        assert reached_by_tab(page) >= seen


def test_a_figure_opens_its_lineage_in_a_panel_and_escape_gives_the_focus_back(site: Site, books: Cast) -> None:
    with site.opened(books.office) as page:
        page.goto("/chi-tieu/members.admitted/")
        figure = page.locator("main a.trace").first
        figure.focus()
        page.keyboard.press("Enter")
        panel = page.locator("dialog[open]")
        expect(panel).to_contain_text("Từ các đơn vị")
        assert violations(page) == []
        page.keyboard.press("Escape")
        expect(panel).to_have_count(0)
        expect(figure).to_be_focused()


def test_the_search_box_answers_while_typing(site: Site, books: Cast) -> None:
    with site.opened(books.office) as page:
        page.goto("/")
        page.keyboard.press("Control+k")
        page.keyboard.type("huyen uy dien")
        answer = page.locator("[data-search-answer]")
        expect(answer).to_contain_text("Huyện ủy Diễn Lộc")
        assert violations(page) == []
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/don-vi/DL/*")


@pytest.mark.parametrize("address", ["/chi-tieu/", "/don-vi/MS/"])
def test_a_long_list_is_narrowed_down_without_marks(site: Site, books: Cast, address: str) -> None:
    with site.opened(books.office) as page:
        page.goto(address)
        page.locator("[data-filter]").fill("ket nap dang")
        expect(page.locator("[data-words]:visible th").first).to_contain_text("Kết nạp đảng viên")
        expect(page.get_by_text("Tổng số đảng viên")).to_be_hidden()
        page.locator("[data-filter]").fill("khong he co")
        expect(page.locator("[data-filter-none]")).to_be_visible()


def test_a_column_sorts_and_what_is_not_reported_stays_last(site: Site, books: Cast) -> None:
    with site.opened(books.office) as page:
        page.goto("/chi-tieu/members.admitted/")
        page.get_by_role("button", name="Trong kỳ").first.click()
        names = page.locator(".ranking tbody th").all_inner_texts()
        assert names == ["Thành ủy Nguyệt Hồ", "Huyện ủy Diễn Lộc", "Huyện ủy Mường Sẻ", "Đảng ủy Công an tỉnh"]


def test_the_theme_is_kept_from_page_to_page(site: Site, books: Cast) -> None:
    with site.opened(books.office) as page:
        page.goto("/")
        page.get_by_role("button", name="Nền tối").click()
        page.goto("/chi-tieu/")
        assert page.locator("html").get_attribute("data-theme") == "dark"


def test_paper_shows_the_content_alone(site: Site, books: Cast) -> None:
    with site.opened(books.office, theme="dark") as page:
        page.goto("/chi-tieu/members.admitted/")
        page.emulate_media(media="print")
        expect(page.locator(".side")).to_be_hidden()
        expect(page.locator(".top")).to_be_hidden()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
