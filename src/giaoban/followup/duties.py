"""When a duty of the regulation comes round: the few forms of RRULE (RFC 5545) that an office means, in plain fields and words.

Pure. A rule names its days outright (`FREQ=WEEKLY;BYDAY=MO`, `FREQ=MONTHLY;BYMONTHDAY=25`, `FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=15`),
so that it comes round in every year and never more than once a day; a quarter is a yearly rule of four months.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from dateutil.rrule import rrulestr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.language.dates import MONTHS, weekday_name, write_date
from giaoban.language.locales import Language

MOST_A_YEAR: Final = 400
"""A rule with more turns in a year than this is a clock, no duty."""
LAST_DAY: Final = -1
"""In place of a day of the month: its last."""
SAFE_DAYS: Final = range(1, 29)
"""The days that every month has."""
MOST_INTERVAL: Final = 12
PLACES: Final = {
    1: gettext_lazy("tháng đầu quý"),
    2: gettext_lazy("tháng giữa quý"),
    3: gettext_lazy("tháng cuối quý"),
}
"""The months of a quarter."""
WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MONDAY: Final = date(2024, 1, 1)
_DAYS_OF_MONTH: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_TOO_OFTEN: Final = frozenset({"SECONDLY", "MINUTELY", "HOURLY"})


class WrongRule(ValueError):
    """A rule that comes round too often, never, or in a form that nobody could read out; the sentence says what to write."""


class Rhythm(StrEnum):
    """How often a duty comes round, as the page asks it."""

    DAILY = "ngay"
    WEEKLY = "tuan"
    MONTHLY = "thang"
    QUARTERLY = "quy"
    YEARLY = "nam"


_FREQUENCIES: Final = {
    "DAILY": Rhythm.DAILY,
    "WEEKLY": Rhythm.WEEKLY,
    "MONTHLY": Rhythm.MONTHLY,
    "YEARLY": Rhythm.YEARLY,
}
_PARTS: Final = {
    Rhythm.DAILY: frozenset[str](),
    Rhythm.WEEKLY: frozenset({"BYDAY", "INTERVAL"}),
    Rhythm.MONTHLY: frozenset({"BYMONTHDAY", "INTERVAL"}),
    Rhythm.YEARLY: frozenset({"BYMONTH", "BYMONTHDAY"}),
}


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule in plain fields: weekdays (0 is Monday), days of the month (`LAST_DAY` is its last), months (1 to 12).

    Every `every` weeks or months. Quarterly: `months` are the four.
    """

    rhythm: Rhythm
    weekdays: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    every: int = 1


def rule_of(recurrence: Recurrence) -> str:
    """The RRULE of plain fields; raises `WrongRule` where they do not make one."""
    rhythm = Rhythm.YEARLY if recurrence.rhythm is Rhythm.QUARTERLY else recurrence.rhythm
    frequency = next(word for word, one in _FREQUENCIES.items() if one is rhythm)
    parts = [f"FREQ={frequency}"]
    if recurrence.every != 1:
        parts.append(f"INTERVAL={recurrence.every}")
    if recurrence.months:
        parts.append("BYMONTH=" + _joined(recurrence.months))
    if recurrence.weekdays:
        parts.append("BYDAY=" + ",".join(WEEKDAYS[day] for day in recurrence.weekdays))
    if recurrence.days:
        parts.append("BYMONTHDAY=" + _joined(recurrence.days))
    rule = ";".join(parts)
    recurrence_of(rule)
    return rule


def recurrence_of(rule: str) -> Recurrence:
    """The plain fields of a rule; raises `WrongRule` for any form but those at the top of this file."""
    parts = _parts(rule)
    frequency = parts.pop("FREQ", "")
    if frequency in _TOO_OFTEN:
        raise WrongRule(
            _(
                "Lặp lại theo giờ hay phút là quá %(most)d lần một năm: hãy chọn hằng tuần, hằng tháng, hằng quý hoặc hằng năm."
            )
            % {"most": MOST_A_YEAR}
        )
    rhythm = _FREQUENCIES.get(frequency)
    if rhythm is None or not parts.keys() <= _PARTS[rhythm]:
        raise _unknown(rule)
    found = Recurrence(
        rhythm,
        weekdays=_weekdays(parts.get("BYDAY", ""), rule),
        days=_numbers(parts.get("BYMONTHDAY", ""), rule),
        months=_numbers(parts.get("BYMONTH", ""), rule),
        every=_numbers(parts.get("INTERVAL", "1"), rule)[0],
    )
    _check(found, rule)
    return _as_quarterly(found)


def turns(rule: str, valid_from: date, valid_to: date | None, first: date, last: date) -> tuple[date, ...]:
    """The days on which the duty comes round from `first` to `last`, both included, while it is valid.

    It is counted from `valid_from`; `valid_to` is the first day on which it is valid no more. Raises `WrongRule`.
    """
    recurrence_of(rule)
    last = last if valid_to is None else min(last, valid_to - timedelta(days=1))
    first = max(first, valid_from)
    if first > last:
        return ()
    counted = rrulestr(rule, dtstart=_midnight(valid_from))
    return tuple(turn.date() for turn in counted.between(_midnight(first), _midnight(last), inc=True))


