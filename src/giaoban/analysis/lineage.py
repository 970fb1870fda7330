"""Where a figure comes from: its formula, its terms, and every observation behind it down to file, cell and author."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Final, Literal, cast, get_args

from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.analysis import formulas
from giaoban.analysis.contributions import SUMS, Contribution, Sum, contributions
from giaoban.analysis.coverage import Reporting, units_reporting
from giaoban.analysis.evidence import Evidence, evidence
from giaoban.analysis.facts import Books, lay_out
from giaoban.analysis.figure import RolledFigure
from giaoban.analysis.manners import is_completion, is_derived, with_sources
from giaoban.analysis.office import last_day
from giaoban.analysis.rollup import Rollup, roll_up
from giaoban.analysis.statements import spoken, windows_of
from giaoban.analysis.windows import codes_needed
from giaoban.figures.snapshot import snapshot
from giaoban.indicators import packs
from giaoban.indicators.breakdowns import breakdown_name
from giaoban.indicators.catalogue import Indicator
from giaoban.language.comparison import write_of_target
from giaoban.language.locales import Language
from giaoban.language.numbers import write_number
from giaoban.periods.names import write_period
from giaoban.periods.period import Period, same_period_last_year
from giaoban.units.registry import tree_at
from giaoban.units.tree import Node

Part = Literal[
    "value",
    "year_to_date",
    "target",
    "completion_percent",
    "of_target",
    "same_period",
    "change",
    "change_percent",
    "reported",
    "expected",
    "stated",
    "same_period_to_date",
    "same_period_target",
]
"""What of a figure can be traced; the last two are last year's, under last year's ratio to the target."""
PARTS: Final[tuple[Part, ...]] = get_args(Part)
RATIOS: Final = frozenset({"value", "year_to_date", "same_period"})
"""The parts of a ratio that are recomputed from two sums."""
MOST: Final = 500
"""Observations shown of one figure; a figure of more is followed down unit by unit."""
FEW_UNITS: Final = 2_000
"""A subtree of up to so many units is read alone."""


class NoSuchPart(LookupError):
    """A figure has no part of that name."""


@dataclass(frozen=True, slots=True)
class Traced:
    """One observation with what it gives to the figure and what stands behind it."""

    contribution: Contribution
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Share:
    """What the unit itself (where it is the lineage's own) or one of its children gives to the figure."""

    node: Node
    value: Decimal


@dataclass(frozen=True, slots=True)
class Lineage:
    """How one part of one figure came about; `text` is the figure as printed, `formula` how it was computed.

    Of a sum, `shares` (by child) and `traced` (by observation) each add up to `value`; past `MOST` observations only the
    first are traced and `untraced` counts the others. Of a computed part, `terms` are the lineages it is computed from.
    `reporting` lists the expected units under `reported` and `expected`.
    """

    indicator: str
    breakdown: str
    unit: str
    period: str
    part: Part
    title: str
    value: Decimal | None = None
    text: str = ""
    formula: str = ""
    estimate: bool = False
    terms: tuple["Lineage", ...] = ()
    shares: tuple[Share, ...] = ()
    traced: tuple[Traced, ...] = ()
    untraced: int = 0
    reporting: tuple[Reporting, ...] = ()


def trace(
    indicator: str,
    breakdown: str,
    unit_code: str,
    period: Period,
    part: str,
    *,
    known_at: datetime | None = None,
    on: date | None = None,
    language: Language = "vi",
) -> Lineage:
    """The lineage of a figure, from the books as they stand or stood at `known_at`, worded in `language`.

    Raises `NoSuchUnit`, `NoSuchFigure` and `NoSuchPart`. Who may see it is for the caller to ask.
    """
    wanted = next((known for known in PARTS if known == part), None)
    if wanted is None:
        words = _("Số liệu không có phần “%(part)s”: hãy chọn một trong %(parts)s.")
        raise NoSuchPart(words % {"part": part, "parts": ", ".join(PARTS)})
    pack = packs.current()
    tree = tree_at(on or last_day(period, pack))
    node = tree.by_code(unit_code)
    few = node.last - node.index <= FEW_UNITS
    read = snapshot(
        periods=codes_needed(pack, period),
        indicators=with_sources([indicator], pack),
        unit_ids=[unit.unit_id for unit in tree.subtree(node)] if few else None,
        known_at=known_at,
    )
    books = lay_out(read, tree, pack, [indicator])
    with override(language):
        tracer = _Tracer(books, roll_up(books, period), node, language)
        tracer.rollup.get(unit_code, indicator, breakdown)
        return tracer.trace(pack.indicator(indicator), breakdown, wanted)


@dataclass(frozen=True)
class _Tracer:
    """Traces the parts of one figure."""

    books: Books
    rollup: Rollup
    node: Node
    language: Language

    def trace(self, indicator: Indicator, breakdown: str, part: Part) -> Lineage:
        """The lineage of one part; a ratio's sums are those of its numerator and denominator."""
        figure = self.rollup.get(self.node.code, indicator.code, breakdown)
        empty = Lineage(
            indicator=indicator.code,
            breakdown=breakdown,
            unit=self.node.code,
            period=self.rollup.period.code,
            part=part,
            title=self._title(indicator, breakdown, part),
        )
        if part in {"reported", "expected"}:
            return self._coverage(empty, figure)
        if part in SUMS and not (is_derived(indicator) and part in RATIOS):
            return self._sum(empty, indicator, figure)
        return self._computed(empty, indicator, figure)

    def _sum(self, empty: Lineage, indicator: Indicator, figure: RolledFigure) -> Lineage:
        place = self.rollup.place(indicator.code, empty.breakdown)
        found: tuple[Contribution, ...] = ()
        if place is not None and (empty.part != "stated" or figure.stated is not None):
            found = contributions(self.books, self.rollup.period, cast("Sum", empty.part), self.node, place)
        shares = self._shares(found)
        behind = evidence([one.observation_id for one in found[:MOST]])
        value = sum((one.value for one in found), Decimal(0)) if found else None
        terms = [one.value for one in shares] if len(shares) > 1 else [one.value for one in found]
        return replace(
            empty,
            value=value,
            text=formulas.shown(value, indicator, self.language),
            formula=formulas.sum_of(terms, indicator, self.language),
            estimate=any(one.estimate for one in found),
            shares=shares,
            traced=tuple(Traced(one, behind[one.observation_id]) for one in found[:MOST]),
            untraced=max(0, len(found) - MOST),
        )

    def _shares(self, found: tuple[Contribution, ...]) -> tuple[Share, ...]:
        children = self.rollup.tree.children(self.node)
        sums: dict[int, Decimal] = {}
        for one in found:
            above = next((child for child in children if child.index <= one.node.index < child.last), self.node)
            sums[above.index] = sums.get(above.index, Decimal(0)) + one.value
        return tuple(Share(self.rollup.tree.nodes[index], value) for index, value in sorted(sums.items()))

    def _coverage(self, empty: Lineage, figure: RolledFigure) -> Lineage:
        views = tuple(view.value for view in windows_of(self.books, self.rollup.period))
        place = self.rollup.place(figure.indicator, figure.breakdown)
        reporting: tuple[Reporting, ...] = ()
        if place is not None:
            reporting = units_reporting(self.books, views, spoken(self.books.facts), self.node, place)
        count = figure.reported if empty.part == "reported" else figure.expected
        return replace(
            empty,
            value=Decimal(count),
            text=write_number(count, self.language),
            formula=formulas.coverage(figure.reported, figure.expected, self.language),
            reporting=reporting,
        )

    def _computed(self, empty: Lineage, indicator: Indicator, figure: RolledFigure) -> Lineage:
        measured: Part = "value" if indicator.target == "period" else "year_to_date"
        match empty.part:
            case "completion_percent" | "of_target":
                terms = self._terms(indicator, figure.breakdown, measured, "target")
                return self._of_target(empty, figure, *terms)
            case "change" | "change_percent":
                terms = self._terms(indicator, figure.breakdown, "value", "same_period")
                return self._change(empty, indicator, figure, *terms)
        return self._ratio(empty, indicator, figure)

    def _terms(self, indicator: Indicator, breakdown: str, first: Part, second: Part) -> tuple[Lineage, Lineage]:
        return self.trace(indicator, breakdown, first), self.trace(indicator, breakdown, second)

    def _of_target(self, empty: Lineage, figure: RolledFigure, done: Lineage, target: Lineage) -> Lineage:
        share = formulas.shown_percent(figure.completion_percent, self.language)
        text = share
        if empty.part == "of_target" and done.value is not None and target.value is not None:
            text = write_of_target(done.value, target.value, self.language)
        return replace(
            empty,
            value=figure.completion_percent,
            text=text,
            formula=formulas.quotient(done.text, target.text, 100, share),
            estimate=done.estimate,
            terms=(done, target),
        )

    def _change(
        self, empty: Lineage, indicator: Indicator, figure: RolledFigure, now: Lineage, then: Lineage
    ) -> Lineage:
        if empty.part == "change":
            value = figure.change
            text = formulas.shown_change(value, indicator, self.language)
            formula = formulas.difference(now.text, then.text, text)
        else:
            value = figure.change_percent
            text = formulas.shown_percent(value, self.language)
            formula = formulas.growth(now.text, then.text, text)
        return replace(
            empty, value=value, text=text, formula=formula, estimate=now.estimate or then.estimate, terms=(now, then)
        )

    def _ratio(self, empty: Lineage, indicator: Indicator, figure: RolledFigure) -> Lineage:
        pack = self.rollup.pack
        above = pack.indicator(indicator.numerator or "")
        below, first, second = above, empty.part, empty.part
        if indicator.denominator == "target":
            second = "same_period_target" if empty.part == "same_period" else "target"
        else:
            below = pack.indicator(indicator.denominator or "")
        if is_completion(indicator, above):
            first = "same_period_to_date" if empty.part == "same_period" else "year_to_date"
        terms = (self.trace(above, empty.breakdown, first), self.trace(below, empty.breakdown, second))
        value: Decimal | None = getattr(figure, empty.part)
        text = formulas.shown(value, indicator, self.language)
        return replace(
            empty,
            value=value,
            text=text,
            formula=formulas.quotient(terms[0].text, terms[1].text, indicator.factor, text),
            estimate=any(term.estimate for term in terms),
            terms=terms,
        )

    def _title(self, indicator: Indicator, breakdown: str, part: Part) -> str:
        """Such as `Kết nạp đảng viên: lũy kế từ đầu năm, Tỉnh ủy Lam Giang, 6 tháng đầu năm 2024`."""
        period = self.rollup.period
        if part in {"same_period", "same_period_to_date", "same_period_target"}:
            period = same_period_last_year(period)
        name = indicator.name.in_language(self.language)
        if breakdown:
            name = f"{name} ({breakdown_name(self.rollup.pack, breakdown, self.language)})"
        return f"{name}: {part_name(part)}, {self.node.name}, {write_period(period, self.language)}"


def part_name(part: Part) -> str:
    """What a part is called in the current language."""
    names: dict[Part, str] = {
        "value": _("số trong kỳ"),
        "year_to_date": _("lũy kế từ đầu năm"),
        "target": _("chỉ tiêu"),
        "completion_percent": _("tỷ lệ thực hiện chỉ tiêu"),
        "of_target": _("thực hiện so với chỉ tiêu"),
        "same_period": _("số cùng kỳ năm trước"),
        "change": _("tăng, giảm so với cùng kỳ"),
        "change_percent": _("tỷ lệ tăng, giảm so với cùng kỳ"),
        "reported": _("số đơn vị báo cáo đủ"),
        "expected": _("số đơn vị phải báo cáo"),
        "stated": _("số đơn vị tự nêu"),
        "same_period_to_date": _("lũy kế cùng kỳ năm trước"),
        "same_period_target": _("chỉ tiêu năm trước"),
    }
    return names[part]
