"""The mould of all workbooks of a kind of unit and period: everything but names, days and figures, made once.

xlsxwriter needs a tenth of a second for pages full of validations; casting a copy from the mould takes a hundredth.
"""

import zipfile
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from django.utils import translation
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from giaoban.collection.blank import gap
from giaoban.collection.layout import IDENTITY_NAMES, LETTERS, Page, pages, sheet_name
from giaoban.collection.workbook_guide import write_guide
from giaoban.collection.workbook_page import PageWriter
from giaoban.collection.workbook_styles import styles
from giaoban.indicators.catalogue import Pack
from giaoban.language.locales import Language
from giaoban.periods.period import Period

MADE_ON = datetime(2000, 1, 1)  # noqa: DTZ001 - xlsxwriter takes no zone; replaced when a workbook is cast


@dataclass(frozen=True, slots=True)
class Placed:
    """A page in the mould: its sheet, the part of the archive that holds it, its head with gaps, each line's row."""

    sheet: str
    part: str
    page: Page
    heads: tuple[str, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Mould:
    """The parts of the archive in order, and what stands where in them."""

    parts: tuple[tuple[str, bytes], ...]
    placed: tuple[Placed, ...]


_made: dict[tuple[int, str, str, str], tuple[Pack, Mould]] = {}
"""By the pack's identity, for hashing a whole catalogue costs more than casting; the pack beside keeps its id taken."""


def mould(pack: Pack, unit_kind: str, period: Period, language: Language) -> Mould:
    """The mould for that kind of unit and the period's kind; raises `NothingToReport`."""
    key = (id(pack), unit_kind, period.kind.value, language)
    if key not in _made:
        with translation.override(language):
            _made[key] = (pack, _make(pack, pages(pack, unit_kind, period), language))
    return _made[key][1]


def _make(pack: Pack, data_pages: tuple[Page, ...], language: Language) -> Mould:
    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.set_properties(
        {
            "title": _("Sổ nhập số liệu %(period)s – %(unit)s")
            % {"period": gap("period_name"), "unit": gap("unit_name")},
            "author": gap("office"),
            "company": gap("office"),
            "created": MADE_ON,
        }
    )
    look = styles(book)
    guide = book.add_worksheet(_("Hướng dẫn"))
    placed: list[Placed] = []
    forms = [page.code for page in data_pages if page.form is not None]
    for number, page in enumerate(data_pages, start=1):
        name = sheet_name(page, forms)
        writer = PageWriter(book.add_worksheet(name), look, pack, page, language)
        writer.write()
        # the guide is the first sheet of the archive
        placed.append(Placed(name, f"xl/worksheets/sheet{number + 1}.xml", page, writer.heads, writer.rows))
        for column, field in enumerate(IDENTITY_NAMES, start=1):
            book.define_name(f"giaoban_{field}_{number}", f"='{name}'!${LETTERS[column]}$1")
    write_guide(guide, look, tuple(placed_page.sheet for placed_page in placed), data_pages, language)
    book.close()
    with zipfile.ZipFile(out) as archive:
        return Mould(tuple((name, archive.read(name)) for name in archive.namelist()), tuple(placed))
