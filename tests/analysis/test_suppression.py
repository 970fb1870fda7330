"""No hidden count can be found out: for each there is another table that agrees with all that is shown."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.analysis.suppression import SMALLEST_SHOWN, Breakdown, Counts, Flags, hidden

QUARTER = (frozenset({0}), frozenset({1}), frozenset({2}), frozenset({0, 1, 2}))
TWO_PARTS = (frozenset({0}), frozenset({1}), frozenset({0, 1}))
ONE = (frozenset({0}),)
Windows = tuple[frozenset[int], ...]


def table(base: Counts, parents: tuple[int | None, ...], windows: Windows, *, exhaustive: bool = True) -> Breakdown:
    """All sums of the bottom counts, which stand by unit (what it counts itself), category and part."""
    counts = base.astype(np.int64)
    for unit in range(len(parents) - 1, 0, -1):
        above = parents[unit]
        assert above is not None
        counts[above] += counts[unit]
    whole = np.stack([counts[:, :, sorted(window)].sum(axis=2) for window in windows], axis=2)
    totals = whole.sum(axis=1) if exhaustive else whole.max(axis=1) + 3
    there = np.ones(whole.shape, dtype=bool)
    return Breakdown(parents, windows, whole, there, totals, there[:, 0], exhaustive)


def one_level(counts: list[list[list[int]]], windows: Windows, *, exhaustive: bool = True) -> Breakdown:
    """A unit above that counts nothing itself, and units below with these counts by category and part."""
    base = np.array([np.zeros_like(counts[0]), *counts])
    return table(base, (None, *(0 for _ in counts)), windows, exhaustive=exhaustive)


def small(one: Breakdown) -> Flags:
    return one.known & (one.counts > 0) & (one.counts < SMALLEST_SHOWN)


def moves(categories: int, *, exhaustive: bool) -> list[tuple[int, ...]]:
    """How the counts of one unit and part may differ by one each, with or without a total to keep."""
    steps = product((-1, 0, 1), repeat=categories)
    return [step for step in steps if not exhaustive or sum(step) == 0]


Steps = dict[tuple[int, int], tuple[int, ...]]


def other_tables(one: Breakdown, withheld: Flags) -> Iterator[Counts]:
    """The tables of whole numbers, none below zero, that agree with what is shown and differ from `one` by at most one
    in each bottom count. Found by trying: nothing of the method under test is used."""
    parts = [place for place, window in enumerate(one.windows) if len(window) == 1]
    places = list(product(range(1, len(one.parents)), parts))
    steps = moves(one.counts.shape[1], exhaustive=one.exhaustive)
    chosen: Steps = {}

    def search(place: int) -> Iterator[Counts]:
        if place == len(places):
            difference = summed(one, chosen)
            if not difference[~withheld].any():
                yield one.counts + difference
            return
        for step in steps:
            if fits(one, withheld, *places[place], step):
                chosen[places[place]] = step
                yield from search(place + 1)

    return search(0)


def fits(one: Breakdown, withheld: Flags, unit: int, part: int, step: tuple[int, ...]) -> bool:
    """Whether a unit's counts of a part could differ so: only where hidden, none below zero or above the total."""
    counts = one.counts[unit, :, part] + step
    kept = all(withheld[unit, category, part] or not by for category, by in enumerate(step))
    return kept and bool((counts >= 0).all() and (counts <= one.totals[unit, part]).all())


def summed(one: Breakdown, chosen: Steps) -> Counts:
    """What the steps change, in every unit and window."""
    difference = np.zeros_like(one.counts)
    for (unit, part), step in chosen.items():
        for window, inside in enumerate(one.windows):
            if part in inside:
                difference[[unit, 0], :, window] += step
    return difference


def open_cells(one: Breakdown, withheld: Flags) -> Flags:
    """The hidden cells for which another table was found."""
    found = np.zeros(withheld.shape, dtype=bool)
    for other in other_tables(one, withheld):
        found |= other != one.counts
        if found[withheld].all():
            break
    return found


COUNTS = st.sampled_from([0, 0, 1, 1, 2, 3, 4, 5, 7, 12])


def boxes(units: int, categories: int, parts: int) -> st.SearchStrategy[list[list[list[int]]]]:
    row = st.lists(COUNTS, min_size=parts, max_size=parts)
    box = st.lists(row, min_size=categories, max_size=categories)
    return st.lists(box, min_size=units, max_size=units)


@settings(deadline=None, max_examples=80)
@given(st.one_of(boxes(3, 3, 1), boxes(2, 3, 1), boxes(4, 2, 1), boxes(1, 3, 1)))
def test_of_units_by_categories_no_hidden_cell_can_be_found_out(counts: list[list[list[int]]]) -> None:
    one = one_level(counts, ONE)
    withheld = hidden(one)
    assert withheld[small(one)].all()
    assert open_cells(one, withheld)[withheld].all()


@settings(deadline=None, max_examples=60)
@given(st.one_of(boxes(2, 3, 2), boxes(3, 2, 2)))
def test_nor_by_the_parts_of_a_longer_window(counts: list[list[list[int]]]) -> None:
    one = one_level(counts, TWO_PARTS)
    withheld = hidden(one)
    assert withheld[small(one)].all()
    assert open_cells(one, withheld)[withheld].all()


