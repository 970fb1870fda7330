"""The pages of reports: the list, a report on paper, the lineage of one of its figures, its files."""

from dataclasses import dataclass
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header, urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from giaoban.analysis.office import rollup_books
from giaoban.indicators import packs
from giaoban.indicators.catalogue import Pack, ReportTemplate
from giaoban.people.request import TimedRequest
from giaoban.periods.calendars import calendar, containing
from giaoban.periods.period import Period, PeriodKind, previous
from giaoban.reports.addresses import address_of
from giaoban.reports.model import Figure, Report
from giaoban.reports.request import OFFICE, UNIT, asked, own_unit
from giaoban.reports.write_html import fragment
from giaoban.reports.writers import WRITERS
from giaoban.units.tree import Node, NoSuchUnit

RECENT = 4
"""How many periods of each kind the list offers, the running one included."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A period for which a report can be opened; `known`: whether anything is reported for it yet."""

    period: Period
    running: bool
    known: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """A template with the periods that it is written for."""

    template: ReportTemplate
    offers: tuple[Offer, ...]


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Every template of the pack with the recent periods."""
    timed = cast("TimedRequest", request)
    own = own_unit(timed)
    if own is None:
        return render(request, "site/no_office.html")
    pack = packs.current()
    shelves = tuple(Shelf(template, _offers(template, pack, timed, own)) for template in pack.reports)
    return render(request, "reports/list.html", {"shelves": shelves, "unit": own, "query": _query(request)})


@require_safe
def report(request: HttpRequest, template: str, period: str) -> HttpResponse:
    """The report on paper, every figure a link to its lineage."""
    wanted = asked(cast("TimedRequest", request), template, period)
    built = wanted.build()
    context = {
        "asked": wanted,
        "report": built,
        "paper": mark_safe(fragment(built, address_of)),  # noqa: S308 (the writer escapes every text)
        "unknown": built.unknown(),
        "query": _query(request),
    }
    return render(request, "reports/report.html", context)


@require_safe
def report_figure(request: HttpRequest, template: str, period: str, figure: str) -> HttpResponse:
    """The standing address of a figure of a report: leads to its lineage."""
    return redirect(address_of(_figure(asked(cast("TimedRequest", request), template, period).build(), figure)))


@require_safe
def report_file(request: HttpRequest, template: str, period: str, ending: str) -> HttpResponse:
    """The report as a file to keep, named in Vietnamese."""
    if ending not in WRITERS:
        raise Http404(_("Không có trang này."))
    written = WRITERS[ending](asked(cast("TimedRequest", request), template, period).build())
    named = content_disposition_header(as_attachment=True, filename=written.name)
    return HttpResponse(written.data, content_type=written.media_type, headers={"Content-Disposition": named})


def _query(request: HttpRequest) -> str:
    """The unit asked for, to be kept from page to page."""
    kept = {name: value for name in (UNIT, OFFICE) if (value := request.GET.get(name))}
    return f"?{urlencode(kept)}" if kept else ""


def _figure(built: Report, figure_id: str) -> Figure:
    for figure in built.figures():
        if figure.id == figure_id:
            return figure
    raise Http404(_("Báo cáo không có số liệu này. Hãy mở lại báo cáo."))


def _offers(template: ReportTemplate, pack: Pack, request: TimedRequest, unit: Node) -> tuple[Offer, ...]:
    """The running period and those before it, of each kind that the template is written for."""
    found: list[Offer] = []
    for kind in template.periods:
        period = containing(request.now.date(), PeriodKind(kind), calendar(pack.calendar))
        for place in range(RECENT):
            found.append(Offer(period, running=place == 0, known=_known(period, pack, unit)))
            period = previous(period)
    return tuple(found)


def _known(period: Period, pack: Pack, unit: Node) -> bool:
    """Whether a key indicator of the unit has a figure for the period; a week has its work to tell, whatever the books hold."""
    if period.kind is PeriodKind.WEEK:
        return True
    books = rollup_books(period, indicators=pack.key_indicators)
    try:
        code = books.tree.by_unit(unit.unit_id).code
    except NoSuchUnit:
        return False
    return any(books.get(code, key).value is not None for key in pack.key_indicators)
