"""Clock times and names for the pages of meetings."""

from collections.abc import Mapping
from datetime import date, datetime

from django import template
from django.utils.translation import get_language

from giaoban.language.dates import HANOI, weekday_name, write_date
from giaoban.language.locales import language_of

register = template.Library()


@register.filter
def clock(value: datetime) -> str:
    """`07:30`, on the clock of the country."""
    return f"{value.astimezone(HANOI):%H:%M}"


@register.filter
def local_day(value: datetime) -> date:
    """The day on which the instant falls in the country."""
    return value.astimezone(HANOI).date()


@register.filter
def span(start: datetime, end: datetime) -> str:
    """`07:30–09:00`; with the last day where it is another."""
    here, there = start.astimezone(HANOI), end.astimezone(HANOI)
    words = f"{here:%H:%M}–{there:%H:%M}"
    if here.date() == there.date():
        return words
    return f"{words} ({write_date(there.date(), language_of(get_language() or 'vi'))})"


@register.filter
def weekday_short(value: date) -> str:
    """`T2` … `T7`, `CN`; `Mon`."""
    if language_of(get_language() or "vi") == "en":
        return weekday_name(value, "en")[:3]
    return "CN" if value.weekday() == 6 else f"T{value.weekday() + 2}"


@register.filter
def name_of(names: Mapping[int, str], unit_id: int | None) -> str:
    """The name of a unit; empty for none."""
    return "" if unit_id is None else names.get(unit_id, "")


@register.filter
def megabytes(size: int) -> str:
    """`0,4 MB`, at least a tenth."""
    tenths = max(1, round(size / (1024 * 102.4)))
    mark = "," if language_of(get_language() or "vi") == "vi" else "."
    return f"{tenths // 10}{mark}{tenths % 10} MB"
