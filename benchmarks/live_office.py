"""The office of a live view: `python -m benchmarks.live_office COMMAND FILE`, in the workspace of the environment.

`build` makes units with an officer and a session each, a chair, and a meeting that has begun, and writes the cookies;
`look` writes what was said, in order.
"""

import json
import sys
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from benchmarks.deadline_office import LONG_AGO, TODAY, _people, _tree, sign_in
from giaoban.meetings import holding
from giaoban.meetings.models import (
    AgendaItem,
    Binding,
    Comment,
    LiveEvent,
    LiveKind,
    Meeting,
    MeetingKind,
    MeetingState,
    Participant,
)
from giaoban.people.models import Membership, Person, Role
from giaoban.workspace.opening import create


def build(viewers: int) -> dict[str, object]:
    """A conference of the root with so many units, each an officer's; its first item is bound to the half-year report."""
    create(settings.WORKSPACE.path, pack="party_committee", today=TODAY)
    tree, at = _tree(viewers), timezone.now()
    officers = _people(tree, Role.REPORTING_OFFICER, "cb")
    chair = Person.objects.create_person("lanhdao", "Thường trực")
    Membership.objects.create(person=chair, unit_id=tree.root.unit_id, role=Role.LEADER, valid_from=LONG_AGO)
    meeting = Meeting.objects.create(
        unit_id=tree.root.unit_id,
        kind=MeetingKind.CONFERENCE,
        title="Hội nghị giao ban",
        starts_at=at,
        ends_at=at + timedelta(hours=3),
        period="2024-H1",
        state=MeetingState.INVITED,
        uid="benchmark",
        changed_at=at,
    )
    Participant.objects.bulk_create(Participant(meeting=meeting, unit_id=node.unit_id) for node in tree.nodes[1:])
    bindings = ((Binding.REPORT, "half_year"), (Binding.NONE, ""))
    items = [
        AgendaItem.objects.create(
            meeting=meeting, position=place, title=f"Nội dung {place}", binding=kind, subject=code
        )
        for place, (kind, code) in enumerate(bindings, start=1)
    ]
    holding.open_meeting(meeting, by=chair, at=at, revision=0)
    holding.move_to(meeting, items[0].pk, by=chair, at=at, seen=None)
    (leads,) = sign_in([chair])
    return {"meeting": meeting.pk, "items": [item.pk for item in items], "chair": leads, "viewers": sign_in(officers)}


def look() -> list[str]:
    """What was said, in the order of the events."""
    texts = dict(Comment.objects.values_list("pk", "text"))
    rows = LiveEvent.objects.filter(kind=LiveKind.COMMENT).order_by("number").values_list("row", flat=True)
    return [texts[row] for row in rows if row is not None]


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["build", wanted, file]:
            Path(file).write_text(json.dumps(build(int(wanted))), encoding="utf-8")
        case ["look", file]:
            Path(file).write_text(json.dumps(look()), encoding="utf-8")
