"""A process of its own that imports workbooks into a database on disk, and that can be killed at it.

`python -m tests.collection.importer prepare|killed|import|report FOLDER`, in the workspace of `GIAOBAN_WORKSPACE`.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

MONTHS = [f"2023-{month:02}" for month in range(1, 13)]
KILLINGS = 8
"""After one writing statement, after two, and so on: a file takes five."""


def prepare(folder: Path) -> None:
    """A migrated database with a province and a district, and the district's filled workbooks of a year."""
    from giaoban.collection.blank import AnswerKey
    from giaoban.collection.typed import Answer
    from giaoban.collection.workbook_write import file_name, write_workbook
    from giaoban.figures.models import State
    from giaoban.indicators.catalogue import Kind
    from giaoban.indicators.forms import cells
    from giaoban.indicators.packs import current
    from giaoban.people.models import Membership, Role
    from giaoban.periods.period import parse
    from giaoban.units.registry import tree_at
    from tests.conftest import LONG_AGO, add_person, add_unit

    settings.WORKSPACE.path.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
    province = add_unit("LG", "Tỉnh ủy Lam Giang", "province_committee", None)
    add_unit("DL", "Huyện ủy Diễn Lộc", "district_committee", province, 1)
    office = add_person("vanphong", "Văn phòng Tỉnh ủy")
    Membership.objects.create(person=office, unit=province, role=Role.OFFICE, valid_from=LONG_AGO)
    pack, node = current(), tree_at(date(2024, 7, 2)).by_code("DL")
    answers: dict[AnswerKey, Answer] = {
        (cell.indicator, cell.breakdown, cell.measure): Answer(State.NONE_OCCURRED, Decimal(0))
        for form in pack.forms
        for cell in cells(pack, form)
        if pack.indicator(cell.indicator).kind is not Kind.TEXT
    }
    folder.mkdir()
    for code in MONTHS:
        data = write_workbook(node, parse(code), pack=pack, office="Văn phòng", beside={}, answers=answers)
        (folder / file_name(node, parse(code))).write_bytes(data)


def killed(folder: Path) -> None:
    """Imports in one child after another, each killed after one writing statement more; says what the books hold then."""
    for writes in range(1, KILLINGS + 1):
        connection.close()
        if connection.vendor == "postgresql":
            # A child must not speak over a connection that its parent's pool keeps open.
            connection.close_pool()  # type: ignore[attr-defined] # only this backend has a pool
        child = os.fork()
        if child == 0:
            with connection.execute_wrapper(killer(writes)):
                take_in(folder)
            os._exit(0)
        _child, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), "no file was left to write"
        report(folder)


def killer(writes: int) -> Callable[..., Any]:
    """Lets that many statements write, then kills the process as an operator or the system would."""
    left = writes

    def run(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal left
        result = execute(sql, params, many, context)
        left -= sql.lstrip().startswith(("INSERT", "UPDATE", "WITH"))
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return run


def take_in(folder: Path) -> None:
    """Imports every workbook of the folder."""
    from giaoban.collection.importing import import_files, receive
    from giaoban.people.models import Person
    from tests.conftest import NOW

    office = Person.objects.get(login="vanphong")
    import_files(receive(sorted(folder.iterdir())), by=office, at=NOW)


def report(_folder: Path) -> None:
    """Prints how many observations each posting has, and what `verify` finds."""
    from django.db.models import Count

    from giaoban.figures.models import Posting
    from giaoban.figures.verify import verify

    rows = Posting.objects.annotate(found=Count("observations")).values_list("found", flat=True)
    say(json.dumps({"postings": list(rows), "problems": [str(problem) for problem in verify().problems]}))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    django.setup()
    {"prepare": prepare, "killed": killed, "import": take_in, "report": report}[sys.argv[1]](Path(sys.argv[2]))
