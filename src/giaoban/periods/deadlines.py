"""Deadlines: working days after the last day of a period."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from giaoban.periods.calendars import Calendar, days
from giaoban.periods.period import Period

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5


def deadline(period: Period, calendar: Calendar, working_days: int, holidays: Collection[date] = frozenset()) -> date:
    """The day on which a report of the period is due: the `working_days`-th working day after its last day.

    With 0 it is the last day itself, or the next working day where nobody works on it (Bộ luật Dân sự 2015,
    Điều 148). A negative number is a `ValueError`.
    """
    return working_days_after(days(period, calendar).last, working_days, holidays)


def working_days_after(day: date, working_days: int, holidays: Collection[date] = frozenset()) -> date:
    """The `working_days`-th working day after `day`; with 0 the day itself, or the next working day.

    A negative number is a `ValueError`.
    """
    if working_days < 0:
        raise ValueError(f"{working_days} working days: a deadline lies on or after {day}; give 0 or more.")
    for _number in range(working_days):
        day = _next_working_day(day + _DAY, holidays)
    return _next_working_day(day, holidays)


def is_working_day(day: date, holidays: Collection[date] = frozenset()) -> bool:
    """Whether offices work: Monday to Friday, without holidays (Quyết định 188/1999/QĐ-TTg: 40 hours a week)."""
    return day.weekday() < _SATURDAY and day not in holidays


def vietnamese_holidays(year: int) -> frozenset[date]:
    """The holidays that stand in the solar calendar: 1/1, 30/4, 1/5 and 2/9 (Bộ luật Lao động 2019, Điều 112).

    Tết, the Hùng Kings' day (lunar), the second day of the National Day and days off in lieu are set each year by
    a notice: they are configuration, joined to these by the caller, and never computed here.
    """
    return frozenset(date(year, month, day) for month, day in ((1, 1), (4, 30), (5, 1), (9, 2)))


def _next_working_day(day: date, holidays: Collection[date]) -> date:
    """The day itself, or the first working day after it."""
    while not is_working_day(day, holidays):
        day += _DAY
    return day
