"""Calendars: which days a period has.

- civil: a month runs from its first day to its last.
- state: a month runs from the 15th of the month before to the 14th, and quarters, half-years, nine months and
  years likewise (Nghị định 09/2019/NĐ-CP; nine months by the rules of provinces).

The decree has no weeks: a week has the same seven days in both. A range names its days, whatever the calendar.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from giaoban.periods.period import Period, PeriodError, PeriodKind, holding, previous

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar by its name; `cut_off` is the last day of a month's window, 0 for the end of the month."""

    name: str
    cut_off: int


CIVIL: Final = Calendar("civil", 0)
STATE: Final = Calendar("state", 14)
_CALENDARS: Final = {known.name: known for known in (CIVIL, STATE)}


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """From a day to a day, both included."""

    first: date
    last: date

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        return (self.first + _DAY * place for place in range(len(self)))


def calendar(name: str) -> Calendar:
    """The calendar called `civil` or `state`; raises `PeriodError` for another name."""
    try:
        return _CALENDARS[name]
    except KeyError:
        raise PeriodError(
            _("Không có lịch “%(name)s”: hãy chọn %(names)s.") % {"name": name, "names": ", ".join(_CALENDARS)}
        ) from None


def days(p: Period, calendar: Calendar) -> Days:
    """The days of a period in a calendar."""
    if not _is_shifted(p.kind, calendar):
        return Days(p.first, p.last)
    before = p.first - _DAY
    return Days(before.replace(day=calendar.cut_off + 1), p.last.replace(day=calendar.cut_off))


def containing(day: date, kind: PeriodKind, calendar: Calendar) -> Period:
    """The period of a kind that has the day in a calendar.

    Raises `PeriodError` for a range, which no day determines, and for nine months where the day comes after them.
    """
    p = _latest_begun(day, kind, calendar)
    if day not in days(p, calendar):
        raise PeriodError(
            _("Ngày %(day)s không thuộc kỳ 9 tháng nào: kỳ %(code)s đã kết thúc.")
            % {"day": day.isoformat(), "code": p.code}
        )
    return p


def last_ended(day: date, kind: PeriodKind, calendar: Calendar) -> Period:
    """The latest period of a kind whose last day in the calendar lies before `day`."""
    p = _latest_begun(day, kind, calendar)
    return p if days(p, calendar).last < day else previous(p)


def _latest_begun(day: date, kind: PeriodKind, calendar: Calendar) -> Period:
    """The latest period of a kind that has begun on a day."""
    if _is_shifted(kind, calendar) and day.day > calendar.cut_off:
        day = day.replace(day=1) + 31 * _DAY
    return holding(kind, day)


def _is_shifted(kind: PeriodKind, calendar: Calendar) -> bool:
    return bool(calendar.cut_off) and kind not in {PeriodKind.WEEK, PeriodKind.RANGE}
