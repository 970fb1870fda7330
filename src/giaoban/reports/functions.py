"""What a report template may call: figures, wording chosen from data, tables, charts, the units' own words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from giaoban.periods.names import write_period
from giaoban.periods.period import same_period_last_year
from giaoban.reports.chart_specs import bars_by_unit
from giaoban.reports.matter import Matter
from giaoban.reports.model import Block, Chart, PageBreak
from giaoban.reports.pieces import Mark, Pieces, cleaned
from giaoban.reports.problems import WrongTemplateCall
from giaoban.reports.tables import Column, Group, caption, indicators_table, units_table
from giaoban.reports.wording import Wording
from giaoban.reports.work_functions import WorkFunctions
from giaoban.units.tree import Node


@dataclass(frozen=True, slots=True)
class TemplateUnit:
    """A unit as templates see it."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Quote:
    """What a unit wrote in a narrative section, or several units in the same words."""

    units: tuple[TemplateUnit, ...]
    text: str


def _seen(node: Node) -> TemplateUnit:
    return TemplateUnit(node.code, node.name)


class Functions(WorkFunctions):
    """The functions and values that templates may use; `offered` names them."""

    def __init__(self, matter: Matter, pieces: Pieces) -> None:
        super().__init__(matter, pieces)
        self._tables, self._charts = count(1), count(1)
        self._landscape = False

    def offered(self) -> dict[str, Any]:
        """Name in the template -> function or value."""
        functions: tuple[Callable[..., Any], ...] = (
            self.figure, self.of_target, self.change, self.number, self.has, self.missing,
            self.best, self.worst, self.without, self.narrative,
            self.column, self.group, self.table, self.table_of_indicators, self.chart, self.new_page,
            *self.of_work(),
        )  # fmt: skip
        matter = self.matter
        values = {
            "unit": _seen(matter.unit),
            "units": tuple(_seen(node) for node in matter.children),
            "period": write_period(matter.period, matter.language),
            "year": str(matter.period.year),
            "same_period": write_period(same_period_last_year(matter.period), matter.language),
        }
        return {function.__name__: function for function in functions} | values

    def figure(self, indicator: str, breakdown: str = "", unit: str | None = None, part: str = "value") -> Mark:
        """One number, after `ước` where it rests on an early estimate; `chưa có số liệu` where nothing is reported."""
        wording = self._wording(indicator, breakdown, unit)
        return self.pieces.inline(*wording.early(part), wording.figure(part))

    def of_target(self, indicator: str, breakdown: str = "", unit: str | None = None) -> Mark:
        """`821/1.450 chỉ tiêu (đạt 56,62%)`."""
        return self.pieces.inline(*self._wording(indicator, breakdown, unit).of_target())

    def change(self, indicator: str, breakdown: str = "", unit: str | None = None) -> Mark:
        """`tăng 53,45% so cùng kỳ`, `bằng cùng kỳ` or `cùng kỳ không phát sinh`."""
        return self.pieces.inline(*self._wording(indicator, breakdown, unit).change())

    def number(
        self, indicator: str, breakdown: str = "", unit: str | None = None, part: str = "value"
    ) -> Decimal | None:
        """The exact number, to choose words by; it cannot be printed. None where nothing is reported."""
        return self._wording(indicator, breakdown, unit).number(part)

    def has(self, indicator: str, breakdown: str = "", unit: str | None = None, part: str = "value") -> bool:
        return self.number(indicator, breakdown, unit, part) is not None

    def missing(self, indicator: str, breakdown: str = "", unit: str | None = None, part: str = "value") -> bool:
        return self.number(indicator, breakdown, unit, part) is None

    def best(self, indicator: str, how_many: int = 3, part: str = "completion_percent") -> tuple[TemplateUnit, ...]:
        """The units one level below with the highest numbers, the highest first."""
        return tuple(_seen(node) for node, _number in self.matter.ranked(indicator, part)[:how_many])

    def worst(self, indicator: str, how_many: int = 3, part: str = "completion_percent") -> tuple[TemplateUnit, ...]:
        """The units one level below with the lowest numbers, the lowest first."""
        return tuple(_seen(node) for node, _number in self.matter.ranked(indicator, part)[: -how_many - 1 : -1])

    def without(self, indicator: str, part: str = "value") -> tuple[TemplateUnit, ...]:
        """The units one level below for which the books hold nothing."""
        return tuple(_seen(node) for node in self.matter.children if self.missing(indicator, "", node.code, part))

    def narrative(self, section: str) -> tuple[Quote, ...]:
        """What the unit itself and the units one level below wrote, in the tree's order; the silent are left out."""
        self.matter.indicator(section)
        said: dict[str, list[TemplateUnit]] = {}
        for node in (self.matter.unit, *self.matter.children):
            words = cleaned(self.matter.narratives.get((node.code, section), "")).strip(" .;")
            if words:
                said.setdefault(words, []).append(_seen(node))
        return tuple(Quote(tuple(units), words) for words, units in said.items())

    def column(self, title: str, indicator: str = "", part: str = "value", breakdown: str = "") -> Column:
        return Column(title, part, indicator, breakdown)

    def group(self, title: str, *columns: Column) -> Group:
        return Group(title, columns)

    def table(self, title: str, *columns: Column | Group) -> Mark:
        """A row for each unit one level below and one for all."""
        return self.pieces.block(
            caption(title),
            units_table(self.matter, self._table_id(), _columns(columns), landscape=self._landscape),
        )

    def table_of_indicators(self, title: str, indicators: Sequence[str], *columns: Column | Group) -> Mark:
        """A row for each indicator, for the unit of the report."""
        return self.pieces.block(
            caption(title),
            indicators_table(self.matter, self._table_id(), indicators, _columns(columns), landscape=self._landscape),
        )

    def chart(self, title: str, indicator: str, against: str = "target") -> Mark:
        """Bars by unit: this period against the `target` or the `same_period`."""
        if against not in {"target", "same_period"}:
            raise WrongTemplateCall(
                _("biểu đồ chỉ so với target hoặc same_period, không phải “%(against)s”.") % {"against": against}
            )
        delivered = self._wording(indicator, "", None).delivered()
        rows = tuple(
            (node.name, tuple(self.number(indicator, "", node.code, part) for part in (against, delivered)))
            for node in self.matter.children
        )
        specification = bars_by_unit(
            rows, self._series(against), axis=self._axis(indicator), description=f"{title}. {self._in_words(rows)}"
        )
        blocks: tuple[Block, ...] = (Chart(f"c{next(self._charts):02d}", specification, title), caption(title))
        return self.pieces.block(*blocks)

    def new_page(self, landscape: bool = False) -> Mark:
        """What follows starts a new page; the first one in a report begins its annexes."""
        self._landscape = landscape
        return self.pieces.block(PageBreak(landscape))

    def _table_id(self) -> str:
        return f"t{next(self._tables):02d}"

    def _wording(self, indicator: str, breakdown: str, unit: str | None) -> Wording:
        return self.matter.wording(indicator, breakdown, unit)

    def _series(self, against: str) -> tuple[str, str]:
        period, language = self.matter.period, self.matter.language
        before = (
            pgettext("table", "Chỉ tiêu")
            if against == "target"
            else write_period(same_period_last_year(period), language)
        )
        return (before, pgettext("table", "Thực hiện") if against == "target" else write_period(period, language))

    def _axis(self, indicator: str) -> str:
        return self.matter.indicator(indicator).unit_of_measure.in_language(self.matter.language)

    def _in_words(self, rows: tuple[tuple[str, tuple[Decimal | None, ...]], ...]) -> str:
        known = [(name, numbers[-1]) for name, numbers in rows if numbers[-1] is not None]
        if not known:
            return _("Chưa có số liệu.")
        most, least = max(known, key=lambda row: row[1]), min(known, key=lambda row: row[1])
        return _("Cao nhất: %(most)s; thấp nhất: %(least)s.") % {"most": most[0], "least": least[0]}


def _columns(columns: Sequence[Any]) -> tuple[Column | Group, ...]:
    for column in columns:
        if not isinstance(column, Column | Group):
            raise WrongTemplateCall(
                _("bảng cần các cột column(…) hoặc group(…), không phải %(column)s.") % {"column": repr(column)}
            )
    return tuple(columns)
