"""Fills a workbook as somebody at a desk would: with another program, cell by cell."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

INPUT, STATE = "E", "F"


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data))


@lru_cache(maxsize=2)
def shown(data: bytes) -> Workbook:
    """The workbook for who only looks into it: opening takes long."""
    return opened(data)


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
    """The workbook with values typed into the lines of these keys.

    Words and numbers go straight into the archive, for opening and saving with openpyxl takes longer than the import;
    everything else is typed with openpyxl.
    """
    if all(type(value) in {int, float} or (type(value) is str and value[0] not in "=#") for value in values.values()):
        return _put(data, values, column)
    book = opened(data)
    for key, value in values.items():
        sheet, address = cell_of(book, key, column)
        sheet[address] = value
    return saved(book)


def _put(data: bytes, values: Mapping[str, Any], column: str) -> bytes:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    changed: dict[str, bytes] = {}
    for number, name in enumerate(book.sheet_names, start=1):
        keys = [row[0] for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        part_name = f"xl/worksheets/sheet{number}.xml"
        content = part(data, part_name)
        for key in set(values) & set(map(str, keys)):
            content = _put_cell(content, f"{column}{keys.index(key) + 1}".encode(), values[key])
            changed[part_name] = content
    return with_parts(data, changed)


def _put_cell(content: bytes, address: bytes, value: Any) -> bytes:
    found = re.search(rb'<c r="' + address + rb'"( s="[0-9]+")?[^>]*?(?:/>|>.*?</c>)', content)
    assert found is not None, address
    inner = f"><v>{value!r}</v></c>"
    if isinstance(value, str):
        inner = f' t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    new = b'<c r="' + address + b'"' + (found[1] or b"") + inner.encode()
    return content[: found.start()] + new + content[found.end() :]


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The archive with one more part, or with that part replaced."""
    return with_parts(data, {name: content})


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in parts:
                new.writestr(entry, old.read(entry))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)
