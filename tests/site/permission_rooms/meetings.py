"""What the permission matrix needs for the pages of meetings."""

from datetime import timedelta

from giaoban.meetings.models import Meeting, MeetingKind, MeetingState, Participant
from giaoban.people.models import Person
from giaoban.units.models import Unit
from tests.conftest import NOW, Cast

ADDRESSES = {
    "meeting": "/hop/{meeting}/",
}
"""Every page by the name of its route: its address with what changes in braces."""
CARRIED: dict[str, dict[str, str]] = {}
"""What a POST carries; other routes carry `revision=0`."""


def things(unit: Unit, officer: Person, cast: Cast) -> dict[str, object]:
    """A meeting of the unit itself, to which it has invited its own people and Mường Sẻ."""
    meeting = Meeting.objects.create(
        unit=unit,
        kind=MeetingKind.BRIEFING,
        title=f"Giao ban {unit.key}",
        starts_at=NOW + timedelta(days=1),
        ends_at=NOW + timedelta(days=1, hours=2),
        state=MeetingState.INVITED,
        uid=f"hop-{unit.pk}",
        changed_at=NOW,
    )
    place = Participant.objects.create(meeting=meeting, unit=unit, invited_at=NOW)
    return {"meeting": meeting.pk, "place": place.pk}
