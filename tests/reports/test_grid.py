"""Merged cells: where each cell stands, and where it goes on."""

from hypothesis import given
from hypothesis import strategies as st

from giaoban.reports.grid import grid
from giaoban.reports.model import Cell


def test_a_cell_merged_downwards_goes_on_in_the_row_below() -> None:
    top, below = grid(((Cell((), rows=2), Cell((), columns=2)), (Cell(()), Cell(()))))
    assert [(place.column, place.continued) for place in top] == [(0, False), (1, False)]
    assert [(place.column, place.continued) for place in below] == [(0, True), (1, False), (2, False)]


@given(st.lists(st.integers(min_value=0, max_value=4), min_size=1, max_size=8))
def test_every_column_of_a_head_is_covered_once_in_every_row(groups: list[int]) -> None:
    top = tuple(Cell((), columns=wide) if wide else Cell((), rows=2) for wide in groups)
    below = tuple(Cell(()) for wide in groups for _column in range(wide))
    for row in grid((top, below)):
        covered = [place.column + right for place in row for right in range(place.cell.columns)]
        assert covered == list(range(sum(max(1, wide) for wide in groups)))
