"""The whole tree at once: every unit, indicator and breakdown of a period, against target and last year.

Pure: a period, a tree, a pack and a snapshot come in, one frozen `Rollup` goes out. Sums are exact, in whole
ten-thousandths; a rounding happens only where a percentage is read. `docs/rollup.md` says what adds to what.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

import numpy as np
from django.utils.translation import gettext as _

from giaoban.analysis.cascade import Column, Slopes, cascade, counting
from giaoban.analysis.coverage import coverage, expected_units
from giaoban.analysis.facts import Books, Flags, Series, Values, Whole, lay_out
from giaoban.analysis.figure import RolledFigure
from giaoban.analysis.manners import is_added, is_completion, is_derived
from giaoban.analysis.statements import (
    Statements,
    add_up,
    choose,
    choose_targets,
    parts_told,
    spoken,
    targets,
    windows_of,
)
from giaoban.analysis.windows import Window, year_codes
from giaoban.figures.models import unscaled
from giaoban.figures.snapshot import Snapshot
from giaoban.indicators.breakdowns import is_known
from giaoban.indicators.catalogue import Indicator, Kind, Pack
from giaoban.language.rounding import percent
from giaoban.periods.period import Period
from giaoban.units.tree import Node, Tree

ColumnName = Literal["value", "year_to_date", "same_period", "target", "reported", "expected"]


class NoSuchFigure(LookupError):
    """The roll-up holds no number of that indicator and breakdown."""


@dataclass(frozen=True, slots=True)
class Columns:
    """By node and series. `own` and `compared`: what a unit stated for all below it where that did not count."""

    value: Column
    year_to_date: Column
    same_period: Column
    same_period_to_date: Column
    target: Column
    same_period_target: Column
    own: Values
    compared: Flags
    reported: Whole
    expected: Whole


@dataclass(frozen=True, eq=False)
class Rollup:
    """All figures of one period on one tree; `series` are in the order of the catalogue."""

    period: Period
    tree: Tree
    pack: Pack
    series: tuple[Series, ...]
    _books: Books
    _columns: Columns

    @cached_property
    def _places(self) -> dict[tuple[str, str], int]:
        return {(one.indicator.code, one.breakdown): place for place, one in enumerate(self.series)}

    def get(self, unit_code: str, indicator: str, breakdown: str = "") -> RolledFigure:
        """The figure of a unit, with None where nothing is reported.

        Raises `NoSuchUnit`, and `NoSuchFigure` for an indicator or breakdown that the pack does not know as a number.
        """
        node = self.tree.by_code(unit_code)
        place = self.place(indicator, breakdown)
        if place is not None:
            return self._figure(node, place)
        counted(self.pack, indicator)
        if self.place(indicator) is None:
            raise NoSuchFigure(_("Chỉ tiêu “%(code)s” không nằm trong lần tổng hợp này.") % {"code": indicator})
        if not is_known(self.pack, indicator, breakdown):
            words = _("Chỉ tiêu “%(code)s” không có phân tổ “%(breakdown)s”: hãy xem phân tổ trong danh mục chỉ tiêu.")
            raise NoSuchFigure(words % {"code": indicator, "breakdown": breakdown})
        return self._unreported(node, indicator, breakdown)

    def figures(self, unit_code: str | None = None) -> Iterator[RolledFigure]:
        """Every figure, or those of one unit: units in preorder, indicators as in the catalogue, the total first."""
        nodes = self.tree.nodes if unit_code is None else (self.tree.by_code(unit_code),)
        places = [place for place, one in enumerate(self.series) if self._books.answers(one.indicator.code)]
        return (self._figure(node, place) for node in nodes for place in places)

    def __iter__(self) -> Iterator[RolledFigure]:
        return self.figures()

    def column(self, name: ColumnName) -> tuple[Values, Flags]:
        """By node and series, all at once: sums in ten-thousandths, or units, and where there is one.

        Of a ratio, what units stated themselves: it is recomputed only where a figure is read.
        """
        found: Column | Whole = getattr(self._columns, name)
        return (found.values, found.known) if isinstance(found, Column) else (found, np.ones(found.shape, dtype=bool))

    def place(self, indicator: str, breakdown: str = "") -> int | None:
        """The place of a series; None where nobody reported that breakdown."""
        return self._places.get((indicator, breakdown))

    def breakdowns(self, indicator: str) -> tuple[str, ...]:
        """The keys of the breakdowns that anybody reported, without the total."""
        return tuple(one.breakdown for one in self.series if one.indicator.code == indicator and one.breakdown)

    def compared(self) -> Iterator[RolledFigure]:
        """The figures whose unit stated a number of its own beside the sum of its children."""
        for row, place in np.argwhere(self._columns.compared):
            yield self._figure(self.tree.nodes[int(row)], int(place))

    def _figure(self, node: Node, place: int) -> RolledFigure:
        columns, series = self._columns, self.series[place]
        indicator = series.indicator
        value, so_far, same = self._readings(node.index, place)
        target = _read(columns.target, node.index, place)
        change = None if value is None or same is None else value - same
        is_points = indicator.kind is Kind.RATIO
        measured = value if indicator.target == "period" else so_far
        return RolledFigure(
            unit_id=node.unit_id,
            unit=node.code,
            indicator=indicator.code,
            breakdown=series.breakdown,
            period=self.period.code,
            value=value,
            year_to_date=so_far,
            target=target,
            completion_percent=None if measured is None or target is None else percent(measured, target),
            same_period=same,
            change=change,
            change_percent=None if change is None or same is None or is_points else percent(change, same),
            reported=int(columns.reported[node.index, place]),
            expected=int(columns.expected[node.index, place]),
            stated=_number(columns.own[node.index, place]) if columns.compared[node.index, place] else None,
            estimate=self._rests_on_estimate(node.index, place),
        )

    def _readings(self, row: int, place: int) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        series, columns = self.series[place], self._columns
        read = (columns.value, columns.year_to_date, columns.same_period)
        if not is_derived(series.indicator):
            value, so_far, same = (_read(column, row, place) for column in read)
            return value, so_far, same
        sums, wholes = read, read
        if series.indicator.denominator == "target":
            wholes = (columns.target, columns.target, columns.same_period_target)
        if is_completion(series.indicator, self.pack.indicator(series.indicator.numerator or "")):
            sums = (columns.year_to_date, columns.year_to_date, columns.same_period_to_date)
        value, so_far, same = (
            ratio(series.indicator, _read(column, row, series.numerator), _read(whole, row, series.denominator))
            for column, whole in zip(sums, wholes, strict=True)
        )
        return value, so_far, same

    def _rests_on_estimate(self, row: int, place: int) -> bool:
        series = self.series[place]
        sources = (series.numerator, series.denominator) if is_derived(series.indicator) else (place,)
        columns = (self._columns.value, self._columns.year_to_date)
        return any(bool(column.early[row, one]) for column in columns for one in sources if one is not None)

    def _unreported(self, node: Node, indicator: str, breakdown: str) -> RolledFigure:
        views = tuple(view.value for view in windows_of(self._books, self.period))
        expected = expected_units(self._books, views, indicator, breakdown)
        return RolledFigure(
            unit_id=node.unit_id,
            unit=node.code,
            indicator=indicator,
            breakdown=breakdown,
            period=self.period.code,
            value=None,
            year_to_date=None,
            target=None,
            completion_percent=None,
            same_period=None,
            change=None,
            change_percent=None,
            reported=0,
            expected=int(expected[node.index : node.last].sum()),
            stated=None,
            estimate=False,
        )


def rollup(
    period: Period, *, tree: Tree, pack: Pack, snapshot: Snapshot, indicators: Collection[str] | None = None
) -> Rollup:
    """The figures of `period` on `tree`; with `indicators` of those alone.

    `snapshot` must hold the periods of `windows.codes_needed(pack, period)`; what it lacks counts as not reported.
    """
    return roll_up(lay_out(snapshot, tree, pack, indicators), period)


def roll_up(books: Books, period: Period) -> Rollup:
    """The figures of a period from books that are laid out already, for several periods in a row."""
    return Rollup(period, books.tree, books.pack, books.series, books, _columns(books, period))


def counted(pack: Pack, code: str) -> Indicator:
    """The indicator of that code; raises `NoSuchFigure` where the pack has none, or where it is told in words."""
    if not pack.has_indicator(code):
        raise NoSuchFigure(_("Không có chỉ tiêu “%(code)s”: hãy chọn một mã trong danh mục chỉ tiêu.") % {"code": code})
    found = pack.indicator(code)
    if found.kind is Kind.TEXT:
        raise NoSuchFigure(_("Chỉ tiêu “%(code)s” là lời văn, không có số để tổng hợp.") % {"code": code})
    return found


def ratio(indicator: Indicator, part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """A derived ratio of its two sums, rounded half-up to the indicator's decimals; None without both or over zero."""
    if part is None or whole is None:
        return None
    return percent(part * indicator.factor, whole * 100, indicator.decimals)


