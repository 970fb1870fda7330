"""Units ranked by an indicator."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from giaoban.analysis.figure import RolledFigure
from giaoban.analysis.rollup import Rollup, counted
from giaoban.indicators.catalogue import Direction, Indicator
from giaoban.units.tree import Node

By = Literal["completion", "value", "change"]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit at its place. `rank` and `measure` are None where the figure to rank by is not reported."""

    rank: int | None
    node: Node
    figure: RolledFigure
    measure: Decimal | None


def rank(
    rollup: Rollup, indicator: str, under: str, *, by: By | None = None, breakdown: str = ""
) -> tuple[Ranked, ...]:
    """The children of the unit of code `under`, best first in the indicator's good direction; else the largest first.

    `by`: `completion` percent (the default where the indicator has a target), `value`, or `change` (in percent, for a
    ratio in points). Equal measures share a rank and the next rank is left out; units without a figure come last,
    without a rank. Raises `NoSuchUnit` and `NoSuchFigure`.
    """
    known = counted(rollup.pack, indicator)
    measured_by = by or default_measure(known)
    rows = [
        (node, figure, measure_of(figure, measured_by))
        for node in rollup.tree.children(rollup.tree.by_code(under))
        for figure in (rollup.get(node.code, indicator, breakdown),)
    ]
    told = [(node, figure, measure) for node, figure, measure in rows if measure is not None]
    told.sort(key=lambda row: row[2], reverse=known.good is not Direction.DOWN)
    places = _places(measure for _, _, measure in told)
    return (
        *(Ranked(place, *row) for place, row in zip(places, told, strict=True)),
        *(Ranked(None, node, figure, None) for node, figure, measure in rows if measure is None),
    )


def default_measure(indicator: Indicator) -> By:
    """By completion where there are targets, else by value."""
    return "value" if indicator.target == "none" else "completion"


def measure_of(figure: RolledFigure, by: By) -> Decimal | None:
    """The number of a figure that `by` names; a ratio has no change in percent, its change in points stands for it."""
    if by == "completion":
        return figure.completion_percent
    if by == "value":
        return figure.value
    return figure.change_percent if figure.change_percent is not None else _points(figure)


def _points(figure: RolledFigure) -> Decimal | None:
    return figure.change if figure.same_period else None


def _places(measures: Iterable[Decimal]) -> list[int]:
    places: list[int] = []
    before: Decimal | None = None
    for place, measure in enumerate(measures, start=1):
        places.append(places[-1] if measure == before else place)
        before = measure
    return places
