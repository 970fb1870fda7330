"""A few figures without a whole report, for where people speak of them: one indicator's line, a report's key figures, who is behind.

Like a report, a glimpse goes to many hands: it is made from the discreet books and says the same words.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import override

from giaoban.analysis.office import rollup_books
from giaoban.analysis.pace import RED, Standing, pace
from giaoban.analysis.withholding import DiscreetBooks
from giaoban.indicators import packs
from giaoban.indicators.catalogue import Indicator, Kind, Pack
from giaoban.language.locales import Language
from giaoban.periods.names import write_period
from giaoban.periods.period import Period
from giaoban.reports.build import template_of
from giaoban.reports.matter import Matter
from giaoban.reports.model import Figure, Inline, Text
from giaoban.reports.wording import Wording
from giaoban.units.tree import Node


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator in words: its name, and its number with target and change."""

    indicator: str
    name: str
    inlines: tuple[Inline, ...]
    standing: Standing | None
    """Against its target; None where there is none or nothing is reported."""

    @property
    def known(self) -> bool:
        """Whether the books hold anything of it."""
        return any(isinstance(inline, Figure) and inline.known for inline in self.inlines)


@dataclass(frozen=True, slots=True)
class ReportGlimpse:
    """A report's title, where it is (template, period and unit code), and the key figures of its unit."""

    title: str
    template: str
    period: str
    unit: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """A unit one level below whose key figures are red: behind the pace of their target, or over their ceiling."""

    unit: Node
    lines: tuple[Line, ...]


def indicator_line(
    indicator: str, period: Period, unit_code: str, at: datetime, language: Language = "vi"
) -> tuple[Inline, ...]:
    """`821/1.450 chỉ tiêu (đạt 56,62%), tăng 17,29% so cùng kỳ`, every number a figure.

    Raises `WrongTemplateCall` for an indicator that the pack does not have, `NoSuchUnit` for a unit that did not hold.
    """
    matter = _matter(period, unit_code, [indicator], language)
    with override(language):
        return _line(matter, indicator, unit_code, localdate(at)).inlines


def figure_lines(
    pairs: Collection[tuple[str, str]], period: Period, at: datetime, language: Language = "vi"
) -> Mapping[tuple[str, str], Line]:
    """The lines of several (unit code, indicator), read at once; what the pack or the period's tree does not know is left out."""
    pack = packs.current()
    codes = sorted({code for _unit, code in pairs if pack.has_indicator(code)})
    if not codes:
        return {}
    books = rollup_books(period, indicators=codes)
    held = {node.code for node in books.tree}
    if not held:
        return {}
    matter = Matter(pack, books.tree, books.tree.root, period, DiscreetBooks(books, known_at=None), language)
    with override(language):
        return {
            (unit, code): _line(matter, code, unit, localdate(at))
            for unit, code in pairs
            if code in codes and unit in held
        }


def report_figures(
    template: str, period: Period, unit_code: str, at: datetime, language: Language = "vi"
) -> ReportGlimpse:
    """The key figures of the unit in the report's period; raises `NoSuchTemplate`, `UnfitPeriod` and `NoSuchUnit`."""
    pack = packs.current()
    found = template_of(pack, template, period)
    keys = key_indicators(pack)
    matter = _matter(period, unit_code, keys, language)
    with override(language):
        lines = tuple(_line(matter, code, unit_code, localdate(at)) for code in keys)
        title = f"{found.name.in_language(language)}, {write_period(period, language)}, {matter.unit.name}"
    return ReportGlimpse(title, template, period.code, unit_code, lines)


def behind(period: Period, unit_code: str, at: datetime, language: Language = "vi") -> tuple[Behind, ...]:
    """The units one level below with red key figures, in the tree's order, each with those figures."""
    pack = packs.current()
    keys = key_indicators(pack)
    matter, today = _matter(period, unit_code, keys, language), localdate(at)
    found: list[Behind] = []
    with override(language):
        for node in matter.children:
            lines = (_line(matter, code, node.code, today) for code in keys)
            if red := tuple(line for line in lines if line.standing in RED):
                found.append(Behind(node, red))
    return tuple(found)


def key_indicators(pack: Pack) -> list[str]:
    """The codes of the pack's key indicators that are numbers."""
    return [code for code in pack.key_indicators if pack.indicator(code).kind is not Kind.TEXT]


def _matter(period: Period, unit_code: str, indicators: list[str], language: Language) -> Matter:
    pack = packs.current()
    known = [code for code in indicators if pack.has_indicator(code)]
    books = rollup_books(period, indicators=known)
    unit = books.tree.by_code(unit_code)
    return Matter(pack, books.tree, unit, period, DiscreetBooks(books, known_at=None), language)


def _line(matter: Matter, code: str, unit_code: str, today: date) -> Line:
    wording = matter.wording(code, "", unit_code)
    indicator = matter.indicator(code)
    name = (indicator.short_name or indicator.name).in_language(matter.language)
    stands = pace(indicator, wording.rolled, matter.period, today)
    return Line(code, name, _inlines(wording, indicator, matter.language), None if stands is None else stands.standing)


def _inlines(wording: Wording, indicator: Indicator, language: Language) -> tuple[Inline, ...]:
    """The number, with its target where there is one, and how it moved where that can be told."""
    rolled = wording.rolled
    if rolled.target is None:
        measure = indicator.unit_of_measure.in_language(language)
        said: tuple[Inline, ...] = (wording.figure("value"),)
        said = said if rolled.value is None or measure == "%" else (*said, Text(f" {measure}"))
    else:
        said = wording.of_target()
    return said if rolled.change is None else (*said, Text(", "), *wording.change())
