"""The look of a unit's workbook: chàm heads, soft fills, one font; made once a workbook, for formats are slow to make."""

from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from giaoban.collection.layout import TITLE_ROW, UNIT_ROW

CHAM = "#2d3c9c"
CHAM_SOFT = "#e8ebfa"
CHAM_INK = "#26348c"
PAPER = "#f5f4f0"
LINE = "#d5d1c4"
INK = "#191b28"
INK_2 = "#474a58"
INK_3 = "#656876"
SON = "#ae2317"
SON_SOFT = "#fce7e3"
NGHE = "#855200"
NGHE_SOFT = "#fdf0d5"
FONT = "Arial"
"""The one sans-serif with Vietnamese marks that every office machine has."""


@dataclass(frozen=True, slots=True)
class Styles:
    """Every format that a workbook uses."""

    title: Format
    subtitle: Format
    hint: Format
    head: Format
    section: Format
    number: Format
    name: Format
    part_name: Format
    unit: Format
    state: Format
    note: Format
    narrative: Format
    check: Format
    hidden: Format
    wrong: Format
    paragraph: Format
    lead: Format
    fact_name: Format
    fact: Format
    decimals: tuple[Format, ...]
    """Input cells by the indicator's decimals, 0 to 4."""
    beside: tuple[Format, ...]
    """Locked cells beside them, by decimals."""

    def of_row(self, row: int) -> Format:
        """The format of a row of the head."""
        return {TITLE_ROW: self.title, UNIT_ROW: self.subtitle}.get(row, self.head)


def number_format(decimals: int) -> str:
    """Thousands grouped; the zeros after the comma are kept so that a column lines up."""
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def styles(book: Workbook) -> Styles:
    """The formats, added to the workbook."""

    def add(**look: Any) -> Format:
        return book.add_format({"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter", **look})

    box = {"border": 1, "border_color": LINE}
    locked = {**box, "bg_color": PAPER, "font_color": INK_2}
    typed = {**box, "border_color": CHAM, "bg_color": CHAM_SOFT, "locked": False}
    return Styles(
        title=add(bold=True, font_size=15, font_color=CHAM_INK),
        subtitle=add(font_size=11, font_color=INK_2),
        hint=add(italic=True, font_size=9, font_color=INK_3),
        head=add(bold=True, font_color="#ffffff", bg_color=CHAM, text_wrap=True, align="center", **box),
        section=add(bold=True, indent=1, font_color=CHAM_INK, bg_color="#d5daf4", top=1, bottom=1, border_color=LINE),
        number=add(align="center", font_color=INK_3, **box),
        name=add(text_wrap=True, indent=1, **box),
        part_name=add(text_wrap=True, indent=3, font_color=INK_2, **box),
        unit=add(font_color=INK_2, align="center", text_wrap=True, font_size=9, **box),
        state=add(font_size=9, align="center", **typed),
        note=add(font_size=9, text_wrap=True, locked=False, **box),
        narrative=add(text_wrap=True, **{**typed, "valign": "top"}),
        check=add(font_size=9, font_color=SON, text_wrap=True, bold=True),
        hidden=add(font_color=INK_3, font_size=8),
        wrong=book.add_format({"bg_color": SON_SOFT, "font_color": SON}),
        paragraph=add(text_wrap=True, valign="top", font_size=11),
        lead=add(bold=True, font_size=12, font_color=CHAM_INK),
        fact_name=add(indent=1, font_color=INK_2, bg_color=PAPER, **box),
        fact=add(bold=True, indent=1, text_wrap=True, **box),
        decimals=tuple(
            add(bold=True, align="right", indent=1, num_format=number_format(places), **typed) for places in range(5)
        ),
        beside=tuple(add(align="right", indent=1, num_format=number_format(places), **locked) for places in range(5)),
    )
