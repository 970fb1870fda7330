"""What a person asks for when they open a report: the template, the period, and a unit that they may see."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.analysis.office import last_day
from giaoban.indicators import packs
from giaoban.indicators.catalogue import ReportTemplate
from giaoban.people import access
from giaoban.people.request import TimedRequest
from giaoban.periods.period import Period, PeriodError, parse
from giaoban.reports.build import build, template_of
from giaoban.reports.model import Report
from giaoban.reports.problems import NoSuchTemplate, UnfitPeriod
from giaoban.units.registry import tree_at
from giaoban.units.tree import Node, Tree

UNIT, OFFICE = "don-vi", "dv"
"""Query parameters: a unit below the person's own; one's own of several, as on every page."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One report that the person may see; `unit` as it stood at the end of the period."""

    template: ReportTemplate
    period: Period
    unit: Node
    tree: Tree
    at: datetime

    def build(self) -> Report:
        """The report from the books as they stand; official documents are in Vietnamese whatever the page is in."""
        return build(
            self.template.code, self.period, unit_code=self.unit.code, at=self.at, language="vi", notice=notice()
        )


def asked(request: TimedRequest, template: str, period: str) -> Asked:
    """What the address asks for; `Http404` where it does not exist or not for this person."""
    pack, today = packs.current(), request.now.date()
    try:
        wanted = parse(period)
        found = template_of(pack, template, wanted)
    except (PeriodError, NoSuchTemplate, UnfitPeriod) as missing:
        raise Http404(str(missing)) from missing
    tree = tree_at(last_day(wanted, pack))
    unit = _unit(request, tree)
    access.require(request.user, access.Verb.SEE, unit.unit_id, today)
    return Asked(found, wanted, unit, tree, request.now)


def own_unit(request: TimedRequest) -> Node | None:
    """The highest unit that the person sees, or the one of several that the address names; None without a role."""
    tops = access.top_units(request.user, access.Verb.SEE, request.now.date())
    named = (top for top in tops if top.code == request.GET.get(OFFICE))
    return next(named, tops[0] if tops else None)


def _unit(request: TimedRequest, tree: Tree) -> Node:
    """The unit asked for, else the person's own, as it stood in the tree of the period."""
    code, own = request.GET.get(UNIT), own_unit(request)
    for node in tree:
        if node.code == code if code else own is not None and node.unit_id == own.unit_id:
            return node
    raise Http404(_("Không có trang này."))


def notice() -> str:
    """The line that every copy of a demonstration shows, in Vietnamese as the document is."""
    if not settings.WORKSPACE.demonstration:
        return ""
    with override("vi"):
        return _("Bản trình diễn: đơn vị và số liệu đều là dựng sẵn, không có thật.")
