"""A unit's workbook for a period: protected pages to type on, with last year's value and the target beside each cell.

The same input gives the same bytes: properties carry the period's first day, never the clock.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from io import BytesIO

from django.utils import translation
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from giaoban.collection.blank import AnswerKey, Beside, Blank
from giaoban.collection.layout import LETTERS, Identity, Page, pages, sheet_name
from giaoban.collection.typed import Answer
from giaoban.collection.workbook_guide import write_guide
from giaoban.collection.workbook_page import PageWriter
from giaoban.collection.workbook_styles import styles
from giaoban.indicators.catalogue import Pack
from giaoban.language.locales import Language
from giaoban.periods.calendars import calendar, days
from giaoban.periods.deadlines import deadline
from giaoban.periods.names import write_period
from giaoban.periods.period import Period
from giaoban.units.tree import Node


def write_workbook(
    unit: Node,
    period: Period,
    *,
    pack: Pack,
    office: str,
    beside: Mapping[tuple[str, str], Beside],
    answers: Mapping[AnswerKey, Answer],
    language: Language = "vi",
) -> bytes:
    """The .xlsx that a unit fills in; raises `NothingToReport` where no form asks it anything for that period.

    `beside` is by (indicator, breakdown); `answers`, by (indicator, breakdown, measure), are written into the input
    cells as if typed. `prefill.workbook_of` takes both from the books.
    """
    with translation.override(language):
        data_pages = pages(pack, unit.kind, period)
        blank = Blank(
            unit, period, pack, office, language, beside, answers,
            write_period(period, language), _due(data_pages, period, pack),
        )  # fmt: skip
        out = BytesIO()
        book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        _fill(book, blank, data_pages)
        book.close()
        return out.getvalue()


def file_name(unit: Node, period: Period) -> str:
    """What a workbook is called when it is sent or downloaded: `so-nhap_DL_2024-06.xlsx`."""
    return f"so-nhap_{unit.code}_{period.code.replace('/', '--')}.xlsx"


def _due(data_pages: tuple[Page, ...], period: Period, pack: Pack) -> dict[str, date]:
    named = calendar(pack.calendar)
    return {
        page.code: deadline(period, named, page.form.due.working_days) for page in data_pages if page.form is not None
    }


def _fill(book: Workbook, blank: Blank, data_pages: tuple[Page, ...]) -> None:
    first_day = days(blank.period, calendar(blank.pack.calendar)).first
    book.set_properties(
        {
            "title": _("Sổ nhập số liệu %(period)s – %(unit)s")
            % {"period": blank.name_of_period, "unit": blank.unit.name},
            "author": blank.office,
            "company": blank.office,
            "created": datetime.combine(first_day, time()),
        }
    )
    book.set_size(2600, 1500)
    look = styles(book)
    guide = book.add_worksheet(_("Hướng dẫn"))
    forms = sum(page.form is not None for page in data_pages)
    names: list[str] = []
    place = 0
    for page in data_pages:
        place += page.form is not None
        name = sheet_name(page, forms, place)
        names.append(name)
        sheet = book.add_worksheet(name)
        _define_names(book, name, PageWriter(sheet, look, blank, page).write(), len(names))
        if len(names) == 1:
            sheet.activate()
    write_guide(guide, look, blank, data_pages, tuple(names))


def _define_names(book: Workbook, sheet: str, written: Identity, place: int) -> None:
    """Names such as `giaoban_period_1` for the identity's cells, for whoever opens the file with another program."""
    for column, field in enumerate(written.__slots__, start=1):
        book.define_name(f"giaoban_{field}_{place}", f"='{sheet}'!${LETTERS[column]}$1")
