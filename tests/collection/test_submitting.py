"""A submission from the draft to the ledger, and everything that stands in its way."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from giaoban.collection import submitting
from giaoban.collection.drafts import NotAsked, draft
from giaoban.collection.filling import opened
from giaoban.collection.life import IllegalMove
from giaoban.collection.models import Act, CellRemark, State, Submission, SubmissionEvent
from giaoban.collection.moving import Overtaken, WordMissing
from giaoban.collection.posting import BooksDiffer
from giaoban.collection.sheet import NoSuchSheet
from giaoban.collection.submitting import NotYetRight, Remark
from giaoban.figures.books import current, history
from giaoban.figures.entry import CellKey
from giaoban.figures.models import Measure, Observation, SourceKind
from giaoban.figures.verify import verify
from giaoban.people.access import Hidden, NotYourRole
from giaoban.people.models import Person
from tests.collection.conftest import Import
from tests.collection.desk import MONTH, Desk, desk_of, typed, whole
from tests.conftest import NOW, Cast

ADMITTED = {"members.admitted": "12", "members.admitted|sex:male": "5", "members.admitted|sex:female": "7"}


def books(desk: Desk) -> dict[str, str]:
    """What stands in the ledger for the sheet, as `indicator|breakdown` -> value or text."""
    rows = current([desk.sheet.unit.unit_id], [MONTH]).items()
    return {
        f"{cell.indicator}|{cell.breakdown}": str(row.text or row.value)
        for cell, row in rows
        if row.state != "withdrawn"
    }


def acts() -> list[str]:
    return list(SubmissionEvent.objects.values_list("act", flat=True))


def test_what_an_officer_types_reaches_the_ledger(desk: Desk) -> None:
    posting = desk.post(ADMITTED | {"members.left": "không phát sinh"})
    assert posting is not None
    assert books(desk) == {
        "members.admitted|": "12",
        "members.admitted|sex:male": "5",
        "members.admitted|sex:female": "7",
        "members.left|": "0",
    }
    assert acts() == [Act.OPENED, Act.SUBMITTED, Act.APPROVED, Act.POSTED]
    assert desk.fresh().state == State.POSTED
    assert not verify().problems


def test_the_ledger_names_the_officer_and_the_form_and_the_event_the_others(desk: Desk) -> None:
    posting = desk.post(ADMITTED)
    event = SubmissionEvent.objects.get(posting=posting)
    row = Observation.objects.select_related("posting__author").first()
    assert row is not None
    assert (row.posting.author, row.posting.source_kind) == (desk.cast.officer, SourceKind.SUBMISSION)
    assert row.place == "biểu Công tác tổ chức xây dựng Đảng · bản 3"
    assert (event.person, event.act) == (desk.cast.office, Act.POSTED)
    assert SubmissionEvent.objects.get(act=Act.APPROVED).person == desk.cast.unit_leader


def test_a_wrong_sum_keeps_the_form_with_the_officer(desk: Desk) -> None:
    desk.open()
    desk.type(ADMITTED | {"members.admitted": "13"})
    with pytest.raises(NotYetRight, match="nam và nữ cộng lại là 12") as refused:
        desk.submit()
    assert [finding.rule for finding in refused.value.judgement.blocking] == ["admitted_by_sex"]
    assert desk.fresh().state == State.DRAFT


def test_a_jump_goes_on_with_a_reason(desk: Desk, take_in: Import) -> None:
    may = "unit,indicator,breakdown,period,measure,value\nDL,members.total,,2024-05,actual,1000\n"
    assert not take_in({"may.csv": may.encode()}).problems
    desk.open()
    desk.type({"members.total": "5.000"})
    with pytest.raises(NotYetRight, match=r"kỳ trước là 1.000"):
        desk.submit()
    desk.type({"members.total": "5.000"}, reason="Nhận bàn giao đảng bộ khu công nghiệp")
    assert desk.submit().state == State.SUBMITTED


def test_an_empty_form_is_not_submitted(desk: Desk) -> None:
    desk.open()
    with pytest.raises(NotYetRight, match="chưa có số liệu nào"):
        desk.submit()


def test_a_returned_form_carries_its_remarks_until_it_comes_back(desk: Desk) -> None:
    desk.open()
    desk.type(ADMITTED)
    desk.submit()
    found = desk.approve()
    remark = Remark("members.admitted", "sex:female", "Lệch với danh sách")
    back = submitting.give_back(found, [remark], "", by=desk.cast.office, at=desk.now(), revision=found.revision)
    assert back.state == State.RETURNED
    assert CellRemark.objects.get().settled_at is None
    desk.type({"members.admitted": "11", "members.admitted|sex:female": "6"})
    assert desk.submit().state == State.SUBMITTED
    assert CellRemark.objects.get().settled_at is not None


def test_a_return_says_why(desk: Desk) -> None:
    desk.open()
    desk.type(ADMITTED)
    found = desk.submit()
    with pytest.raises(WordMissing, match="phải ghi lý do"):
        submitting.give_back(
            found,
            [Remark("members.admitted", "", " ")],
            " ",
            by=desk.cast.unit_leader,
            at=desk.now(),
            revision=found.revision,
        )


def test_a_correction_goes_the_same_way_and_keeps_what_stood(desk: Desk) -> None:
    desk.post(ADMITTED)
    desk.reopen("Gõ nhầm dòng nữ")
    desk.type({"members.admitted": "13", "members.admitted|sex:female": "8"})
    desk.submit()
    desk.approve()
    posting = desk.accept()
    assert posting is not None
    assert posting.reason == "Gõ nhầm dòng nữ"
    kept = history(CellKey(desk.sheet.unit.unit_id, "members.admitted", "", MONTH, Measure.ACTUAL))
    assert [row.value for row in kept] == [12, 13]
    assert not verify().problems


def test_a_cell_that_is_emptied_in_a_correction_is_withdrawn(desk: Desk) -> None:
    desk.post(ADMITTED | {"members.left": "2"})
    desk.reopen()
    desk.type({"members.left": ""})
    desk.submit()
    desk.approve()
    desk.accept()
    assert "members.left|" not in books(desk)
    desk.reopen()
    desk.type({"members.left": "3"})
    desk.submit()
    desk.approve()
    desk.accept()
    assert books(desk)["members.left|"] == "3"


def test_a_correction_that_changes_nothing_posts_nothing(desk: Desk) -> None:
    desk.post(ADMITTED)
    desk.reopen()
    desk.submit()
    desk.approve()
    assert desk.accept() is None
    assert desk.fresh().state == State.POSTED


def test_a_submission_is_recalled_until_the_leader_approves(desk: Desk) -> None:
    desk.open()
    desk.type(ADMITTED)
    found = desk.submit()
    back = submitting.recall(found, by=desk.cast.officer, at=desk.now(), revision=found.revision)
    assert (back.state, back.submitted_at) == (State.DRAFT, None)
    desk.submit()
    found = desk.approve()
    with pytest.raises(IllegalMove, match=r"Không thể rút về.*đã duyệt"):
        submitting.recall(found, by=desk.cast.officer, at=desk.now(), revision=found.revision)


def test_each_role_has_its_own_acts(desk: Desk) -> None:
    desk.open()
    desk.type(ADMITTED)
    found = desk.submit()
    for person in (desk.cast.officer, desk.cast.office, desk.cast.leader, desk.cast.inspector):
        with pytest.raises(NotYourRole):
            submitting.approve(found, by=person, at=desk.now(), revision=found.revision)
    for person in (desk.cast.neighbour_officer, desk.cast.outsider):
        with pytest.raises(Hidden):
            submitting.approve(found, by=person, at=desk.now(), revision=found.revision)
    found = desk.approve()
    for person in (desk.cast.officer, desk.cast.unit_leader):
        with pytest.raises(NotYourRole):
            submitting.accept(found, by=person, at=desk.now(), revision=found.revision)


def test_who_approves_approves_what_was_seen(desk: Desk) -> None:
    desk.open()
    desk.type(ADMITTED)
    seen = desk.submit()
    submitting.recall(seen, by=desk.cast.officer, at=desk.now(), revision=seen.revision)
    desk.type({"members.admitted": "1", "members.admitted|sex:male": "", "members.admitted|sex:female": ""})
    desk.submit()
    with pytest.raises(Overtaken, match="tải lại"):
        submitting.approve(desk.fresh(), by=desk.cast.unit_leader, at=desk.now(), revision=seen.revision)
    with pytest.raises(Overtaken):
        submitting.approve(seen, by=desk.cast.unit_leader, at=desk.now(), revision=seen.revision)


def test_two_leaders_approve_once(desk: Desk) -> None:
    desk.open()
    desk.type(ADMITTED)
    seen = desk.submit()
    submitting.approve(seen, by=desk.cast.unit_leader, at=desk.now(), revision=seen.revision)
    with pytest.raises(IllegalMove, match="lãnh đạo đơn vị đã duyệt"):
        submitting.approve(seen, by=desk.cast.unit_leader, at=desk.now(), revision=seen.revision)
    assert acts().count(Act.APPROVED) == 1


# ── estimates ──


def test_an_early_estimate_stands_until_the_figures_replace_it(desk: Desk) -> None:
    found = desk.open()
    submitting.set_estimate(found, True, by=desk.cast.officer, at=desk.now(), revision=found.revision)
    desk.type({"members.admitted": "10"})
    desk.submit()
    desk.approve()
    desk.accept()
    assert list(Observation.objects.values_list("measure", flat=True)) == [Measure.ESTIMATE]
    found = desk.fresh()
    found = submitting.set_estimate(found, False, by=desk.cast.officer, at=desk.now(), revision=found.revision)
    assert found.state == State.DRAFT
    desk.type({"members.admitted": "12"})
    desk.submit()
    desk.approve()
    desk.accept()
    measures = Observation.objects.filter(superseded_at=None).values_list("measure", "value")
    assert dict(measures) == {Measure.ESTIMATE: 10, Measure.ACTUAL: 12}


def test_what_was_posted_as_final_is_no_estimate_any_more(desk: Desk) -> None:
    desk.post(ADMITTED)
    found = desk.fresh()
    with pytest.raises(IllegalMove, match="Không thể báo cáo số ước"):
        submitting.set_estimate(found, True, by=desk.cast.officer, at=desk.now(), revision=found.revision)


# ── files that came first ──

FILE = "unit,indicator,breakdown,period,measure,value\nDL,members.admitted,,2024-06,actual,9\n"


def test_what_a_file_brought_stands_in_the_form(desk: Desk, take_in: Import) -> None:
    assert not take_in({"dl.csv": FILE.encode()}).problems
    found = desk.open()
    assert found.state == State.DRAFT
    assert draft(found)["members.admitted", "", "actual"].typed == "9"


def test_a_form_that_came_whole_by_file_is_corrected_not_filled(desk: Desk, take_in: Import) -> None:
    lines = [
        f"DL,{cell.indicator},{cell.breakdown},2024-06,actual,0"
        for cell in whole(desk.sheet)
        if cell.measure == "actual"
    ]
    assert not take_in({"dl.csv": "\n".join([FILE.splitlines()[0], *lines]).encode()}).problems
    found = desk.open()
    assert (found.state, found.posted_at is not None) == (State.POSTED, True)
    assert SubmissionEvent.objects.get().posting_id == 1


def test_other_figures_in_the_books_are_replaced_with_a_reason_only(desk: Desk, take_in: Import) -> None:
    desk.open()
    desk.type(ADMITTED)
    desk.submit()
    desk.approve()
    assert not take_in({"dl.csv": FILE.encode()}).problems
    with pytest.raises(BooksDiffer, match=r"Sổ đã có số liệu khác ở 1 ô \(members.admitted\)"):
        desk.accept()
    assert desk.fresh().state == State.APPROVED
    assert desk.accept("Tệp gửi trước là bản nháp") is not None
    assert books(desk)["members.admitted|"] == "12"


def test_reopening_takes_what_the_books_say_by_now(desk: Desk, take_in: Import) -> None:
    desk.post({"members.admitted": "12"})
    assert not take_in({"dl.csv": FILE.encode()}, reason="Văn phòng sửa").problems
    desk.reopen()
    assert draft(desk.fresh())["members.admitted", "", "actual"].typed == "9"


# ── the whole form at once ──


def test_a_whole_form_is_handed_in_at_once(desk: Desk) -> None:
    sheet = desk.sheet
    handed = submitting.submit_whole(
        sheet.unit, sheet.form, sheet.period, whole(sheet), by=desk.cast.officer, at=desk.now()
    )
    assert handed.state == State.SUBMITTED
    assert len(draft(handed)) == len(whole(sheet))
    assert acts() == [Act.OPENED, Act.SUBMITTED]
    desk.approve()
    assert desk.accept() is not None


def test_a_whole_form_takes_few_statements_however_many_its_figures(desk: Desk) -> None:
    sheet = desk.sheet
    with CaptureQueriesContext(
        connection,
    ) as queries:
        submitting.submit_whole(sheet.unit, sheet.form, sheet.period, whole(sheet), by=desk.cast.officer, at=desk.now())
    said = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(said) <= 10, said  # three of them tell the leader


def test_a_whole_form_takes_the_place_of_the_draft(desk: Desk) -> None:
    desk.open()
    desk.type(ADMITTED)
    sheet = desk.sheet
    given = [typed("members.total", "100")]
    handed = submitting.submit_whole(sheet.unit, sheet.form, sheet.period, given, by=desk.cast.officer, at=desk.now())
    cells = {key[0]: cell.typed for key, cell in draft(handed).items() if cell.typed}
    assert cells == {"members.total": "100"}


def test_a_whole_form_never_wipes_out_what_somebody_else_typed(desk: Desk) -> None:
    desk.open()
    desk.type(ADMITTED, by=desk.cast.unit_leader)
    sheet = desk.sheet
    given = [replace(typed("members.total", "100"), seen_revision=0)]
    with pytest.raises(Overtaken):
        submitting.submit_whole(sheet.unit, sheet.form, sheet.period, given, by=desk.cast.officer, at=desk.now())
    assert draft(desk.fresh())["members.admitted", "", "actual"].typed == "12"


def test_nothing_is_kept_of_a_whole_form_that_is_wrong(desk: Desk) -> None:
    sheet = desk.sheet
    given = [typed("members.admitted", "1,5")]
    with pytest.raises(NotYetRight):
        submitting.submit_whole(sheet.unit, sheet.form, sheet.period, given, by=desk.cast.officer, at=desk.now())
    assert not Submission.objects.exists()


def test_a_cell_that_the_form_does_not_ask_is_refused(desk: Desk) -> None:
    sheet = desk.sheet
    with pytest.raises(NotYetRight, match=r"không hỏi “appeals.pending”"):
        submitting.submit_whole(
            sheet.unit,
            sheet.form,
            sheet.period,
            [typed("appeals.pending", "1")],
            by=desk.cast.officer,
            at=desk.now(),
        )
    desk.open()
    with pytest.raises(NotAsked, match=r"không hỏi “appeals.pending”"):
        desk.type({"appeals.pending": "1"})


# ── opening ──


def test_a_sheet_is_opened_once(desk: Desk) -> None:
    assert desk.open() == desk.open(desk.cast.unit_leader)
    assert acts() == [Act.OPENED]
    with pytest.raises(IntegrityError), transaction.atomic():
        opened(desk.sheet, by=desk.cast.officer, at=NOW)


@pytest.mark.parametrize(
    ("unit", "form", "period"),
    [("XX", "organisation_work", "2024-06"), ("DL", "none", "2024-06"), ("DL", "organisation_work", "2024"),
     ("LG", "organisation_work", "2024-06"), ("DL", "organisation_work", "tháng 6")],
)  # fmt: skip
def test_a_sheet_that_nobody_fills_does_not_exist(cast: Cast, unit: str, form: str, period: str) -> None:
    with pytest.raises(NoSuchSheet):
        desk_of(cast, unit, form, period)


def test_only_officers_begin_a_form_and_whoever_sees_the_unit_finds_it(desk: Desk) -> None:
    with pytest.raises(NotYourRole):
        desk.open(desk.cast.leader)
    with pytest.raises(Hidden):
        desk.open(desk.cast.outsider)
    found = desk.open()
    assert desk.open(desk.cast.leader) == found
    with pytest.raises(Hidden):
        desk.open(desk.cast.neighbour_officer)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("officer", [Act.RECALLED]),
        ("unit_leader", [Act.RECALLED, Act.APPROVED, Act.RETURNED]),
        ("office", [Act.RECALLED]),
        ("leader", []),
        ("outsider", []),
    ],
)
def test_a_page_shows_the_acts_of_its_reader(desk: Desk, role: str, expected: list[Act]) -> None:
    desk.open()
    desk.type(ADMITTED)
    found = desk.submit()
    person: Person = getattr(desk.cast, role)
    assert [move.act for move in submitting.moves_open(found, by=person, at=desk.now())] == expected
