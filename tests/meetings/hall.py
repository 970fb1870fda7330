"""A conference of the province that is about to begin: two districts are invited, each as a unit."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from giaoban.meetings import holding
from giaoban.meetings.models import AgendaItem, LiveEvent, Meeting, MeetingKind, MeetingState, Part, Participant
from giaoban.people.models import Person
from tests.conftest import NOW, Cast


@dataclass(frozen=True)
class Conference:
    """The meeting, its three items and its participants."""

    cast: Cast
    meeting: Meeting
    items: tuple[AgendaItem, ...]
    district: Participant
    neighbour: Participant
    guest: Participant

    @property
    def chair(self) -> Person:
        """The province's leader."""
        return self.cast.leader

    def fresh(self) -> Meeting:
        return Meeting.objects.get(pk=self.meeting.pk)

    def open(self, at: datetime = NOW) -> Meeting:
        return holding.open_meeting(self.fresh(), by=self.chair, at=at, revision=self.fresh().revision)

    def move(self, place: int, at: datetime = NOW) -> AgendaItem:
        found = self.fresh()
        return holding.move_to(found, self.items[place].pk, by=self.chair, at=at, seen=found.current_item_id)

    def happened(self) -> list[tuple[int, str, int | None]]:
        """Number, kind and row of each event, in order."""
        found = LiveEvent.objects.filter(meeting=self.meeting).order_by("number")
        return list(found.values_list("number", "kind", "row"))


def convene(cast: Cast, uid: str = "hop-1") -> Conference:
    meeting = Meeting.objects.create(
        unit=cast.province,
        kind=MeetingKind.CONFERENCE,
        title="Hội nghị giao ban 6 tháng đầu năm",
        starts_at=NOW,
        ends_at=NOW + timedelta(hours=3),
        place="Hội trường A",
        period="2024-H1",
        state=MeetingState.INVITED,
        uid=uid,
        changed_at=NOW,
    )
    titles = ("Báo cáo 6 tháng", "Thảo luận", "Kết luận")
    items = [
        AgendaItem.objects.create(meeting=meeting, position=place, title=title, minutes=10)
        for place, title in enumerate(titles, start=1)
    ]
    parts = ((cast.district, Part.MEMBER), (cast.neighbour, Part.MEMBER), (cast.late_district, Part.GUEST))
    places = [Participant.objects.create(meeting=meeting, unit=unit, part=part) for unit, part in parts]
    return Conference(cast, meeting, tuple(items), *places)
