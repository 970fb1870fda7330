"""The PDF: PDF/A with the fonts inside, all of the text in it, no time of its own."""

import re
import unicodedata
from dataclasses import replace

import pypdfium2

from giaoban.reports.model import Paragraph, Text
from giaoban.reports.write_pdf import write
from tests.reports.books import half_year


def words(data: bytes) -> str:
    pages = pypdfium2.PdfDocument(data)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())


def test_the_same_report_gives_the_same_bytes() -> None:
    assert write(half_year()).data == write(half_year()).data


def test_the_text_is_whole_and_pages_are_a4_with_a_wide_annex() -> None:
    data = write(half_year()).data
    text = words(data)
    assert "821/1.450 chỉ tiêu (đạt 56,62%)" in text
    assert "PHỤ LỤC" in text
    sizes = [tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in pypdfium2.PdfDocument(data)]
    assert (sizes[0], sizes[-1]) == ((210, 297), (297, 210))


def test_it_is_pdf_a_and_tagged() -> None:
    data = write(half_year()).data
    assert re.search(rb"pdfaid:part>2</pdfaid:part|pdfaid:part=\"2\"", data)
    assert b"/StructTreeRoot" in data or b"/MarkInfo" in data


def test_every_vietnamese_letter_is_in_the_fonts() -> None:
    marks = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    letters = [unicodedata.normalize("NFC", base + mark) for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" for mark in marks]
    alphabet = "".join([*letters, "đĐ"])
    faces = tuple(Paragraph((Text(alphabet, bold, italic),)) for bold in (False, True) for italic in (False, True))
    text = words(write(replace(half_year(), blocks=faces)).data).replace(" ", "")
    assert text.count(alphabet) == 4
