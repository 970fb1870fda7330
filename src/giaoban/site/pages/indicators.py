"""The catalogue with the figures of the period, and the page of one indicator."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from giaoban.analysis.figure import RolledFigure
from giaoban.analysis.office import rollup_books
from giaoban.analysis.ranking import rank
from giaoban.analysis.rollup import Rollup
from giaoban.analysis.trend import trend_books
from giaoban.analysis.withholding import Discretion, Told
from giaoban.collection.explaining import can_be_asked
from giaoban.collection.worklist import receives_from
from giaoban.figures.narratives import Narrative, narratives
from giaoban.indicators.breakdowns import breakdown_name, is_sensitive, keys_of
from giaoban.indicators.catalogue import Indicator, Kind
from giaoban.people.access import Verb, may
from giaoban.people.downloads import Sheet, Value, answer
from giaoban.periods.period import PeriodKind
from giaoban.site.contents import sections
from giaoban.site.glance import Glance, glance
from giaoban.site.months import monthly, values
from giaoban.site.sparkline import Sparkline, sparkline
from giaoban.site.viewpoint import Viewpoint, seen_from_office
from giaoban.site.year_chart import year_chart
from giaoban.units.tree import Node


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """An indicator and how it stands; no glance of a text."""

    indicator: Indicator
    glance: Glance | None


@dataclass(frozen=True, slots=True)
class CatalogueGroup:
    """The rows under one section's title."""

    title: str
    form: str
    rows: tuple[CatalogueRow, ...]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit at its place among its siblings."""

    rank: int | None
    node: Node
    glance: Glance
    spark: Sparkline | None


@dataclass(frozen=True, slots=True)
class PartRow:
    """One category of a breakdown; `figure` is None where it may not be shown. `share` is a percent of the total."""

    name: str
    figure: RolledFigure | None
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class Parts:
    """An indicator divided by one dimension."""

    name: str
    rows: tuple[PartRow, ...]
    hides: bool
    guarded: bool
    """Whether the reader sees only what is not withheld, and not how it came about."""


@seen_from_office
def catalogue(request: HttpRequest, view: Viewpoint) -> HttpResponse:
    """All indicators, by section, as the office stands in the period."""
    if view.office is None:
        return render(request, "site/no_office.html")
    rollup = rollup_books(view.period)
    office = view.place_in(rollup.tree)
    groups = tuple(
        CatalogueGroup(
            section.title,
            section.form,
            tuple(CatalogueRow(one, _glance(one, rollup, office, view)) for one in section.indicators),
        )
        for section in sections(view.pack, view.language)
    )
    return render(request, "site/indicators.html", {"view": view, "groups": groups, "office": office})


@seen_from_office
def indicator(request: HttpRequest, view: Viewpoint, code: str) -> HttpResponse:
    """One indicator: definition, the year by months, units ranked, breakdowns."""
    if view.office is None or not view.pack.has_indicator(code):
        raise Http404(_("Không có trang này."))
    known = view.pack.indicator(code)
    if known.kind is Kind.TEXT:
        return render(request, "site/narratives.html", {"view": view, "indicator": known, "texts": _texts(known, view)})
    rollup = rollup_books(view.period, indicators=[code])
    office = view.place_in(rollup.tree)
    shown = glance(known, rollup.get(office.code, code), view.period, view.today, view.language)
    points = trend_books(office.code, code, view.period)
    context = {
        "view": view,
        "office": office,
        "indicator": known,
        "glance": shown,
        "chart": year_chart(known, points, shown.figure, view.period, view.language),
        "rows": unit_rows(known, rollup, office, view),
        "askable": _askable(code, rollup, view),
        "parts": _parts(known, rollup, office, view),
    }
    return render(request, "site/indicator.html", context)


@seen_from_office
def indicator_file(request: HttpRequest, view: Viewpoint, code: str, form: str) -> HttpResponse:
    """The units' figures of one indicator as CSV or Excel."""
    if view.office is None or not view.pack.has_indicator(code) or view.pack.indicator(code).kind is Kind.TEXT:
        raise Http404(_("Không có trang này."))
    known = view.pack.indicator(code)
    rollup = rollup_books(view.period, indicators=[code])
    office = view.place_in(rollup.tree)
    rows = [(node.name, node.code, *figure_values(rollup.get(node.code, code))) for node in rollup.tree.subtree(office)]
    title = f"{known.name.in_language(view.language)} · {view.period.code}"
    heads = (_("Đơn vị"), _("Mã"), *figure_heads())
    return answer(
        Sheet(f"{code}-{view.period.code}".replace("/", "_"), title, heads, rows, view.notice), form, view.now
    )


