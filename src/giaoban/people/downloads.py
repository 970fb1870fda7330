"""Tables to take away: the same rows as CSV and as an Excel workbook."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO, StringIO

import xlsxwriter
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

Value = str | int | Decimal | None
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A text that starts so would be taken for a formula by a spreadsheet that opens the CSV."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table under a name (which becomes the file's), with heads and rows of equal length; `notice` stands above."""

    name: str
    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]
    notice: str = ""


def answer(sheet: Sheet, form: str, made_at: datetime) -> HttpResponse:
    """The sheet as `csv` or `xlsx`, to be saved; 404 for another form."""
    if form not in {"csv", "xlsx"}:
        raise Http404(_("Chỉ có tệp csv và xlsx."))
    data, media_type = (workbook(sheet, made_at), EXCEL) if form == "xlsx" else (comma_separated(sheet), "text/csv")
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{sheet.name}.{form}"'
    return response


def comma_separated(sheet: Sheet) -> bytes:
    """UTF-8 with a mark that Excel needs, heads first, numbers with a point; what is not reported is empty."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(sheet.heads)
    writer.writerows([_plain(value) for value in row] for row in sheet.rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def workbook(sheet: Sheet, made_at: datetime) -> bytes:
    """One worksheet with frozen heads; texts are written as texts, so none becomes a formula."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": sheet.title, "created": made_at.replace(tzinfo=None)})
        page = book.add_worksheet("Giao ban")
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        page.write_string(0, 0, sheet.title, book.add_format({"bold": True, "font_size": 14}))
        page.write_string(1, 0, sheet.notice)
        for column, text in enumerate(sheet.heads):
            page.write_string(3, column, text, head)
        for line, row in enumerate(sheet.rows, 4):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    page.write_string(line, column, value)
                elif value is not None:
                    page.write_number(line, column, value)
        page.freeze_panes(4, 1)
        page.set_column(0, 0, 40)
        page.set_column(1, max(1, len(sheet.heads) - 1), 16)
    return file.getvalue()


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return "'" + value if value.startswith(FORMULA_STARTS) else value
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
