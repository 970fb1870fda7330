"""The office's board: every unit and form of a period, whether it came by the page or as a file."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from giaoban.analysis.arrivals import totals
from giaoban.collection import submitting
from giaoban.collection.board import Board, Cell, CellState, board, periods_of
from giaoban.collection.board_listing import Listing, Only, Order, counts
from giaoban.collection.due import grant_extension
from giaoban.collection.timeliness import Timeliness, courses, of_board
from giaoban.figures.entry import Entry, Source
from giaoban.figures.ledger import post
from giaoban.figures.models import Measure, SourceKind
from giaoban.indicators.catalogue import Pack
from giaoban.indicators.packs import current
from giaoban.periods.period import parse
from giaoban.units.models import Unit
from giaoban.units.registry import tree_at
from giaoban.units.tree import Node
from tests.collection.desk import FORM, MONTH, desk_of
from tests.conftest import NOW, Cast, add_unit

TODAY = NOW.date()
AFTER = date(2024, 7, 10)
"""Three working days after the fifth working day after June."""


def nodes() -> Sequence[Node]:
    return tree_at(date(2024, 6, 30)).nodes


def seen(today: date = TODAY, pack: Pack | None = None) -> Board:
    return board(parse(MONTH), nodes(), pack=pack or current(), today=today)


def cell(found: Board, code: str, form: str = FORM) -> Cell:
    row = next(row for row in found.rows if row.node.code == code)
    return next(one for one in row.asked if one.form.code == form)


def send_file(cast: Cast, unit: Unit, at: datetime, *, leave_out: int = 0, form: str = FORM) -> None:
    """All totals of a form (or all but some) by file."""
    codes = sorted(totals(current(), current().form(form)))[leave_out:]
    entries = [Entry(unit.pk, code, "", MONTH, Measure.ACTUAL, Decimal(3)) for code in codes]
    post(entries, by=cast.officer, source=Source(SourceKind.IMPORT), at=at)


def test_every_unit_that_reports_stands_on_the_board_and_the_office_that_does_not_is_left_out(cast: Cast) -> None:
    found = seen()
    assert [row.node.code for row in found.rows] == ["DL", "NH", "MS", "CA"]
    assert {one.state for row in found.rows for one in row.asked} == {CellState.NONE}
    assert next(row for row in found.rows if row.node.code == "CA").cells[3] is None, "no localities below a ministry's"


def test_a_submission_is_followed_from_the_draft_to_the_books(cast: Cast) -> None:
    desk = desk_of(cast)
    states = []
    desk.open()
    for act in (lambda: desk.type({"members.admitted": "7"}), desk.submit, desk.approve, desk.accept):
        states.append(cell(seen(), "DL").state)
        act()
    states.append(cell(seen(), "DL").state)
    assert states == [
        CellState.DRAFT,
        CellState.DRAFT,
        CellState.SUBMITTED,
        CellState.APPROVED,
        CellState.POSTED,
    ]


def test_a_form_that_came_as_a_file_is_posted_without_a_submission(cast: Cast) -> None:
    send_file(cast, cast.district, NOW)
    send_file(cast, cast.neighbour, NOW, leave_out=2)
    found = seen()
    assert cell(found, "DL").state is CellState.POSTED
    assert cell(found, "DL").handed_on == TODAY
    assert cell(found, "NH").state is CellState.PARTLY
    assert cell(found, "NH").is_missing


def test_what_is_not_there_after_its_day_is_overdue_and_what_came_late_says_so(cast: Cast) -> None:
    send_file(cast, cast.district, NOW + timedelta(days=7))
    found = seen(AFTER)
    assert (cell(found, "DL").is_overdue, cell(found, "DL").came_late, cell(found, "DL").days_late) == (False, True, 4)
    assert (cell(found, "MS").is_overdue, cell(found, "MS").days_late) == (True, 5)
    assert not cell(seen(date(2024, 7, 5)), "MS").is_overdue, "the due day itself is in time"


def test_a_form_handed_in_on_time_is_not_overdue_while_it_waits_for_the_office(cast: Cast) -> None:
    desk = desk_of(cast)
    desk.open()
    desk.type({"members.admitted": "7"})
    desk.submit()
    found = cell(seen(AFTER), "DL")
    assert (found.is_missing, found.days_late) == (False, 0)


def test_an_extension_moves_the_day_of_one_unit_alone(cast: Cast) -> None:
    sheet = desk_of(cast, "MS").sheet
    grant_extension(sheet.unit, sheet.form, sheet.period, date(2024, 7, 12), "Lũ", by=cast.office, at=NOW)
    found = seen(AFTER)
    assert (cell(found, "MS").due, cell(found, "MS").is_extended) == (date(2024, 7, 12), True)
    assert not cell(found, "MS").is_overdue
    assert cell(found, "NH").is_overdue


def test_an_estimate_waits_for_the_figures_themselves(cast: Cast) -> None:
    desk = desk_of(cast)
    submission = desk.open()
    submitting.set_estimate(submission, True, by=cast.officer, at=desk.now(), revision=submission.revision)
    desk.type({"members.admitted": "7"})
    desk.submit()
    desk.approve()
    desk.accept()
    assert cell(seen(), "DL").state is CellState.ESTIMATE
    assert cell(seen(AFTER), "DL").is_overdue


def test_a_correction_shows_that_it_is_one_and_is_not_late(cast: Cast) -> None:
    desk = desk_of(cast)
    desk.post({"members.admitted": "7"})
    desk.reopen()
    found = cell(seen(AFTER), "DL")
    assert (found.state, found.is_correction, found.is_missing) == (CellState.DRAFT, True, False)


def test_nobody_owes_narratives_until_the_form_is_opened(cast: Cast) -> None:
    silent = cell(seen(AFTER), "MS", "narrative")
    assert (silent.is_owed, silent.is_overdue) == (False, False)
    desk_of(cast, "DL", "narrative").open()
    assert cell(seen(AFTER), "DL", "narrative").is_overdue


def test_timeliness_counts_what_was_due_and_what_came(cast: Cast) -> None:
    send_file(cast, cast.district, NOW)
    send_file(cast, cast.neighbour, NOW + timedelta(days=7))
    found = of_board(seen(AFTER))
    assert found == Timeliness(due=15, in_time=1, late=1)
    assert (found.missing, found.timely_percent, found.complete_percent) == (13, Decimal("6.7"), Decimal("13.3"))
    assert of_board(seen(TODAY)) == Timeliness(due=2, in_time=1, late=1), "nothing else is due yet"
    assert Timeliness().timely_percent is None


def test_a_units_course_goes_from_the_new_year_to_the_period(cast: Cast) -> None:
    send_file(cast, cast.district, NOW)
    unit = next(node for node in nodes() if node.code == "DL")
    course = courses(parse("2024-H1"), [unit], pack=current(), today=TODAY)[unit.unit_id]
    assert [period.code for period, _told in course.periods] == [f"2024-0{month}" for month in range(1, 7)]
    assert course.total == Timeliness(due=21, in_time=1, late=0), "five months of four forms, and June's that came"


def test_the_parts_of_a_period_are_those_for_which_forms_are_reported(cast: Cast) -> None:
    pack = current()
    assert [one.code for one in periods_of(parse("2024-Q1"), pack)] == ["2024-01", "2024-02", "2024-03"]
    assert periods_of(parse("2024"), pack)[-1].code == "2024"
    assert periods_of(parse("2024-W27"), pack) == ()


def test_rows_are_filtered_found_and_sorted(cast: Cast) -> None:
    send_file(cast, cast.district, NOW)
    found = seen(AFTER)
    assert counts(found) == {Only.ALL: 4, Only.LATE: 4, Only.MISSING: 4, Only.WAITING: 0, Only.ODD: 0}

    def codes(listing: Listing) -> list[str]:
        return [row.node.code for row in listing.of(found)]

    assert codes(Listing(words="dien loc")) == ["DL"]
    assert codes(Listing(words="huyện")) == ["DL", "MS"]
    assert codes(Listing(order=Order.NAME))[0] == "CA"
    assert codes(Listing(only=Only.WAITING)) == []
    assert codes(Listing(under=nodes()[0])) == ["DL", "NH", "MS", "CA"]


@pytest.mark.parametrize("more", [30])
def test_the_number_of_queries_does_not_grow_with_the_units(cast: Cast, more: int) -> None:
    def queries() -> int:
        tree = nodes()
        with CaptureQueriesContext(connection) as captured:
            board(parse(MONTH), tree, pack=current(), today=TODAY)
            courses(parse(MONTH), tree, pack=current(), today=TODAY)
        return len(captured)

    before = queries()
    for number in range(more):
        add_unit(f"X{number}", f"Huyện ủy số {number}", "district_committee", cast.province, 10 + number)
    assert queries() == before
