"""Who is at the page of a meeting, when, in which language, and how they stand at it."""

from collections.abc import Iterable, Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from giaoban.followup.models import Topic
from giaoban.language.locales import Language, language_of
from giaoban.meetings import sight
from giaoban.meetings.models import AgendaItem
from giaoban.people.access import Verb, top_units, units_where
from giaoban.people.request import timed
from giaoban.units.among import Among
from giaoban.units.models import UnitVersion
from giaoban.units.registry import tree_at
from giaoban.units.tree import Node, Tree

REVISION = "revision"
"""Name of the field that carries the revision the page was made from."""


class Desk:
    """The person at the page, the instant, the day and the language."""

    def __init__(self, request: HttpRequest) -> None:
        own = timed(request)
        self.person, self.now, self.today = own.user, own.now, localdate(own.now)
        self.language: Language = language_of(get_language() or "vi")

    @cached_property
    def tree(self) -> Tree:
        """The units of today."""
        return tree_at(self.today)

    @cached_property
    def seen(self) -> frozenset[int]:
        """Identities of the units that the person sees."""
        return units_where(self.person, Verb.SEE, self.today)

    @cached_property
    def kept(self) -> tuple[Node, ...]:
        """The units whose meetings the person prepares: the own and those one level below, in the tree's order."""
        tops = top_units(self.person, Verb.COMPILE, self.today)
        return tuple(node for top in tops for node in (top, *self.tree.children(top)))

    @cached_property
    def topics(self) -> list[Topic]:
        """The topics in sight that are not closed."""
        return list(Topic.objects.filter(Among("unit_id", self.seen), closed_on=None))

    def standing(self, number: int) -> sight.Standing:
        """How the person stands at that meeting; 404 where there is none for them."""
        return sight.standing(self.person, number, self.today)

    def item(self, standing: sight.Standing, number: int) -> AgendaItem:
        """An item of the meeting's agenda; 404 where it is none."""
        found = standing.meeting.items.filter(pk=number).first()
        if found is None:
            raise Http404(_("Không có trang này."))
        return found

    def node(self, unit_id: int | None) -> Node | None:
        """The unit as it stands today; None where it no longer holds."""
        return self.tree.by_unit(unit_id) if unit_id is not None and unit_id in self.tree else None

    def names(self, unit_ids: Iterable[int | None]) -> Mapping[int, str]:
        """The names of units: of today, or the last one of a unit that is no more. At most one query."""
        wanted = {one for one in unit_ids if one is not None}
        found = {one: self.tree.by_unit(one).name for one in wanted if one in self.tree}
        if gone := wanted - found.keys():
            rows = UnitVersion.objects.filter(unit__in=gone).order_by("valid_from")
            found.update(rows.values_list("unit_id", "name"))
        return found


def revision_of(posted: Mapping[str, str]) -> int:
    """The revision that the page was made from; -1, which no meeting has, where none was sent."""
    sent = posted.get(REVISION, "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else -1


def refused_page(request: HttpRequest, refusal: Exception, number: int) -> HttpResponse:
    """Why it cannot be done as things stand, with the way back to the meeting."""
    context = {"message": str(refusal), "back": reverse("meeting", args=[number])}
    return render(request, "meetings/refused.html", context, status=409)
