"""Observations as columns of small whole numbers: which node, which series, which period, which measure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from giaoban.analysis.manners import Manners, is_derived, takes_latest, with_sources
from giaoban.analysis.windows import frequencies
from giaoban.figures.snapshot import Snapshot
from giaoban.indicators.breakdowns import is_known
from giaoban.indicators.catalogue import Indicator, Kind, Pack
from giaoban.periods.period import PeriodKind
from giaoban.units.tree import Tree

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]
Values = NDArray[Any]
"""int64, or Python's whole numbers where a sum might not fit into 64 bits; always ten-thousandths."""

ACTUAL, TARGET, ESTIMATE = 0, 1, 2
ROOM = 2.0**61
"""Below this total of absolute values no sum or difference of two sums leaves int64."""


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator and breakdown; of a derived ratio also the places of the series that it is recomputed from.

    `figure`: of a further target, the place of the series whose figures it takes.
    """

    indicator: Indicator
    breakdown: str
    numerator: int | None = None
    denominator: int | None = None
    figure: int | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the units of one tree said, one row each. `cell` is node x number of series + series.

    `every` is the place of the reporting frequency in `frequencies`; `cumulative` only where figures add over time.
    """

    cell: Whole
    every: Whole
    cumulative: Flags
    latest: Flags
    yearly_target: Flags
    period: Whole
    measure: Whole
    values: Values
    observation_ids: Whole

    def only(self, rows: Flags | Whole) -> "Facts":
        """These rows."""
        return Facts(*(getattr(self, name)[rows] for name in self.__slots__))


@dataclass(frozen=True)
class Books:
    """A snapshot laid out on a tree: the facts and the tables that their numbers point into."""

    tree: Tree
    pack: Pack
    series: tuple[Series, ...]
    frequencies: tuple[PeriodKind, ...]
    kinds: tuple[str, ...]
    kind_of_node: Whole
    manners: Manners
    periods: tuple[str, ...]
    facts: Facts
    asked: frozenset[str] | None = None
    """The indicators that were asked for, where not all were."""

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.tree), len(self.series)

    def answers(self, indicator: str) -> bool:
        """Whether the indicator was asked for, rather than only needed for a ratio."""
        return self.asked is None or indicator in self.asked


def lay_out(snapshot: Snapshot, tree: Tree, pack: Pack, indicators: Collection[str] | None = None) -> Books:
    """The books of `tree`; observations of units outside it, of narratives and of unknown indicators are left out.

    With `indicators` only those, and what their ratios are recomputed from.
    """
    series = tuple(_series(snapshot, pack, indicators))
    kinds = tuple(dict.fromkeys(node.kind for node in tree))
    place_of_kind = {kind: place for place, kind in enumerate(kinds)}
    kind_of_node = np.array([place_of_kind[node.kind] for node in tree], dtype=np.int64)
    manners, often = Manners(pack), frequencies(pack)
    tables = _manner_tables(series, kinds, manners, often)
    return Books(
        tree=tree,
        pack=pack,
        series=series,
        frequencies=often,
        kinds=kinds,
        kind_of_node=kind_of_node,
        manners=manners,
        periods=tuple(snapshot.period_codes),
        facts=_facts(snapshot, tree, series, kind_of_node, tables),
        asked=None if indicators is None else frozenset(indicators),
    )


def _facts(
    snapshot: Snapshot, tree: Tree, series: tuple[Series, ...], kind_of_node: Whole, tables: tuple[Whole, Flags]
) -> Facts:
    """What the snapshot says of the tree; `tables` tell by series and kind of unit how often it is said and whether cumulated."""
    node, place = _nodes(snapshot.unit_ids, tree), _series_places(snapshot, series)
    rows, place = _shared(np.flatnonzero((node >= 0) & (place >= 0)), place, snapshot.measure, series)
    node = node[rows]
    kind = kind_of_node[node] if len(tree) else node
    every, cumulative = tables
    latest = np.array([takes_latest(one.indicator) for one in series], dtype=np.bool_)
    yearly = np.array([one.indicator.target == "year" for one in series], dtype=np.bool_)
    return Facts(
        cell=node * len(series) + place,
        every=every[place, kind],
        cumulative=cumulative[place, kind],
        latest=latest[place],
        yearly_target=yearly[place],
        period=snapshot.period[rows].astype(np.int64),
        measure=snapshot.measure[rows].astype(np.int64),
        values=_exact(snapshot.values[rows]),
        observation_ids=snapshot.observation_ids[rows],
    )


