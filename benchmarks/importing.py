"""Importing and writing a province's workbooks against the plain way: openpyxl cell by cell, pandas into a table."""

import io
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd

from benchmarks.ground import fresh_workspace
from benchmarks.result import Result, seconds
from giaoban.collection.blank import AnswerKey
from giaoban.collection.importing import Received, import_files
from giaoban.collection.typed import Answer
from giaoban.collection.workbook_write import file_name, write_workbook
from giaoban.figures.models import State
from giaoban.indicators.catalogue import Kind, Pack
from giaoban.indicators.forms import cells, forms_for
from giaoban.indicators.packs import current
from giaoban.people.accounts import operator
from giaoban.periods.period import parse
from giaoban.units.registry import tree_at
from giaoban.units.units_file import take_units

AT = datetime(2024, 7, 2, tzinfo=UTC)
UNITS = 14
MONTHS = [f"2024-{month:02}" for month in range(1, 7)]
REWRITTEN = 15
"""So many workbooks are enough to time the slow way of writing them."""


class Refused(Exception):
    """The import did not take every file, so its time says nothing."""


@dataclass(frozen=True)
class Book:
    """A workbook to write: its unit, period and figures."""

    code: str
    period: str
    answers: dict[AnswerKey, Answer]


def run() -> Iterator[Result]:
    """84 workbooks of 14 districts and 6 months: imported into an empty database, then written."""
    with fresh_workspace() as folder:
        pack = current()
        _plant(pack)
        books = list(_books(pack))
        files = [_written(book, pack) for book in books]
        rows = sum(len(book.answers) for book in books) // len(books)
        yield Result(
            name=f"import: {len(files)} workbooks of {rows} figures",
            ours_seconds=seconds(lambda: _import(files)),
            peer="openpyxl and pandas.to_sql, no checks",
            peer_seconds=seconds(lambda: _plain_import(files, folder / "plain.sqlite3")),
            work=len(files),
            unit="workbooks",
        )
        some = books[:REWRITTEN]
        yield Result(
            name=f"write: {len(some)} workbooks of {rows} figures",
            ours_seconds=seconds(lambda: [_written(book, pack) for book in some], rounds=3),
            peer="openpyxl: open a template, fill, save",
            peer_seconds=seconds(lambda: [_plain_write(book, files[0].data) for book in some]),
            work=len(some),
            unit="workbooks",
        )


def _plant(pack: Pack) -> None:
    lines = ["code,name,kind,parent_code,valid_from,valid_to", "LG,Tỉnh ủy Lam Giang,province_committee,,2020-01-01,"]
    lines += [f"D{number},Huyện ủy số {number},district_committee,LG,2020-01-01," for number in range(1, UNITS + 1)]
    kinds = {kind.code: kind.parents for kind in pack.unit_kinds}
    outcome = take_units("\n".join(lines).encode(), "units.csv", kinds=kinds, dry_run=False)
    if outcome.problems:
        raise Refused(str(outcome.problems[0]))


def _books(pack: Pack) -> Iterator[Book]:
    """Figures that break no rule: zero where a rule compares, anything else where none does."""
    chance = random.Random(1)
    compared = {code for rule in pack.rules for code in (rule.left, rule.right, *(term for _sign, term in rule.terms))}
    asked = [
        cell
        for form in forms_for(pack, "district_committee")
        if form.every == "month"
        for cell in cells(pack, form)
        if cell.measure == "actual" and pack.indicator(cell.indicator).kind is not Kind.TEXT
    ]
    for number in range(1, UNITS + 1):
        for period in MONTHS:
            answers: dict[AnswerKey, Answer] = {}
            for cell in asked:
                value = 0 if cell.indicator in compared else chance.randrange(500)
                answers[cell.indicator, cell.breakdown, cell.measure] = Answer(State.REPORTED, Decimal(value))
            yield Book(f"D{number}", period, answers)


def _written(book: Book, pack: Pack) -> Received:
    unit, period = tree_at(date(2024, 6, 30)).by_code(book.code), parse(book.period)
    data = write_workbook(unit, period, pack=pack, office="Văn phòng Tỉnh ủy", beside={}, answers=book.answers)
    return Received(file_name(unit, period), data)


def _import(files: list[Received]) -> None:
    outcome = import_files(files, by=operator(), at=AT)
    if outcome.refused:
        raise Refused(str(outcome.problems[0]))


def _plain_import(files: list[Received], database: Path) -> None:
    """Reads every line of every page and appends it to a table, one file at a time."""
    with closing(sqlite3.connect(database)) as connection:
        for file in files:
            book = openpyxl.load_workbook(io.BytesIO(file.data), read_only=True, data_only=True)
            pages = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets[1:]]
            rows = [(page[0][5], row[0], row[4]) for page in pages for row in page[5:] if row[0] and row[4] is not None]
            frame = pd.DataFrame(rows, columns=["period", "indicator", "value"])
            frame["file"] = file.name
            frame.to_sql("figures", connection, if_exists="append", index=False)
            connection.commit()


def _plain_write(book: Book, template: bytes) -> bytes:
    workbook = openpyxl.load_workbook(io.BytesIO(template))
    for sheet in workbook.worksheets[1:]:
        for row in range(6, sheet.max_row + 1):
            indicator, _bar, breakdown = str(sheet[f"A{row}"].value or "").partition("|")
            if answer := book.answers.get((indicator, breakdown, "actual")):
                sheet[f"E{row}"] = answer.value
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()
