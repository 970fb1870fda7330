"""Sensitive breakdowns as those may read them who may not see small counts: what is withheld, year by year.

One pattern for a whole year, the whole tree and every standard window of the year is worked out from the books, and
every door shows less than it: so nothing can be found out by putting two pages, files or reports together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, lru_cache

import numpy as np

from giaoban.analysis.facts import lay_out
from giaoban.analysis.figure import RolledFigure
from giaoban.analysis.manners import Manners, dimensions_of, is_added, takes_latest, with_sources
from giaoban.analysis.rollup import Rollup, roll_up
from giaoban.analysis.suppression import Breakdown, Counts, Flags, hidden
from giaoban.analysis.windows import codes_needed
from giaoban.figures.ledger import ledger_stamp
from giaoban.figures.models import SCALE
from giaoban.figures.snapshot import snapshot
from giaoban.indicators.breakdowns import is_sensitive, keys_of
from giaoban.indicators.catalogue import Indicator, Pack
from giaoban.periods.period import Period, PeriodError, PeriodKind, parse, parts, same_period_last_year, year_of
from giaoban.units.tree import Tree

STANDARD = (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.NINE_MONTHS, PeriodKind.YEAR)
"""In other periods, such as a free range, a sensitive breakdown is withheld whole."""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure without what is withheld of it; `withheld`: whether that is its value or last year's."""

    figure: RolledFigure
    withheld: bool


@dataclass(frozen=True, eq=False)
class Withheld:
    """Of one indicator and year: by dimension, which cells are hidden, by unit, category and window."""

    units: Mapping[str, int]
    windows: Mapping[str, int]
    keys: Mapping[str, int]
    flags: Mapping[str, Flags]

    def hides(self, unit_code: str, breakdown: str, period_code: str) -> bool:
        """Whether the count is not to be shown. What the pattern does not know is not shown either."""
        dimensions = dimensions_of(breakdown)
        flags = self.flags.get(next(iter(dimensions))) if len(dimensions) == 1 else None
        window, unit = self.windows.get(period_code), self.units.get(unit_code)
        if flags is None or window is None or unit is None or breakdown not in self.keys:
            return True
        return bool(flags[unit, self.keys[breakdown], window])


class Discretion:
    """Tells the figures of one roll-up's tree to somebody who may not see small counts; reads the books once."""

    def __init__(self, tree: Tree, pack: Pack, *, known_at: datetime | None = None) -> None:
        self._tree = tree
        self._pack = pack
        self._known_at = known_at

    def told(self, figure: RolledFigure) -> Told:
        """The figure, whole where it is a total or not sensitive.

        The sum since the new year goes, for it would tell apart what single months hide, and so does what a unit
        stated itself.
        """
        if not figure.breakdown or not is_sensitive(self._pack, figure.indicator, figure.breakdown):
            return Told(figure, withheld=False)
        period = parse(figure.period)
        now, before = self._hides(figure, period), self._hides(figure, same_period_last_year(period))
        shown = replace(figure, year_to_date=None, completion_percent=None, stated=None)
        if now:
            shown = replace(shown, value=None)
        if before:
            shown = replace(shown, same_period=None)
        if now or before:
            shown = replace(shown, change=None, change_percent=None)
        return Told(shown, withheld=now or before)

    @cached_property
    def _stamp(self) -> str:
        return ledger_stamp()

    def _hides(self, figure: RolledFigure, period: Period) -> bool:
        try:
            year = year_of(period)
        except PeriodError:
            return True
        identity = (id(self._tree), id(self._pack))
        asked = _Question(self._stamp, figure.indicator, year, self._known_at, identity, self._tree, self._pack)
        return _withheld(asked).hides(figure.unit, figure.breakdown, period.code)


class DiscreetBooks:
    """A roll-up that answers everybody alike, for what goes to many hands: None where a figure is withheld."""

    def __init__(self, rollup: Rollup, *, known_at: datetime | None = None) -> None:
        self._rollup = rollup
        self._discretion = Discretion(rollup.tree, rollup.pack, known_at=known_at)

    def get(self, unit_code: str, indicator: str, breakdown: str = "") -> RolledFigure:
        """The figure, with None where nothing is reported or where it is withheld."""
        return self._discretion.told(self._rollup.get(unit_code, indicator, breakdown)).figure


