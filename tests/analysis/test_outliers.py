"""Odd figures: planted ones are found, ordinary ones are left in peace, and the reckoning keeps its laws."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.analysis.outliers import FAR, Floats, Grid, Oddity, gaps, median, oddities

YEARS = 24
NAN = float("nan")


def grid(
    *units: Sequence[float], stock: bool = False, count: bool = True, seasonal: Sequence[bool] | None = None
) -> Grid:
    """One series; each unit's figures in order of time, the last to be judged; all units are peers."""
    values: Floats = np.array(units, dtype=np.float64).T[:, :, np.newaxis]
    earlier = len(values) - 1
    return Grid(
        values=values,
        seasonal=np.array(seasonal if seasonal is not None else [False] * earlier, dtype=np.bool_),
        stock=np.array([stock]),
        count=np.array([count]),
        peers=np.zeros(len(units), dtype=np.int64),
    )


def odd(*units: Sequence[float], **how: object) -> list[Oddity]:
    return list(oddities(grid(*units, **how)))  # type: ignore[arg-type] # the same keywords


@pytest.mark.parametrize("value", [0, 1, 2, 3, 5])
def test_a_few_cases_more_or_less_of_what_seldom_happens_are_not_odd(value: int) -> None:
    assert odd([0, 1, 0, 2, 0, 1, 0, 2, 0, 1, value]) == []


def test_a_planted_figure_is_found_with_what_would_have_passed() -> None:
    (found,) = odd([10, 12, 9, 11, 10, 8, 12, 10, 11, 9, 45])
    assert (found.unit, found.series, found.value, found.usual, found.known) == (0, 0, 45, 10, 10)
    assert found.against_history
    assert found.low == 0
    assert found.high == pytest.approx(10 + FAR * np.sqrt(10))


def test_a_figure_that_collapses_is_found_too() -> None:
    (found,) = odd([500, 520, 490, 510, 505, 495, 515, 500, 50])
    assert found.factor == pytest.approx(0.1, rel=0.01)


def test_what_is_not_reported_is_neither_odd_nor_a_zero() -> None:
    assert odd([50, NAN, 52, 49, NAN, 51, 50, 48, NAN]) == []
    assert odd([50, NAN, 52, 49, NAN, 51, 50, 48, 50]) == []


def test_a_short_past_says_nothing() -> None:
    assert odd([10, 10, 10, 10, 10, 400]) == []
    assert len(odd([10, 10, 10, 10, 10, 10, 400])) == 1


def test_one_wild_figure_of_the_past_does_not_hide_the_next() -> None:
    assert len(odd([10, 12, 9, 4500, 10, 8, 12, 10, 11, 9, 4500])) == 1


def test_what_every_july_brings_is_not_odd_in_july() -> None:
    year = [10.0] * 11
    past = [*year, 80, *year]
    seasonal = [place == 11 for place in range(len(past))]
    assert odd([*past, 85], seasonal=seasonal) == []
    assert len(odd([*past, 85])) == 1
    assert len(odd([*past, 300], seasonal=seasonal)) == 1


def test_a_stock_is_held_against_its_last_level_and_usual_movement() -> None:
    level = [5000 + 20 * month for month in range(12)]
    assert odd([*level, 5240], stock=True) == []
    (found,) = odd([*level, 6240], stock=True)
    assert found.usual == 5240
    (lost,) = odd([*level[:-1], NAN, 524], stock=True)
    assert lost.usual == 5220


def test_what_moved_as_all_peers_moved_is_not_odd() -> None:
    usual = [20.0, 22, 18, 20, 21, 19, 20, 22, 18]
    campaign = [[*usual, 100.0 + place] for place in range(8)]
    assert odd(*campaign) == []
    assert len(odd(campaign[0], *([*usual, 20.0] for _ in range(7)))) == 1