@settings(deadline=None, max_examples=60)
@given(st.one_of(boxes(2, 2, 2), boxes(3, 1, 2)))
def test_nor_where_categories_overlap(counts: list[list[list[int]]]) -> None:
    one = one_level(counts, TWO_PARTS, exhaustive=False)
    withheld = hidden(one)
    assert withheld[small(one)].all()
    assert open_cells(one, withheld)[withheld].all()


def determined(one: Breakdown, withheld: Flags) -> list[tuple[int, ...]]:
    """The hidden cells that the shown ones and the totals fix by linear algebra alone, in exact fractions."""
    parts = [place for place, window in enumerate(one.windows) if len(window) == 1]
    bottom = [unit for unit in range(len(one.parents)) if unit not in one.parents]
    unknowns = {key: place for place, key in enumerate(product(bottom, range(one.counts.shape[1]), parts))}
    under = {unit: [leaf for leaf in bottom if unit in _path(one, leaf)] for unit in range(len(one.parents))}

    def row(unit: int, categories: range | list[int], window: int) -> list[Fraction]:
        found = [Fraction(0)] * len(unknowns)
        for leaf, category, part in product(under[unit], categories, one.windows[window]):
            found[unknowns[leaf, category, part]] = Fraction(1)
        return found

    everything = range(one.counts.shape[1])
    known = [row(unit, everything, window) for unit, window in product(under, range(len(one.windows)))]
    known += [row(u, [c], w) for u, c, w in np.argwhere(~withheld).tolist()]
    pivots: list[tuple[int, list[Fraction]]] = []

    def reduce(line: list[Fraction]) -> list[Fraction]:
        for place, pivot in pivots:
            if line[place]:
                factor = line[place]
                line = [a - factor * b for a, b in zip(line, pivot, strict=True)]
        return line

    for line in known:
        rest = reduce(line)
        place = next((index for index, value in enumerate(rest) if value), None)
        if place is not None:
            pivots.append((place, [value / rest[place] for value in rest]))
    return [(u, c, w) for u, c, w in np.argwhere(withheld).tolist() if not any(reduce(row(u, [c], w)))]


def _path(one: Breakdown, unit: int) -> list[int]:
    above = one.parents[unit]
    return [unit] if above is None else [unit, *_path(one, above)]


@pytest.mark.parametrize("seed", range(6))
def test_in_a_tree_of_three_levels_subtraction_leads_nowhere(seed: int) -> None:
    parents = (None, 0, 1, 1, 0, 4, 4)
    base = np.random.default_rng(seed).poisson(2.5, (7, 3, 3))
    base[[0, 1, 4]] = 0
    one = table(base, parents, QUARTER)
    withheld = hidden(one)
    assert withheld[small(one)].all()
    assert determined(one, withheld) == []


def test_the_checks_themselves_find_what_small_counts_alone_would_give_away() -> None:
    one = one_level([[[3], [9]], [[20], [8]]], ONE)
    naive = small(one)
    assert naive.sum() == 1
    assert determined(one, naive) == [(1, 0, 0)]
    assert not open_cells(one, naive)[naive].any()
    assert hidden(one).sum() == 4


def test_what_a_unit_counts_beyond_its_children_is_not_subtracted_either() -> None:
    base = np.array([[[2], [9]], [[20], [8]], [[30], [12]]])
    withheld = hidden(table(base, (None, 0, 0), ONE))
    assert withheld[:, 0, 0].any()
    assert not (~withheld[0, 0, 0] & ~withheld[1, 0, 0] & ~withheld[2, 0, 0])


def test_nothing_small_hides_nothing_and_zero_hides_nobody() -> None:
    assert not hidden(one_level([[[0], [9]], [[20], [0]]], ONE)).any()


def test_long_windows_of_the_whole_stay_in_sight_where_months_are_small() -> None:
    counts = np.random.default_rng(3).poisson(3, (14, 4, 3)).tolist()
    withheld = hidden(one_level(counts, QUARTER))
    assert not withheld[0].any()
    assert withheld[1:, :, :3].any()


def test_who_did_not_report_has_nothing_to_lend() -> None:
    one = one_level([[[3], [9]], [[0], [0]], [[6], [7]]], ONE)
    one.known[2], one.totals_known[2] = False, False
    withheld = hidden(one)
    assert not withheld[2].any()
    assert withheld[[1, 3]].all()


def test_a_stock_is_hidden_in_every_window_that_holds_it() -> None:
    one = one_level([[[3, 9], [9, 9]], [[8, 8], [8, 8]]], TWO_PARTS)
    stock = Breakdown(one.parents, one.windows, one.counts, one.known, one.totals, one.totals_known, True, latest=True)
    withheld = hidden(stock)
    assert withheld[1, 0, 0]
    assert withheld[1, 0, 2]


def test_too_many_small_counts_hide_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("giaoban.analysis.suppression.MOST_SMALL", 2)
    assert hidden(one_level([[[1], [2]], [[3], [9]]], ONE)).all()


def test_a_single_category_cannot_be_told_from_its_total() -> None:
    assert hidden(one_level([[[3]], [[9]]], ONE)).all()
