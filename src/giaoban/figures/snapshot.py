"""The numbers of the books as columns, now or as they were known at an instant."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db.models import QuerySet
from numpy.typing import NDArray

from giaoban.figures.dialects import Joined
from giaoban.figures.models import Measure, Observation
from giaoban.units.among import Among

MEASURES = (Measure.ACTUAL, Measure.TARGET, Measure.ESTIMATE)
"""The measure of a row is its place in this order."""

Group = tuple[str, str, str, str, str, str, str]
"""Period, indicator, breakdown, measure; then numbers, units and values of its rows, each joined by commas."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Numeric rows as columns of equal length, withdrawn rows left out; values in ten-thousandths.

    `indicator`, `breakdown` and `period` are places in the tuples of codes beside them; `measure` is a place in
    `MEASURES`. Rows are in no particular order.
    """

    observation_ids: NDArray[np.int64]
    unit_ids: NDArray[np.int64]
    indicator: NDArray[np.int32]
    breakdown: NDArray[np.int32]
    period: NDArray[np.int32]
    measure: NDArray[np.int8]
    values: NDArray[np.int64]
    indicator_codes: tuple[str, ...]
    breakdown_keys: tuple[str, ...]
    period_codes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.values)


def snapshot(
    *,
    periods: Collection[str],
    indicators: Collection[str] | None = None,
    breakdowns: Collection[str] | None = None,
    unit_ids: Collection[int] | None = None,
    measures: Collection[Measure] | None = None,
    known_at: datetime | None = None,
) -> Snapshot:
    """The rows of those periods, indicators, breakdowns, units and measures (None = all) that stand now, or at `known_at`.

    A row stood at an instant when it was recorded then or before and superseded only after.
    """
    named = None if measures is None else [str(measure) for measure in measures]
    sets = {
        "period": periods,
        "indicator": indicators,
        "breakdown": breakdowns,
        "unit_id": unit_ids,
        "measure": named,
    }
    return _columns([group for rows in standing_rows(known_at, sets) for group in _groups(rows)])


def standing_rows(
    known_at: datetime | None, sets: Mapping[str, Collection[int] | Collection[str] | None]
) -> Iterator[QuerySet[Observation]]:
    """The rows standing at an instant with each column in its set (None = any), as queries without overlap.

    Two queries rather than one OR: current rows and superseded rows each have a partial index of their own.
    """
    asked = [Among(column, values) for column, values in sets.items() if values is not None]
    rows = Observation.objects.filter(*asked)
    if known_at is None:
        yield rows.filter(superseded_at__isnull=True)
    else:
        recorded = rows.filter(recorded_at__lte=known_at)
        yield recorded.filter(superseded_at__isnull=True)
        yield recorded.filter(superseded_at__isnull=False, superseded_at__gt=known_at)


def _groups(rows: QuerySet[Observation]) -> Iterator[Group]:
    """One group for each period, indicator, breakdown and measure.

    The database joins the numbers of a group into one text, which NumPy reads at once: a million rows then cost
    no million Python objects.
    """
    yield from (
        rows.filter(value__isnull=False)
        .values_list("period", "indicator", "breakdown", "measure")
        .annotate(ids=Joined("id"), units=Joined("unit_id"), amounts=Joined("value"))
    )


def _columns(groups: Sequence[Group]) -> Snapshot:
    periods, indicators, breakdowns = (tuple(sorted({group[part] for group in groups})) for part in range(3))
    numbers = [_whole_numbers(group[4]) for group in groups]
    lengths = [len(column) for column in numbers]
    measures = {str(measure): place for place, measure in enumerate(MEASURES)}
    return Snapshot(
        observation_ids=_end_to_end(numbers),
        unit_ids=_end_to_end([_whole_numbers(group[5]) for group in groups]),
        indicator=np.repeat(_places([group[1] for group in groups], indicators), lengths),
        breakdown=np.repeat(_places([group[2] for group in groups], breakdowns), lengths),
        period=np.repeat(_places([group[0] for group in groups], periods), lengths),
        measure=np.repeat(np.array([measures[group[3]] for group in groups], dtype=np.int8), lengths),
        values=_end_to_end([_whole_numbers(group[6]) for group in groups]),
        indicator_codes=indicators,
        breakdown_keys=breakdowns,
        period_codes=periods,
    )


def _whole_numbers(text: str) -> NDArray[np.int64]:
    return np.fromstring(text, dtype=np.int64, sep=",")


def _end_to_end(columns: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    return np.concatenate(columns) if columns else np.empty(0, dtype=np.int64)


def _places(codes: list[str], table: tuple[str, ...]) -> NDArray[np.int32]:
    place = {code: index for index, code in enumerate(table)}
    return np.array([place[code] for code in codes], dtype=np.int32)
