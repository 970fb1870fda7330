"""The unit's workbook by the page: taken down, filled in, compared, taken into the drafts, and all the way to the books."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import Page, expect

from giaoban.collection.models import DraftCell, State, Submission
from giaoban.figures.models import Observation, SourceFile
from giaoban.people.models import Person
from giaoban.site.environment import Workspace
from tests.collection.conftest import Workbook
from tests.collection.desk import Desk
from tests.collection.filling import fill
from tests.collection.test_form_page import SHEET, as_person, send, text_of
from tests.conftest import Cast
from tests.site.browser import Site, violations

FIGURES = {
    "members.total": 100,
    "members.admitted": 8,
    "inspection.members": 3,
    "narrative.results": "Giữ nền nếp báo cáo.",
}


def taken_down(client: Client) -> bytes:
    answer = client.get(f"{SHEET}so/tai-ve/")
    assert answer["Content-Disposition"] == 'attachment; filename="so-nhap_DL_2024-06.xlsx"'
    return bytes(answer.content)


def sent(client: Client, data: bytes, name: str = "so.xlsx") -> Any:
    return client.post(f"{SHEET}so/gui/", {"so": SimpleUploadedFile(name, data)})


def taken(client: Client, comparison: Any) -> Any:
    found = comparison.context["comparison"]
    return client.post(f"{SHEET}so/nhan/", {"sha256": found.sha256, "seen": found.seen}, follow=True)


def test_a_filled_workbook_shows_what_it_would_change_before_it_does(cast: Cast) -> None:
    client = as_person(cast.officer)
    answer = sent(client, fill(taken_down(client), FIGURES))
    assert "4 số liệu sẽ thay đổi" in text_of(answer)
    assert "Số liệu!E" not in text_of(answer)
    assert not Submission.objects.exists()


def test_what_is_confirmed_stands_in_the_drafts_of_all_its_forms(cast: Cast) -> None:
    client = as_person(cast.officer)
    done = taken(client, sent(client, fill(taken_down(client), FIGURES)))
    assert "Đã nhận 4 số liệu từ sổ vào bản nháp" in text_of(done)
    assert set(Submission.objects.values_list("form", flat=True)) == {
        "organisation_work", "inspection_discipline", "narrative",
    }  # fmt: skip
    assert DraftCell.objects.get(indicator="members.admitted").typed == "8"
    assert not Observation.objects.exists()
    assert Submission.objects.get(form="narrative").attachments.get().name == "so.xlsx"


def test_the_workbook_holds_what_is_typed_already(desk: Desk) -> None:
    desk.open()
    desk.type({"members.total": "1.450"})
    client = as_person(desk.cast.officer)
    data = taken_down(client)
    assert "Sổ không có gì khác" in text_of(sent(client, data))
    assert "1.450" in text_of(sent(client, fill(data, {"members.total": 1500})))


def test_an_error_keeps_the_whole_workbook_out_and_names_its_cell(cast: Cast) -> None:
    client = as_person(cast.officer)
    answer = sent(client, fill(taken_down(client), {**FIGURES, "members.admitted": "12-13"}))
    assert answer.status_code == 422
    assert "Chưa nhận được sổ này" in text_of(answer)
    assert "12-13" in text_of(answer)
    assert any(problem.cell.startswith("E") for problem in answer.context["comparison"].problems)
    assert not SourceFile.objects.exists()


def test_a_broken_rule_keeps_it_out_too(cast: Cast) -> None:
    client = as_person(cast.officer)
    answer = sent(client, fill(taken_down(client), {"members.total": 1, "members.probationary": 2}))
    assert answer.status_code == 422
    assert "Đảng viên dự bị (2) nhiều hơn tổng số đảng viên (1)" in text_of(answer)


def test_another_units_or_periods_workbook_is_refused(cast: Cast, workbook: Workbook) -> None:
    client = as_person(cast.office)
    for other in (workbook("NH"), workbook("DL", "2024-05")):
        answer = sent(client, fill(other, {"members.total": 100}))
        assert answer.status_code == 422
        assert "Mở đúng đơn vị và kỳ của sổ" in text_of(answer)
    assert sent(as_person(cast.officer), workbook("NH")).status_code == 422


def test_what_is_no_workbook_is_refused(cast: Cast) -> None:
    assert sent(as_person(cast.officer), b"nothing").status_code == 422
    assert as_person(cast.officer).post(f"{SHEET}so/gui/").status_code == 302


def test_a_form_that_was_handed_over_is_not_changed_behind_its_back(desk: Desk) -> None:
    desk.open()
    desk.type({"members.total": "100"})
    desk.submit()
    client = as_person(desk.cast.officer)
    answer = sent(client, fill(taken_down(client), {"members.total": 101}))
    assert answer.status_code == 422
    assert "Rút báo cáo về hoặc mở đính chính trước" in text_of(answer)


def test_what_somebody_typed_meanwhile_is_shown_before_it_is_taken(desk: Desk) -> None:
    desk.open()
    client = as_person(desk.cast.officer)
    comparison = sent(client, fill(taken_down(client), FIGURES))
    desk.type({"members.total": "77"}, by=desk.cast.unit_leader)
    again = taken(client, comparison)
    assert "Bản nháp vừa có người sửa" in text_of(again)
    assert "77" in text_of(again)
    assert DraftCell.objects.get().typed == "77"


def test_a_file_that_was_never_sent_cannot_be_taken(cast: Cast) -> None:
    client = as_person(cast.officer)
    assert client.post(f"{SHEET}so/nhan/", {"sha256": "0" * 64, "seen": ""}).status_code == 404


@pytest.fixture
def filled(cast: Cast, tmp_path: Path, workspace: Workspace) -> tuple[Path, Path]:
    """The workbook of Diễn Lộc, taken down by its officer and filled in, wrongly at first."""
    (workspace.path / "static").mkdir(exist_ok=True)
    empty = taken_down(as_person(cast.officer))
    first, better = tmp_path / "so-nhap.xlsx", tmp_path / "so-nhap-lai.xlsx"
    first.write_bytes(fill(empty, {"members.total": 100, "members.admitted": 7}))
    better.write_bytes(fill(empty, {"members.total": 100, "members.admitted": 8}))
    return first, better


@pytest.mark.chromium
def test_the_same_way_by_workbook(site: Site, cast: Cast, filled: tuple[Path, Path]) -> None:
    first, better = filled
    with site.opened(cast.officer) as page:
        send_workbook(page, first)
        expect(page.locator('[name="c.members.admitted"]')).to_have_value("7")
        submit(page)
    hand_on(site, cast.unit_leader, "Duyệt")
    with site.opened(cast.office) as page:
        page.goto(SHEET)
        remark = page.locator('tr[data-cell="members.admitted"] .remark')
        remark.locator("summary").click()
        remark.locator("textarea").fill("Thiếu một đảng viên")
        act_on(page, "Trả lại")
    with site.opened(cast.officer) as page:
        send_workbook(page, better)
        expect(page.locator('[data-says="members.admitted"]')).to_contain_text("Thiếu một đảng viên")
        submit(page)
    for person, act in ((cast.unit_leader, "Duyệt"), (cast.office, "Ghi sổ")):
        hand_on(site, person, act)
    assert Submission.objects.get().state == State.POSTED
    with site.opened(cast.leader) as page:
        page.goto("/bao-cao/half_year/2024-H1/")
        expect(page.locator("main")).to_contain_text("kết nạp được 8 ")
        page.goto("/so-lieu/DL/members.admitted/2024-06/value/")
        for word in ("Duyệt: Lãnh đạo Diễn Lộc", "Trả lại: Văn phòng", "Thiếu một đảng viên", "Ghi sổ: Văn phòng"):
            expect(page.locator(".story")).to_contain_text(word)


def send_workbook(page: Page, path: Path) -> None:
    """The workbook goes up, its differences are looked at, and it is taken into the draft."""
    page.goto(SHEET)
    page.get_by_role("link", name="Nhập bằng Excel").click()
    page.set_input_files("input[type=file]", path)
    page.get_by_role("button", name="Gửi và so sánh").click()
    expect(page.locator(".differences")).to_contain_text("Kết nạp đảng viên")
    assert violations(page) == []
    page.get_by_role("button", name="Nhận vào bản nháp").click()
    expect(page.locator(".message")).to_contain_text("vào bản nháp")


def submit(page: Page) -> None:
    page.get_by_role("button", name="Trình duyệt").click()
    expect(page.locator(".message")).to_contain_text("Đã trình")


def hand_on(site: Site, person: Person, act: str) -> None:
    with site.opened(person) as page:
        page.goto(SHEET)
        act_on(page, act)


def act_on(page: Page, act: str) -> None:
    page.locator(".act > summary", has_text=act).click()
    page.locator(".act[open] .menu-panel button").click()
    expect(page.locator(".message")).to_be_visible()


def test_the_officer_submits_what_came_by_workbook(cast: Cast) -> None:
    client = as_person(cast.officer)
    taken(client, sent(client, fill(taken_down(client), {"members.total": 100})))
    send(client, "trinh")
    assert Submission.objects.get().state == State.SUBMITTED
