"""What processes of their own do in a meeting that is being held."""

from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection

from django.conf import settings
from django.test import Client

from giaoban.meetings import holding
from giaoban.meetings.models import AgendaItem, LiveEvent, Meeting, MeetingKind, MeetingState, Participant
from giaoban.people.models import Person, Role
from tests.conftest import NOW, add_person, add_unit


@dataclass(frozen=True)
class Prepared:
    """The meeting's number, and a session of the chair, of somebody who takes part, and of an outsider."""

    meeting: int
    sessions: dict[str, str]


def prepare() -> Prepared:
    """An office with a meeting that has begun."""
    province = add_unit("LG", "Tỉnh ủy Lam Giang", "province_committee", None)
    district = add_unit("DL", "Huyện ủy Diễn Lộc", "district_committee", province, 1)
    chair = add_person("lanhdao", "Thường trực Tỉnh ủy", Role.LEADER, province)
    officer = add_person("dienloc", "Cán bộ Diễn Lộc", Role.REPORTING_OFFICER, district)
    outsider = add_person("khach", "Người ngoài")
    meeting = Meeting.objects.create(
        unit=province, kind=MeetingKind.BRIEFING, title="Giao ban tuần", starts_at=NOW, ends_at=NOW + timedelta(hours=2),
        state=MeetingState.INVITED, uid="hop", changed_at=NOW,
    )  # fmt: skip
    Participant.objects.create(meeting=meeting, unit=district)
    for place in (1, 2):
        AgendaItem.objects.create(meeting=meeting, position=place, title=f"Nội dung {place}")
    holding.open_meeting(meeting, by=chair, at=NOW, revision=0)
    return Prepared(meeting.pk, {person.login: _session(person) for person in (chair, officer, outsider)})


def _session(person: Person) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def say(line: Connection, name: str, count: int) -> None:
    """Says so many things one after another, once told to begin."""
    meeting, by = Meeting.objects.get(), Person.objects.get(login="dienloc")
    line.recv()
    for number in range(count):
        holding.comment(meeting, f"{name} {number}", by=by, at=NOW)


def look() -> list[tuple[int, str, int | None]]:
    """Number, kind and row of every event."""
    return list(LiveEvent.objects.order_by("number").values_list("number", "kind", "row"))
