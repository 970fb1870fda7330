"""The tree of units, and the page of one unit."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from giaoban.analysis.office import rollup_books
from giaoban.analysis.rollup import Rollup
from giaoban.collection.explaining import can_be_asked
from giaoban.collection.timeliness import courses
from giaoban.collection.worklist import receives_from
from giaoban.indicators.catalogue import Kind
from giaoban.people.downloads import Sheet, answer
from giaoban.periods.period import PeriodKind
from giaoban.site.contents import sections
from giaoban.site.glance import Glance, glance
from giaoban.site.months import monthly, values
from giaoban.site.pages.indicators import figure_heads, figure_values
from giaoban.site.sparkline import Sparkline, sparkline
from giaoban.site.standing import UnitStanding, reporting
from giaoban.site.viewpoint import Viewpoint, seen_from_office
from giaoban.units.tree import Node


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A unit in the tree; `indent` counts levels below the office."""

    node: Node
    kind: str
    indent: int
    glance: Glance
    standing: UnitStanding | None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """An indicator of the unit."""

    glance: Glance
    spark: Sparkline | None


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """The rows of one section."""

    title: str
    rows: tuple[FigureRow, ...]

    @property
    def has_targets(self) -> bool:
        return any(row.glance.indicator.target != "none" for row in self.rows)


@seen_from_office
def units(request: HttpRequest, view: Viewpoint) -> HttpResponse:
    """The office and everything below it."""
    if view.office is None:
        return render(request, "site/no_office.html")
    main = next(one for one in map(view.pack.indicator, view.pack.key_indicators) if one.kind is not Kind.TEXT)
    rollup = rollup_books(view.period, indicators=[main.code])
    office = view.place_in(rollup.tree)
    found = reporting(view.period, today=view.today, under=office.code)
    standings = {unit.node.unit_id: unit for unit in found.units}
    rows = [
        TreeRow(
            node,
            view.kind_name(node),
            min(3, node.level - office.level),
            glance(main, rollup.get(node.code, main.code), view.period, view.today, view.language),
            standings.get(node.unit_id),
        )
        for node in rollup.tree.subtree(office)
    ]
    return render(
        request,
        "site/units.html",
        {"view": view, "office": office, "rows": rows, "main": main, "progress": found},
    )


@seen_from_office
def unit(request: HttpRequest, view: Viewpoint, code: str) -> HttpResponse:
    """One unit: what it reported, how it stands, what it owes."""
    seen = view.node(code)
    rollup = rollup_books(view.period)
    node = view.held_in(rollup.tree, seen)
    found = reporting(view.period, today=view.today, under=node.code)
    context = {
        "view": view,
        "node": node,
        "kind": view.kind_name(node),
        "ancestors": [one for one in reversed(rollup.tree.ancestors(node)) if one.unit_id in view.visible()],
        "children": rollup.tree.children(node),
        "groups": _groups(rollup, node, view),
        "standing": found.of(node.unit_id),
        "progress": found,
        "course": courses(view.period, [node], pack=view.pack, today=view.today).get(node.unit_id),
        "askable": _askable(node, view),
    }
    return render(request, "site/unit.html", context)


@seen_from_office
def unit_file(request: HttpRequest, view: Viewpoint, code: str, form: str) -> HttpResponse:
    """All totals of one unit as CSV or Excel."""
    seen = view.node(code)
    rollup = rollup_books(view.period)
    node = view.held_in(rollup.tree, seen)
    rows = [
        (
            one.name.in_language(view.language),
            one.code,
            one.unit_of_measure.in_language(view.language),
            *figure_values(rollup.get(node.code, one.code)),
        )
        for one in view.pack.indicators
        if one.kind is not Kind.TEXT
    ]
    heads = (pgettext("danh mục", "Chỉ tiêu"), _("Mã"), _("Đơn vị tính"), *figure_heads())
    name = f"{node.code}-{view.period.code}".replace("/", "_")
    return answer(Sheet(name, f"{node.name} · {view.period.code}", heads, rows, view.notice), form, view.now)


def _askable(node: Node, view: Viewpoint) -> frozenset[str]:
    """The indicators about which the person may ask the unit."""
    if view.period.kind is PeriodKind.RANGE or node.unit_id not in receives_from(view.person, view.today):
        return frozenset()
    return frozenset(one.code for one in view.pack.indicators if can_be_asked(view.pack, node, one.code))


def _groups(rollup: Rollup, node: Node, view: Viewpoint) -> tuple[FigureGroup, ...]:
    numbers = [one.code for one in view.pack.indicators if one.kind is not Kind.TEXT]
    months = monthly(view.period, tree=rollup.tree, pack=view.pack, indicators=numbers)
    groups = (
        FigureGroup(
            section.title,
            tuple(
                FigureRow(
                    glance(one, rollup.get(node.code, one.code), view.period, view.today, view.language),
                    sparkline(values(months, node.code, one.code)),
                )
                for one in section.indicators
                if one.kind is not Kind.TEXT
            ),
        )
        for section in sections(view.pack, view.language)
    )
    return tuple(group for group in groups if group.rows)
