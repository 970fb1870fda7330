"""The months that lead up to the end of a period, rolled up from one reading of the books, for sparklines."""

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from giaoban.analysis.facts import lay_out
from giaoban.analysis.manners import with_sources
from giaoban.analysis.office import last_day
from giaoban.analysis.rollup import Rollup, roll_up
from giaoban.analysis.windows import codes_needed
from giaoban.figures.ledger import ledger_stamp
from giaoban.figures.snapshot import snapshot
from giaoban.indicators.catalogue import Pack
from giaoban.periods.calendars import calendar, containing
from giaoban.periods.period import Period, PeriodKind, previous
from giaoban.units.tree import Tree

COUNT = 12
MOST_CELLS = 500_000
"""Twelve roll-ups of more units times indicators would keep the reader waiting: then a page goes without sparklines."""


@dataclass(frozen=True)
class _Question:
    """What was asked of the books under `stamp`; a tree and a pack are the same only where they are one object."""

    stamp: str
    period: Period
    indicators: frozenset[str]
    identity: tuple[int, int]
    tree: Tree = field(compare=False)
    pack: Pack = field(compare=False)


def months_until(period: Period, pack: Pack) -> tuple[Period, ...]:
    """The twelve months of which the last ends with the period."""
    found = [containing(last_day(period, pack), PeriodKind.MONTH, calendar(pack.calendar))]
    while len(found) < COUNT:
        found.append(previous(found[-1]))
    return tuple(reversed(found))


def monthly(period: Period, *, tree: Tree, pack: Pack, indicators: Collection[str]) -> tuple[Rollup, ...]:
    """The roll-up of each of those months, for those indicators; none where that is too much."""
    if COUNT * len(tree) * len(indicators) > MOST_CELLS:
        return ()
    identity = (id(tree), id(pack))
    return _rolled_up(_Question(ledger_stamp(), period, frozenset(indicators), identity, tree, pack))


def values(months: tuple[Rollup, ...], unit_code: str, indicator: str) -> tuple[Decimal | None, ...]:
    """What the unit did in each month."""
    return tuple(month.get(unit_code, indicator).value for month in months)


@lru_cache(maxsize=8)
def _rolled_up(asked: _Question) -> tuple[Rollup, ...]:
    months = months_until(asked.period, asked.pack)
    codes = frozenset(code for month in months for code in codes_needed(asked.pack, month))
    read = snapshot(periods=codes, indicators=with_sources(asked.indicators, asked.pack))
    books = lay_out(read, asked.tree, asked.pack, asked.indicators)
    return tuple(roll_up(books, month) for month in months)