def slopes_of(books: Books) -> Slopes:
    """How the books' statements add up over their tree."""
    own_work = np.array(
        [[books.manners.of(one.indicator.code, kind).own_work for one in books.series] for kind in books.kinds],
        dtype=np.bool_,
    )
    return Slopes(
        last=np.array([node.last for node in books.tree], dtype=np.int64),
        own_work=own_work.reshape(len(books.kinds), len(books.series))[books.kind_of_node],
        added=np.array([is_added(one.indicator) for one in books.series], dtype=np.bool_),
    )


def _columns(books: Books, period: Period) -> Columns:
    views = windows_of(books, period)
    slopes = slopes_of(books)
    said, promised = spoken(books.facts), targets(books.facts)
    this_year, last_year = year_codes(period)
    now, then = tuple(view.value for view in views), tuple(view.same_period for view in views)

    def told(windows: tuple[Window, ...]) -> Statements:
        return add_up(said, choose(said, books, windows), books.shape)

    def promise(windows: tuple[Window, ...], year: str) -> Statements:
        return add_up(promised, choose_targets(promised, books, windows, year), books.shape)

    own = told(now)
    reported, expected = coverage(books, now, parts_told(said, books, now), slopes.last)
    return Columns(
        value=cascade(own, slopes),
        year_to_date=cascade(told(tuple(view.year_to_date for view in views)), slopes),
        same_period=cascade(told(then), slopes),
        same_period_to_date=cascade(told(tuple(view.same_period_to_date for view in views)), slopes),
        target=cascade(promise(now, this_year), slopes),
        same_period_target=cascade(promise(then, last_year), slopes),
        own=own.values,
        compared=_compared(books, own.said, counting(own, slopes), slopes.added),
        reported=reported,
        expected=expected,
    )


def _compared(books: Books, said: Flags, counts: Flags, added: Flags) -> Flags:
    derived = np.array([is_derived(one.indicator) for one in books.series], dtype=np.bool_)
    return said & ((added & ~counts) | derived)


def _read(column: Column, row: int, place: int | None) -> Decimal | None:
    if place is None or not column.known[row, place]:
        return None
    return _number(column.values[row, place])


def _number(value: object) -> Decimal:
    return unscaled(int(str(value)))
