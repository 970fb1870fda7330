"""What each unit itself stated for a period: which observations count, with which sign, and what they come to."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from giaoban.analysis.facts import ACTUAL, ESTIMATE, TARGET, Books, Facts, Flags, Values, Whole
from giaoban.analysis.windows import Window, Windows, windows
from giaoban.periods.period import Period


@dataclass(frozen=True, slots=True)
class Chosen:
    """Rows of facts that make the statements, each with the sign with which it is added."""

    rows: Whole
    sign: Whole


@dataclass(frozen=True, slots=True)
class Statements:
    """By node and series: what the unit stated, whether it stated anything, whether an early estimate is in it."""

    values: Values
    said: Flags
    early: Flags


def spoken(facts: Facts) -> Facts:
    """The delivered values; an early estimate only where the same part has no delivered value."""
    early = facts.measure == ESTIMATE
    actual = facts.measure == ACTUAL
    if not early.any():
        return facts.only(actual)
    width = int(facts.period.max()) + 1
    place = facts.cell * width + facts.period
    early &= ~np.isin(place, place[actual])
    return facts.only(actual | early)


def targets(facts: Facts) -> Facts:
    """What was promised."""
    return facts.only(facts.measure == TARGET)


def windows_of(books: Books, period: Period) -> tuple[Windows, ...]:
    """The windows of each frequency of the books, in their order."""
    return tuple(windows(period, every) for every in books.frequencies)


def choose(facts: Facts, books: Books, views: tuple[Window, ...]) -> Chosen:
    """The rows that make each unit's statement for the window of its frequency.

    A flow takes every part, a stock the latest. A figure counted since the new year takes the latest
    and takes off the part before the window; without that part nothing can be said.
    """
    position = _lookup(books, views, lambda window: window.codes)[facts.every, facts.period]
    crossing = np.array([window.crosses_years for window in views], dtype=np.bool_)
    inside = (position >= 0) & ~(facts.cumulative & crossing[facts.every])
    one_of = facts.latest | facts.cumulative
    rows = np.flatnonzero(inside & ~one_of)
    late = _latest(np.flatnonzero(inside & one_of), facts, position, books)
    earlier = late[:0]
    if late.size and facts.cumulative.any():
        late, earlier = _since_the_start(late, facts, books, views)
    return Chosen(
        rows=np.concatenate([rows, late, earlier]),
        sign=np.repeat(np.array([1, -1], dtype=np.int64), [rows.size + late.size, earlier.size]),
    )


def choose_targets(facts: Facts, books: Books, views: tuple[Window, ...], year: str) -> Chosen:
    """The rows that make each unit's target: the year's, or that of the window's parts where targets belong to periods."""
    in_year = facts.period == (books.periods.index(year) if year in books.periods else -1)
    position = _lookup(books, views, lambda window: window.codes)[facts.every, facts.period]
    by_period = ~facts.yearly_target & (position >= 0)
    rows = np.flatnonzero((facts.yearly_target & in_year) | (by_period & ~facts.latest))
    late = _latest(np.flatnonzero(by_period & facts.latest), facts, position, books)
    chosen = np.concatenate([rows, late])
    return Chosen(chosen, np.ones(chosen.size, dtype=np.int64))


def add_up(facts: Facts, chosen: Chosen, shape: tuple[int, int]) -> Statements:
    """The statements that the chosen rows come to."""
    cells = shape[0] * shape[1]
    cell = facts.cell[chosen.rows]
    values = np.zeros(cells, dtype=facts.values.dtype)
    np.add.at(values, cell, facts.values[chosen.rows] * chosen.sign)
    said = np.zeros(cells, dtype=np.bool_)
    said[cell] = True
    early = np.zeros(cells, dtype=np.bool_)
    early[cell[facts.measure[chosen.rows] == ESTIMATE]] = True
    return Statements(values.reshape(shape), said.reshape(shape), early.reshape(shape))


def parts_told(facts: Facts, books: Books, views: tuple[Window, ...]) -> Whole:
    """By node and series: how many parts of the window the unit reported."""
    position = _lookup(books, views, lambda window: window.codes)[facts.every, facts.period]
    rows, columns = books.shape
    counted: Whole = np.bincount(facts.cell[position >= 0], minlength=rows * columns).reshape(books.shape)
    return counted


def _latest(rows: Whole, facts: Facts, position: Whole, books: Books) -> Whole:
    if not rows.size:
        return rows
    best = np.full(books.shape[0] * books.shape[1], -1, dtype=np.int64)
    cell = facts.cell[rows]
    np.maximum.at(best, cell, position[rows])
    latest: Whole = rows[position[rows] == best[cell]]
    return latest


def _since_the_start(late: Whole, facts: Facts, books: Books, views: tuple[Window, ...]) -> tuple[Whole, Whole]:
    takes_off = np.array([window.before is not None for window in views], dtype=np.bool_)
    before = _lookup(books, views, lambda window: (window.before,) if window.before else ())
    is_before = facts.cumulative & (before[facts.every, facts.period] >= 0)
    bound = facts.cumulative[late] & takes_off[facts.every[late]]
    cells = books.shape[0] * books.shape[1]
    has_before, has_late = np.zeros(cells, dtype=np.bool_), np.zeros(cells, dtype=np.bool_)
    has_before[facts.cell[is_before]] = True
    has_late[facts.cell[late[bound]]] = True
    earlier = np.flatnonzero(is_before & has_late[facts.cell])
    return late[~bound | has_before[facts.cell[late]]], earlier


def _lookup(books: Books, views: tuple[Window, ...], codes: Callable[[Window], tuple[str, ...]]) -> Whole:
    """By frequency and period: the place among the codes, -1 where it is not among them."""
    place = {code: column for column, code in enumerate(books.periods)}
    table = np.full((len(views), max(1, len(books.periods))), -1, dtype=np.int64)
    for row, window in enumerate(views):
        for position, code in enumerate(codes(window)):
            if code in place:
                table[row, place[code]] = position
    return table
