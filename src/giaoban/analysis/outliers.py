"""Figures that are odd for the unit that reported them: against its own history, its season and its peers. Pure.

Robust statistics (Hampel's identifier): the middle is the median and the spread the median distance from it (MAD, times
1.4826 to be comparable with a standard deviation), so that one wild figure of the past neither hides nor makes another.
`docs/checks.md` says in words what is called odd, and why.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Whole = NDArray[Any]

FAR: Final = 5.0
"""So many spreads from the middle is odd; 200,000 ordinary figures of a month then give a handful of false alarms."""
NEAR: Final = 2.0
"""So many spreads from what the same season held before, or from what the peers did, is nothing special."""
LEAST_KNOWN: Final = 6
"""Fewer earlier figures say nothing about what is usual."""
LEAST_PEERS: Final = 6
"""Fewer units of the same kind under the same roof say nothing about each other."""
MAD: Final = 1.4826
LEAST_FELLOWS: Final = 4
"""From so many units, the unit among them, a common movement is seen: it excuses, where it could not accuse."""
FLOW_SHARE, STOCK_SHARE = 0.08, 0.002
"""The spread is at least this share of the usual figure: of what is done in a period, of what there is."""
STOCK_CHANCE: Final = 0.25
"""A count of what there is turns over by about a sixteenth in a period; what comes and goes does so by chance."""
LEAST_MOVE: Final = 0.15
"""The spread of movements among peers is at least that of 15 percent, as a difference of logarithms."""
LEAST_USUAL: Final = 5.0
"""Counts that are usually smaller move by many times through chance alone: their movement is not compared."""
HALF: Final = 0.5
"""Added to a count before its logarithm is taken, so that zero has one."""


@dataclass(frozen=True, eq=False)
class Grid:
    """Figures by period, unit and series; NaN where nothing is reported, which is never zero. The last period is judged.

    `seasonal`: by earlier period, whether it lies in the same season of another year. `stock`: by series, whether it
    says what there is rather than what was done. `count`: whether it counts whole things, which come by chance.
    `peers`: by unit, a number; units with the same number are compared with each other.
    """

    values: Floats
    seasonal: Flags
    stock: Flags
    count: Flags
    peers: Whole


@dataclass(frozen=True, slots=True)
class Oddity:
    """One odd figure at its place in the grid, and what was held against it.

    `usual` is the middle of `known` earlier figures (of a stock, what the last one and the usual movement lead to), and
    `low` to `high` what would still have passed. `season` is the middle of the same season, None where it is not known.
    `factor` is the figure as a multiple of `usual`, `peers_factor` that of its `peers` peers; None where not compared.
    """

    unit: int
    series: int
    against_history: bool
    against_peers: bool
    value: float
    usual: float
    low: float
    high: float
    known: int
    season: float | None
    factor: float | None
    peers_factor: float | None
    peers: int


@dataclass(frozen=True, slots=True)
class _History:
    """By unit and series: what the past leads to. `middle` and `spread` are of the figure itself, or of a stock's movement."""

    base: Floats
    middle: Floats
    spread: Floats
    known: Whole
    season: Floats
    deviation: Floats
    odd: Flags


@dataclass(frozen=True, slots=True)
class _Peers:
    """By unit and series: logarithms of the unit's and of its peers' movement against the usual, and how many peers."""

    movement: Floats
    middle: Floats
    count: Whole
    odd: Flags
    alike: Flags


def oddities(grid: Grid) -> Iterator[Oddity]:
    """The odd figures of the last period, by unit, then by series."""
    past = _history(grid)
    peers = _peers(grid, past)
    # What moved as the peers moved has a cause that they share.
    against_history = past.odd & ~peers.alike
    for unit, series in np.argwhere(against_history | peers.odd):
        yield _oddity(grid, past, peers, (int(unit), int(series)), bool(against_history[unit, series]))


def gaps(values: Floats, sheets: Whole, *, often: int = 5, of: int = 6) -> list[tuple[int, int]]:
    """Places (unit, series) left empty in the last period that held a figure `often` times in the `of` periods before.

    `sheets` tells by unit and series on which form the figure stands (-1: on none). Only where the unit reported
    something else on the same form: a form that is not there at all is late, not incomplete.
    """
    earlier = ~np.isnan(values[:-1][-of:])
    now = ~np.isnan(values[-1])
    begun = np.zeros(now.shape, dtype=np.bool_)
    for sheet in np.unique(sheets[sheets >= 0]):
        inside = sheets == sheet
        begun |= inside & (now & inside).any(axis=1, keepdims=True)
    found = begun & ~now & (earlier.sum(axis=0) >= often)
    return [(int(unit), int(series)) for unit, series in np.argwhere(found)]


def _oddity(grid: Grid, past: _History, peers: _Peers, place: tuple[int, int], against_history: bool) -> Oddity:
    usual = float(past.base[place] + past.middle[place])
    reach = FAR * float(past.spread[place])
    compared = bool(peers.count[place] >= LEAST_PEERS and np.isfinite(peers.movement[place]))
    season = past.season[place]
    value = float(grid.values[-1][place])
    lowest = usual - reach
    return Oddity(
        unit=place[0],
        series=place[1],
        against_history=against_history,
        against_peers=bool(peers.odd[place]),
        value=value,
        usual=usual,
        low=max(0.0, lowest) if usual >= 0 else lowest,
        high=usual + reach,
        known=int(past.known[place]),
        season=None if np.isnan(season) else float(season),
        factor=value / usual if usual > 0 else None,
        peers_factor=float(np.exp(peers.middle[place])) if compared else None,
        peers=int(peers.count[place]),
    )


