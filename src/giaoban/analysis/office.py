"""The desk where the books are fetched: tree, pack and ledger are read here and handed to the pure roll-up."""

from collections import OrderedDict
from collections.abc import Collection
from datetime import date, datetime
from threading import Lock
from typing import Final, NamedTuple

from giaoban.analysis.manners import with_sources
from giaoban.analysis.rollup import Rollup, rollup
from giaoban.analysis.windows import codes_needed
from giaoban.figures.ledger import ledger_stamp
from giaoban.figures.snapshot import snapshot
from giaoban.indicators import packs
from giaoban.indicators.catalogue import Pack
from giaoban.periods.calendars import calendar, days
from giaoban.periods.period import Period
from giaoban.units.registry import tree_at
from giaoban.units.tree import Tree

KEPT_CELLS: Final = 8_000_000
"""How many figures the kept roll-ups may hold together: about half a gigabyte."""


class Question(NamedTuple):
    """What was asked of which state of the ledger."""

    stamp: str
    period: str
    on: date
    known_at: datetime | None
    indicators: frozenset[str] | None


class Shelf:
    """The last answers, for pages ask the same again and again; each holds only while ledger, tree and pack stand still."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._lock = Lock()
        self._kept: OrderedDict[Question, Rollup] = OrderedDict()

    def find(self, question: Question, tree: Tree, pack: Pack) -> Rollup | None:
        with self._lock:
            found = self._kept.get(question)
            if found is None or found.tree is not tree or found.pack is not pack:
                return None
            self._kept.move_to_end(question)
            return found

    def keep(self, question: Question, answer: Rollup) -> None:
        with self._lock:
            self._kept[question] = answer
            self._kept.move_to_end(question)
            while len(self._kept) > 1 and sum(map(_cells, self._kept.values())) > self._room:
                self._kept.popitem(last=False)


_SHELF: Final = Shelf(KEPT_CELLS)


def rollup_books(
    period: Period,
    *,
    on: date | None = None,
    known_at: datetime | None = None,
    indicators: Collection[str] | None = None,
) -> Rollup:
    """The roll-up of a period from the books, on the tree of `on` (else of the period's last day in the pack's calendar).

    With `known_at` as the books stood at that instant; with `indicators` of those alone.
    """
    pack = packs.current()
    day = on or last_day(period, pack)
    tree = tree_at(day)
    asked = None if indicators is None else frozenset(indicators)
    question = Question(ledger_stamp(), period.code, day, known_at, asked)
    found = _SHELF.find(question, tree, pack)
    if found is None:
        books = snapshot(periods=codes_needed(pack, period), indicators=_read(asked, pack), known_at=known_at)
        found = rollup(period, tree=tree, pack=pack, snapshot=books, indicators=asked)
        _SHELF.keep(question, found)
    return found


def last_day(period: Period, pack: Pack) -> date:
    """The period's last day in the pack's calendar."""
    return days(period, calendar(pack.calendar)).last


def _read(asked: frozenset[str] | None, pack: Pack) -> frozenset[str] | None:
    """The indicators to read: those asked and what their figures are made of."""
    return None if asked is None else with_sources(asked, pack)


def _cells(answer: Rollup) -> int:
    return len(answer.tree) * len(answer.series)
