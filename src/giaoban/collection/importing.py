"""One way in for files: read them all, refuse those with an error whole, post the others each in its own transaction."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.collection.checking import Checked, books_of, check, is_blocking
from giaoban.collection.csv_read import read_csv
from giaoban.collection.problems import Problem
from giaoban.collection.reading import Given, ReadFile, Scope
from giaoban.collection.workbook_read import read_workbook
from giaoban.figures.entry import CellKey, Source
from giaoban.figures.ledger import AlreadyPosted, WrongEntries, correct, post
from giaoban.figures.models import SourceKind
from giaoban.figures.sources import keep
from giaoban.indicators.packs import current as current_pack
from giaoban.people.access import Verb, units_where
from giaoban.people.models import Person
from giaoban.periods.period import Period
from giaoban.units.tree import Node

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"

Status = Literal["posted", "unchanged", "refused"]
Progress = Callable[[int, int], None]
"""Is told how many steps of how many are done; a file takes two, reading and posting."""


@dataclass(frozen=True, slots=True)
class Received:
    """A file as it came: its name, which tells a CSV from a workbook, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file. `posted` counts figures newly written, of which `corrected` replaced another value.

    `unit` and `period` are codes, empty where the file does not say them or speaks of many.
    """

    name: str
    sha256: str
    status: Status
    posted: int
    unchanged: int
    problems: tuple[Problem, ...]
    corrected: int = 0
    unit: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of every file, in the order in which they came."""

    files: tuple[FileOutcome, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(problem for file in self.files for problem in file.problems)

    @property
    def refused(self) -> int:
        return sum(file.status == "refused" for file in self.files)

    @property
    def posted(self) -> int:
        return sum(file.posted for file in self.files)


def receive(paths: Iterable[Path]) -> tuple[Received, ...]:
    """The files at those paths; `OSError` where one cannot be read."""
    return tuple(Received(path.name, path.read_bytes()) for path in paths)


def import_files(
    files: Sequence[Received], *, by: Person, at: datetime, reason: str = "", progress: Progress = lambda done, of: None
) -> ImportOutcome:
    """Posts the figures of workbooks and CSV files that have no error; tells every problem of the others.

    `by` must have the verb REPORT for a file's unit on the day of `at`. A value that stands in the books is replaced
    only with a `reason`; an empty cell never withdraws anything. The same file again changes nothing.
    """
    scope = Scope(current_pack(), units_where(by, Verb.REPORT, at.date()), at.date())
    read_files: list[ReadFile] = []
    for number, file in enumerate(files, start=1):
        read_files.append(_read(file, scope))
        progress(number, 2 * len(files))
    clashes = _clashes(read_files)
    desk = _Desk(scope, by, at, reason.strip())
    outcomes: list[FileOutcome] = []
    for number, (file, read) in enumerate(zip(files, read_files, strict=True)):
        told = replace(read, problems=(*read.problems, *clashes.get(number, ())))
        outcomes.append(desk.take(file, told))
        progress(len(files) + number + 1, 2 * len(files))
    return ImportOutcome(tuple(outcomes))


def _is_csv(name: str) -> bool:
    return name.casefold().endswith((".csv", ".tsv"))


def _read(file: Received, scope: Scope) -> ReadFile:
    sha256 = hashlib.sha256(file.data).hexdigest()
    read = read_csv if _is_csv(file.name) else read_workbook
    return read(file.name, file.data, sha256, scope)


# ── files against each other ──


def _clashes(read_files: Sequence[ReadFile]) -> dict[int, list[Problem]]:
    """Problems between files of one import, by the number of the file; copies of the same bytes do not clash."""
    found: dict[int, list[Problem]] = defaultdict(list)
    workbooks: dict[tuple[int, str], int] = {}
    cells: dict[CellKey, int] = {}
    for number, read in enumerate(read_files):
        if read.about is not None:
            unit, period = read.about
            other = workbooks.setdefault((unit.unit_id, period.code), number)
            if read_files[other].sha256 != read.sha256:
                found[number].append(_same_unit(read, read_files[other].file, unit, period))
                found[other].append(_same_unit(read_files[other], read.file, unit, period))
                continue
        _compare_cells(number, read_files, cells, found)
    return found


def _compare_cells(
    number: int, read_files: Sequence[ReadFile], cells: dict[CellKey, int], found: dict[int, list[Problem]]
) -> None:
    """Two files may give the same cell only if they give it the same value."""
    for given in read_files[number].given:
        other = cells.setdefault(given.entry.cell, number)
        if other == number:
            continue
        rival = next(one for one in read_files[other].given if one.entry.cell == given.entry.cell)
        if replace(rival.entry, place="") != replace(given.entry, place=""):
            found[number].append(_same_cell(read_files[number], given, read_files[other], rival))
            found[other].append(_same_cell(read_files[other], rival, read_files[number], given))


def _same_unit(read: ReadFile, other: str, unit: Node, period: Period) -> Problem:
    return Problem(
        read.file, "", "", f"{unit.code} {period.code}",
        _("Hai tệp khác nhau cùng của %(unit)s, kỳ %(period)s: tệp này và %(other)s.")
        % {"unit": unit.name, "period": period.code, "other": other},
        _("Hỏi đơn vị tệp nào đúng, chỉ nhập tệp đó."),
    )  # fmt: skip


def _same_cell(read: ReadFile, given: Given, other: ReadFile, rival: Given) -> Problem:
    return Problem(
        read.file, given.place.sheet, given.place.cell, str(given.entry.value),
        _("Tệp %(other)s cũng ghi số này, khác giá trị (ô %(cell)s).") % {"other": other.file, "cell": rival.place},
        _("Hỏi đơn vị số nào đúng, bỏ số kia rồi nhập lại."),
    )  # fmt: skip


# ── posting ──


@dataclass(frozen=True, slots=True)
class _Desk:
    """Takes one file after the other to the ledger."""

    scope: Scope
    by: Person
    at: datetime
    reason: str

    def take(self, file: Received, read: ReadFile) -> FileOutcome:
        checked = check(read, books_of(read, self.scope.pack), self.scope, self.reason)
        problems = (*read.problems, *checked.problems)
        if is_blocking(problems):
            return _refused(read, problems)
        if not checked.fresh:
            return _outcome(read, "unchanged", checked, problems)
        return self._post(file, read, checked, problems)

    def _post(self, file: Received, read: ReadFile, checked: Checked, problems: tuple[Problem, ...]) -> FileOutcome:
        entries = [given.entry for given in checked.fresh]
        try:
            with transaction.atomic():
                kept = keep(file.data, file.name, CSV if _is_csv(file.name) else XLSX)
                source = Source(SourceKind.IMPORT, kept)
                if checked.changed:
                    correct(entries, by=self.by, source=source, at=self.at, reason=self.reason)
                else:
                    post(entries, by=self.by, source=source, at=self.at)
        except AlreadyPosted:
            # somebody else posted between our look at the books and now: look again, it is told as a changed value
            return self.take(file, read)
        except WrongEntries as wrong:
            return _refused(read, (*problems, *_from_ledger(read, wrong)))
        return _outcome(read, "posted", checked, problems)


def _from_ledger(read: ReadFile, wrong: WrongEntries) -> Iterable[Problem]:
    places = {given.entry.cell: given.place for given in read.given}
    for problem in wrong.problems:
        place = places[problem.entry.cell]
        yield Problem(read.file, place.sheet, place.cell, str(problem.entry.value), problem.message, _("Sửa ô này."))


def _outcome(read: ReadFile, status: Status, checked: Checked, problems: tuple[Problem, ...]) -> FileOutcome:
    unit, period = read.about or (None, None)
    return FileOutcome(
        read.file,
        read.sha256,
        status,
        posted=len(checked.fresh),
        unchanged=checked.unchanged,
        problems=problems,
        corrected=len(checked.changed),
        unit=unit.code if unit else "",
        period=period.code if period else "",
    )


def _refused(read: ReadFile, problems: tuple[Problem, ...]) -> FileOutcome:
    return _outcome(read, "refused", Checked((), (), 0, ()), problems)