def _history(grid: Grid) -> _History:
    base, moves = _moves(grid)
    now, before = moves[-1], moves[:-1]
    middle, known = median(before)
    spread = np.maximum(MAD * median(np.abs(before - middle))[0], _least_spread(grid, base, middle))
    deviation = np.abs(now - middle)
    with np.errstate(invalid="ignore"):
        far = (deviation > FAR * spread) & (spread > 0) & (known >= LEAST_KNOWN)
    season = before[grid.seasonal]
    return _History(
        base=base,
        middle=middle,
        spread=spread,
        known=known,
        season=base + median(season)[0],
        deviation=deviation,
        odd=far & ~_as_in_season(grid, base, now, season),
    )


def _moves(grid: Grid) -> tuple[Floats, Floats]:
    """What is held against the past: figures of a flow as they are, of a stock the movement from the last known level."""
    base = np.zeros(grid.values.shape[1:])
    if not grid.stock.any():
        return base, grid.values
    moves = grid.values.copy()
    stocks = grid.values[:, :, grid.stock]
    level = _carried(stocks)
    moves[1:, :, grid.stock] = stocks[1:] - level[:-1]
    moves[0, :, grid.stock] = np.nan
    base[:, grid.stock] = level[-2] if len(level) > 1 else np.nan
    return base, moves


def _carried(values: Floats) -> Floats:
    """The last known figure up to and with each period."""
    place = np.arange(len(values)).reshape(-1, 1, 1)
    last = np.maximum.accumulate(np.where(np.isnan(values), -1, place), axis=0)
    carried: Floats = np.where(last < 0, np.nan, np.take_along_axis(values, np.maximum(last, 0), axis=0))
    return carried


def _least_spread(grid: Grid, base: Floats, middle: Floats) -> Floats:
    """The least by which a figure may differ through chance or rounding: of counts as much as Poisson's law has it."""
    share = np.where(grid.stock, STOCK_SHARE * np.abs(base), FLOW_SHARE * np.abs(middle))
    turnover = np.where(grid.stock, np.maximum(STOCK_CHANCE**2 * np.abs(base), np.abs(middle)), np.abs(middle))
    chance = np.where(grid.count, np.sqrt(np.maximum(turnover, 1.0)), 0.0)
    least: Floats = np.maximum(share, chance)
    return least


def _as_in_season(grid: Grid, base: Floats, now: Floats, season: Floats) -> Flags:
    """Whether the same season of an earlier year held a figure like this one, between or near its extremes."""
    if not len(season):
        return np.zeros(now.shape, dtype=np.bool_)
    lowest, highest = np.fmin.reduce(season, axis=0), np.fmax.reduce(season, axis=0)
    with np.errstate(invalid="ignore"):
        under = now >= lowest - NEAR * _least_spread(grid, base, lowest)
        over = now <= highest + NEAR * _least_spread(grid, base, highest)
    both: Flags = under & over
    return both


def _peers(grid: Grid, past: _History) -> _Peers:
    """The movement of each unit against its usual figure beside that of the units of its group; figures of flows alone."""
    movement, chance = _movement(grid, past)
    steady = np.where(past.middle >= np.where(grid.count, LEAST_USUAL, 0.0), movement, np.nan)
    middle, spread, count = _of_group(grid.peers, steady)
    common, common_spread, fellows = _of_group(grid.peers, movement)
    with np.errstate(invalid="ignore"):
        odd = (count > LEAST_PEERS) & (np.abs(steady - middle) > FAR * np.maximum(spread, chance))
        same_way = (np.sign(movement) == np.sign(common)) & (np.abs(common) > LEAST_MOVE)
        near = np.abs(movement - common) <= NEAR * np.maximum(common_spread, chance)
    alike = (fellows >= LEAST_FELLOWS) & same_way & near
    return _Peers(steady, middle, np.maximum(count - 1, 0), odd, alike)


def _of_group(peers: Whole, movement: Floats) -> tuple[Floats, Floats, Whole]:
    """By unit and series: middle and spread of its group's movements, and how many of them are known."""
    middle, spread = np.full(movement.shape, np.nan), np.full(movement.shape, np.nan)
    count = np.zeros(movement.shape, dtype=np.int64)
    for group in np.unique(peers):
        rows = peers == group
        inside = movement[rows]
        middle[rows], count[rows] = median(inside)
        spread[rows] = MAD * median(np.abs(inside - middle[rows][0]))[0]
    return middle, spread, count


def _movement(grid: Grid, past: _History) -> tuple[Floats, Floats]:
    """Logarithm of figure through usual figure, NaN where it cannot be told, and by how much chance alone moves it."""
    added = np.where(grid.count, HALF, 0.0)
    now = grid.values[-1] + added
    usual = past.middle + added
    with np.errstate(invalid="ignore", divide="ignore"):
        told = (past.known >= LEAST_KNOWN) & (usual > 0) & (now > 0) & ~grid.stock
        movement = np.where(told, np.log(now / usual), np.nan)
        chance = np.where(grid.count & told, np.sqrt(1 / now + 1 / usual), 0.0)
    return movement, np.maximum(chance, LEAST_MOVE)


def median(values: Floats) -> tuple[Floats, Whole]:
    """The median along the first axis of what is not NaN, NaN where there is nothing, and how many there are."""
    known = (~np.isnan(values)).sum(axis=0)
    if not len(values):
        return np.full(values.shape[1:], np.nan), known
    ordered = np.sort(values, axis=0)
    lower = np.take_along_axis(ordered, np.maximum(known - 1, 0)[np.newaxis] // 2, axis=0)[0]
    upper = np.take_along_axis(ordered, np.minimum(known // 2, len(values) - 1)[np.newaxis], axis=0)[0]
    middle: Floats = (lower + upper) / 2
    return np.where(known == 0, np.nan, middle), known
