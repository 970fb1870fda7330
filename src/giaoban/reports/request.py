"""What a person asks for when they open a report: the template, the period, and a unit that they may see."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.analysis.office import last_day
from giaoban.indicators import packs
from giaoban.indicators.catalogue import ReportTemplate
from giaoban.people import access
from giaoban.people.models import Person
from giaoban.periods.period import Period, PeriodError, parse
from giaoban.reports.build import build, template_of
from giaoban.reports.model import Report
from giaoban.reports.problems import NoSuchTemplate, UnfitPeriod
from giaoban.units.registry import tree_at
from giaoban.units.tree import Node, Tree

UNIT = "dv"
"""The query parameter that names a unit other than the person's own."""


class TimedRequest(HttpRequest):
    """A request of a signed-in person that knows the instant at which it is answered."""

    now: datetime
    user: Person


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


def _unit(request: TimedRequest, tree: Tree) -> Node:
    """The unit asked for, else the highest that the person sees, in the tree of the period."""
    code = request.GET.get(UNIT)
    own = access.top_units(request.user, access.Verb.SEE, request.now.date())
    nodes = (
        (node for node in tree if (node.code == code if code else node.unit_id == own[0].unit_id))
        if code or own
        else ()
    )
    for node in nodes:
        return node
    raise Http404(_("Không có trang này."))


def notice() -> str:
    """The line that every copy of a demonstration shows, in Vietnamese as the document is."""
    if not settings.WORKSPACE.demonstration:
        return ""
    with override("vi"):
        return _("Bản trình diễn: đơn vị và số liệu đều là dựng sẵn, không có thật.")
