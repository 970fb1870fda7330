"""The first page: who has reported, how the key indicators stand, what is due."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from giaoban.analysis.office import rollup_books
from giaoban.analysis.pace import due_by
from giaoban.analysis.trend import trend_books
from giaoban.indicators.catalogue import Kind
from giaoban.people.access import Verb, may
from giaoban.site.glance import Glance, glance
from giaoban.site.own_day import next_meeting
from giaoban.site.pages.indicators import UnitRow, unit_rows
from giaoban.site.standing import Progress, UnitStanding, headline, overdue, reporting
from giaoban.site.viewpoint import Viewpoint, seen_from_office
from giaoban.site.year_chart import year_chart

MOST_WAITING = 5
MAIN = "chinh"
"""Query parameter: which key indicator the chart and the ranking show."""


@dataclass(frozen=True, slots=True)
class RankedUnit:
    """A row of the ranking with what its unit still owes."""

    row: UnitRow
    standing: UnitStanding | None


@seen_from_office
def home(request: HttpRequest, view: Viewpoint) -> HttpResponse:
    """The office's overview of the period."""
    if view.office is None:
        return render(request, "site/no_office.html")
    keys = [view.pack.indicator(code) for code in view.pack.key_indicators]
    keys = [one for one in keys if one.kind is not Kind.TEXT]
    rollup = rollup_books(view.period, indicators=[one.code for one in keys])
    office = view.place_in(rollup.tree)
    tiles = [glance(one, rollup.get(office.code, one.code), view.period, view.today, view.language) for one in keys]
    main = next((tile for tile in tiles if tile.indicator.code == request.GET.get(MAIN)), tiles[0])
    found = reporting(view.period, today=view.today, under=office.code)
    points = trend_books(office.code, main.indicator.code, view.period)
    context = {
        "view": view,
        "office": office,
        "greeting": greeting(view.now),
        "headline": headline(found, view.period, view.today, view.language),
        "progress": found,
        "overdue": overdue(found) if may(view.person, Verb.COMPILE, office.unit_id, view.today) else None,
        "waiting": found.waiting[:MOST_WAITING],
        "waiting_count": len(found.waiting),
        "more_waiting": max(0, len(found.waiting) - MOST_WAITING),
        "tiles": tiles,
        "has_pace": any(due_by(one, view.period, view.today) is not None for one in keys),
        "main": main,
        "choices": keys[:3],
        "chart": year_chart(main.indicator, points, main.figure, view.period, view.language),
        "ranking": _ranking(main, unit_rows(main.indicator, rollup, office, view), found),
        "next": next_meeting(view),
        "has_figures": any(tile.figure.value is not None for tile in tiles),
    }
    return render(request, "site/home.html", context)


def greeting(now: datetime) -> str:
    """By the hour of the office's clock."""
    if now.hour < 11:
        return _("Chào buổi sáng")
    if now.hour < 13:
        return _("Chào buổi trưa")
    return _("Chào buổi chiều") if now.hour < 18 else _("Chào buổi tối")


def _ranking(main: Glance, rows: tuple[UnitRow, ...], reporting: Progress) -> tuple[RankedUnit, ...]:
    standings = {unit.node.unit_id: unit for unit in reporting.units}
    return tuple(RankedUnit(row, standings.get(row.node.unit_id)) for row in rows)
