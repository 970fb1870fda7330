"""Who is told of a meeting: the persons of the units that take part, and those who take part by their own account."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.language.dates import write_instant
from giaoban.meetings.models import Meeting, Participant
from giaoban.people.access import Verb
from giaoban.people.models import Person
from giaoban.people.notices import notify
from giaoban.people.recipients import people_with

NOTICE: Final = "meeting"


def persons_of(participants: Iterable[Participant], at: datetime) -> tuple[Person, ...]:
    """Everybody for whom those places are: of a unit all who hold a role in that very unit."""
    places = list(participants)
    own = {place.person_id: place.person for place in places if place.person is not None}
    units = {place.unit_id for place in places if place.person_id is None}
    of_units = people_with(Verb.SEE, units, localdate(at)) if units else {}
    return tuple((own | {person.pk: person for persons in of_units.values() for person in persons}).values())


def tell(places: Iterable[Participant], said: str, meeting: Meeting, *, by: Person, at: datetime) -> int:
    """Leaves the message with the persons of those places, never with who did it; with how many."""
    persons = [person for person in persons_of(places, at) if person.pk != by.pk]
    return notify(persons, NOTICE, said, reverse("meeting", args=[meeting.pk]), at)


def tell_invited(meeting: Meeting, places: Iterable[Participant], *, by: Person, at: datetime) -> int:
    """Invites the persons of those places."""
    with override("vi"):
        words = _("Mời dự “%(title)s” lúc %(when)s%(where)s. Đề nghị trả lời trước cuộc họp.")
        said = words % _values(meeting)
    return tell(places, said, meeting, by=by, at=at)


def tell_moved(meeting: Meeting, change: str, *, by: Person, at: datetime) -> int:
    """Tells whoever was invited that time or place have changed."""
    with override("vi"):
        said = _("“%(title)s” thay đổi: %(change)s.") % (_values(meeting) | {"change": change})
    return tell(_invited(meeting), said, meeting, by=by, at=at)


def tell_cancelled(meeting: Meeting, reason: str, *, by: Person, at: datetime) -> int:
    """Tells whoever was invited that the meeting is called off."""
    with override("vi"):
        words = _("“%(title)s” lúc %(when)s không họp nữa. Lý do: %(reason)s")
        said = words % (_values(meeting) | {"reason": reason})
    return tell(_invited(meeting), said, meeting, by=by, at=at)


def _invited(meeting: Meeting) -> Iterable[Participant]:
    return meeting.participants.exclude(invited_at=None).select_related("person")


def _values(meeting: Meeting) -> dict[str, str]:
    where = _(", tại %(place)s") % {"place": meeting.place} if meeting.place else ""
    return {"title": meeting.title, "when": write_instant(meeting.starts_at, "vi"), "where": where}
