"""Periods and their codes: `2024-W27`, `2024-06`, `2024-Q2`, `2024-H1`, `2024-9M`, `2024`, `2024-01-15/2024-06-14`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

from django.utils.translation import gettext as _

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2999
"""Of a period that somebody names."""
BESIDE: Final = 10
"""Years before and after, which can be computed: every period has one before it to be compared with."""
_DAY: Final = timedelta(days=1)


class PeriodError(ValueError):
    """There is no such period, or it cannot be divided as asked; the message shows the text and the way out."""


class PeriodKind(StrEnum):
    """How long a period is."""

    WEEK = "week"
    """An ISO week: Monday to Sunday; it belongs to the year, quarter and month that hold its Thursday."""
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    NINE_MONTHS = "nine_months"
    """January to September, a usual report beside the quarters."""
    YEAR = "year"
    RANGE = "range"
    """From a day to a day, both included."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of time under its code. Periods sort by their first day, then by their last.

    `first` and `last` are days of the civil calendar, both included; `calendars.days` gives those of another one.
    `number` counts weeks, months, quarters and half-years within `year`, and is 0 for the other kinds.
    The year of a range is that of its last day.
    """

    first: date
    last: date
    kind: PeriodKind
    year: int
    number: int
    code: str

    def __str__(self) -> str:
        return self.code


MONTHS: Final = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF_YEAR: 6,
    PeriodKind.NINE_MONTHS: 9,
    PeriodKind.YEAR: 12,
}
"""How many months a period of these kinds has."""
_NUMBERED: Final = {
    PeriodKind.WEEK: "{year:04}-W{number:02}",
    PeriodKind.MONTH: "{year:04}-{number:02}",
    PeriodKind.QUARTER: "{year:04}-Q{number}",
    PeriodKind.HALF_YEAR: "{year:04}-H{number}",
}
_SHAPES: Final = (
    (PeriodKind.MONTH, re.compile(r"([0-9]{4})-([0-9]{2})")),
    (PeriodKind.QUARTER, re.compile(r"([0-9]{4})-Q([0-9])")),
    (PeriodKind.HALF_YEAR, re.compile(r"([0-9]{4})-H([0-9])")),
    (PeriodKind.WEEK, re.compile(r"([0-9]{4})-W([0-9]{2})")),
    (PeriodKind.NINE_MONTHS, re.compile(r"([0-9]{4})-9M()")),
    (PeriodKind.YEAR, re.compile(r"([0-9]{4})()")),
)
_RANGE: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})/([0-9]{4}-[0-9]{2}-[0-9]{2})")


@lru_cache(maxsize=4096)
def parse(code: str) -> Period:
    """The period of a code; raises `PeriodError` where it is none, or names a week or day that does not exist.

    Years run from 1900 to 2999.
    """
    for kind, shape in _SHAPES:
        if found := shape.fullmatch(code):
            year = int(found[1])
            _check_year(year, FIRST_YEAR, LAST_YEAR)
            return of_year(kind, year, int(found[2] or 0))
    if found := _RANGE.fullmatch(code):
        try:
            first, last = date.fromisoformat(found[1]), date.fromisoformat(found[2])
            _check_range(first, last, FIRST_YEAR, LAST_YEAR)
            return between(first, last)
        except PeriodError:
            raise
        except ValueError:
            raise PeriodError(
                _("Kỳ “%(code)s” có ngày không có thật: hãy xem lại số ngày của tháng.") % {"code": code}
            ) from None
    raise PeriodError(
        _(
            "Không có kỳ “%(code)s”: hãy viết như 2024-W27, 2024-06, 2024-Q2, 2024-H1, 2024-9M, 2024 hoặc 2024-01-15/2024-06-14."
        )
        % {"code": code[:60]}
    )


def of_year(kind: PeriodKind, year: int, number: int = 0) -> Period:
    """The week, month, quarter or half-year of that number, or the nine months or year, which have none.

    Raises `PeriodError` more than ten years outside of 1900 to 2999, and for a number that the year does not have.
    """
    if kind is PeriodKind.RANGE:
        raise PeriodError(_("Kỳ từ ngày đến ngày không có số thứ tự: hãy cho ngày đầu và ngày cuối."))
    _check_year(year, FIRST_YEAR - BESIDE, LAST_YEAR + BESIDE)
    if kind not in _NUMBERED:
        first, last = date(year, 1, 1), _end_of_month(year, MONTHS[kind])
        return Period(first, last, kind, year, 0, f"{year}" if kind is PeriodKind.YEAR else f"{year}-9M")
    code = _NUMBERED[kind].format(year=year, number=number)
    most = _how_many(kind, year)
    if not 1 <= number <= most:
        raise PeriodError(
            _("Không có kỳ “%(code)s”: số thứ tự trong năm %(year)s đi từ 1 đến %(most)s.")
            % {"code": code, "year": year, "most": most}
        )
    if kind is PeriodKind.WEEK:
        first, last = date.fromisocalendar(year, number, 1), date.fromisocalendar(year, number, 7)
    else:
        months = MONTHS[kind]
        first, last = date(year, months * (number - 1) + 1, 1), _end_of_month(year, months * number)
    return Period(first, last, kind, year, number, code)


def between(first: date, last: date) -> Period:
    """The range from `first` to `last`, both included; raises `PeriodError` where it runs backwards."""
    if last < first:
        raise PeriodError(
            _("Kỳ “%(code)s” kết thúc trước khi bắt đầu: hãy viết ngày đầu trước, ngày cuối sau.")
            % {"code": f"{first}/{last}"}
        )
    _check_range(first, last, FIRST_YEAR - BESIDE, LAST_YEAR + BESIDE)
    return Period(first, last, PeriodKind.RANGE, last.year, 0, f"{first}/{last}")


def _check_year(year: int, earliest: int, latest: int) -> None:
    if not earliest <= year <= latest:
        raise PeriodError(
            _("Năm %(year)s không dùng được: hãy cho một năm từ %(first)s đến %(last)s.")
            % {"year": year, "first": FIRST_YEAR, "last": LAST_YEAR}
        )


def _check_range(first: date, last: date, earliest: int, latest: int) -> None:
    if first.year < earliest or last.year > latest:
        raise PeriodError(
            _("Kỳ “%(code)s” nằm ngoài các năm từ %(first)s đến %(last)s.")
            % {"code": f"{first}/{last}", "first": FIRST_YEAR, "last": LAST_YEAR}
        )


def holding(kind: PeriodKind, day: date) -> Period:
    """The period of a kind that holds a civil day; the nine months of its year, even after September.

    Raises `PeriodError` for a range, which no day determines.
    """
    if kind is PeriodKind.WEEK:
        year, number, _weekday = day.isocalendar()
        return of_year(kind, year, number)
    months = MONTHS.get(kind, 0)
    return of_year(kind, day.year, (day.month - 1) // months + 1 if kind in _NUMBERED else 0)


def year_of(p: Period) -> Period:
    """The year to which a period belongs: a week's is that of its Thursday, a range's that of its last day."""
    return of_year(PeriodKind.YEAR, p.year)


def following(p: Period) -> Period:
    """The next period of the same kind; for a range, as many days right after it."""
    return _beside(p, 1)


def previous(p: Period) -> Period:
    """The period of the same kind before; for a range, as many days right before it."""
    return _beside(p, -1)


def same_period_last_year(p: Period) -> Period:
    """The period that a period is compared with.

    Week 53 is compared with the last week of a year that has 52. A range keeps its days and months;
    29 February becomes 28 February.
    """
    if p.kind is PeriodKind.RANGE:
        return between(_year_before(p.first), _year_before(p.last))
    return of_year(p.kind, p.year - 1, min(p.number, _how_many(p.kind, p.year - 1)) if p.number else 0)


def parts(p: Period, kind: PeriodKind) -> tuple[Period, ...]:
    """The periods of a kind that make up `p`, in order; `p` itself for its own kind.

    Weeks do not end with months: a week is a part of every period that holds its Thursday, so that it counts once
    among months, quarters or years. Raises `PeriodError` where periods of the kind do not fill `p`.
    """
    if kind is p.kind:
        return (p,)
    if kind is PeriodKind.WEEK:
        found = tuple(week for week in _touching(kind, p) if p.first <= week.first + 3 * _DAY <= p.last)
        filled = p.kind is not PeriodKind.WEEK and bool(found)
    else:
        found = () if kind is PeriodKind.RANGE else tuple(_touching(kind, p))
        filled = _fill(found, p)
    if not filled:
        raise PeriodError(
            _("Kỳ “%(code)s” không chia hết thành các kỳ loại “%(kind)s”: hãy chọn loại kỳ ngắn hơn.")
            % {"code": p.code, "kind": _kind_name(kind)}
        )
    return found


def year_to_date(p: Period, kind: PeriodKind) -> tuple[Period, ...]:
    """The periods of a kind from the start of the year of `p` to its end; raises `PeriodError` as `parts` does."""
    return parts(between(year_of(p).first, p.last), kind)


def _kind_name(kind: PeriodKind) -> str:
    return {
        PeriodKind.WEEK: _("tuần"),
        PeriodKind.MONTH: _("tháng"),
        PeriodKind.QUARTER: _("quý"),
        PeriodKind.HALF_YEAR: _("6 tháng"),
        PeriodKind.NINE_MONTHS: _("9 tháng"),
        PeriodKind.YEAR: _("năm"),
        PeriodKind.RANGE: _("từ ngày đến ngày"),
    }[kind]


def _touching(kind: PeriodKind, p: Period) -> Iterator[Period]:
    """The periods of a kind that share a day with `p`."""
    part = holding(kind, p.first)
    while part.first <= p.last:
        yield part
        part = following(part)


def _fill(found: tuple[Period, ...], p: Period) -> bool:
    """Whether periods that share no day cover `p` and nothing else."""
    days = sum((part.last - part.first + _DAY).days for part in found)
    inside = all(p.first <= part.first and part.last <= p.last for part in found)
    return inside and days == (p.last - p.first + _DAY).days


def _beside(p: Period, step: int) -> Period:
    if p.kind is PeriodKind.RANGE:
        length = step * (p.last - p.first + _DAY)
        return between(p.first + length, p.last + length)
    if p.kind is PeriodKind.WEEK:
        return holding(PeriodKind.WEEK, p.first + 7 * step * _DAY)
    if not p.number:
        return of_year(p.kind, p.year + step)
    a_year = _how_many(p.kind, p.year)
    years, number = divmod(p.number - 1 + step, a_year)
    return of_year(p.kind, p.year + years, number + 1)


def _how_many(kind: PeriodKind, year: int) -> int:
    """How many periods of a numbered kind a year has."""
    if kind is PeriodKind.WEEK:
        return date(year, 12, 28).isocalendar().week
    return 12 // MONTHS[kind]


def _end_of_month(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - _DAY


def _year_before(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)
