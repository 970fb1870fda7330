"""A CSV file is read with its marks and delimiters, and every problem has its line and column."""

import pytest

from giaoban.figures.models import Observation
from tests.collection.conftest import Import
from tests.conftest import Cast

HEAD = "unit,indicator,breakdown,period,measure,value"
LINE = "DL,members.admitted,,2024-06,actual,12"
TEXT = f'{HEAD}\n{LINE}\nDL,site_clearance.area,,2024-06,actual,"1.450,25"\nDL,members.admitted,,2024,target,120\n'


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace('"', "").replace(",", ";").replace("1.450;25", "1.450,25").encode("utf-8-sig"),
        TEXT.replace('"', "").replace(",", "\t").replace("1.450\t25", "1.450,25").encode("utf-16"),
    ],
)
def test_every_habit_of_saving_a_csv_is_read(cast: Cast, take_in: Import, data: bytes) -> None:
    (file,) = take_in({"a.csv": data}).files
    assert (file.status, file.posted, file.problems) == ("posted", 3, ())
    assert {row.place for row in Observation.objects.all()} == {"F2", "F3", "F4"}


def test_all_problems_are_told_at_once_with_line_and_column(cast: Cast, take_in: Import) -> None:
    rows = [
        "ZZ,members.admitted,,2024-06,actual,1",
        "DL,members.strange,,2024-06,actual,1",
        "DL,members.admitted,sex:other,2024-06,actual,1",
        "DL,members.admitted,,2024-13,actual,1",
        "DL,members.admitted,,2024-Q2,actual,1",
        "DL,members.admitted,,2024-06,wish,1",
        "DL,members.admitted,,2024-06,actual,1.5",
        "DL,members.admitted,,2024-08,actual,1",
        "DL,members.admitted,,2024-06,target,1",
        "DL,members.admitted,sex:male,2024,target,1",
        "DL,posts.filled,,2024-06,actual,1",
        "DL,members.admitted,,2024-06",
    ]
    (file,) = take_in({"a.csv": "\n".join([HEAD, *rows]).encode()}).files
    assert file.status == "refused"
    assert [problem.cell for problem in file.problems] == [
        "A2", "B3", "B4", "D5", "B6", "E7", "F8", "D9", "B10", "B11", "B12", "A13",
    ]  # fmt: skip
    assert all(problem.message and problem.way_out for problem in file.problems)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "thiếu cột"),
        (b"a,b\n1,2\n", "thiếu cột unit"),
        (f"{HEAD}\nDL,ÑÅng viÃn".encode("latin-1"), "UTF-8"),
        (b"PK\x03\x04\x00\x00", "không in được"),
        (f'{HEAD}\n"DL'.encode(), "dấu ngoặc kép"),
        (f'{HEAD}\n"{"x" * 30_000}",a,,2024,actual,1'.encode(), "quá dài"),
        (b"x" * 10_000_001, "quá lớn"),
    ],
)
def test_what_is_no_csv_of_ours_is_refused(cast: Cast, take_in: Import, data: bytes, words: str) -> None:
    (file,) = take_in({"a.csv": data}).files
    (problem,) = file.problems
    assert words in problem.message + problem.way_out


def test_a_figure_given_twice_is_refused(cast: Cast, take_in: Import) -> None:
    (file,) = take_in({"a.csv": f"{HEAD}\n{LINE}\n{LINE}\n".encode()}).files
    assert (file.status, file.problems[0].cell) == ("refused", "F3")


def test_empty_values_and_empty_lines_say_nothing(cast: Cast, take_in: Import) -> None:
    data = f"{HEAD}\n\nDL,members.admitted,,2024-06,actual,\n,,,,,\n".encode()
    assert take_in({"a.csv": data}).files[0].status == "unchanged"


def test_words_and_narratives_come_in_by_csv_too(cast: Cast, take_in: Import) -> None:
    rows = "DL,members.admitted,,2024-06,actual,không phát sinh\nDL,narrative.limits,,2024-06,actual,=Còn chậm\n"
    take_in({"a.csv": f"{HEAD}\n{rows}".encode()})
    assert {row.text or row.state for row in Observation.objects.all()} == {"none_occurred", "=Còn chậm"}


def test_one_file_may_speak_of_many_units_and_periods(cast: Cast, take_in: Import) -> None:
    rows = [f"{unit},members.admitted,,2024-0{month},actual,{month}" for unit in ("DL", "NH") for month in (1, 2, 3)]
    (file,) = take_in({"a.csv": "\n".join([HEAD, *rows]).encode()}).files
    assert (file.status, file.posted, file.unit) == ("posted", 6, "")
