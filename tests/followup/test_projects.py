"""How a project stands: exact sums, the change of a week, what is late, what holds it up."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from giaoban.followup.projects import (
    Holdup,
    Mark,
    Measure,
    Reported,
    Standing,
    Sums,
    following,
    latest,
    standing,
    total,
)

JULY = date(2024, 7, 2)
PLAN = Sums(Decimal("120.5"), Decimal(240), Decimal(96_000_000_000))
days = st.dates(date(2024, 4, 1), date(2024, 7, 31))
amounts = st.decimals(0, 10_000, places=4)
sums = st.builds(Sums, amounts, st.integers(0, 5_000).map(Decimal), st.integers(0, 10**12).map(Decimal))
reports = st.lists(st.builds(Reported, days, st.integers(1, 999), sums), max_size=12, unique_by=lambda one: one.number)


def reported(day: date, area: str, number: int = 1) -> Reported:
    return Reported(day, number, Sums(Decimal(area), Decimal(60), Decimal(24_000_000_000)))


def test_done_of_planned_with_the_change_of_the_week() -> None:
    found = standing(PLAN, [reported(date(2024, 6, 24), "30"), reported(date(2024, 7, 1), "42.5", 2)], JULY)
    area = found.of(Measure.AREA)
    assert (area.done, area.planned, area.percent, area.change) == (
        Decimal("42.5"),
        Decimal("120.5"),
        Decimal("35.27"),
        Decimal("12.5"),
    )
    assert found.of(Measure.HOUSEHOLDS).change == 0
    assert found.day == date(2024, 7, 1)


def test_what_nobody_reported_is_none_and_not_zero() -> None:
    for found in (standing(PLAN, [], JULY), standing(PLAN, [reported(JULY + timedelta(days=1), "5")], JULY)):
        assert {(one.done, one.percent, one.change) for one in found.measures} == {(None, None, None)}


def test_without_a_report_a_week_old_there_is_no_change() -> None:
    assert standing(PLAN, [reported(date(2024, 6, 26), "30")], JULY).of(Measure.AREA).change is None
    assert standing(PLAN, [reported(date(2024, 6, 25), "30")], JULY).of(Measure.AREA).change == 0


def test_where_nothing_is_planned_there_is_no_percent() -> None:
    nothing = Sums(Decimal(), Decimal(), Decimal())
    assert standing(nothing, [reported(JULY, "30")], JULY).of(Measure.AREA).percent is None


def test_of_one_day_the_latest_report_counts() -> None:
    found = standing(PLAN, [reported(JULY, "40", 7), reported(JULY, "39", 8)], JULY)
    assert found.of(Measure.AREA).done == 39


def test_milestones_are_late_and_obstacles_open_as_of_the_day() -> None:
    marks = [
        Mark("Kiểm đếm", JULY),
        Mark("Chi trả", date(2024, 7, 1)),
        Mark("Họp dân", date(2024, 5, 1), date(2024, 6, 1)),
    ]
    holdups = [Holdup("Giá đất", date(2024, 6, 1)), Holdup("Bản đồ", date(2024, 5, 1), JULY)]
    found = standing(PLAN, [], JULY, milestones=marks, obstacles=holdups)
    assert [mark.name for mark in found.late] == ["Chi trả"]
    assert [one.text for one in found.obstacles] == ["Giá đất"]
    assert len(standing(PLAN, [], date(2024, 5, 20), milestones=marks, obstacles=holdups).late) == 1


@given(sums, reports, days)
def test_every_standing_is_exact(plan: Sums, known: list[Reported], on: date) -> None:
    found = standing(plan, known, on)
    for measure in Measure:
        one, planned = found.of(measure), plan.of(measure)
        by_then = sorted(
            (report for report in known if report.day <= on), key=lambda report: (report.day, report.number)
        )
        week_ago = [report for report in by_then if report.day <= on - timedelta(days=7)]
        assert one.done == (by_then[-1].done.of(measure) if by_then else None)
        if one.percent is not None:
            assert one.done is not None
            assert abs(Fraction(one.percent) - Fraction(one.done) * 100 / Fraction(planned)) <= Fraction(1, 200)
        if week_ago:
            assert one.change == by_then[-1].done.of(measure) - week_ago[-1].done.of(measure)
        assert (one.percent is None) == (one.done is None or not planned)


@given(st.lists(st.tuples(sums, reports), max_size=5), days)
def test_the_total_is_the_sum_of_what_is_reported_of_all_that_is_planned(
    projects: list[tuple[Sums, list[Reported]]], on: date
) -> None:
    standings: list[Standing] = [standing(plan, known, on) for plan, known in projects]
    for whole in total(standings):
        parts = [one.of(whole.measure) for one in standings]
        assert whole.planned == sum(part.planned for part in parts)
        assert (whole.done or 0) == sum(part.done or 0 for part in parts)
        assert (whole.done is None) == all(part.done is None for part in parts)


@given(reports, days)
def test_the_reports_on_both_sides_of_a_day_leave_none_between(known: list[Reported], on: date) -> None:
    before, after = latest(known, on), following(known, on)
    between = [
        one for one in known if (before is None or one.day > before.day) and (after is None or one.day < after.day)
    ]
    assert between == []
