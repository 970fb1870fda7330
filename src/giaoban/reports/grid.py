"""Where the cells of a table stand when some are merged."""

from collections.abc import Iterator
from dataclasses import dataclass

from giaoban.reports.model import Cell


@dataclass(frozen=True, slots=True)
class Place:
    """A cell in a row: `continued` where it is the lower part of a cell merged from above."""

    column: int
    cell: Cell
    continued: bool


def grid(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Place, ...], ...]:
    """Every row from left to right, merged cells in each row that they reach into."""
    places: list[list[Place]] = [[] for _row in rows]
    for level, row in enumerate(rows):
        free = _free(places[level])
        for cell in row:
            column = next(free)
            for _covered in range(cell.columns - 1):
                next(free)
            for down in range(level, min(level + cell.rows, len(rows))):
                places[down].append(Place(column, cell, continued=down > level))
    return tuple(tuple(sorted(row, key=lambda place: place.column)) for row in places)


def _free(taken: list[Place]) -> Iterator[int]:
    """Columns not covered from above."""
    covered = {place.column + right for place in taken for right in range(place.cell.columns)}
    column = 0
    while True:
        if column not in covered:
            yield column
        column += 1
