"""The parts of the live view that an event changed, written once in a process for all who see the same.

When the chair moves on, two hundred pages ask within two seconds. What they get differs by what a person may do, and only
of who is on the speakers' list or has a ballot by the person; the token against forged forms is put in for each.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from giaoban.meetings.live import Hall
from giaoban.meetings.live_matter import Remembered
from giaoban.meetings.pages.desk import Desk
from giaoban.meetings.pages.following import FOLLOWERS
from giaoban.meetings.sight import Standing
from giaoban.units.registry import tree_stamp

HALL: Final = "hall"
"""The one part of the projector's screen."""
TEMPLATES: Final = {HALL: "meetings/screen_hall.html"}
TOKEN: Final = "TokenOfWhoAsks"  # noqa: S105 - stands where the token is put in
KEPT: Final = 256


@dataclass(frozen=True, slots=True)
class Personal:
    """Who sees something of their own: the speakers and those who wait, and whoever votes while a named vote is open."""

    speakers: frozenset[int]
    named_vote: bool


PARTS: Final[Remembered[str]] = Remembered(KEPT)
PERSONAL: Final[Remembered[Personal]] = Remembered(KEPT)


class Parts:
    """The parts of one meeting after its event `last`, as one person sees them."""

    def __init__(self, request: HttpRequest, desk: Desk, number: int, last: int) -> None:
        self._request, self._desk, self._number = request, desk, number
        # The stamp is another for every database that was ever grown.
        self._state = (tree_stamp(), number, last)
        self._standing = FOLLOWERS.admit(request, desk, number).standing

    def written(self, names: Collection[str]) -> dict[str, str]:
        """The HTML of each."""
        token = get_token(self._request)
        return {name: self._part(name).replace(TOKEN, token) for name in names}

    def _part(self, name: str) -> str:
        if name == "lead" and not self._standing.may_chair:
            return ""
        # The clock of an item runs: what is shown of it holds for a second.
        second = self._desk.now.replace(microsecond=0)
        key = (*self._state, name, self._desk.language, second, *self._seen_as(name, self._standing))
        return PARTS.get(key, lambda: self._render(name))

    def _render(self, name: str) -> str:
        template = TEMPLATES.get(name, f"meetings/live_{name}.html")
        return render_to_string(template, {"hall": self._hall, "csrf_token": TOKEN})

    def _seen_as(self, name: str, standing: Standing) -> tuple[object, ...]:
        """What of the person decides how the part looks."""
        person, own = standing.person.pk, 0
        if name == "speakers" and person in self._personal.speakers:
            own = person
        if name == "votes" and standing.places and self._personal.named_vote:
            own = person
        return standing.may_chair, standing.may_prepare, standing.takes_part, own

    @property
    def _personal(self) -> Personal:
        return PERSONAL.get(self._state, self._ask_personal)

    def _ask_personal(self) -> Personal:
        hall = self._hall
        speakers = {one.person_id for one in (hall.speaker, *hall.waiting) if one is not None}
        vote = hall.open_vote
        return Personal(frozenset(speakers), vote is not None and vote.vote.is_named)

    @cached_property
    def _hall(self) -> Hall:
        return Hall(FOLLOWERS.fresh(self._request, self._desk, self._number).standing, self._desk.now)
