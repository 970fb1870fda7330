"""The books, cell by cell: what stands now, everything that ever stood, and single rows with all that belongs to them."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import QuerySet

from giaoban.figures.entry import CellKey
from giaoban.figures.models import Observation, unscaled
from giaoban.units.among import Among
from giaoban.units.prepared import Asked, Prepared, Slot


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
    asked: dict[str, Asked] = {"units": unit_ids, "periods": periods}
    found = _CURRENT.rows(**asked) if indicators is None else _CURRENT_OF.rows(indicators=indicators, **asked)
    # Some thousand rows with those of the months before a workbook's: as models they would cost five times as much.
    return {
        CellKey(*cell): Content(state, None if value is None else unscaled(value), text, posting)
        for *cell, state, value, text, posting in found
    }


def _current() -> QuerySet[Observation, tuple[Any, ...]]:
    rows = Observation.objects.filter(superseded_at__isnull=True)
    rows = rows.filter(Among("unit_id", Slot("units")), Among("period", Slot("periods")))
    return rows.values_list(*CellKey._fields, *Content._fields)


_CURRENT = Prepared(_current)
_CURRENT_OF = Prepared(lambda: _current().filter(Among("indicator", Slot("indicators"))))


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