def figure_heads() -> tuple[str, ...]:
    """The heads of `figure_values`."""
    return (
        _("Trong kỳ"),
        _("Từ đầu năm"),
        _("Chỉ tiêu được giao"),
        _("Đạt (%)"),
        _("Cùng kỳ năm trước"),
        _("Tăng, giảm"),
        _("Tăng, giảm (%)"),
        _("Số ước"),
    )


def figure_values(figure: RolledFigure) -> tuple[Value, ...]:
    """A figure as cells of a table."""
    return (
        figure.value,
        figure.year_to_date,
        figure.target,
        figure.completion_percent,
        figure.same_period,
        figure.change,
        figure.change_percent,
        pgettext("số", "ước") if figure.estimate else "",
    )


def unit_rows(known: Indicator, rollup: Rollup, office: Node, view: Viewpoint) -> tuple[UnitRow, ...]:
    """The units right below the office, best first."""
    ranked = rank(rollup, known.code, office.code)
    months = monthly(view.period, tree=rollup.tree, pack=view.pack, indicators=[known.code]) if ranked else ()
    return tuple(
        UnitRow(
            one.rank,
            one.node,
            glance(known, one.figure, view.period, view.today, view.language),
            sparkline(values(months, one.node.code, known.code)),
        )
        for one in ranked
    )


def _askable(code: str, rollup: Rollup, view: Viewpoint) -> frozenset[int]:
    """The units that the person may ask about their figure."""
    if view.period.kind is PeriodKind.RANGE:
        return frozenset()
    received = receives_from(view.person, view.today)
    nodes = (rollup.tree.by_unit(unit_id) for unit_id in received if unit_id in rollup.tree)
    return frozenset(node.unit_id for node in nodes if can_be_asked(view.pack, node, code))


def _glance(known: Indicator, rollup: Rollup, office: Node, view: Viewpoint) -> Glance | None:
    if known.kind is Kind.TEXT:
        return None
    return glance(known, rollup.get(office.code, known.code), view.period, view.today, view.language)


def _parts(known: Indicator, rollup: Rollup, office: Node, view: Viewpoint) -> tuple[Parts, ...]:
    total = rollup.get(office.code, known.code).value
    sees_all = may(view.person, Verb.SEE_SENSITIVE, office.unit_id, view.today)
    discretion = Discretion(rollup.tree, view.pack)
    found = []
    for dimension in known.breakdowns:
        figures = [rollup.get(office.code, known.code, key) for key in keys_of(view.pack, dimension)]
        if any(figure.value is not None for figure in figures):
            told = [Told(one, withheld=False) if sees_all else discretion.told(one) for one in figures]
            guarded = not sees_all and is_sensitive(view.pack, known.code, figures[0].breakdown)
            found.append(_part(dimension, told, total, view, guarded=guarded))
    return tuple(found)


def _part(dimension: str, told: list[Told], total: Decimal | None, view: Viewpoint, *, guarded: bool) -> Parts:
    rows = tuple(
        PartRow(
            breakdown_name(view.pack, one.figure.breakdown, view.language),
            None if one.withheld else one.figure,
            None if one.withheld else _share(one.figure.value, total),
        )
        for one in told
    )
    name = view.pack.breakdown(dimension).name.in_language(view.language)
    return Parts(name, rows, any(one.withheld for one in told), guarded)


def _share(value: Decimal | None, total: Decimal | None) -> Decimal | None:
    return None if value is None or not total else value * 100 / total


def _texts(known: Indicator, view: Viewpoint) -> Sequence[tuple[Node, Narrative]]:
    rollup = rollup_books(view.period, indicators=[])
    codes = {view.period.code, *(part.code for part in view.months())}
    nodes = {node.unit_id: node for node in rollup.tree.subtree(view.place_in(rollup.tree))}
    told = narratives(periods=codes, indicators=[known.code], unit_ids=list(nodes))
    return [(nodes[one.unit_id], one) for one in reversed(told)]
