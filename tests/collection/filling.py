"""Fills a workbook as somebody at a desk would: with another program, cell by cell."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

INPUT, STATE = "E", "F"


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def lines(book: Workbook) -> Iterator[tuple[Worksheet, int, str]]:
    """Every line of every data page: its sheet, its row, its key."""
    for sheet in book.worksheets:
        if sheet["A1"].value == "giaoban":
            for row in range(6, sheet.max_row + 1):
                if key := sheet[f"A{row}"].value:
                    yield sheet, row, str(key)


def cell_of(book: Workbook, key: str, column: str = INPUT) -> tuple[Worksheet, str]:
    """The sheet and the address of a line's cell."""
    return next((sheet, f"{column}{row}") for sheet, row, found in lines(book) if found == key)


def fill(data: bytes, values: Mapping[str, Any], column: str = INPUT) -> bytes:
    """The workbook with values typed into the lines of these keys."""
    book = opened(data)
    for key, value in values.items():
        sheet, address = cell_of(book, key, column)
        sheet[address] = value
    return saved(book)


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The archive with one more part, or with that part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return out.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)
