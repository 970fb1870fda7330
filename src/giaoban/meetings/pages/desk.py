"""Who is at the page of a meeting, when, in which language, and how they stand at it."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from giaoban.language.locales import Language, language_of
from giaoban.meetings import sight
from giaoban.meetings.models import AgendaItem
from giaoban.people.request import timed
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


def revision_of(posted: Mapping[str, str]) -> int:
    """The revision that the page was made from; -1, which no meeting has, where none was sent."""
    sent = posted.get(REVISION, "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else -1