def _exact(values: Whole) -> Values:
    if float(np.abs(values.astype(np.float64)).sum()) < ROOM:
        return values
    return values.astype(object)


def _shared(rows: Whole, place: Whole, measure: NDArray[np.int8], series: tuple[Series, ...]) -> tuple[Whole, Whole]:
    """The rows with their series; what was delivered stands once more in the series of each further target of it."""
    found, places = [rows], [place[rows]]
    delivered = rows[measure[rows] != TARGET]
    for further, one in enumerate(series):
        if one.figure is not None:
            found.append(delivered[place[delivered] == one.figure])
            places.append(np.full(found[-1].size, further, dtype=np.int64))
    return np.concatenate(found), np.concatenate(places)


def _nodes(unit_ids: Whole, tree: Tree) -> Whole:
    """The preorder place of each unit, -1 outside the tree. Unit ids are counted from 1 by the database: a table does."""
    size = 1 + max((node.unit_id for node in tree), default=0)
    places = np.full(size + 1, -1, dtype=np.int64)
    places[[node.unit_id for node in tree]] = np.arange(len(tree))
    return places[np.minimum(unit_ids, size)]


def _series(snapshot: Snapshot, pack: Pack, indicators: Collection[str] | None) -> Iterator[Series]:
    """Every total and every breakdown that is reported, in the order of the catalogue."""
    keys = _reported_breakdowns(snapshot)
    needed = None if indicators is None else with_sources(indicators, pack)
    wanted = [one for one in pack.indicators if one.kind is not Kind.TEXT and (needed is None or one.code in needed)]
    pairs = [(one, key) for one in wanted for key in _breakdowns(one, pack, keys)]
    places = {(one.code, key): place for place, (one, key) in enumerate(pairs)}
    for one, key in pairs:
        if is_derived(one) and one.numerator is not None:
            whole = one.numerator if one.denominator == "target" else one.denominator
            yield Series(one, key, places.get((one.numerator, key)), places.get((whole or "", key)))
        else:
            yield Series(one, key, figure=places.get((one.figure_of or "", key)))


def _reported_breakdowns(snapshot: Snapshot) -> dict[str, set[str]]:
    width = len(snapshot.breakdown_keys)
    pairs = snapshot.indicator.astype(np.int64) * width + snapshot.breakdown
    found: dict[str, set[str]] = {}
    for pair in np.flatnonzero(np.bincount(pairs, minlength=1)):
        code = snapshot.indicator_codes[int(pair) // width]
        found.setdefault(code, set()).add(snapshot.breakdown_keys[int(pair) % width])
    return found


def _breakdowns(indicator: Indicator, pack: Pack, reported: dict[str, set[str]]) -> list[str]:
    keys = reported.get(indicator.code, set()) - {""}
    if is_derived(indicator) and indicator.numerator is not None:
        keys = {key for key in reported.get(indicator.numerator, set()) if key and is_known(pack, indicator.code, key)}
    known = [f"{one.code}:{category.code}" for one in pack.breakdowns for category in one.categories]
    order = {key: place for place, key in enumerate(known)}
    return ["", *sorted(keys, key=lambda key: (order.get(key, len(order)), key))]


def _series_places(snapshot: Snapshot, series: tuple[Series, ...]) -> Whole:
    """The series of each observation, -1 where there is none."""
    width = len(snapshot.breakdown_keys)
    indicator = {code: place for place, code in enumerate(snapshot.indicator_codes)}
    breakdown = {key: place for place, key in enumerate(snapshot.breakdown_keys)}
    table = np.full(max(1, len(indicator) * width), -1, dtype=np.int64)
    for place, one in enumerate(series):
        row, column = indicator.get(one.indicator.code), breakdown.get(one.breakdown)
        if row is not None and column is not None:
            table[row * width + column] = place
    found: Whole = table[snapshot.indicator.astype(np.int64) * width + snapshot.breakdown]
    return found


def _manner_tables(
    series: tuple[Series, ...], kinds: tuple[str, ...], manners: Manners, often: tuple[PeriodKind, ...]
) -> tuple[Whole, Flags]:
    """By series and kind of unit: the place of the frequency, and whether figures are counted since the new year."""
    every = np.zeros((len(series), max(1, len(kinds))), dtype=np.int64)
    cumulative = np.zeros(every.shape, dtype=np.bool_)
    for row, one in enumerate(series):
        adds = not takes_latest(one.indicator)
        for column, kind in enumerate(kinds):
            manner = manners.of(one.indicator.code, kind)
            every[row, column] = often.index(manner.every)
            cumulative[row, column] = manner.cumulative and adds
    return every, cumulative
