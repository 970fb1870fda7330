"""What is found in a period's figures, who may see it, and what was done about it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from giaoban.collection.explaining import answer, ask
from giaoban.collection.findings import Finding, FoundBy, find
from giaoban.collection.findings_done import (
    Case,
    Done,
    ReasonMissing,
    cases,
    corrections,
    judge,
    open_by_sheet,
    visible,
)
from giaoban.collection.models import FindingNote, Verdict
from giaoban.figures.entry import Entry, Source
from giaoban.figures.explanations import Place
from giaoban.figures.ledger import correct, post
from giaoban.figures.models import Measure, SourceKind
from giaoban.indicators.breakdowns import keys_of
from giaoban.indicators.packs import current
from giaoban.people.access import Hidden, NotYourRole
from giaoban.people.models import Person
from giaoban.periods.period import parse
from giaoban.units.models import Unit
from tests.collection.desk import desk_of
from tests.conftest import NOW, Cast, add_unit

JUNE = parse("2024-06")
ADMITTED = "members.admitted"
MONTHS = [f"2023-{month:02}" for month in range(1, 13)] + [f"2024-{month:02}" for month in range(1, 6)]
USUAL = (10, 12, 9, 11, 10, 8, 12, 10, 11, 9, 10, 12, 9, 11, 10, 8, 12)


def told(cast: Cast, unit: Unit, period: str, value: int, indicator: str = ADMITTED, breakdown: str = "") -> Entry:
    return Entry(unit.pk, indicator, breakdown, period, Measure.ACTUAL, Decimal(value))


def say(cast: Cast, *entries: Entry) -> None:
    post(entries, by=cast.office, source=Source(SourceKind.IMPORT), at=NOW - timedelta(days=2))


@pytest.fixture
def past(cast: Cast) -> Cast:
    """Diễn Lộc and its neighbour have admitted about ten members a month for seventeen months."""
    for unit in (cast.district, cast.neighbour):
        say(cast, *(told(cast, unit, month, value) for month, value in zip(MONTHS, USUAL, strict=True)))
    return cast


def found() -> tuple[Finding, ...]:
    return find(JUNE, pack=current(), language="vi")


def by(*, kind: FoundBy, who: Person | None = None) -> list[Finding]:
    seen = visible(found(), who, NOW.date()) if who else found()
    return [one for one in seen if one.found_by is kind]


def case(kind: FoundBy = FoundBy.HISTORY) -> Case:
    (one,) = [one for one in cases(found(), JUNE) if one.finding.found_by is kind]
    return one


def test_a_planted_figure_is_found_and_told_with_its_numbers(past: Cast) -> None:
    say(past, told(past, past.district, "2024-06", 96))
    (one,) = by(kind=FoundBy.HISTORY)
    assert (one.node.code, one.form, one.value, one.severity) == ("DL", "organisation_work", Decimal(96), "warning")
    assert one.message == (
        "Báo 96, trong khi 17 kỳ trước thường ở mức 10 (từ 0 đến 26 vẫn là bình thường). "
        "Cùng thời gian này các năm trước ở mức 10. Gấp 9,6 lần mức thường."
    )


def test_ordinary_figures_raise_no_alarm(past: Cast) -> None:
    say(past, told(past, past.district, "2024-06", 15), told(past, past.neighbour, "2024-06", 6))
    assert found() == ()


def test_a_broken_rule_is_found_in_what_a_file_brought(past: Cast) -> None:
    say(
        past,
        told(past, past.district, "2024-06", 11),
        told(past, past.district, "2024-06", 5, breakdown="sex:female"),
        told(past, past.district, "2024-06", 9, breakdown="sex:male"),
    )
    (one,) = by(kind=FoundBy.RULE)
    assert (one.severity, one.indicator) == ("error", ADMITTED)
    assert "14" in one.message
    assert "11" in one.message


def test_what_is_handed_in_is_checked_before_it_is_posted_and_shown_to_those_who_handle_it(past: Cast) -> None:
    desk = desk_of(past)
    desk.open()
    desk.type({ADMITTED: "96"}, reason="Kết nạp đợt 19/5")
    assert found() == (), "a draft is the officer's own"
    desk.submit()
    (one,) = by(kind=FoundBy.HISTORY, who=past.office)
    assert (one.is_waiting, one.value, one.reason) == (True, Decimal(96), "Kết nạp đợt 19/5")
    assert by(kind=FoundBy.HISTORY, who=past.leader) == [], "what is on its way is not for readers yet"
    assert by(kind=FoundBy.HISTORY, who=past.neighbour_officer) == []
    desk.approve()
    desk.accept()
    assert not by(kind=FoundBy.HISTORY, who=past.leader)[0].is_waiting


def test_a_figure_that_is_usually_given_is_missed(past: Cast) -> None:
    say(past, told(past, past.district, "2024-06", 3, "members.confirmed"))
    (one,) = by(kind=FoundBy.GAP)
    assert (one.node.code, one.indicator, one.severity, one.value) == ("DL", ADMITTED, "note", None)


def test_a_sensitive_cell_is_shown_to_those_alone_who_may_see_it(past: Cast) -> None:
    parts = keys_of(current(), "discipline_form_members")
    say(
        past,
        told(past, past.district, "2024-06", 2, "discipline.members"),
        *(told(past, past.district, "2024-06", 9, "discipline.members", key) for key in parts),
    )
    assert [one.is_sensitive for one in by(kind=FoundBy.RULE)] == [True]
    assert by(kind=FoundBy.RULE, who=past.inspector)
    assert by(kind=FoundBy.RULE, who=past.officer)
    assert by(kind=FoundBy.RULE, who=past.office) == []


def test_a_finding_is_asked_about_explained_and_accepted(past: Cast) -> None:
    say(past, told(past, past.district, "2024-06", 96))
    assert case().done is Done.OPEN
    assert open_by_sheet(cases(found(), JUNE)) == {
        (past.district.pk, "organisation_work", "2024-06"): 2,
    }, "the jump that the pack's rule sees, and the outlier"
    place = Place(past.district.pk, ADMITTED, "", "2024-06")
    request = ask(place, "Vì sao tăng?", pack=current(), by=past.office, at=NOW)
    assert case().done is Done.ASKED
    answer(request, "Đợt 19/5", pack=current(), by=past.officer, at=NOW + timedelta(hours=1))
    assert case().done is Done.EXPLAINED
    judge(case().finding, Verdict.ACCEPTED, "Đúng theo danh sách", by=past.office, at=NOW + timedelta(hours=2))
    assert case().done is Done.ACCEPTED
    judge(case().finding, Verdict.REOPENED, "Danh sách thiếu chữ ký", by=past.office, at=NOW + timedelta(hours=3))
    assert case().done is Done.OPEN


def test_a_verdict_does_not_cover_another_figure(past: Cast) -> None:
    say(past, told(past, past.district, "2024-06", 96))
    judge(case().finding, Verdict.ACCEPTED, "Đúng", by=past.office, at=NOW)
    new = [told(past, past.district, "2024-06", 196)]
    correct(new, by=past.office, source=Source(SourceKind.IMPORT), at=NOW, reason="Thiếu một chi bộ")
    assert case().done is Done.OPEN
    (one,) = corrections(JUNE, [past.district.pk], pack=current(), may_see=[])
    assert (one.before, one.now, one.reason, one.was_found) == (Decimal(96), Decimal(196), "Thiếu một chi bộ", True)


def test_a_verdict_needs_a_reason_and_the_receiving_office(past: Cast) -> None:
    say(past, told(past, past.district, "2024-06", 96))
    one = case().finding
    with pytest.raises(ReasonMissing):
        judge(one, Verdict.ACCEPTED, "  ", by=past.office, at=NOW)
    with pytest.raises(NotYourRole):
        judge(one, Verdict.ACCEPTED, "Đúng", by=past.officer, at=NOW)
    with pytest.raises(Hidden):
        judge(one, Verdict.ACCEPTED, "Đúng", by=past.neighbour_officer, at=NOW)
    assert not FindingNote.objects.exists()


def test_a_verdict_stays_as_it_was_written(past: Cast) -> None:
    say(past, told(past, past.district, "2024-06", 96))
    judge(case().finding, Verdict.ACCEPTED, "Đúng", by=past.office, at=NOW)
    for change in (
        lambda: FindingNote.objects.update(reason="khác"),
        lambda: FindingNote.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="chỉ ghi thêm"), transaction.atomic():
            change()


def test_a_parents_own_statement_is_held_against_its_children(past: Cast) -> None:
    child = add_unit("DL1", "Đảng bộ xã Bãi Trong", "district_committee", past.district)
    say(past, told(past, past.district, "2024-06", 12), told(past, child, "2024-06", 10))
    (one,) = by(kind=FoundBy.CHILDREN)
    assert one.message == "Đơn vị tự nêu 12, cộng các đơn vị bên dưới được 10: lệch 2."
