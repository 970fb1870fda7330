"""A few figures without a whole report, and who is behind."""

from decimal import Decimal

import pytest

from giaoban.analysis.pace import Standing
from giaoban.figures.entry import Entry, Source
from giaoban.figures.ledger import post
from giaoban.figures.models import Measure, SourceKind
from giaoban.periods.period import parse
from giaoban.reports.glimpse import behind, indicator_line, report_figures
from giaoban.reports.model import Figure, Reference
from giaoban.reports.problems import NoSuchTemplate, UnfitPeriod, WrongTemplateCall
from giaoban.reports.values import printed
from tests.conftest import NOW, Cast

HALF = parse("2024-H1")
ADMITTED = "members.admitted"


@pytest.fixture
def books(cast: Cast) -> Cast:
    """Diễn Lộc has admitted 300 of 400 by June, Nguyệt Hồ 50 of 400; last year both 100."""
    entries = [
        Entry(unit.pk, ADMITTED, "", period, measure, Decimal(value))
        for unit, admitted in ((cast.district, 300), (cast.neighbour, 50))
        for period, measure, value in (
            ("2024-06", Measure.ACTUAL, admitted), ("2024", Measure.TARGET, 400), ("2023-06", Measure.ACTUAL, 100),
        )
    ]  # fmt: skip
    post(entries, by=cast.office, source=Source(SourceKind.IMPORT), at=NOW)
    return cast


def test_a_line_says_target_and_change_and_every_number_is_a_figure(books: Cast) -> None:
    line = indicator_line(ADMITTED, HALF, "LG", NOW)
    assert printed(line) == "350/800 chỉ tiêu (đạt 43,75%), tăng 75% so cùng kỳ"
    shown = [inline.reference for inline in line if isinstance(inline, Figure)]
    places = [(where.unit, where.part) for where in shown if isinstance(where, Reference)]
    assert places == [("LG", part) for part in ("year_to_date", "target", "completion_percent", "change_percent")]


def test_what_is_not_reported_is_said_and_is_no_zero(books: Cast) -> None:
    assert printed(indicator_line("inspection.members", HALF, "LG", NOW)) == "chưa có số liệu"
    with pytest.raises(WrongTemplateCall):
        indicator_line("members.nothing", HALF, "LG", NOW)


def test_a_report_is_glimpsed_by_its_key_figures(books: Cast) -> None:
    found = report_figures("half_year", HALF, "DL", NOW)
    assert "Huyện ủy Diễn Lộc" in found.title
    assert [(line.indicator, line.standing) for line in found.lines if line.known] == [(ADMITTED, Standing.ON_PACE)]
    with pytest.raises(UnfitPeriod):
        report_figures("half_year", parse("2024-06"), "DL", NOW)
    with pytest.raises(NoSuchTemplate):
        report_figures("nothing", HALF, "DL", NOW)


def test_only_the_unit_below_the_pace_of_its_target_is_behind(books: Cast) -> None:
    found = behind(HALF, "LG", NOW)
    assert [(one.unit.code, [line.indicator for line in one.lines]) for one in found] == [("NH", [ADMITTED])]
    assert printed(found[0].lines[0].inlines).startswith("50/400 chỉ tiêu (đạt 12,5%), giảm 50%")
    assert behind(HALF, "DL", NOW) == ()
