"""A process of its own in a meeting that is being held: `python -m tests.meetings.stage ACT …`, in the workspace of the environment."""

import json
import sys

import django
from django.conf import settings

PEOPLE = ("lanhdao", "dienloc", "khach")
"""The chair, somebody who takes part, and an outsider."""


def prepare() -> None:
    """An office with a meeting that has begun; says its number and a session of each of `PEOPLE`."""
    from django.test import Client

    from giaoban.people.models import Role
    from giaoban.workspace.opening import create
    from tests.conftest import NOW, add_person, add_unit

    create(settings.WORKSPACE.path, pack="party_committee", today=NOW.date())
    province = add_unit("LG", "Tỉnh ủy Lam Giang", "province_committee", None)
    district = add_unit("DL", "Huyện ủy Diễn Lộc", "district_committee", province, 1)
    chair = add_person("lanhdao", "Thường trực Tỉnh ủy", Role.LEADER, province)
    add_person("dienloc", "Cán bộ Diễn Lộc", Role.REPORTING_OFFICER, district)
    add_person("khach", "Người ngoài")
    said: dict[str, object] = {"meeting": _meeting(province.pk, district.pk, chair.login)}
    for login in PEOPLE:
        client = Client()
        client.force_login(_person(login))
        said[login] = client.cookies[settings.SESSION_COOKIE_NAME].value
    sys.stdout.write(json.dumps(said) + "\n")


def _meeting(province: int, district: int, chair: str) -> int:
    from datetime import timedelta

    from giaoban.meetings import holding
    from giaoban.meetings.models import AgendaItem, Meeting, MeetingKind, MeetingState, Participant
    from tests.conftest import NOW

    meeting = Meeting.objects.create(
        unit_id=province, kind=MeetingKind.BRIEFING, title="Giao ban tuần", starts_at=NOW, ends_at=NOW + timedelta(hours=2),
        state=MeetingState.INVITED, uid="hop", changed_at=NOW,
    )  # fmt: skip
    Participant.objects.create(meeting=meeting, unit_id=district)
    for place in (1, 2):
        AgendaItem.objects.create(meeting=meeting, position=place, title=f"Nội dung {place}")
    holding.open_meeting(meeting, by=_person(chair), at=NOW, revision=0)
    return meeting.pk


def _person(login: str) -> "Person":  # type: ignore[name-defined] # noqa: F821 - models need Django to be ready
    from giaoban.people.models import Person

    return Person.objects.get(login=login)


def say(name: str, count: int) -> None:
    """Says so many things one after another, once told to begin."""
    from giaoban.meetings import holding
    from giaoban.meetings.models import Meeting
    from tests.conftest import NOW

    meeting, by = Meeting.objects.get(), _person("dienloc")
    sys.stdin.readline()
    for number in range(count):
        holding.comment(meeting, f"{name} {number}", by=by, at=NOW)


def look() -> None:
    """Says number, kind and row of every event."""
    from giaoban.meetings.models import LiveEvent

    rows = LiveEvent.objects.order_by("number").values_list("number", "kind", "row")
    sys.stdout.write(json.dumps(list(rows)) + "\n")


if __name__ == "__main__":
    django.setup()
    match sys.argv[1:]:
        case ["say", name, count]:
            say(name, int(count))
        case ["look"]:
            look()
        case _:
            prepare()
