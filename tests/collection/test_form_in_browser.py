"""A sheet in a real browser: filled by keyboard, saved by itself, judged while typing, and all its way to the report."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Page, expect

from giaoban.collection.models import DraftCell, State, Submission
from giaoban.people.models import Person
from giaoban.site.environment import Workspace
from tests.collection.desk import Desk
from tests.conftest import Cast
from tests.site.browser import Site, fits, is_wider_than_its_window, session_of, violations

pytestmark = pytest.mark.chromium

SHEET = "/nhap-lieu/DL/organisation_work/2024-06/"
CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("rule_cases.json").read_text(encoding="utf-8"))
RIGHT = {"members.total": "100", "members.total|sex:female": "40", "members.total|sex:male": "60", "members.admitted": "7",
         "members.admitted|sex:female": "3", "members.admitted|sex:male": "4"}  # fmt: skip


@pytest.fixture(autouse=True)
def collected(workspace: Workspace) -> None:
    """Whitenoise wants its folder; the files themselves are found where they lie."""
    (workspace.path / "static").mkdir(exist_ok=True)


def cell(page: Page, name: str) -> Any:
    return page.locator(f'[name="c.{name}"]')


def saved(page: Page) -> None:
    expect(page.locator("[data-state]")).to_contain_text("Đã lưu")


def fill_by_keyboard(page: Page, values: Mapping[str, str]) -> None:
    """Types every figure of the sheet, zeros where nothing else is wanted, from the first cell on with Enter alone."""
    page.locator("input.entry-input").first.focus()
    names = page.locator("input.entry-input").evaluate_all("(all) => all.map((one) => one.name.slice(2))")
    for name in names:
        page.keyboard.type(values.get(name, "0"))
        page.keyboard.press("Enter")
    page.keyboard.press("Control+s")
    saved(page)


def hand_over(page: Page, name: str) -> None:
    """A panel that asks, then the button inside it, by keyboard."""
    page.locator(".act > summary", has_text=name).focus()
    page.keyboard.press("Enter")
    button = page.locator(".act[open] .menu-panel button")
    expect(button).to_be_visible()
    assert violations(page) == []
    while not button.evaluate("(one) => one === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def state_of(page: Page) -> str:
    return page.locator(".sheet-tags .tag").first.inner_text()


def test_the_whole_way_from_the_officers_keyboard_to_the_report(site: Site, cast: Cast) -> None:
    with site.opened(cast.officer) as page:
        page.goto("/nhap-lieu/")
        page.get_by_role("link", name="Công tác tổ chức xây dựng Đảng", exact=True).nth(1).click()
        page.goto(SHEET)
        fill_by_keyboard(page, RIGHT)
        page.get_by_role("button", name="Trình duyệt").click()
        expect(page.locator(".message")).to_contain_text("Đã trình lãnh đạo đơn vị duyệt")
    approve(site, cast)
    with site.opened(cast.office) as page:
        page.goto(SHEET)
        remark = page.locator('tr[data-cell="members.admitted"] .remark')
        remark.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(remark.locator("textarea")).to_be_focused()
        page.keyboard.type("Thiếu một đảng viên kết nạp ngày 28")
        hand_over(page, "Trả lại")
        expect(page.locator(".history")).to_contain_text("Thiếu một đảng viên kết nạp ngày 28")
    with site.opened(cast.officer) as page:
        page.goto(SHEET)
        expect(page.locator('[data-says="members.admitted"]')).to_contain_text("Thiếu một đảng viên")
        cell(page, "members.admitted").fill("8")
        cell(page, "members.admitted|sex:male").fill("5")
        page.get_by_role("button", name="Trình duyệt").click()
        expect(page.locator(".message")).to_contain_text("Đã trình")
    approve(site, cast)
    with site.opened(cast.office) as page:
        page.goto(SHEET)
        hand_over(page, "Ghi sổ")
        expect(page.locator(".message")).to_contain_text("Đã ghi vào sổ số liệu")
        page.goto("/bao-cao/half_year/2024-H1/")
        expect(page.locator("main")).to_contain_text("kết nạp được 8 ")
        page.goto("/so-lieu/DL/members.admitted/2024-06/value/")
        told = page.locator(".story")
        for word in (
            "Trình duyệt: Cán bộ Diễn Lộc",
            "Duyệt: Lãnh đạo Diễn Lộc",
            "Trả lại: Văn phòng",
            "Thiếu một đảng viên kết nạp ngày 28",
            "Ghi sổ: Văn phòng",
        ):
            expect(told).to_contain_text(word)
    correct_after_posting(site, cast)
    with site.opened(cast.leader) as page:
        page.goto("/bao-cao/half_year/2024-H1/")
        expect(page.locator("main")).to_contain_text("kết nạp được 9 ")
        page.goto("/so-lieu/DL/members.admitted/2024-06/value/")
        for word in ("trước là 8", "Mở lại để đính chính: Cán bộ Diễn Lộc", "Sót một quyết định", "Duyệt: Lãnh đạo",
                     "Thiếu một đảng viên kết nạp ngày 28"):  # fmt: skip
            expect(page.locator(".origins")).to_contain_text(word)


def correct_after_posting(site: Site, cast: Cast) -> None:
    """The officer opens what is in the books again and says why; it goes the same way up."""
    with site.opened(cast.officer) as page:
        page.goto(SHEET)
        page.locator(".act > summary", has_text="Đính chính").click()
        page.locator(".act[open] textarea").fill("Sót một quyết định")
        page.locator(".act[open] .menu-panel button").click()
        expect(page.locator(".message")).to_contain_text("Đã mở biểu để đính chính")
        cell(page, "members.admitted").fill("9")
        cell(page, "members.admitted|sex:male").fill("6")
        page.get_by_role("button", name="Trình duyệt").click()
        expect(page.locator(".message")).to_contain_text("Đã trình")
    approve(site, cast)
    with site.opened(cast.office) as page:
        page.goto(SHEET)
        hand_over(page, "Ghi sổ")
        expect(page.locator(".message")).to_contain_text("Đã ghi vào sổ số liệu")


def approve(site: Site, cast: Cast) -> None:
    with site.opened(cast.unit_leader) as page:
        page.goto("/nhap-lieu/")
        page.get_by_role("link", name="Xem và duyệt").click()
        hand_over(page, "Duyệt")
        expect(page.locator(".message")).to_contain_text("Đã duyệt")


@pytest.fixture
def sheet(site: Site, cast: Cast) -> Iterator[Page]:
    """The empty sheet of Diễn Lộc, open before its officer."""
    with site.opened(cast.officer) as page:
        page.goto(SHEET)
        yield page


FORMS = sorted({case["form"] for case in CASES})


@pytest.mark.parametrize("form", FORMS)
def test_the_browser_judges_as_the_server_does(site: Site, cast: Cast, form: str) -> None:
    with site.opened(cast.officer) as page:
        page.goto(f"/nhap-lieu/DL/{form}/2024-06/")
        for case in (case for case in CASES if case["form"] == form):
            found = page.evaluate(JUDGE, [case["typed"], case["previous"]])
            wanted = [one for one in case["findings"] if one["rule"] not in {"empty_form", "not_asked"}]
            assert places(found) == places(wanted), case["name"]
            said = {one["rule"]: one["message"] for one in found}
            for one in wanted:
                assert one["rule"] == "typed" or one.get("message") in {None, said[one["rule"]]}, case["name"]


def places(findings: list[dict[str, Any]]) -> list[tuple[str, str, list[str]]]:
    return sorted((one["rule"], one["severity"], one["cells"]) for one in findings)


JUDGE = """async ([typed, previous]) => {
  const { readSheet, judge } = await import("/static/collection/cells.js");
  const { readPlain } = await import("/static/collection/numbers.js");
  const sheet = readSheet(document, JSON.parse(document.getElementById("sheet-data").textContent));
  sheet.previous = new Map(Object.entries(previous).filter(([, value]) => value !== null).map(([name, value]) => [name, readPlain(value)]));
  for (const cell of sheet.cells) cell.input.value = typed[cell.name] ?? "";
  return judge(sheet).map(({ rule, severity, message, cells, cell }) => ({ rule, severity, message, cells: cells ?? [cell.name] }));
}"""


def test_a_wrong_sum_is_told_while_typing_and_keeps_the_sheet_back(sheet: Page) -> None:
    cell(sheet, "members.admitted").fill("13")
    cell(sheet, "members.admitted|sex:female").fill("7")
    cell(sheet, "members.admitted|sex:male").fill("5")
    says = sheet.locator('[data-says="members.admitted"]')
    expect(says).to_contain_text("cộng lại là 12, khác tổng số kết nạp (13)")
    sheet.get_by_role("button", name="Trình duyệt").click()
    expect(sheet.locator("[data-problem-list]")).to_be_visible()
    assert violations(sheet) == []
    sheet.keyboard.press("Enter")
    expect(cell(sheet, "members.admitted")).to_be_focused()
    cell(sheet, "members.admitted").fill("12")
    expect(says).to_be_hidden()


def test_what_is_typed_is_read_at_once(sheet: Page) -> None:
    total = cell(sheet, "members.total")
    read = sheet.locator('tr[data-cell="members.total"] [data-read]')
    total.fill("1450")
    expect(read).to_have_text("= 1.450")
    total.fill("1.45")
    expect(sheet.locator('[data-says="members.total"]')).to_contain_text("Không đọc được “1.45”")
    total.fill("kps")
    expect(read).to_have_text("= không phát sinh")


def test_a_column_from_excel_fills_downwards_and_can_be_taken_back(sheet: Page) -> None:
    first = sheet.locator("input.entry-input").first
    first.focus()
    paste(sheet, "Tổng số đảng viên\tđảng viên\t1.450\r\nNữ\t\t600\r\nNam\t\t850\r\n")
    expect(cell(sheet, "members.total")).to_have_value("1.450")
    expect(cell(sheet, "members.total|sex:female")).to_have_value("600")
    expect(cell(sheet, "members.total|sex:male")).to_have_value("850")
    saved(sheet)
    assert DraftCell.objects.count() == 3
    sheet.get_by_role("button", name="Hoàn tác").click()
    expect(first).to_have_value("")


def paste(page: Page, text: str) -> None:
    page.evaluate(
        """(text) => { const data = new DataTransfer(); data.setData("text/plain", text);
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })); }""",
        text,
    )


def test_arrows_walk_the_figures_and_f1_explains_the_one_at_hand(sheet: Page) -> None:
    sheet.locator("input.entry-input").first.focus()
    sheet.keyboard.press("ArrowDown")
    expect(cell(sheet, "members.total|sex:female")).to_be_focused()
    sheet.keyboard.press("F1")
    about = sheet.locator('tr[data-cell="members.total"] .about p')
    expect(about).to_be_visible()
    sheet.keyboard.press("Escape")
    expect(about).to_be_hidden()
    sheet.keyboard.press("Shift+Enter")
    expect(cell(sheet, "members.total")).to_be_focused()


def test_nothing_is_lost_when_the_network_drops(site: Site, cast: Cast) -> None:
    with unwatched(site, cast.officer) as page:
        page.goto(SHEET)
        cell(page, "members.total").fill("100")
        saved(page)
        page.context.set_offline(True)
        cell(page, "members.probationary").fill("9")
        expect(page.locator("[data-alert]")).to_contain_text("Mất kết nối")
        page.context.set_offline(False)
        expect(page.locator("[data-alert]")).to_be_hidden(timeout=15_000)
        saved(page)
    assert set(DraftCell.objects.values_list("typed", flat=True)) == {"100", "9"}


def test_nothing_is_lost_when_the_session_ends(site: Site, cast: Cast, sheet: Page) -> None:
    sheet.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    cell(sheet, "members.total").fill("4321")
    expect(sheet.locator("[data-alert]")).to_contain_text("đăng nhập lại")
    expect(sheet.locator("[data-alert-link]")).to_have_attribute(
        "href", f"/dang-nhap/?next={SHEET.replace('/', '%2F')}"
    )
    sign_in(sheet.context, site, cast.officer)
    sheet.goto(SHEET)
    expect(cell(sheet, "members.total")).to_have_value("4321")
    saved(sheet)
    assert DraftCell.objects.get().typed == "4321"


def test_two_people_at_one_sheet_see_each_other_and_choose(site: Site, cast: Cast, sheet: Page) -> None:
    cell(sheet, "members.total").fill("100")
    saved(sheet)
    with site.opened(cast.unit_leader) as other:
        other.goto(SHEET)
        cell(other, "members.total").fill("101")
        saved(other)
        cell(sheet, "members.total").fill("102")
        says = sheet.locator('[data-says="members.total"]')
        expect(says).to_contain_text("Lãnh đạo Diễn Lộc vừa sửa ô này thành “101”; bạn gõ “102”.")
        assert violations(sheet) == []
        says.get_by_role("button", name="Dùng “102”").click()
        saved(sheet)
        expect(says).to_be_hidden()
        assert DraftCell.objects.get().typed == "102"
        cell(sheet, "members.probationary").fill("5")
        saved(sheet)
        cell(other, "organisations.grassroots").fill("0")
        expect(cell(other, "members.probationary")).to_have_value("5")
        expect(other.locator("[data-others]")).to_have_text("Cán bộ Diễn Lộc cũng đang nhập biểu này")


def test_a_jump_asks_for_a_reason_and_takes_it(site: Site, desk: Desk) -> None:
    desk.post(RIGHT)
    with site.opened(desk.cast.officer) as page:
        page.goto("/nhap-lieu/DL/organisation_work/2024-07/")
        cell(page, "members.total").fill("500")
        says = page.locator('[data-says="members.total"]')
        expect(says.locator(".say-warn")).to_have_count(1)
        says.get_by_label("Vì sao số này đúng").fill("Tiếp nhận đảng bộ từ huyện bên")
        expect(says.locator(".say-warn")).to_have_count(0)
        saved(page)
    assert DraftCell.objects.get(submission__period="2024-07").reason == "Tiếp nhận đảng bộ từ huyện bên"


def test_recommendations_are_added_and_saved_with_the_cells(sheet: Page) -> None:
    sheet.get_by_label("Nội dung kiến nghị 1").fill("Bổ sung biên chế cho Ban Tổ chức")
    sheet.get_by_role("button", name="Thêm kiến nghị").click()
    sheet.keyboard.type("Sửa phần mềm đảng viên")
    saved(sheet)
    texts = Submission.objects.get().recommendations.values_list("text", flat=True)
    assert list(texts) == ["Bổ sung biên chế cho Ban Tổ chức", "Sửa phần mềm đảng viên"]


PAGES = (SHEET, "/nhap-lieu/DL/narrative/2024-06/", f"{SHEET}so/", "/nhap-lieu/")


def test_axe_finds_nothing_and_nothing_runs_off_the_screen(site: Site, desk: Desk) -> None:
    desk.open()
    desk.type(RIGHT)
    looked_at(site, desk.cast.officer)
    desk.submit()
    looked_at(site, desk.cast.unit_leader)
    with site.opened(desk.cast.unit_leader, width=390, language="en-GB") as page:
        for address in PAGES:
            page.goto(address)
            assert violations(page) == []
            assert not is_wider_than_its_window(page)


def looked_at(site: Site, person: Person) -> None:
    with site.opened(person) as page:
        for address in PAGES:
            page.goto(address)
            fits(page)


def test_paper_shows_the_figures_without_buttons(site: Site, desk: Desk) -> None:
    desk.post(RIGHT)
    with site.opened(desk.cast.officer) as page:
        page.goto(SHEET)
        page.emulate_media(media="print")
        expect(page.locator(".fill-bar")).to_be_hidden()
        expect(page.locator('tr[data-cell="members.total"]')).to_contain_text("100")


def test_scripts_are_not_needed(site: Site, cast: Cast) -> None:
    with unwatched(site, cast.officer, java_script_enabled=False) as page:
        page.goto(SHEET)
        for name, value in RIGHT.items():
            cell(page, name).fill(value)
        page.get_by_role("button", name="Trình duyệt").click()
        expect(page.locator(".message")).to_contain_text("Đã trình")
    assert Submission.objects.get().state == State.SUBMITTED


@contextmanager
def unwatched(site: Site, person: Person, **options: Any) -> Iterator[Page]:
    """A signed-in page in whose console errors are expected, or whose browser has its own habits."""
    context = site.browser.new_context(base_url=site.address, locale="vi-VN", **options)
    sign_in(context, site, person)
    yield context.new_page()
    context.close()


def sign_in(context: BrowserContext, site: Site, person: Person) -> None:
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": session_of(person), "url": site.address}])
