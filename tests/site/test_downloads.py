"""Tables to take away."""

import csv
from decimal import Decimal
from io import BytesIO, StringIO

import openpyxl
from django.test import Client

from giaoban.people.downloads import Sheet, comma_separated, workbook
from tests.conftest import NOW


def test_an_indicator_comes_as_csv(office: Client) -> None:
    answer = office.get("/chi-tieu/members.admitted/tai-ve.csv")
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["Mã"], row["Trong kỳ"]) for row in rows] == [
        ("LG", "205"),
        ("DL", "60"),
        ("NH", "120"),
        ("MS", "25"),
        ("CA", ""),
    ]


def test_a_unit_comes_as_excel(office: Client) -> None:
    answer = office.get("/don-vi/DL/tai-ve.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="DL-2024-H1.xlsx"'
    page = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert page is not None
    rows = {row[1]: row[3] for row in page.iter_rows(min_row=5, values_only=True)}
    assert rows["members.admitted"] == 60


def test_a_text_never_becomes_a_formula() -> None:
    sheet = Sheet("x", "Bảng", ("Tên", "Số"), [("=1+1", Decimal("1.5")), ("-", None)])
    assert b"'=1+1,1.5" in comma_separated(sheet)
    page = openpyxl.load_workbook(BytesIO(workbook(sheet, NOW))).active
    assert page is not None
    assert page["A5"].data_type == "s"
    assert page["A5"].value == "=1+1"
