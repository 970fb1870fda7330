"""Building the demonstration: real workbooks are written, filled in and imported through the ordinary door."""

import json
import os
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, time
from pathlib import Path

from giaoban.collection.importing import Received, import_files
from giaoban.collection.prefill import workbook_of
from giaoban.collection.workbook_write import file_name
from giaoban.indicators.catalogue import Pack
from giaoban.indicators.packs import current
from giaoban.language.dates import HANOI
from giaoban.people.accounts import add_person
from giaoban.people.models import Person, Role
from giaoban.periods.period import parse
from giaoban.site.environment import Workspace
from giaoban.units.registry import tree_at
from giaoban.units.units_file import take_units
from giaoban.workspace.demonstration.accounts import ACCOUNTS_FILE
from giaoban.workspace.demonstration.answers import (
    Answers,
    all_answers,
    in_the_workbook,
    with_a_class_counted_twice,
)
from giaoban.workspace.demonstration.briefings import hold_briefings
from giaoban.workspace.demonstration.programme_and_topics import plan_and_follow
from giaoban.workspace.demonstration.province import ACCOUNTS, COMMITTEES, FOUNDED, ROOT, TODAY, units_file
from giaoban.workspace.demonstration.recommendations import Register
from giaoban.workspace.demonstration.timetable import (
    CORRECTED,
    CORRECTION_REASON,
    Delivery,
    deliveries,
)
from giaoban.workspace.demonstration.under_way import OFFICE, leave_under_way
from giaoban.workspace.opening import create

PACK = "party_committee"
SYLLABLES = ("song", "nui", "lua", "sen", "trau", "bien", "dao", "cau", "nang", "mua", "gio", "trang", "sao", "rung")

Progress = Callable[[int, int], None]


class DemonstrationBroken(Exception):
    """The demonstration's own workbook was refused: a defect of the product, told with its problems."""


def build(folder: Path, progress: Progress) -> Workspace:
    """Makes the demonstration's workspace in an empty `folder`; the same books every time, passwords of its own."""
    workspace = create(folder, pack=PACK, demonstration=True, today=TODAY)
    pack = current()
    kinds = {kind.code: kind.parents for kind in pack.unit_kinds}
    outcome = take_units(units_file(), "units.csv", kinds=kinds)
    if outcome.problems:
        raise DemonstrationBroken("\n".join(problem.message for problem in outcome.problems))
    officers = add_people(workspace)
    answers = all_answers(pack)
    register = Register(officers, Person.objects.get(login=OFFICE))
    plan_and_follow(officers)
    fill_books(workspace, pack, officers, answers, register, progress)
    leave_under_way(pack, officers, answers)
    hold_briefings(officers)
    return workspace


def add_people(workspace: Workspace) -> Mapping[str, Person]:
    """The accounts of the demonstration, and for each committee the one that sends its workbooks."""
    tree = tree_at(TODAY)
    told: list[dict[str, str]] = []
    for account in ACCOUNTS:
        password = f"{'-'.join(secrets.choice(SYLLABLES) for _ in range(4))}-{secrets.randbelow(90) + 10}"
        unit = tree.by_code(account.unit)
        add_person(
            account.login, account.name, role=account.role, unit_id=unit.unit_id, valid_from=FOUNDED, password=password
        )
        told.append(
            {"login": account.login, "password": password, "display_name": account.name, "role": account.role.value}
        )
    file = os.open(workspace.path / ACCOUNTS_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(file, "w", encoding="utf-8") as out:
        json.dump(told, out, ensure_ascii=False, indent=1)
    officers = {account.unit: account.login for account in ACCOUNTS if account.role == Role.REPORTING_OFFICER}
    for committee in COMMITTEES:
        if committee.code not in officers:
            login = f"tonghop.{committee.code.lower()}"
            unit = tree.by_code(committee.code)
            role = Role.REPORTING_OFFICER
            add_person(login, f"Văn phòng {committee.name}", role=role, unit_id=unit.unit_id, valid_from=FOUNDED)
            officers[committee.code] = login
    return {unit: Person.objects.get(login=login) for unit, login in officers.items()}


def fill_books(
    workspace: Workspace,
    pack: Pack,
    officers: Mapping[str, Person],
    answers: Answers,
    register: Register,
    progress: Progress,
) -> None:
    """Writes, fills in and imports every workbook in the order in which they arrive; the files stay in `workbooks/`.

    What is done about recommendations meanwhile is done in between: the books know both in the order of the clock.
    """
    tree = tree_at(TODAY)
    coming = deliveries()
    for number, delivery in enumerate(coming, start=1):
        register.until(delivery.at)
        unit = tree.by_code(delivery.unit)
        filled = in_the_workbook(pack, delivery.unit, delivery.period, answers)
        if (delivery.unit, delivery.period) == CORRECTED and not delivery.correction:
            filled = with_a_class_counted_twice(filled)
        data = workbook_of(unit, parse(delivery.period), pack=pack, office=ROOT.name, filled=filled)
        name = name_of(delivery, file_name(unit, parse(delivery.period)))
        target = workspace.path / "workbooks" / delivery.period / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        reason = CORRECTION_REASON if delivery.correction else ""
        done = import_files([Received(name, data)], by=officers[delivery.unit], at=delivery.at, reason=reason)
        if done.refused:
            raise DemonstrationBroken("\n".join(f"{problem.place} {problem.message}" for problem in done.problems))
        progress(number, len(coming))
    register.finish(datetime.combine(TODAY, time(), HANOI))


def name_of(delivery: Delivery, usual: str) -> str:
    return usual.replace(".xlsx", "_dinh-chinh.xlsx") if delivery.correction else usual