def require_turns(rule: str, valid_from: date, valid_to: date | None) -> None:
    """Raises `WrongRule` where the duty would never come round while it is valid, or more often than a duty does."""
    in_a_year = turns(rule, valid_from, valid_to, valid_from, valid_from + timedelta(days=365))
    if len(in_a_year) > MOST_A_YEAR:
        raise WrongRule(
            _("Quy tắc này lặp lại %(count)d lần một năm, nhiều hơn %(most)d: hãy chọn thưa hơn.")
            % {"count": len(in_a_year), "most": MOST_A_YEAR}
        )
    if not in_a_year:
        raise WrongRule(
            _(
                "Từ ngày %(first)s đến trước ngày %(last)s việc này không đến lượt lần nào: hãy chọn ngày khác hoặc kéo dài thời gian."
            )
            % {
                "first": write_date(valid_from, "vi"),
                "last": write_date(valid_to or valid_from + timedelta(days=366), "vi"),
            }
        )


def in_words(rule: str, language: Language) -> str:
    """`thứ Hai hằng tuần`, `ngày 25 hằng tháng`, `ngày 20 các tháng 3, 6, 9, 12 hằng năm`; the rule itself where it is of another form."""
    try:
        found = recurrence_of(rule)
    except WrongRule:
        return rule
    days = _day_words(found.days)
    match found.rhythm:
        case Rhythm.DAILY:
            return _("hằng ngày")
        case Rhythm.WEEKLY:
            names = ", ".join(weekday_name(_MONDAY + timedelta(days=day), language) for day in found.weekdays)
            words = _("%(days)s hằng tuần") if found.every == 1 else _("%(days)s, %(every)d tuần một lần")
            return words % {"days": names, "every": found.every}
        case Rhythm.MONTHLY:
            words = _("%(days)s hằng tháng") if found.every == 1 else _("%(days)s, %(every)d tháng một lần")
            return words % {"days": days, "every": found.every}
        case _:
            return _yearly_words(found, days, language)


def _yearly_words(found: Recurrence, days: str, language: Language) -> str:
    months = ", ".join(str(month) if language == "vi" else MONTHS[month - 1] for month in found.months)
    if found.rhythm is Rhythm.QUARTERLY:
        return _("%(days)s, %(place)s (tháng %(months)s)") % {
            "days": days, "place": PLACES[found.months[0]], "months": months,
        }  # fmt: skip
    return _("%(days)s tháng %(months)s hằng năm") % {"days": days, "months": months}


def _day_words(days: Collection[int]) -> str:
    if not days:
        return ""
    numbered = ", ".join(str(day) for day in days if day != LAST_DAY)
    said = [_("ngày %(days)s") % {"days": numbered}] if numbered else []
    return ", ".join([*said, *([_("ngày cuối cùng")] if LAST_DAY in days else [])])


def _parts(rule: str) -> dict[str, str]:
    parts = dict[str, str]()
    for piece in rule.upper().strip().removeprefix("RRULE:").split(";"):
        name, mark, value = piece.partition("=")
        if not mark or not value or name in parts:
            raise _unknown(rule)
        parts[name] = value
    return parts


def _check(found: Recurrence, rule: str) -> None:
    """Raises `WrongRule` where a day is missing, or is not there in every month or year."""
    weekly, yearly = found.rhythm is Rhythm.WEEKLY, found.rhythm is Rhythm.YEARLY
    needs_days = found.rhythm in {Rhythm.MONTHLY, Rhythm.YEARLY}
    complete = weekly == bool(found.weekdays) and needs_days == bool(found.days) and yearly == bool(found.months)
    if not complete or not 1 <= found.every <= MOST_INTERVAL or not all(1 <= month <= 12 for month in found.months):
        raise _unknown(rule)
    for day in found.days:
        if day != LAST_DAY and day not in _days_there(found.months):
            raise WrongRule(
                _(
                    "Ngày %(day)d không có ở mọi tháng được chọn: hãy chọn từ ngày 1 đến ngày 28, hoặc ngày cuối cùng của tháng."
                )
                % {"day": day}
            )


def _days_there(months: Collection[int]) -> range:
    """The days that each of those months has in every year; without months those that every month has."""
    return range(1, min(_DAYS_OF_MONTH[month - 1] for month in months) + 1) if months else SAFE_DAYS


def _as_quarterly(found: Recurrence) -> Recurrence:
    first = min(found.months, default=0)
    if found.rhythm is Rhythm.YEARLY and found.months == tuple(range(first, 13, 3)) and len(found.months) == 4:
        return Recurrence(Rhythm.QUARTERLY, days=found.days, months=found.months)
    return found


def _weekdays(text: str, rule: str) -> tuple[int, ...]:
    names = text.split(",") if text else []
    if not set(names) <= set(WEEKDAYS):
        raise _unknown(rule)
    return tuple(sorted({WEEKDAYS.index(name) for name in names}))


def _numbers(text: str, rule: str) -> tuple[int, ...]:
    pieces = text.split(",") if text else []
    if not all(piece.removeprefix("-").isascii() and piece.removeprefix("-").isdigit() for piece in pieces):
        raise _unknown(rule)
    # The last day of the month comes after the numbered ones.
    return tuple(sorted({int(piece) for piece in pieces}, key=lambda number: (number < 0, number)))


def _unknown(rule: str) -> WrongRule:
    return WrongRule(
        _(
            "Không dùng được quy tắc “%(rule)s”: hãy viết như FREQ=WEEKLY;BYDAY=MO, FREQ=MONTHLY;BYMONTHDAY=25 hoặc FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=15."
        )
        % {"rule": rule[:60]}
    )


def _joined(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
