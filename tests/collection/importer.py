"""What a process of its own does that imports workbooks, and that can be killed at it."""

import os
import signal
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Count

from giaoban.collection.blank import AnswerKey
from giaoban.collection.importing import import_files, receive
from giaoban.collection.typed import Answer
from giaoban.collection.workbook_write import file_name, write_workbook
from giaoban.figures.models import Posting, State
from giaoban.figures.verify import verify
from giaoban.indicators.catalogue import Kind
from giaoban.indicators.forms import cells
from giaoban.indicators.packs import current
from giaoban.people.models import Person, Role
from giaoban.periods.period import parse
from giaoban.units.registry import tree_at
from tests.conftest import NOW, add_person, add_unit

MONTHS = [f"2023-{month:02}" for month in range(1, 13)]


def prepare(folder: Path) -> None:
    """Empty books become a province with a district, and the folder gets the district's filled workbooks of a year."""
    province = add_unit("LG", "Tỉnh ủy Lam Giang", "province_committee", None)
    add_unit("DL", "Huyện ủy Diễn Lộc", "district_committee", province, 1)
    add_person("vanphong", "Văn phòng Tỉnh ủy", Role.OFFICE, province)
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


def take_in(folder: Path) -> None:
    """Imports every workbook of the folder."""
    office = Person.objects.get(login="vanphong")
    import_files(receive(sorted(folder.iterdir())), by=office, at=NOW)


def be_killed(_line: Connection, folder: Path, writes: int) -> None:
    """Imports until so many statements have written; then the process is killed as an operator or the system would."""
    left = writes

    def run(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal left
        result = execute(sql, params, many, context)
        left -= sql.lstrip().startswith(("INSERT", "UPDATE", "WITH"))
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    with connection.execute_wrapper(run):
        take_in(folder)


def look() -> tuple[list[int], list[str]]:
    """How many observations each posting has, and what `verify` finds."""
    rows = Posting.objects.annotate(found=Count("observations")).values_list("found", flat=True)
    return list(rows), [str(problem) for problem in verify().problems]
