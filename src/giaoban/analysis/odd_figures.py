"""What is odd about the figures of a period: each unit's own past is read from the books, the figures are given.

Only totals are held against the past; breakdowns are the affair of the pack's rules.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import numpy as np

from giaoban.analysis.manners import Manners, is_derived, takes_latest
from giaoban.analysis.outliers import Floats, Grid, Oddity, Whole, gaps, oddities
from giaoban.analysis.past import earlier, in_season, past_figures
from giaoban.indicators.catalogue import Form, Indicator, Kind, Pack
from giaoban.indicators.forms import cells
from giaoban.language.rounding import round_half_up
from giaoban.periods.period import Period
from giaoban.units.tree import Node, Tree

Totals = Mapping[tuple[int, str], Decimal]
"""(unit, indicator) -> the total for the period, as it stands in the form."""
OFTEN: Final = 5
LATELY: Final = 6
"""A figure given `OFTEN` times in the `LATELY` periods before is usually reported."""


@dataclass(frozen=True, slots=True)
class OddFigure:
    """A unit's figure that is odd. `value` is of the period alone, also where the form counts since the new year."""

    node: Node
    indicator: str
    period: Period
    value: Decimal
    oddity: Oddity


@dataclass(frozen=True, slots=True)
class Gap:
    """A figure that the unit usually gives and left empty, though it filled in the rest of the form."""

    node: Node
    indicator: str
    period: Period
    form: str


@dataclass(frozen=True, slots=True)
class Oddness:
    """All of it, in preorder of the units."""

    figures: tuple[OddFigure, ...]
    gaps: tuple[Gap, ...]


def odd_figures(period: Period, totals: Totals, *, tree: Tree, pack: Pack) -> Oddness:
    """What is odd among `totals`, the figures of that very period: posted, or submitted and not yet posted.

    Units are held against their own past and against their siblings of the same kind. A period that no form is
    reported for, or that has no past, gives nothing.
    """
    forms = [form for form in pack.forms if form.every == period.kind]
    indicators = _indicators(pack, forms)
    before = earlier(period)
    if not before or not indicators or not len(tree):
        return Oddness((), ())
    codes = tuple(one.code for one in indicators)
    past = past_figures(tree, codes, [one.code for one in before])
    told = np.stack([*(past[one.code] for one in before), _laid_out(totals, tree, codes)])
    desk = _Desk(period, (*before, period), tree, pack, indicators, Manners(pack), tuple(forms))
    return Oddness(tuple(desk.odd(told)), tuple(desk.empty(told)))


def _indicators(pack: Pack, forms: list[Form]) -> tuple[Indicator, ...]:
    """What those forms ask as numbers, in the order of the catalogue."""
    asked = {cell.indicator for form in forms for cell in cells(pack, form) if cell.measure == "actual"}
    return tuple(
        one for one in pack.indicators if one.code in asked and one.kind is not Kind.TEXT and not is_derived(one)
    )


def _laid_out(totals: Totals, tree: Tree, codes: tuple[str, ...]) -> Floats:
    grid = np.full((len(tree), len(codes)), np.nan)
    place = {code: number for number, code in enumerate(codes)}
    for (unit_id, code), value in totals.items():
        if code in place and unit_id in tree:
            grid[tree.by_unit(unit_id).index, place[code]] = float(value)
    return grid


@dataclass(frozen=True)
class _Desk:
    """The figures of one kind of period on one tree; the last of `periods` is judged."""

    period: Period
    periods: tuple[Period, ...]
    tree: Tree
    pack: Pack
    indicators: tuple[Indicator, ...]
    manners: Manners
    forms: tuple[Form, ...]

    def odd(self, told: Floats) -> Iterator[OddFigure]:
        values = self._alone(told)
        grid = Grid(
            values=values,
            seasonal=np.array(in_season(self.period, self.periods[:-1]), dtype=np.bool_),
            stock=np.array([takes_latest(one) and one.kind is Kind.STOCK for one in self.indicators], dtype=np.bool_),
            count=np.array(
                [one.decimals == 0 and one.kind is not Kind.RATIO for one in self.indicators], dtype=np.bool_
            ),
            peers=self._peers(),
        )
        for one in oddities(grid):
            yield OddFigure(
                node=self.tree.nodes[one.unit],
                indicator=self.indicators[one.series].code,
                period=self.period,
                value=rounded(one.value, 4),
                oddity=one,
            )

    def empty(self, told: Floats) -> Iterator[Gap]:
        sheets = self._sheets()
        for unit, series in gaps(told, sheets, often=OFTEN, of=LATELY):
            form = self.forms[int(sheets[unit, series])].code
            yield Gap(self.tree.nodes[unit], self.indicators[series].code, self.period, form)

    def _alone(self, told: Floats) -> Floats:
        """The figures of each period alone: what a form counts since the new year is taken apart."""
        counted = self._cumulative()
        if not counted.any():
            return told
        values = told.copy()
        for place in range(len(self.periods) - 1, 0, -1):
            if self.periods[place].year == self.periods[place - 1].year:
                values[place][counted] -= told[place - 1][counted]
        # What came before the first period is not known.
        values[0][counted] = np.nan
        return values

    def _cumulative(self) -> Whole:
        """By unit and indicator: whether the unit counts it since the new year."""
        kinds = {node.kind for node in self.tree}
        manner = {
            (kind, place): self.manners.of(one.code, kind).cumulative and not takes_latest(one)
            for kind in kinds
            for place, one in enumerate(self.indicators)
        }
        width = range(len(self.indicators))
        rows = {kind: [manner[kind, place] for place in width] for kind in kinds}
        return np.array([rows[node.kind] for node in self.tree], dtype=np.bool_)

    def _sheets(self) -> Whole:
        """By unit and indicator: the place of the form on which the unit gives it, -1 where on none of this frequency."""
        place = {form.code: number for number, form in enumerate(self.forms)}
        rows = {}
        for kind in {node.kind for node in self.tree}:
            found = (self.pack.form_asking(one.code, kind) for one in self.indicators)
            rows[kind] = [-1 if form is None else place.get(form.code, -1) for form in found]
        return np.array([rows[node.kind] for node in self.tree], dtype=np.int64)

    def _peers(self) -> Whole:
        """By unit: one number for all units of the same kind under the same unit."""
        numbers: dict[tuple[int | None, str], int] = {}
        return np.array(
            [numbers.setdefault((node.parent, node.kind), len(numbers)) for node in self.tree], dtype=np.int64
        )


def rounded(value: float, decimals: int) -> Decimal:
    """A number of the statistics as a decimal one, half-up; for sentences, never for the books."""
    return round_half_up(Decimal(repr(float(value))), decimals)
