"""The texts of the books, now or as they were known at an instant."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from giaoban.figures.snapshot import standing_rows


@dataclass(frozen=True, slots=True)
class Narrative:
    """What a unit wrote for an indicator of kind text and a period."""

    observation_id: int
    unit_id: int
    indicator: str
    period: str
    text: str


def narratives(
    *,
    periods: Collection[str],
    indicators: Collection[str] | None = None,
    unit_ids: Collection[int] | None = None,
    known_at: datetime | None = None,
) -> tuple[Narrative, ...]:
    """The texts of those periods, indicators and units (None = all), in order of period, indicator and unit."""
    sets = {"period": periods, "indicator": indicators, "unit_id": unit_ids}
    found = [
        Narrative(*row)
        for rows in standing_rows(known_at, sets)
        for row in rows.exclude(text="").values_list("id", "unit_id", "indicator", "period", "text")
    ]
    return tuple(sorted(found, key=lambda one: (one.period, one.indicator, one.unit_id)))