@dataclass(frozen=True)
class _Question:
    """What was asked of the books under `stamp`; a tree and a pack are the same only where they are one object."""

    stamp: str
    indicator: str
    year: Period
    known_at: datetime | None
    identity: tuple[int, int]
    tree: Tree = field(compare=False)
    pack: Pack = field(compare=False)


@lru_cache(maxsize=64)
def _withheld(asked: _Question) -> Withheld:
    indicator, pack = asked.pack.indicator(asked.indicator), asked.pack
    windows = _windows(asked.year, Manners(pack).of(indicator.code, "").every)
    units = {node.code: node.index for node in asked.tree}
    keys = {key: place for code in indicator.breakdowns for place, key in enumerate(keys_of(pack, code))}
    flags: dict[str, Flags] = {}
    if windows and is_added(indicator) and indicator.decimals == 0:
        rollups = _roll_up(asked, tuple(windows))
        flags = {code: hidden(_breakdown(indicator, code, rollups, windows)) for code in indicator.breakdowns}
    codes = {period.code: place for place, period in enumerate(windows)}
    return Withheld(units, codes, keys, flags)


def _windows(year: Period, every: PeriodKind) -> dict[Period, frozenset[int]]:
    """The standard periods of the year and the numbers of the parts that they consist of."""
    numbers = {part: number for number, part in enumerate(_parts(year, every))}
    found = {}
    for kind in STANDARD:
        for period in _parts(year, kind):
            inside = frozenset(numbers[part] for part in _parts(period, every) if part in numbers)
            if inside:
                found[period] = inside
    return found


def _parts(period: Period, kind: PeriodKind) -> tuple[Period, ...]:
    if kind is PeriodKind.NINE_MONTHS and period.kind is PeriodKind.YEAR:
        return (parse(f"{period.code}-9M"),)
    try:
        return parts(period, kind)
    except PeriodError:
        return ()


def _roll_up(asked: _Question, periods: tuple[Period, ...]) -> tuple[Rollup, ...]:
    """Every window from one reading of the books."""
    pack = asked.pack
    codes = frozenset(code for period in periods for code in codes_needed(pack, period))
    read = snapshot(periods=codes, indicators=with_sources([asked.indicator], pack), known_at=asked.known_at)
    books = lay_out(read, asked.tree, pack, [asked.indicator])
    return tuple(roll_up(books, period) for period in periods)


def _breakdown(
    indicator: Indicator, dimension: str, rollups: tuple[Rollup, ...], windows: Mapping[Period, frozenset[int]]
) -> Breakdown:
    pack, tree = rollups[0].pack, rollups[0].tree
    columns = [_columns(rollup, indicator.code, keys_of(pack, dimension)) for rollup in rollups]
    totals = [_columns(rollup, indicator.code, ("",)) for rollup in rollups]
    return Breakdown(
        parents=tuple(node.parent for node in tree),
        windows=tuple(windows.values()),
        counts=np.stack([counts for counts, _known in columns], axis=2),
        known=np.stack([known for _counts, known in columns], axis=2),
        totals=np.stack([counts[:, 0] for counts, _known in totals], axis=1),
        totals_known=np.stack([known[:, 0] for _counts, known in totals], axis=1),
        exhaustive=pack.breakdown(dimension).exhaustive,
        latest=takes_latest(indicator),
    )


def _columns(rollup: Rollup, indicator: str, keys: tuple[str, ...]) -> tuple[Counts, Flags]:
    """The counts by unit and key, zero and not known where nobody reported any."""
    values, known = rollup.column("value")
    counts = np.zeros((len(rollup.tree), len(keys)), dtype=np.int64)
    there = np.zeros(counts.shape, dtype=bool)
    for place, key in enumerate(keys):
        column = rollup.place(indicator, key)
        if column is not None:
            there[:, place] = known[:, column]
            counts[:, place] = np.where(known[:, column], values[:, column] // SCALE, 0)
    return counts, there
