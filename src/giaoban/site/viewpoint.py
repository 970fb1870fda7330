"""From where a person looks: which office, which period, in which language, at which instant."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from giaoban.indicators import packs
from giaoban.indicators.catalogue import Pack
from giaoban.language.locales import Language, language_of
from giaoban.people import access
from giaoban.people.models import Person
from giaoban.people.request import TimedRequest
from giaoban.periods.calendars import calendar, last_ended
from giaoban.periods.period import Period, PeriodError, PeriodKind, parse, parts
from giaoban.site.environment import Workspace
from giaoban.units.registry import tree_at
from giaoban.units.tree import Node, Tree

PERIOD, OFFICE = "ky", "dv"
"""Query parameters kept from page to page: the period and, for a person with several offices, the office."""


@dataclass(frozen=True)
class Viewpoint:
    """What every page of figures starts from. `office` is the highest unit that the person sees; None without a role.

    `asked` holds the query parameters that were given and are to be kept.
    """

    person: Person
    now: datetime
    language: Language
    pack: Pack
    tree: Tree
    offices: tuple[Node, ...]
    office: Node | None
    period: Period
    asked: tuple[tuple[str, str], ...]

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def query(self) -> str:
        """`?ky=2024-H1`, or nothing where the person looks at the usual period from the usual office."""
        return "?" + urlencode(self.asked) if self.asked else ""

    def node(self, code: str) -> Node:
        """The unit of that code, if this person may see it; otherwise 404, kept as refused where there is such a unit."""
        for top in self.offices:
            for node in self.tree.subtree(top):
                if node.code == code:
                    return node
        if any(node.code == code for node in self.tree):
            raise access.Hidden(_("Không có trang này."))
        raise Http404(_("Không có trang này."))

    def place_in(self, tree: Tree) -> Node:
        """The office in the tree of another day; 404 where it was not there yet, or is no longer."""
        if self.office is None:
            raise Http404(_("Không có trang này."))
        return self.held_in(tree, self.office)

    def held_in(self, tree: Tree, node: Node) -> Node:
        """A unit in the tree of another day; 404 where it was not there yet, or is no longer."""
        if node.unit_id not in tree:
            raise Http404(_("Đơn vị chưa có hoặc không còn trong kỳ này. Hãy chọn kỳ khác."))
        return tree.by_unit(node.unit_id)

    def kind_name(self, node: Node) -> str:
        """What kind of unit it is, in the reader's language."""
        names = (kind.name.in_language(self.language) for kind in self.pack.unit_kinds if kind.code == node.kind)
        return next(names, node.kind)

    def months(self) -> tuple[Period, ...]:
        """The months of the period; none where it does not consist of months."""
        try:
            return parts(self.period, PeriodKind.MONTH)
        except PeriodError:
            return ()

    @property
    def notice(self) -> str:
        """What must be said on every copy; empty for real work."""
        workspace: Workspace = settings.WORKSPACE
        return _("Bản trình diễn: đơn vị và số liệu đều là dựng sẵn, không có thật.") if workspace.demonstration else ""

    def visible(self) -> frozenset[int]:
        """Identities of the units that the person sees."""
        return frozenset(node.unit_id for top in self.offices for node in self.tree.subtree(top))


class PlacedRequest(TimedRequest):
    """A request whose viewpoint is known."""

    viewpoint: Viewpoint


P = ParamSpec("P")


def seen_from_office(
    page: Callable[Concatenate[HttpRequest, Viewpoint, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Give the page its viewpoint; 404 for a period or an office that is not there, 405 for anything but reading."""

    @require_safe
    @wraps(page)
    def placed(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        viewpoint = stand(request)
        cast("PlacedRequest", request).viewpoint = viewpoint
        return page(request, viewpoint, *args, **kwargs)

    return placed


def stand(request: HttpRequest, *, lenient: bool = False) -> Viewpoint:
    """The viewpoint of a request. `lenient` falls back to the usual period and office, for pages that say what is wrong."""
    now = cast("TimedRequest", request).now
    person = cast("Person", request.user)
    pack = packs.current()
    offices = access.top_units(person, access.Verb.SEE, now.date())
    asked = tuple((name, value) for name in (PERIOD, OFFICE) if (value := request.GET.get(name)))
    office, period = _office(offices, request, lenient), _period(request, pack, now.date(), lenient)
    return Viewpoint(
        person=person,
        now=now,
        language=language_of(get_language() or "vi"),
        pack=pack,
        tree=tree_at(now.date()),
        offices=offices,
        office=office,
        period=period,
        asked=asked,
    )


def usual_period(pack: Pack, today: date) -> Period:
    """The last period of the pack's usual kind that has ended."""
    return last_ended(today, PeriodKind(pack.default_period), calendar(pack.calendar))


def _office(offices: tuple[Node, ...], request: HttpRequest, lenient: bool) -> Node | None:
    code = request.GET.get(OFFICE)
    if not code:
        return offices[0] if offices else None
    for office in offices:
        if office.code == code:
            return office
    if lenient:
        return offices[0] if offices else None
    raise Http404(_("Không có trang này."))


def _period(request: HttpRequest, pack: Pack, today: date, lenient: bool) -> Period:
    usual = usual_period(pack, today)
    try:
        return parse(request.GET.get(PERIOD) or usual.code)
    except PeriodError as error:
        if lenient:
            return usual
        raise Http404(str(error)) from error
