"""Earlier figures of every unit side by side, kept between questions and read again only where the books moved."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

import numpy as np

from giaoban.analysis.outliers import Floats, Whole
from giaoban.figures.ledger import head
from giaoban.figures.models import SCALE, Head, Measure, Observation, Posting
from giaoban.figures.snapshot import MEASURES, Snapshot, snapshot
from giaoban.periods.period import Period, PeriodKind, previous
from giaoban.units.tree import Node, Tree

HOW_MANY: Final = {
    PeriodKind.WEEK: 26,
    PeriodKind.MONTH: 24,
    PeriodKind.QUARTER: 12,
    PeriodKind.HALF_YEAR: 8,
    PeriodKind.YEAR: 8,
}
"""How many earlier periods say what is usual."""
IN_A_YEAR: Final = {
    PeriodKind.WEEK: 52,
    PeriodKind.MONTH: 12,
    PeriodKind.QUARTER: 4,
    PeriodKind.HALF_YEAR: 2,
    PeriodKind.YEAR: 1,
}


def earlier(period: Period) -> tuple[Period, ...]:
    """The periods of the same kind before it that say what is usual, oldest first; none for nine months or a range."""
    found: list[Period] = []
    for _number in range(HOW_MANY.get(period.kind, 0)):
        found.append(previous(found[-1] if found else period))
    return tuple(reversed(found))


def in_season(period: Period, before: Sequence[Period]) -> list[bool]:
    """Which of the periods right before it lie in its season of an earlier year: of months and weeks also the neighbours."""
    length = IN_A_YEAR.get(period.kind, 1)
    near = 1 if length >= IN_A_YEAR[PeriodKind.MONTH] else 0
    lags = range(len(before), 0, -1)
    return [lag >= length - near > 0 and min(lag % length, -lag % length) <= near for lag in lags]


@dataclass
class _Kept:
    """What has been read of one tree's totals, up to one posting: by period, units in preorder by indicators."""

    nodes: tuple[Node, ...]
    indicators: tuple[str, ...]
    end: Head
    by_period: dict[str, Floats] = field(default_factory=dict)


_LOCK: Final = Lock()
_KEPT: list[_Kept] = []
MOST_KEPT: Final = 3


def past_figures(tree: Tree, indicators: tuple[str, ...], periods: Collection[str]) -> Mapping[str, Floats]:
    """By period: the total of every unit (in preorder) and indicator as the books stand, NaN where nothing is reported.

    An early estimate stands where there is no figure yet. Totals alone, no breakdowns. Nobody may write into the answer.
    """
    end = head()
    with _LOCK:
        kept = _find(tree, indicators)
        if kept is None or not _is_continued(kept.end, end):
            kept = _Kept(tree.nodes, indicators, end)
            _KEPT[:] = [kept, *(one for one in _KEPT if one.nodes is not tree.nodes or one.indicators != indicators)]
            del _KEPT[MOST_KEPT:]
        for code in _moved(kept.end, end, kept.by_period):
            del kept.by_period[code]
        kept.end = end
        missing = [code for code in periods if code not in kept.by_period]
        if missing:
            kept.by_period.update(_read(tree, indicators, missing))
        return {code: kept.by_period[code] for code in periods}


def _find(tree: Tree, indicators: tuple[str, ...]) -> _Kept | None:
    return next((one for one in _KEPT if one.nodes is tree.nodes and one.indicators == indicators), None)


def _is_continued(then: Head, now: Head) -> bool:
    """Whether the books are the same ones, perhaps with further postings."""
    if (then.postings, then.hash) == (now.postings, now.hash):
        return True
    return then.postings == 0 or Posting.objects.filter(pk=then.postings, hash=then.hash).exists()


def _moved(then: Head, now: Head, known: Mapping[str, Floats]) -> set[str]:
    """The known periods into which something was posted since; a correction and a withdrawal are postings too."""
    if then.postings == now.postings or not known:
        return set()
    rows = Observation.objects.filter(pk__gt=then.observations).values_list("period", flat=True).distinct()
    return set(rows) & known.keys()


def _read(tree: Tree, indicators: tuple[str, ...], periods: Collection[str]) -> dict[str, Floats]:
    told = snapshot(
        periods=periods, indicators=indicators, breakdowns=[""], measures=[Measure.ACTUAL, Measure.ESTIMATE]
    )
    unit, series, when = _places(told, tree, indicators)
    inside = (unit >= 0) & (series >= 0)
    codes = list(periods)
    place = np.array([codes.index(code) for code in told.period_codes], dtype=np.int64)
    grid = np.full((len(codes), len(tree), len(indicators)), np.nan)
    for measure in (Measure.ESTIMATE, Measure.ACTUAL):
        rows = inside & (told.measure == MEASURES.index(measure))
        grid[place[when[rows]], unit[rows], series[rows]] = told.values[rows] / SCALE
    grid.flags.writeable = False
    return {code: grid[number] for number, code in enumerate(codes)}


def _places(told: Snapshot, tree: Tree, indicators: tuple[str, ...]) -> tuple[Whole, Whole, Whole]:
    """Of each row: the unit's place in preorder and the indicator's place, -1 where it is not asked, and its period's."""
    units = np.full(2 + max((node.unit_id for node in tree), default=0), -1, dtype=np.int64)
    units[np.array([node.unit_id for node in tree], dtype=np.int64)] = np.arange(len(tree))
    number = {code: place for place, code in enumerate(indicators)}
    series = np.array([number.get(code, -1) for code in told.indicator_codes], dtype=np.int64)
    return units[np.minimum(told.unit_ids, len(units) - 1)], series[told.indicator], told.period
