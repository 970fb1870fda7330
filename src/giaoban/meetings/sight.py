"""Who meets a meeting, and as what: of the unit that holds it, of a unit that takes part, or invited by the own account."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from giaoban.meetings.models import Meeting, MeetingState, Part, Participant
from giaoban.people.access import Hidden, Verb, may, units_where, units_where_any
from giaoban.people.models import Person
from giaoban.units.among import Among
from giaoban.units.prepared import Prepared, Slot

ANSWERING = (Verb.REPORT, Verb.APPROVE, Verb.COMPILE, Verb.CHAIR)
"""Who answers for a unit that takes part."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One person at one meeting. `places` are the participants for whom the person may answer, speak and vote."""

    person: Person
    meeting: Meeting
    may_prepare: bool
    """Keep agenda, papers, invitations and minutes: the office of the unit, and the meeting's secretary."""
    may_chair: bool
    """Open, move on, call speakers, put to the vote and close: who chairs, and the leaders of the unit."""
    places: tuple[Participant, ...]

    @property
    def takes_part(self) -> bool:
        """Whether the person may comment, ask to speak and answer the invitation."""
        return bool(self.places) or self.may_prepare or self.may_chair


def meetings_seen(person: Person, on: date) -> QuerySet[Meeting]:
    """The meetings of which the person knows: of units in sight all, of others those to which they are invited.

    Who chairs a meeting or is its secretary knows of it from the beginning.
    """
    return _seen(units_where(person, Verb.SEE, on), person.pk)


def _seen(units: Collection[int] | Slot, person: int | Slot) -> QuerySet[Meeting]:
    places = Participant.objects.filter(Q(Among("unit_id", units)) | Q(person_id=person))
    invited = Q(pk__in=places.values("meeting")) & ~Q(state=MeetingState.PLANNED)
    leading = Participant.objects.filter(person_id=person, part__in=[Part.CHAIR, Part.SECRETARY])
    return Meeting.objects.filter(Q(Among("unit_id", units)) | invited | Q(pk__in=leading.values("meeting")))


_SEEN = Prepared(lambda: _seen(Slot("units"), Slot("person")).filter(pk=Slot("number")))
_OWN = Prepared(lambda: Participant.objects.filter(meeting_id=Slot("meeting"), person_id=Slot("person")))
_OF_UNITS = Prepared(
    lambda: Participant.objects.filter(Among("unit_id", Slot("units")), meeting_id=Slot("meeting"), person=None)
)


def standing(person: Person, number: int, on: date) -> Standing:
    """How the person stands at the meeting of that number; raises `Hidden` where there is none for them."""
    found = _SEEN.objects(units=units_where(person, Verb.SEE, on), person=person.pk, number=number)
    if not found:
        raise Hidden(_("Không có trang này."))
    (meeting,) = found
    own = _OWN.objects(meeting=meeting.pk, person=person.pk)
    for place in own:
        place.person = person
    places = own or _OF_UNITS.objects(meeting=meeting.pk, units=units_where_any(person, ANSWERING, on))
    for place in places:
        place.meeting = meeting
    compiles = may(person, Verb.COMPILE, meeting.unit_id, on)
    return Standing(
        person=person,
        meeting=meeting,
        may_prepare=compiles or any(one.part == Part.SECRETARY for one in own),
        may_chair=may(person, Verb.CHAIR, meeting.unit_id, on) or any(one.part == Part.CHAIR for one in own),
        places=tuple(places),
    )
