"""A total divided into whole parts adds up to it and keeps under the ceilings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.workspace.demonstration.spread import spread


@given(st.integers(0, 5000), st.lists(st.integers(1, 900), min_size=1, max_size=40))
def test_parts_add_up_and_lie_less_than_one_from_their_share(total: int, weights: list[int]) -> None:
    parts = spread(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - total * weight / sum(weights)) < 1 + 1e-6


@given(st.lists(st.integers(0, 50), min_size=1, max_size=20), st.data())
def test_no_part_passes_its_ceiling(ceilings: list[int], data: st.DataObject) -> None:
    total = data.draw(st.integers(0, sum(ceilings)))
    parts = spread(total, [1] * len(ceilings), ceilings)
    assert sum(parts) == total
    assert all(part <= ceiling for part, ceiling in zip(parts, ceilings, strict=True))


def test_a_total_above_all_ceilings_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        spread(5, [1, 1], [2, 2])
