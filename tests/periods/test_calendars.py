"""The days of periods in the civil and the state calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.periods.calendars import CIVIL, STATE, Calendar, Days, calendar, containing, days, last_ended
from giaoban.periods.period import PeriodError, PeriodKind, following, parse, parts

CALENDARS = st.sampled_from((CIVIL, STATE))
DAY = st.dates(date(1905, 1, 1), date(2990, 1, 1))
TILING = st.sampled_from((PeriodKind.WEEK, PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.YEAR))


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2024-01", date(2023, 12, 15), date(2024, 1, 14)),
        ("2024-03", date(2024, 2, 15), date(2024, 3, 14)),
        ("2024-Q1", date(2023, 12, 15), date(2024, 3, 14)),
        ("2024-Q4", date(2024, 9, 15), date(2024, 12, 14)),
        ("2024-H1", date(2023, 12, 15), date(2024, 6, 14)),
        ("2024-H2", date(2024, 6, 15), date(2024, 12, 14)),
        ("2024-9M", date(2023, 12, 15), date(2024, 9, 14)),
        ("2024", date(2023, 12, 15), date(2024, 12, 14)),
        ("2024-W27", date(2024, 7, 1), date(2024, 7, 7)),
        ("2024-02-01/2024-02-29", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_the_state_calendar_runs_from_the_15th_to_the_14th(code: str, first: date, last: date) -> None:
    assert days(parse(code), STATE) == Days(first, last)


def test_the_civil_calendar_has_the_days_of_the_code() -> None:
    assert days(parse("2024-H1"), CIVIL) == Days(date(2024, 1, 1), date(2024, 6, 30))


@given(DAY, TILING, CALENDARS)
def test_every_day_is_in_exactly_one_period_of_a_kind(day: date, kind: PeriodKind, calendar: Calendar) -> None:
    p = containing(day, kind, calendar)
    assert day in days(p, calendar)
    assert days(following(p), calendar).first == days(p, calendar).last + timedelta(1)


@given(DAY, CALENDARS)
def test_the_days_of_a_year_are_the_days_of_its_months(day: date, calendar: Calendar) -> None:
    year = containing(day, PeriodKind.YEAR, calendar)
    months = [days(month, calendar) for month in parts(year, PeriodKind.MONTH)]
    assert sum(map(len, months)) == len(days(year, calendar))
    assert (months[0].first, months[-1].last) == (days(year, calendar).first, days(year, calendar).last)


@given(DAY, st.one_of(TILING, st.just(PeriodKind.NINE_MONTHS)), CALENDARS)
def test_the_last_ended_period_has_ended_and_the_next_has_not(day: date, kind: PeriodKind, calendar: Calendar) -> None:
    p = last_ended(day, kind, calendar)
    assert days(p, calendar).last < day <= days(following(p), calendar).last


@pytest.mark.parametrize(
    ("day", "calendar", "code"),
    [
        (date(2024, 7, 2), CIVIL, "2024-H1"),
        (date(2024, 6, 30), CIVIL, "2023-H2"),
        (date(2024, 7, 1), CIVIL, "2024-H1"),
        (date(2024, 6, 14), STATE, "2023-H2"),
        (date(2024, 6, 15), STATE, "2024-H1"),
        (date(2024, 12, 15), STATE, "2024-H2"),
    ],
)
def test_a_period_has_ended_on_the_day_after_its_last(day: date, calendar: Calendar, code: str) -> None:
    assert last_ended(day, PeriodKind.HALF_YEAR, calendar).code == code


@pytest.mark.parametrize(
    ("day", "kind", "calendar", "code"),
    [
        (date(2024, 12, 30), PeriodKind.WEEK, CIVIL, "2025-W01"),
        (date(2024, 2, 29), PeriodKind.MONTH, CIVIL, "2024-02"),
        (date(2024, 2, 29), PeriodKind.MONTH, STATE, "2024-03"),
        (date(2024, 12, 15), PeriodKind.YEAR, STATE, "2025"),
        (date(2024, 1, 31), PeriodKind.MONTH, STATE, "2024-02"),
        (date(2024, 9, 14), PeriodKind.NINE_MONTHS, STATE, "2024-9M"),
        (date(2024, 12, 20), PeriodKind.NINE_MONTHS, STATE, "2025-9M"),
    ],
)
def test_a_day_lies_in_its_period(day: date, kind: PeriodKind, calendar: Calendar, code: str) -> None:
    assert containing(day, kind, calendar).code == code


def test_no_nine_months_contain_a_day_of_the_last_quarter() -> None:
    with pytest.raises(PeriodError, match="9 tháng"):
        containing(date(2024, 10, 1), PeriodKind.NINE_MONTHS, CIVIL)
    assert last_ended(date(2024, 10, 1), PeriodKind.NINE_MONTHS, CIVIL).code == "2024-9M"


def test_calendars_are_called_by_their_names() -> None:
    assert calendar("civil") is CIVIL
    assert calendar("state") is STATE
    with pytest.raises(PeriodError, match="civil, state"):
        calendar("lunar")


def test_days_can_be_counted_and_walked() -> None:
    week = days(parse("2024-W27"), CIVIL)
    assert len(week) == 7
    assert list(week)[::6] == [date(2024, 7, 1), date(2024, 7, 7)]
    assert date(2024, 7, 8) not in week
