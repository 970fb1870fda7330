"""Who follows a meeting on its live view, remembered for a little while.

Two hundred viewers ask every two seconds, and all at once when the chair moves on; how somebody stands at a meeting is a
handful of queries. So it is remembered by session for `REMEMBERED` seconds: so long an invitation that was taken back still
shows the meeting. It decides what is shown alone: every act asks anew.
"""

import time
from dataclasses import dataclass, replace
from typing import Final

from django.http import HttpRequest
from django.utils.translation import gettext as _

from giaoban.meetings.models import Meeting
from giaoban.meetings.pages.desk import Desk
from giaoban.meetings.sight import Standing
from giaoban.people.access import Hidden, Verb, may

REMEMBERED: Final = 20.0
MOST_REMEMBERED: Final = 10_000


@dataclass(frozen=True, slots=True)
class Follower:
    """How a person stands at a meeting, and whether its unit's figures lead them anywhere."""

    standing: Standing
    sees_unit: bool


class Followers:
    """Who was let in lately, by session, meeting and day."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int, object], tuple[float, Follower]] = {}

    def admit(self, request: HttpRequest, desk: Desk, number: int) -> Follower:
        """How the person stands, the meeting as it stood when that was asked. Raises `Hidden`."""
        key, now = (request.session.session_key or "", number, desk.today), time.monotonic()
        until, found = self._found.get(key, (0.0, None))
        if found is not None and until > now:
            return found
        standing = desk.standing(number)
        found = Follower(standing, may(desk.person, Verb.SEE, standing.meeting.unit_id, desk.today))
        if len(self._found) >= MOST_REMEMBERED:
            self._found.clear()
        self._found[key] = now + REMEMBERED, found
        return found

    def fresh(self, request: HttpRequest, desk: Desk, number: int) -> Follower:
        """The same, with the meeting as it stands now."""
        found = self.admit(request, desk, number)
        meeting = Meeting.objects.select_related("series", "current_item").filter(pk=number).first()
        if meeting is None:
            raise Hidden(_("Không có trang này."))
        return replace(found, standing=replace(found.standing, meeting=meeting))


FOLLOWERS: Final = Followers()
