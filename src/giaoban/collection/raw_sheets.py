"""The sheets of a guarded workbook as plain rows, and the cells that calamine would pass over as empty."""

import re
from dataclasses import dataclass
from html import unescape
from io import BytesIO

from django.utils.translation import gettext as _
from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from giaoban.collection.problems import Refusal
from giaoban.collection.typed import Raw
from giaoban.collection.zip_guard import guarded_parts

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SILENT = re.compile(
    rb"""<(?:\w+:)?c\s(?P<attributes>[^>]*?\br\s*=\s*["'](?P<cell>[EFH]\d+)["'][^>]*?)(?<!/)>(?P<content>.*?)</(?:\w+:)?c>""",
    re.DOTALL,
)
_TYPED_FORMULA = re.compile(rb"""r=["'][EFH][0-9]+["'][^<>]*>\s*<(?:\w+:)?f\b""")
_ERROR_TYPES = (b't="e"', b"t='e'")
"""Most pages hold neither, and these find out fast: an expression that begins with a letter leaps to the next one."""
_ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*?)?(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>(.*?)</(?:\w+:)?v>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Silent:
    """A cell that looks empty to calamine and is not: an error value, or a formula whose result was never stored."""

    error: str
    formula: str


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet from A1 on. `merged` holds ((first row, first column), (last row, last column)), counted from 0."""

    name: str
    rows: list[list[Raw]]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    silent: dict[str, Silent]


def raw_sheets(data: bytes) -> tuple[RawSheet, ...]:
    """All sheets of a workbook, hidden ones too; raises `Refusal` where the file is not safe or not readable."""
    parts = guarded_parts(data)
    silent = {name: found for name, content in parts.items() if (found := _silent_cells(content))}
    names = _part_names(parts) if silent else {}
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        return tuple(_sheet(book, name, silent.get(names.get(name, ""), {})) for name in book.sheet_names)
    except (CalamineError, ValueError, OverflowError) as error:
        raise unreadable() from error


def unreadable() -> Refusal:
    """The file opens as an archive, but what is inside is not a workbook that Excel would write."""
    return Refusal(
        _("Nội dung sổ Excel bị hỏng, không đọc được."),
        _("Mở tệp bằng Excel, lưu lại dưới dạng .xlsx rồi gửi lại; nếu không mở được, lấy lại sổ nhập trống."),
    )


def _sheet(book: CalamineWorkbook, name: str, silent: dict[str, Silent]) -> RawSheet:
    sheet = book.get_sheet_by_name(name)
    rows: list[list[Raw]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    return RawSheet(name, rows, tuple(sheet.merged_cell_ranges or ()), silent)


def _silent_cells(content: bytes) -> dict[str, Silent]:
    """Cells of the typed columns by address."""
    found: dict[str, Silent] = {}
    if not _TYPED_FORMULA.search(content) and not any(mark in content for mark in _ERROR_TYPES):
        return found
    for match in _SILENT.finditer(content):
        formula = _FORMULA.search(match["content"])
        value = _VALUE.search(match["content"])
        text = unescape(value[1].decode(errors="replace")) if value else ""
        if _ERROR.search(match["attributes"]):
            found[match["cell"].decode()] = Silent(text or "#?", "")
        elif formula and not text:
            found[match["cell"].decode()] = Silent("", "=" + unescape((formula[1] or b"").decode(errors="replace")))
    return found


def _part_names(parts: dict[str, bytes]) -> dict[str, str]:
    """The part's name of each sheet."""
    try:
        relations = etree.fromstring(parts["xl/_rels/workbook.xml.rels"])
        book = etree.fromstring(parts["xl/workbook.xml"])
    except (KeyError, etree.XMLSyntaxError) as error:
        raise unreadable() from error
    targets = {relation.get("Id"): str(relation.get("Target")) for relation in relations}
    return {
        str(sheet.get("name")): "xl/" + targets.get(sheet.get(_RELATION), "").removeprefix("/xl/")
        for sheet in book.iter("{*}sheet")
    }
