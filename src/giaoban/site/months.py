"""The months that lead up to the end of a period, rolled up from one reading of the books, for sparklines."""

from collections.abc import Collection
from decimal import Decimal

from giaoban.analysis.facts import lay_out
from giaoban.analysis.manners import with_sources
from giaoban.analysis.office import last_day
from giaoban.analysis.rollup import Rollup, roll_up
from giaoban.analysis.windows import codes_needed
from giaoban.figures.snapshot import snapshot
from giaoban.indicators.catalogue import Pack
from giaoban.periods.calendars import calendar, containing
from giaoban.periods.period import Period, PeriodKind, previous
from giaoban.units.tree import Tree

COUNT = 12


def months_until(period: Period, pack: Pack) -> tuple[Period, ...]:
    """The twelve months of which the last ends with the period."""
    found = [containing(last_day(period, pack), PeriodKind.MONTH, calendar(pack.calendar))]
    while len(found) < COUNT:
        found.append(previous(found[-1]))
    return tuple(reversed(found))


def monthly(period: Period, *, tree: Tree, pack: Pack, indicators: Collection[str]) -> tuple[Rollup, ...]:
    """The roll-up of each of those months, for those indicators."""
    months = months_until(period, pack)
    codes = frozenset(code for month in months for code in codes_needed(pack, month))
    books = lay_out(snapshot(periods=codes, indicators=with_sources(indicators, pack)), tree, pack, indicators)
    return tuple(roll_up(books, month) for month in months)


def values(months: tuple[Rollup, ...], unit_code: str, indicator: str) -> tuple[Decimal | None, ...]:
    """What the unit did in each month."""
    return tuple(month.get(unit_code, indicator).value for month in months)
