"""The roll-up of a half-year against the plain way with pandas: read, group, then merge and group level by level."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from django.db import connection

from benchmarks.ground import fresh_workspace
from benchmarks.made_books import Made, large, province, write
from benchmarks.result import Result, seconds
from giaoban.analysis.rollup import ColumnName, Rollup, rollup
from giaoban.analysis.windows import codes_needed
from giaoban.figures.snapshot import Snapshot, snapshot
from giaoban.indicators import packs
from giaoban.indicators.catalogue import Kind, Pack
from giaoban.periods.period import parse
from giaoban.units.registry import grow, tree_at, versions
from giaoban.units.tree import Tree

HALF = parse("2024-H1")
LAST_DAY = date(2024, 6, 30)
THIS_YEAR = [f"2024-{month:02}" for month in range(1, 7)]
LAST_YEAR = [f"2023-{month:02}" for month in range(1, 7)]
COLUMNS: tuple[ColumnName, ...] = ("value", "same_period", "target", "reported")
FACTS = "SELECT unit_id, indicator, period, measure, value FROM figures_observation WHERE superseded_at IS NULL"
UNITS = "SELECT unit_id, parent_id, kind FROM units_unitversion WHERE valid_to IS NULL"


class Different(Exception):
    """The two ways do not give the same figures, so their times say nothing."""


@dataclass(frozen=True)
class Scene:
    """A made tree in a workspace's database, and the same as values."""

    name: str
    made: Made
    pack: Pack
    rounds: int

    def from_database(self) -> Rollup:
        return self.from_values(grow(versions(), LAST_DAY), self.read())

    def read(self) -> Snapshot:
        return snapshot(periods=codes_needed(self.pack, HALF), indicators=self.made.indicators)

    def from_values(self, tree: Tree, books: Snapshot) -> Rollup:
        return rollup(HALF, tree=tree, pack=self.pack, snapshot=books, indicators=self.made.indicators)

    def pandas_from_database(self) -> Any:
        return self.pandas_from_frames(*self.frames())

    def frames(self) -> tuple[Any, Any]:
        return pd.read_sql_query(FACTS, connection.connection), pd.read_sql_query(UNITS, connection.connection)

    def pandas_from_frames(self, facts: Any, units: Any) -> Any:
        stocks = {one.code for one in self.pack.indicators if one.kind is Kind.STOCK}
        return _up_the_levels(_own_figures(facts[facts.indicator.isin(self.made.indicators)], stocks), units)


def run() -> Iterator[Result]:
    """Two trees, each read from the database and rolled up, and rolled up from values alone."""
    pack = packs.named("party_committee")
    scenes = (
        Scene("14 units, 60 indicators, 18 months", province(pack), pack, rounds=5),
        Scene("50,000 units, 1,000,000 observations", large(pack), pack, rounds=2),
    )
    for scene in scenes:
        with fresh_workspace():
            write(scene.made)
            yield from _measured(scene)


def _measured(scene: Scene) -> Iterator[Result]:
    tree, books, frames = tree_at(LAST_DAY), scene.read(), scene.frames()
    check_same(scene.from_values(tree, books), scene.pandas_from_frames(*frames))
    pairs: list[tuple[str, Callable[[], object], Callable[[], object]]] = [
        ("from the database", scene.from_database, scene.pandas_from_database),
        (
            "from values",
            lambda: scene.from_values(tree, books),
            lambda: scene.pandas_from_frames(*frames),
        ),
    ]
    for way, ours, peer in pairs:
        yield Result(
            name=f"rollup: {scene.name}, {way}",
            ours_seconds=seconds(ours, rounds=scene.rounds),
            peer="pandas, group and merge by level",
            peer_seconds=seconds(peer, rounds=scene.rounds),
            work=len(scene.made.rows),
            unit="observations",
        )


def _own_figures(facts: Any, stocks: set[str]) -> Any:
    """One row a unit and indicator: the half-year, that of last year, the year's target, whether every month is there."""
    actual = facts[facts.measure == "actual"]
    now = actual[actual.period.isin(THIS_YEAR)]
    keys = ["unit_id", "indicator"]
    own = pd.DataFrame({"value": _over_time(now, stocks)})
    own = own.join(_over_time(actual[actual.period.isin(LAST_YEAR)], stocks).rename("same_period"), how="outer")
    targets = facts[(facts.measure == "target") & (facts.period == "2024")]
    own = own.join(targets.set_index(keys).value.rename("target"), how="outer")
    own = own.join((now.groupby(keys).period.nunique() == len(THIS_YEAR)).astype("Int64").rename("reported"))
    return own.astype("Int64").reset_index()


def _over_time(facts: Any, stocks: set[str]) -> Any:
    is_stock = facts.indicator.isin(stocks)
    keys = ["unit_id", "indicator"]
    flows = facts[~is_stock].groupby(keys).value.sum()
    latest = facts[is_stock].sort_values("period").groupby(keys).value.last()
    return pd.concat([flows, latest])


def _up_the_levels(own: Any, units: Any) -> Any:
    """The figures of every unit: from the deepest level up, the sum of the children beside the unit's own."""
    units = units.assign(level=_levels(units))
    table = own.merge(units[["unit_id", "parent_id", "level", "kind"]], on="unit_id")
    asked = table.kind.isin(["district_committee", "equivalent_committee"])
    table["reported"] = table.reported.where(asked, 0)
    finished = []
    for level in range(int(units.level.max()), 0, -1):
        here = table[table.level == level]
        finished.append(here)
        above = here.groupby(["parent_id", "indicator"])[list(COLUMNS)].sum(min_count=1).reset_index()
        above = above.rename(columns={"parent_id": "unit_id"}).astype({"unit_id": "int64"})
        above = above.merge(units[["unit_id", "parent_id", "level", "kind"]], on="unit_id")
        table = pd.concat([table[table.level < level], above])
    finished.append(table)
    return pd.concat(finished)


def _levels(units: Any) -> list[int]:
    parent = dict(zip(units.unit_id, units.parent_id, strict=True))
    level = {unit: 0 for unit, above in parent.items() if pd.isna(above)}
    return [_level(unit, parent, level) for unit in units.unit_id]


def _level(unit: int, parent: dict[int, float], level: dict[int, int]) -> int:
    if unit not in level:
        level[unit] = _level(int(parent[unit]), parent, level) + 1
    return level[unit]


def check_same(ours: Rollup, theirs: Any) -> None:
    """Raises `Different` where a figure of one side is not that of the other, or only one side has it."""
    places = {one.indicator.code: place for place, one in enumerate(ours.series)}
    rows = np.array([ours.tree.by_unit(int(unit)).index for unit in theirs.unit_id])
    columns = np.array([places[code] for code in theirs.indicator])
    for name in COLUMNS:
        values, known = ours.column(name)
        told = np.zeros(values.shape, dtype=np.int64)
        told[rows, columns] = theirs[name].fillna(0).to_numpy(dtype=np.int64)
        is_told = np.zeros(values.shape, dtype=np.bool_)
        is_told[rows, columns] = theirs[name].notna().to_numpy()
        if not (told == np.where(known, values, 0)).all() or not (name == "reported" or (is_told == known).all()):
            raise Different(f"{name}: pandas and the roll-up tell different figures.")
