"""From where the pages of chasing and checking are seen: the office, the period asked for, the form period shown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from giaoban.analysis.office import last_day
from giaoban.collection.board import periods_of
from giaoban.collection.worklist import receives_from
from giaoban.indicators import packs
from giaoban.indicators.breakdowns import breakdown_name
from giaoban.indicators.catalogue import Pack
from giaoban.language.locales import Language, language_of
from giaoban.people.access import Verb, top_units, units_where
from giaoban.people.models import Person
from giaoban.people.request import TimedRequest
from giaoban.periods.calendars import calendar, last_ended
from giaoban.periods.period import Period, PeriodError, PeriodKind, parse
from giaoban.units.registry import tree_at
from giaoban.units.tree import Node, Tree

PERIOD, OFFICE, PART = "ky", "dv", "cua"
"""Query parameters: the period and the office as on every page; the form period shown of those in the period."""


@dataclass(frozen=True)
class OfficeView:
    """What these pages start from. `office` is the highest unit that the person sees, in the tree of the shown period.

    `parts` are the periods for which forms are reported within the one asked for; `part` is the one shown.
    """

    person: Person
    now: datetime
    language: Language
    pack: Pack
    tree: Tree
    office: Node
    period: Period
    parts: tuple[Period, ...]
    part: Period
    asked: tuple[tuple[str, str], ...]

    @property
    def today(self) -> date:
        return localdate(self.now)

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """The office and everything below it."""
        return self.tree.subtree(self.office)

    @cached_property
    def receives(self) -> frozenset[int]:
        """The units whose forms the person's office receives, and whom it may chase."""
        return receives_from(self.person, self.today)

    @cached_property
    def reads_sensitive(self) -> frozenset[int]:
        return units_where(self.person, Verb.SEE_SENSITIVE, self.today)

    @property
    def query(self) -> str:
        """The parameters to keep from page to page, with the shown period."""
        return urlencode([*self.asked, (PART, self.part.code)])

    def figure_name(self, indicator: str, breakdown: str) -> str:
        """A figure in words: `Kết nạp đảng viên: Nữ`."""
        name = self.pack.indicator(indicator).name.in_language(self.language)
        return f"{name}: {breakdown_name(self.pack, breakdown, self.language)}" if breakdown else name

    def node(self, code: str) -> Node:
        """The unit of that code at or below the office; otherwise 404."""
        for node in self.nodes:
            if node.code == code:
                return node
        raise Http404(_("Không có trang này."))


P = ParamSpec("P")


def seen_from_office(
    page: Callable[Concatenate[HttpRequest, OfficeView, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Give the page its view; 404 for a period or an office that is not there, a page that says so without a role."""

    @wraps(page)
    def placed(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        view = stand(request)
        return render(request, "collection/no_office.html") if view is None else page(request, view, *args, **kwargs)

    return placed


def acting_for_office(
    page: Callable[Concatenate[HttpRequest, OfficeView, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Like `seen_from_office` for pages on which something is done: without an office they are not there."""

    @wraps(page)
    def placed(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        view = stand(request)
        if view is None:
            raise Http404(_("Không có trang này."))
        return page(request, view, *args, **kwargs)

    return placed


def stand(request: HttpRequest) -> OfficeView | None:
    """The view of a request; None where the person sees no unit, or no form is reported for the period."""
    timed = cast("TimedRequest", request)
    pack, today = packs.current(), localdate(timed.now)
    offices = top_units(timed.user, Verb.SEE, today)
    if not offices:
        return None
    period = _period(request, pack, today)
    parts = periods_of(period, pack)
    part = _part(request, parts, pack, today)
    if part is None:
        return None
    tree = tree_at(last_day(part, pack))
    return OfficeView(
        person=timed.user,
        now=timed.now,
        language=language_of(get_language() or "vi"),
        pack=pack,
        tree=tree,
        office=_office(request, offices, tree),
        period=period,
        parts=parts,
        part=part,
        asked=tuple((name, value) for name in (PERIOD, OFFICE) if (value := request.GET.get(name))),
    )


def _office(request: HttpRequest, offices: tuple[Node, ...], tree: Tree) -> Node:
    code = request.GET.get(OFFICE)
    for office in offices:
        if (not code or office.code == code) and office.unit_id in tree:
            return tree.by_unit(office.unit_id)
    raise Http404(_("Không có trang này."))


def _period(request: HttpRequest, pack: Pack, today: date) -> Period:
    usual = last_ended(today, PeriodKind(pack.default_period), calendar(pack.calendar))
    try:
        return parse(request.GET.get(PERIOD) or usual.code)
    except PeriodError as error:
        raise Http404(str(error)) from error


def _part(request: HttpRequest, parts: tuple[Period, ...], pack: Pack, today: date) -> Period | None:
    """The period asked for; else the latest of the shortest that has ended, else the first."""
    if not parts:
        return None
    code = request.GET.get(PART)
    if code:
        found = next((part for part in parts if part.code == code), None)
        if found is None:
            raise Http404(_("Không có trang này."))
        return found
    shortest = [part for part in parts if part.kind is parts[0].kind]
    ended = [part for part in shortest if last_day(part, pack) < today]
    return ended[-1] if ended else shortest[0]