def test_who_alone_did_not_move_is_odd_among_its_peers() -> None:
    usual = [200.0, 220, 180, 200, 210, 190, 200, 220, 180]
    (found,) = odd([*usual, 190], *([*usual, 1000.0 + place] for place in range(9)))
    assert (found.unit, found.against_history, found.against_peers, found.peers) == (0, False, True, 9)
    assert found.peers_factor == pytest.approx(5.0, rel=0.05)


def test_few_peers_say_nothing_about_each_other() -> None:
    usual = [200.0, 220, 180, 200, 210, 190, 200, 220, 180]
    assert all(not one.against_peers for one in odd([*usual, 190], *([*usual, 1000.0] for _ in range(4))))


def test_money_is_judged_by_its_share_and_not_by_chance() -> None:
    past = [7.4, 7.5, 7.3, 7.4, 7.6, 7.5, 7.4, 7.5]
    assert odd([*past, 9.4], count=False) == []
    assert len(odd([*past, 74.0], count=False)) == 1
    assert odd([0, 0, 0, 0, 0, 0, 0, 3.5], count=False) == [], "nothing is known of how large it may be"


counts = st.lists(st.integers(0, 400), min_size=7, max_size=YEARS)


@settings(deadline=None)
@given(counts, st.integers(1, 10_000))
def test_shifting_all_counts_upwards_makes_none_odd(values: list[int], shift: int) -> None:
    assert len(odd([value + shift for value in values])) <= len(odd(values))


@settings(deadline=None)
@given(st.lists(st.floats(0.01, 1e6), min_size=7, max_size=YEARS), st.sampled_from([0.001, 0.5, 3.0, 1e6]))
def test_another_unit_of_measure_changes_no_verdict(values: list[float], factor: float) -> None:
    past, last = values[:-1], values[-1]
    middle, spread = np.median(past), 1.4826 * np.median(np.abs(np.array(past) - np.median(past)))
    edge = FAR * max(spread, 0.08 * middle)
    if abs(abs(last - middle) - edge) > 1e-6 * (middle + last):
        scaled = [value * factor for value in values]
        assert bool(odd(values, count=False)) == bool(odd(scaled, count=False))


@settings(deadline=None)
@given(counts, st.randoms(use_true_random=False))
def test_the_order_of_the_past_does_not_matter_to_what_is_done_in_a_period(values: list[int], chance: object) -> None:
    past = values[:-1]
    chance.shuffle(past)  # type: ignore[attr-defined] # a random.Random
    assert odd(values) == odd([*past, values[-1]])


@settings(deadline=None)
@given(st.lists(st.integers(0, 10_000), min_size=7, max_size=YEARS))
def test_the_middle_of_the_past_is_never_odd(values: list[int]) -> None:
    assert odd([*values, sorted(values)[len(values) // 2]]) == []


@settings(deadline=None)
@given(
    st.lists(st.lists(st.one_of(st.floats(-1e6, 1e6), st.just(NAN)), min_size=5, max_size=5), min_size=1, max_size=9)
)
def test_the_median_leaves_out_what_is_not_known(rows: list[list[float]]) -> None:
    values = np.array(rows)
    middle, known = median(values)
    for column in range(5):
        there = [row[column] for row in rows if row[column] == row[column]]
        assert known[column] == len(there)
        assert np.array_equal(middle[column], np.median(there) if there else NAN, equal_nan=True)


def test_a_figure_usually_given_is_missed_only_on_a_form_that_is_there() -> None:
    told = np.full((7, 2, 3), 5.0)
    told[-1, 0, 1] = NAN
    told[-1, 1, :] = NAN
    told[0:3, :, 2] = NAN
    told[-1, 0, 2] = NAN
    sheets = np.zeros((2, 3), dtype=np.int64)
    assert gaps(told, sheets) == [(0, 1)], "unit 1 is late altogether, series 2 is not usually given"
    sheets[:, 1] = 1
    assert gaps(told, sheets) == [], "nothing else on its form is given"
