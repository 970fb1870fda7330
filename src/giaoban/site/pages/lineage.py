"""Where a figure comes from: formula, units, and every cell behind it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from giaoban.analysis.evidence import Evidence, Record
from giaoban.analysis.lineage import Lineage, NoSuchPart, Traced, trace
from giaoban.analysis.rollup import NoSuchFigure
from giaoban.collection.explaining import can_be_asked, may_ask
from giaoban.collection.story import stories
from giaoban.figures.explanations import Place, about
from giaoban.figures.models import SourceKind
from giaoban.indicators.breakdowns import is_known, is_sensitive
from giaoban.people.access import Verb, require
from giaoban.periods.calendars import calendar, days
from giaoban.periods.period import Period, PeriodError, PeriodKind, parse
from giaoban.site.openable import openable
from giaoban.site.viewpoint import Viewpoint, seen_from_office
from giaoban.units.tree import Node, NoSuchUnit

BREAKDOWN, FRAGMENT = "phan-to", "phan"
OPEN_UP_TO = 24
"""So many original figures are shown at once; more stay folded until asked for."""


@seen_from_office
def lineage(request: HttpRequest, view: Viewpoint, unit: str, indicator: str, period: str, part: str) -> HttpResponse:
    """One figure's lineage as a page; with `phan=1` as the inside of a panel."""
    node = view.node(unit)
    breakdown = request.GET.get(BREAKDOWN, "")
    if not is_known(view.pack, indicator, breakdown):
        raise Http404(_("Không có trang này."))
    if breakdown and is_sensitive(view.pack, indicator, breakdown):
        require(view.person, Verb.SEE_SENSITIVE, node.unit_id, view.today)
    when = _period(period)
    try:
        found = trace(indicator, breakdown, node.code, when, part, language=view.language)
    except (NoSuchPart, NoSuchFigure, NoSuchUnit) as error:
        raise Http404(str(error)) from error
    context = {
        "view": view,
        "node": node,
        "indicator": view.pack.indicator(indicator),
        "lineage": found,
        "many": len(found.traced) > OPEN_UP_TO,
        "openable": openable(_hashes(found), view),
        "registered": _registered(found, view),
        "all_registered": _all_registered(found, node, view),
        "stories": stories([row.observation_id for one in found.traced for row in _rows(one.evidence)]),
        "explained": about(
            {found.indicator, *(term.indicator for term in found.terms)},
            breakdown,
            [one.unit_id for one in view.tree.subtree(node)],
            when,
        ),
        "may_ask": _may_ask(view, node, indicator, breakdown, when),
        "breakdown": breakdown,
        "is_panel": FRAGMENT in request.GET,
    }
    return render(request, "site/lineage_panel.html" if FRAGMENT in request.GET else "site/lineage.html", context)


def _may_ask(view: Viewpoint, node: Node, indicator: str, breakdown: str, period: Period) -> bool:
    """Whether the person may ask the unit to explain the figure; a free range has no request."""
    if period.kind is PeriodKind.RANGE or not can_be_asked(view.pack, node, indicator, breakdown):
        return False
    return may_ask(view.person, Place(node.unit_id, indicator, breakdown, period.code), view.pack, view.today)


def _period(code: str) -> Period:
    try:
        return parse(code)
    except PeriodError as error:
        raise Http404(str(error)) from error


def _registered(found: Lineage, view: Viewpoint) -> dict[int, str]:
    """By observation that a register posted: where the very recommendations stand that it counted."""
    return {
        one.evidence.record.observation_id: _closed(
            one.contribution.node, [one.contribution.period], view, of_the_unit_alone=True
        )
        for one in _by_register(found)
    }


def _all_registered(found: Lineage, node: Node, view: Viewpoint) -> str:
    """Where all the recommendations stand that the figure counts; empty where a file or a form gave some of it."""
    counted = _by_register(found)
    if not counted or found.untraced or len(counted) < len(found.traced):
        return ""
    told = [found.period] if found.part == "value" else [one.contribution.period for one in counted]
    return _closed(node, told, view)


def _by_register(found: Lineage) -> list[Traced]:
    return [one for one in found.traced if one.evidence.record.source_kind == SourceKind.REGISTER]


def _closed(node: Node, periods: list[str], view: Viewpoint, *, of_the_unit_alone: bool = False) -> str:
    """The address of the recommendations of the unit, or of all below it too, that were closed in those periods."""
    spans = [days(parse(code), calendar(view.pack.calendar)) for code in periods]
    asked = {
        "don-vi": node.code,
        "xong-tu": min(span.first for span in spans).isoformat(),
        "xong-den": max(span.last for span in spans).isoformat(),
    }
    alone = {"rieng": "1"} if of_the_unit_alone else {}
    return f"{reverse('recommendations')}?{urlencode(asked | alone)}"


def _rows(behind: Evidence) -> tuple[Record, ...]:
    """The row that counts and those that it replaced, each of which came to the books on a way of its own."""
    return (behind.record, *behind.earlier)


def _hashes(found: Lineage) -> set[str]:
    lines = [found, *found.terms]
    return {one.evidence.record.sha256 for line in lines for one in line.traced if one.evidence.record.sha256}
