"""What a process of its own does that hands in and accepts submissions, to be killed at it."""

from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection

from django.db.models import Count

from giaoban.collection import submitting
from giaoban.collection.models import State, Submission, SubmissionEvent
from giaoban.collection.sheet import sheet_at
from giaoban.figures.models import Observation
from giaoban.figures.verify import verify
from giaoban.people.models import Person, Role
from tests.collection.desk import FORM, MONTH, whole
from tests.conftest import HANOI, add_person, add_unit

UNITS = 24


@dataclass(frozen=True)
class Found:
    """What the books hold of a submission: its state and acts, how many cells, and how many rows of the ledger."""

    state: str
    acts: list[str]
    cells: int
    rows: int


def prepare() -> None:
    """Empty books become a province with units, each with an officer who also leads it, and an office."""
    province = add_unit("LG", "Tỉnh ủy Lam Giang", "province_committee", None)
    add_person("vanphong", "Văn phòng Tỉnh ủy", Role.OFFICE, province)
    for number in range(UNITS):
        unit = add_unit(f"D{number}", f"Huyện ủy số {number}", "district_committee", province, number)
        add_person(f"d{number}", f"Lãnh đạo số {number}", Role.UNIT_LEADER, unit)


def work(line: Connection) -> None:
    """Takes every unit's form to the ledger that is not there yet; says the unit's number after each acceptance."""
    office = Person.objects.get(login="vanphong")
    for number in range(UNITS):
        sheet, leader = sheet_at(f"D{number}", FORM, MONTH), Person.objects.get(login=f"d{number}")
        found = Submission.objects.filter(unit=sheet.unit.unit_id).first()
        if found is None:
            found = submitting.submit_whole(
                sheet.unit, sheet.form, sheet.period, whole(sheet), by=leader, at=datetime.now(HANOI)
            )
        if found.state == State.SUBMITTED:
            found = submitting.approve(found, by=leader, at=datetime.now(HANOI), revision=found.revision)
        if found.state == State.APPROVED:
            submitting.accept(found, by=office, at=datetime.now(HANOI), revision=found.revision)
            line.send(number)


def look() -> tuple[list[Found], list[str]]:
    """Every submission, and what `verify` finds."""
    rows = dict(Observation.objects.values_list("unit_id").annotate(Count("pk")).order_by())
    events: dict[int, list[str]] = {}
    for submission, act in SubmissionEvent.objects.order_by("pk").values_list("submission_id", "act"):
        events.setdefault(submission, []).append(act)
    found = [
        Found(one.state, events.get(one.pk, []), one.cells.count(), rows.get(one.unit_id, 0))
        for one in Submission.objects.order_by("pk")
    ]
    return found, [str(problem) for problem in verify().problems]
