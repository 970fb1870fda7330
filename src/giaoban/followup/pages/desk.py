"""Who is at the page, at which instant and in which language, and what they see of the tree of today; for every page of the room."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from giaoban.language.dates import DateError, read_date
from giaoban.language.locales import Language, language_of
from giaoban.people.access import Hidden, Verb, units_where
from giaoban.people.models import Person
from giaoban.people.request import timed
from giaoban.units.among import Among
from giaoban.units.models import UnitVersion
from giaoban.units.registry import tree_at
from giaoban.units.tree import Node, Tree


class Desk:
    """The person at the page, the instant, today, the language, and the tree of today."""

    def __init__(self, request: HttpRequest) -> None:
        asked = timed(request)
        self.person: Person = asked.user
        self.now = asked.now
        self.today: date = localdate(asked.now)
        self.language: Language = language_of(get_language() or "vi")
        self._units: dict[Verb, frozenset[int]] = {}

    @cached_property
    def tree(self) -> Tree:
        return tree_at(self.today)

    def units_where(self, verb: Verb) -> frozenset[int]:
        """The identities of the units with which the person may do that today; asked of the database once."""
        if verb not in self._units:
            self._units[verb] = units_where(self.person, verb, self.today)
        return self._units[verb]

    def may(self, verb: Verb, unit_id: int) -> bool:
        """Whether the person may do that with the unit today."""
        return unit_id in self.units_where(verb)

    def nodes(self, unit_ids: Collection[int]) -> tuple[Node, ...]:
        """Those of the units that stand today, in the order of the tree: for a choice in a form or a filter."""
        return tuple(node for node in self.tree if node.unit_id in unit_ids)

    def unit(self, code: str, verb: Verb = Verb.SEE) -> Node:
        """The unit of that code with which the person may do that; `Hidden`, which is 404, where there is none."""
        for node in self.nodes(self.units_where(verb)):
            if node.code == code:
                return node
        raise hidden()

    def names(self, unit_ids: Iterable[int | None]) -> Mapping[int, str]:
        """The names of units by identity: of today, or the last one of a unit that is no more. At most one query."""
        wanted = {one for one in unit_ids if one is not None}
        found = {one: self.tree.by_unit(one).name for one in wanted if one in self.tree}
        if gone := wanted - found.keys():
            rows = UnitVersion.objects.filter(Among("unit_id", gone)).order_by("valid_from")
            found.update(rows.values_list("unit_id", "name"))
        return found


def hidden() -> Hidden:
    """The error of a thing that does not exist for this person, to be raised: 404, in the same words for every page."""
    return Hidden(_("Không có trang này."))


def day_typed(text: str, language: Language) -> date:
    """A day as a date field sends it (ISO) or as somebody writes it (`02/07/2024`); raises `DateError`, a `ValueError`."""
    try:
        return read_date(text, language)
    except DateError:
        return read_date(text, "vi")


def day_asked(text: str | None, language: Language) -> date | None:
    """The day in an address; None where there is none or it is no day: a filter is never a reason for an error."""
    try:
        return day_typed(text, language) if text else None
    except DateError:
        return None


def revision_of(request: HttpRequest) -> int:
    """Which revision the person saw when they acted; -1, which is no revision, where the form does not say."""
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def refused_page(request: HttpRequest, refusal: Exception, back: str, *, status: int = 409) -> HttpResponse:
    """Why it cannot be done as things stand, with the way back to the thing."""
    return render(request, "followup/refused.html", {"message": str(refusal), "back": back}, status=status)
