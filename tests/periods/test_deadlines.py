"""Deadlines as working days after the last day of a period."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.periods.calendars import CIVIL, STATE, Calendar, days
from giaoban.periods.deadlines import deadline, is_working_day, vietnamese_holidays
from giaoban.periods.period import PeriodKind, holding, parse

TET = frozenset(date(2024, 2, day) for day in range(8, 15))
"""The days off of Tết Giáp Thìn, as the notice for 2024 set them."""


@pytest.mark.parametrize(
    ("code", "calendar", "working_days", "due"),
    [
        ("2024-06", CIVIL, 0, date(2024, 7, 1)),
        ("2024-06", CIVIL, 1, date(2024, 7, 1)),
        ("2024-06", CIVIL, 2, date(2024, 7, 2)),
        ("2024-06", CIVIL, 5, date(2024, 7, 5)),
        ("2024-06", CIVIL, 6, date(2024, 7, 8)),
        ("2024-05", CIVIL, 0, date(2024, 5, 31)),
        ("2024-H1", STATE, 2, date(2024, 6, 18)),
        ("2024-W27", STATE, 1, date(2024, 7, 8)),
    ],
)
def test_weekends_do_not_count(code: str, calendar: Calendar, working_days: int, due: date) -> None:
    assert deadline(parse(code), calendar, working_days) == due


def test_holidays_do_not_count() -> None:
    holidays = vietnamese_holidays(2024)
    assert deadline(parse("2024-04"), CIVIL, 1, holidays) == date(2024, 5, 2)
    assert deadline(parse("2024-04"), CIVIL, 0, holidays) == date(2024, 5, 2)
    assert deadline(parse("2023-12"), CIVIL, 2, holidays) == date(2024, 1, 3)


def test_tet_is_passed_in() -> None:
    period = parse("2024-02-01/2024-02-07")
    assert deadline(period, CIVIL, 1) == date(2024, 2, 8)
    assert deadline(period, CIVIL, 1, vietnamese_holidays(2024) | TET) == date(2024, 2, 15)


def test_a_deadline_before_the_end_is_refused() -> None:
    with pytest.raises(ValueError, match="-1 working days"):
        deadline(parse("2024-06"), CIVIL, -1)


@given(st.dates(date(1905, 1, 1), date(2990, 1, 1)), st.integers(1, 60), st.sampled_from((CIVIL, STATE)))
def test_so_many_working_days_lie_between_the_end_and_the_deadline(
    day: date, working_days: int, calendar: Calendar
) -> None:
    period = holding(PeriodKind.MONTH, day)
    end = days(period, calendar).last
    holidays = vietnamese_holidays(end.year) | vietnamese_holidays(end.year + 1)
    due = deadline(period, calendar, working_days, holidays)
    between = (date.fromordinal(number) for number in range(end.toordinal() + 1, due.toordinal() + 1))
    assert sum(is_working_day(day, holidays) for day in between) == working_days
    assert is_working_day(due, holidays)
