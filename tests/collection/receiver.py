"""A process of its own that hands in and accepts submissions, to be killed: `python -m tests.collection.receiver VERB`."""

import json
import sys
from datetime import datetime

import django
from django.core.management import call_command

UNITS = 24


def say(line: object) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def prepare() -> None:
    """An empty database becomes a province with units, each with an officer who also leads it, and an office."""
    from django.conf import settings

    from giaoban.people.models import Role
    from tests.conftest import add_person, add_unit

    settings.WORKSPACE.path.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    province = add_unit("LG", "Tỉnh ủy Lam Giang", "province_committee", None)
    add_person("vanphong", "Văn phòng Tỉnh ủy", Role.OFFICE, province)
    for number in range(UNITS):
        unit = add_unit(f"D{number}", f"Huyện ủy số {number}", "district_committee", province, number)
        add_person(f"d{number}", f"Lãnh đạo số {number}", Role.UNIT_LEADER, unit)


def work() -> None:
    """Takes every unit's form to the ledger that is not there yet; says the unit's number after each acceptance."""
    from giaoban.collection import submitting
    from giaoban.collection.models import State, Submission
    from giaoban.collection.sheet import sheet_at
    from giaoban.people.models import Person
    from tests.collection.desk import FORM, MONTH, whole
    from tests.conftest import HANOI

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
            say(number)


def look() -> None:
    """Prints every submission's state with its cells, events and rows of the ledger, and what `verify` finds."""
    from django.db.models import Count

    from giaoban.collection.models import Submission, SubmissionEvent
    from giaoban.figures.models import Observation
    from giaoban.figures.verify import verify

    rows = dict(Observation.objects.values_list("unit_id").annotate(Count("pk")).order_by())
    events: dict[int, list[str]] = {}
    for submission, act in SubmissionEvent.objects.order_by("pk").values_list("submission_id", "act"):
        events.setdefault(submission, []).append(act)
    found = [
        {
            "state": submission.state,
            "acts": events.get(submission.pk, []),
            "cells": submission.cells.count(),
            "rows": rows.get(submission.unit_id, 0),
        }
        for submission in Submission.objects.order_by("pk")
    ]
    say(json.dumps({"submissions": found, "problems": [str(problem) for problem in verify().problems]}))


if __name__ == "__main__":
    django.setup()
    {"prepare": prepare, "work": work, "look": look}[sys.argv[1]]()
