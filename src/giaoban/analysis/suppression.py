"""Which cells of a breakdown to hide so that nobody learns a small count, neither from its cell nor by subtraction.

Pure. A `Breakdown` holds the counts of one indicator by unit, category and window of time, with everything that adds
up: units to the unit above, categories to the total where they exhaust it, parts to longer windows. Totals over all
categories are always shown. A count of 1 to 4 is hidden (primary suppression); others are hidden with it
(complementary suppression), so that for **every** hidden cell another table of whole numbers, none below zero, agrees
with all that is shown and differs in that cell.

How: such another table is the given one with one person moved: out of a cell and into another category, and the
opposite in another unit or another part of the year, so that sums stay. Every shown cell that the move changes must be
hidden with it; the move that hides least is taken. So no hidden cell is without its witness. It is the method of
Hundepool et al., Statistical Disclosure Control (2012), 4.4, with moves in place of linear programs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

import numpy as np
import numpy.typing as npt

SMALLEST_SHOWN = 5
"""A count of persons below this, in a breakdown of a sensitive indicator, may point at somebody."""
MOST_SMALL = 20_000
"""More small counts than this are not worth the search: then the whole breakdown is hidden."""
PARTNERS = 8
"""So many other units, of those next to it, are tried for each move."""
ORIGINS = 12
"""So many places within a cell are tried where nobody is counted in it; a small count itself has at most four."""
PLENTY = 1 << 40

Counts = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Cells = tuple[npt.NDArray[np.intp], ...]


@dataclass(frozen=True, eq=False)
class Breakdown:
    """`counts` by unit (in preorder), category and window, zero where nothing is `known`.

    `parents` of the units; `windows`: the numbers of the parts that each window sums, a part being the window that
    holds only itself. `totals` and `totals_known` by unit and window. Categories that are not `exhaustive` may overlap.
    `latest`: a window shows its latest part, as stocks do, so that a move cannot be made good in another part.
    """

    parents: tuple[int | None, ...]
    windows: tuple[frozenset[int], ...]
    counts: Counts
    known: Flags
    totals: Counts
    totals_known: Flags
    exhaustive: bool
    latest: bool = False


def hidden(table: Breakdown) -> Flags:
    """By unit, category and window: what is not to be shown, be it a number or that nothing was reported."""
    return _Search(table).run()


@dataclass(frozen=True, slots=True)
class _Best:
    """The cheapest move found so far and the cells that it changes."""

    cost: int
    cells: Cells


class _Search:
    """Rows are units, and after them what a unit counts beyond its children: nobody shows that, everybody subtracts it."""

    def __init__(self, table: Breakdown) -> None:
        self.table = table
        self.units = len(table.parents)
        self.part_at = {next(iter(window)): place for place, window in enumerate(table.windows) if len(window) == 1}
        self.inside = {
            part: np.array([part in window for window in table.windows], dtype=np.int64) for part in self.part_at
        }
        self.paths, self.bottom, self.counts, self.known = _rows(table)
        self.below: dict[int, list[int]] = {}
        for leaf in self.bottom:
            for row in self.paths[leaf]:
                self.below.setdefault(row, []).append(leaf)
        self.room = self._room()
        self.price = self._weights() * self.known
        self.hidden = np.zeros(self.counts.shape, dtype=bool)
        self.settled = np.zeros(self.counts.shape, dtype=bool)

    def run(self) -> Flags:
        small = self.known & (self.counts > 0) & (self.counts < SMALLEST_SHOWN)
        if small.sum() > MOST_SMALL:
            return np.ones(self.table.counts.shape, dtype=bool)
        self._hide(np.nonzero(small))
        for row, category, window in np.argwhere(small).tolist():
            if not self.settled[row, category, window]:
                self._protect(row, category, window)
        return self.hidden[: self.units]

    def _protect(self, row: int, category: int, window: int) -> None:
        """Takes the cheapest move through that cell; without any, hides all there is."""
        best: _Best | None = None
        for leaf, part in self._origins(row, category, window):
            found = self._cheapest(leaf, part, row, category, window)
            if found is not None and (best is None or found.cost < best.cost):
                best = found
            if best is not None and best.cost == 0:
                break
        cells = np.nonzero(np.ones_like(self.hidden)) if best is None else best.cells
        self._hide(cells)
        self.settled[cells] = True

    def _hide(self, cells: Cells) -> None:
        self.hidden[cells] = True
        self.price[cells] = 0

    def _origins(self, row: int, category: int, window: int) -> Iterator[tuple[int, int]]:
        """Bottom row and part within the cell out of which somebody may be moved, or into which."""
        places = [
            (leaf, part)
            for leaf, part in product(self.below[row], sorted(self.table.windows[window]))
            if part in self.part_at and self._reported(leaf, part)
        ]
        counted = [(leaf, part) for leaf, part in places if self.counts[leaf, category, self.part_at[part]] > 0]
        return islice(counted or places, ORIGINS)

    def _cheapest(self, leaf: int, part: int, row: int, category: int, window: int) -> _Best | None:
        """Over all units, categories and parts in which the move may be made good, none included.

        A single category that exhausts the total is the total: nothing can be moved.
        """
        if self.table.exhaustive and self.counts.shape[1] == 1:
            return None
        units = [one for one in self._partners(leaf) if row not in self.paths[one] and self._reported(one, part)]
        parts = [one for one in self._other_parts(part) if one not in self.table.windows[window]]
        categories = [one for one in range(self.counts.shape[1]) if one != category] if self.table.exhaustive else []
        possible = self._possible([leaf, *units], [category, *categories], [part, *parts])
        rows = sorted({*self.paths[leaf], *(above for one in units for above in self.paths[one])})
        changed = [set(self.paths[leaf]) ^ set(self.paths[one]) for one in units] + [set(self.paths[leaf])]
        by_row = np.array([[one in those for one in rows] for those in changed], dtype=np.int64)
        by_window = np.array([self.inside[part] ^ self.inside[one] for one in parts] + [self.inside[part]])
        prices = np.tensordot(by_row, self.price[_index(rows, [category, *categories])], axes=(1, 0)) @ by_window.T
        costs = prices[:, :1] + prices[:, 1:] if categories else prices
        costs = np.where(possible, costs, PLENTY)
        unit, other, when = np.unravel_index(int(costs.argmin()), costs.shape)
        if costs[unit, other, when] == PLENTY:
            return None
        both = [category, categories[int(other)]] if categories else [category]
        cells = _index(sorted(changed[int(unit)]), both, np.nonzero(by_window[when])[0].tolist())
        return _Best(int(costs[unit, other, when]), cells)

    def _possible(self, units: list[int], categories: list[int], parts: list[int]) -> Flags:
        """By other unit, other category and other part (the last unit and part: none): whether a move can be.

        The first of each list is where it starts. Going one way takes somebody from four of the eight corners and
        adds one in the other four; the other way round does the opposite. One of the two must leave counts that can be.
        """
        places = _index(units, categories, [self.part_at[part] for part in parts])
        there, room = (_with_none(one[places], bool(self.table.exhaustive)) for one in (self.counts, self.room))
        reported = np.array([[self._reported(unit, part) for part in parts] for unit in units])
        reported = np.pad(reported, ((0, 1), (0, 1)), constant_values=True)
        taken, given = _corners(there >= 1), _corners(room >= 1)
        both_ways = (taken[0] & given[1]) | (taken[1] & given[0])
        return np.asarray(both_ways & reported[1:, None, :1] & reported[:1, None, 1:] & reported[1:, None, 1:])

    def _reported(self, row: int, part: int) -> bool:
        """Whether the unit reported anything there: what was never reported is known to be nothing."""
        if row >= self.units:
            return True
        place = self.part_at[part]
        return bool(self.table.totals_known[row, place] or self.known[row, :, place].any())

    def _partners(self, leaf: int) -> list[int]:
        """Other bottom rows, those under the nearest common unit first."""
        found: list[int] = []
        for row in self.paths[leaf][1:]:
            near = (one for one in self.below[row] if one != leaf and one not in found)
            found += sorted(near, key=lambda one: abs(one - leaf))[: PARTNERS - len(found)]
            if len(found) == PARTNERS:
                break
        return found

    def _other_parts(self, part: int) -> list[int]:
        """Parts in which the move may be made good, those with the most windows in common first."""
        if self.table.latest:
            return []
        others = [one for one in self.part_at if one != part]
        return sorted(others, key=lambda one: (int((self.inside[part] ^ self.inside[one]).sum()), one))

    def _room(self) -> Counts:
        """How many more a cell could hold: as many as the total has over it, where categories may overlap."""
        room = np.full(self.counts.shape, PLENTY, dtype=np.int64)
        if not self.table.exhaustive:
            totals = np.where(self.table.totals_known, self.table.totals, PLENTY)[:, None, :]
            room[: self.units] = totals - self.counts[: self.units]
        return room

    def _weights(self) -> Counts:
        """How much is lost with a cell: the bottom rows times the parts that it sums; nothing where nobody shows it."""
        span = np.array([len(self.below.get(row, ())) for row in range(len(self.paths))], dtype=np.int64)
        span[self.units :] = 0
        lengths = np.array([max(1, len(window)) for window in self.table.windows], dtype=np.int64)
        return np.broadcast_to(span[:, None, None] * lengths, self.counts.shape)


def _index(*axes: list[int]) -> Cells:
    """The cells at which these rows, categories and windows meet."""
    return np.ix_(*(np.array(axis, dtype=np.intp) for axis in axes))


def _corners(holds: Flags) -> tuple[Flags, Flags]:
    """Whether it holds at the four corners from which the move takes, and at the four to which it gives."""
    start, unit, category, part = holds[:1, :1, :1], holds[1:, :1, :1], holds[:1, 1:, :1], holds[:1, :1, 1:]
    two = (holds[1:, 1:, :1], holds[:1, 1:, 1:], holds[1:, :1, 1:])
    return start & two[0] & two[1] & two[2], unit & category & part & holds[1:, 1:, 1:]


def _with_none(values: Counts, exhaustive: bool) -> Counts:
    """With a last unit and part that stand for none, and a category for none where no other is needed."""
    padding = ((0, 1), (0, 0 if exhaustive else 1), (0, 1))
    return np.pad(values, padding, constant_values=PLENTY)


def _rows(table: Breakdown) -> tuple[list[tuple[int, ...]], list[int], Counts, Flags]:
    """Of each row itself and all above it; the rows at the bottom; counts and what is known of them.

    A unit that counts more than its children gets a row of its own for the rest.
    """
    children: dict[int, list[int]] = {}
    paths: list[tuple[int, ...]] = []
    for unit, parent in enumerate(table.parents):
        paths.append((unit, *(paths[parent] if parent is not None else ())))
        if parent is not None:
            children.setdefault(parent, []).append(unit)
    bottom = [unit for unit in range(len(table.parents)) if unit not in children]
    counts, known = [table.counts], [table.known]
    for unit, below in children.items():
        own = table.counts[unit] - np.where(table.known[below], table.counts[below], 0).sum(axis=0)
        if (table.known[unit] & (own > 0)).any():
            bottom.append(len(paths))
            paths.append((len(paths), *paths[unit]))
            counts.append(np.maximum(own, 0)[None])
            known.append(table.known[unit][None])
    return paths, bottom, np.concatenate(counts), np.concatenate(known)
