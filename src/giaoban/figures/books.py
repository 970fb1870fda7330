"""The books, cell by cell: what stands now, everything that ever stood, and single rows with all that belongs to them."""

from collections.abc import Collection
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet

from giaoban.figures.entry import CellKey
from giaoban.figures.models import Observation
from giaoban.units.among import Among


class Content(NamedTuple):
    """What a cell holds, and by which posting."""

    state: str
    value: Decimal | None
    text: str
    posting_id: int


def current(
    unit_ids: Collection[int], periods: Collection[str], *, indicators: Collection[str] | None = None
) -> dict[CellKey, Content]:
    """What every cell of those units and periods holds now, withdrawn ones included, by cell."""
    rows = Observation.objects.filter(Among("unit_id", unit_ids), Among("period", periods), superseded_at__isnull=True)
    if indicators is not None:
        rows = rows.filter(Among("indicator", indicators))
    # A workbook's cells and those of the months before are some thousand rows: as models they cost four times as much.
    columns = rows.values_list(*CellKey._fields, *Content._fields)
    return {CellKey(*row[:5]): Content(*row[5:]) for row in columns}


def history(cell: CellKey) -> tuple[Observation, ...]:
    """Every row that the cell ever had, oldest first, each with its posting, author and source file."""
    rows = _traced().filter(**cell._asdict()).order_by("pk")
    # Current and superseded rows each have a partial index of their own; the current one is always the last.
    return (*rows.filter(superseded_at__isnull=False), *rows.filter(superseded_at__isnull=True))


def observations(ids: Collection[int]) -> dict[int, Observation]:
    """Those rows by number, each with its unit, posting, author and source file; numbers that do not exist are left out."""
    return {row.pk: row for row in _traced().filter(Among("id", ids)).order_by("pk")}


def cell_of(row: Observation) -> CellKey:
    """The cell that a row belongs to."""
    return CellKey(row.unit_id, row.indicator, row.breakdown, row.period, row.measure)


def _traced() -> QuerySet[Observation]:
    return Observation.objects.select_related("unit", "posting__author", "posting__source_file")
