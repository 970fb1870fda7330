"""Everything that goes wrong with a workbook on its way through an office is found, named and placed."""

from datetime import date

import openpyxl
import pytest

from giaoban.collection.problems import Problem
from giaoban.figures.models import Observation
from tests.collection.conftest import Import, Workbook
from tests.collection.filling import cell_of, fill, lines, opened, part, saved, shown, with_part
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def problems_of(take_in: Import, data: bytes) -> tuple[Problem, ...]:
    (file,) = take_in({"a.xlsx": data}).files
    assert file.status == "refused"
    assert not Observation.objects.exists()
    return file.problems


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1.450", 1450), (" 1450 ", 1450), ("12 đảng viên", 12), ("08", 8), ("1\u00a0450", 1450), (12.0, 12)],
)
def test_vietnamese_numbers_typed_as_text_are_read(
    workbook: Workbook, take_in: Import, typed: object, value: int
) -> None:
    assert take_in({"a.xlsx": fill(workbook(), {"members.admitted": typed})}).files[0].status == "posted"
    assert Observation.objects.get().value == value


@pytest.mark.parametrize("typed", ["không", "Không có.", "-", "KHÔNG PHÁT SINH", "–"])
def test_words_for_nothing_are_read(workbook: Workbook, take_in: Import, typed: str) -> None:
    assert take_in({"a.xlsx": fill(workbook(), {"members.admitted": typed})}).files[0].status == "posted"
    assert Observation.objects.get().state == "none_occurred"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("nhiều", "Không đọc được “nhiều”"),
        ("1.45", "Không đọc được “1.45”"),
        ("1,450", "không phải số nguyên"),
        (1.45, "không phải số nguyên"),
        ("56,62%", "phần trăm"),
        (-3, "Số âm: -3"),
        (date(2024, 3, 4), "04/03/2024"),
        (True, "đúng/sai"),
        (1e20, "Số quá lớn"),
        ("#REF!", "#REF!"),
        ("=1/0", "chưa có kết quả"),
        ("12-13", "Không đọc được"),
    ],
)
def test_what_is_no_count_is_named_with_its_cell_and_a_way_out(
    workbook: Workbook, take_in: Import, typed: object, words: str
) -> None:
    data = fill(workbook(), {"members.admitted": typed})
    (problem,) = problems_of(take_in, data)
    sheet, address = cell_of(shown(data), "members.admitted")
    assert (problem.file, problem.sheet, problem.cell) == ("a.xlsx", sheet.title, address)
    assert words in problem.message
    assert problem.way_out.endswith(".")


def test_an_error_value_kept_by_excel_is_seen(workbook: Workbook, take_in: Import) -> None:
    data = workbook()
    sheet, address = cell_of(shown(data), "members.admitted")
    name = f"xl/worksheets/sheet{shown(data).sheetnames.index(sheet.title) + 1}.xml"
    empty = part(data, name).split(f'<c r="{address}"'.encode())[1].split(b"/>")[0]
    broken = f'<c r="{address}"'.encode() + empty + b' t="e"><f>#REF!+1</f><v>#REF!</v></c>'
    data = with_part(data, name, part(data, name).replace(f'<c r="{address}"'.encode() + empty + b"/>", broken))
    (problem,) = problems_of(take_in, data)
    assert (problem.cell, problem.value) == (address, "#REF!")


def test_decimals_beyond_the_indicators_are_refused(workbook: Workbook, take_in: Import) -> None:
    (problem,) = problems_of(take_in, fill(workbook(), {"site_clearance.area": 1.234}))
    assert "2 chữ số" in problem.message


def test_the_noise_of_binary_fractions_is_not_held_against_anybody(workbook: Workbook, take_in: Import) -> None:
    assert take_in({"a.xlsx": fill(workbook(), {"site_clearance.area": 0.1 + 0.2})}).files[0].status == "posted"


def test_a_day_that_excel_made_a_number_is_told(workbook: Workbook, take_in: Import) -> None:
    (file,) = take_in({"a.xlsx": fill(workbook(), {"members.admitted": 45355})}).files
    assert file.status == "posted"
    assert "04/03/2024" in file.problems[0].message
    assert file.problems[0].severity == "warning"


def test_a_figure_beside_nothing_occurred_is_refused(workbook: Workbook, take_in: Import) -> None:
    data = fill(fill(workbook(), {"members.admitted": 3}), {"members.admitted": "không phát sinh"}, "F")
    (problem,) = problems_of(take_in, data)
    assert "3" in problem.message


def test_a_figure_in_the_column_of_states_is_refused(workbook: Workbook, take_in: Import) -> None:
    (problem,) = problems_of(take_in, fill(workbook(), {"members.admitted": "12 người"}, "F"))
    assert problem.cell.startswith("F")


def test_a_narrative_keeps_its_lines_and_is_not_a_formula(workbook: Workbook, take_in: Import) -> None:
    take_in({"a.xlsx": fill(workbook(), {"narrative.limits": "Một số chi bộ chậm.\nĐã nhắc nhở."})})
    assert Observation.objects.get().text == "Một số chi bộ chậm.\nĐã nhắc nhở."


def test_a_narrative_that_is_too_long_is_refused(workbook: Workbook, take_in: Import) -> None:
    (problem,) = problems_of(take_in, fill(workbook(), {"narrative.limits": "chậm " * 1000}))
    assert "4.999" in problem.message


def test_moved_rows_are_found_by_their_key(workbook: Workbook, take_in: Import) -> None:
    book = opened(fill(workbook(), {"members.admitted": 12}))
    sheet, address = cell_of(book, "members.admitted")
    sheet.move_range(f"A6:K{sheet.max_row}", rows=3)
    (file,) = take_in({"a.xlsx": saved(book)}).files
    assert file.status == "posted"
    assert Observation.objects.get().place == f"{sheet.title}!E{int(address[1:]) + 3}"


def test_all_problems_are_told_at_once(workbook: Workbook, take_in: Import) -> None:
    book = opened(fill(workbook(), {"members.admitted": "nhiều", "inspection.members": -1}))
    placed = {key: (sheet, row) for sheet, row, key in lines(book)}
    sheet, row = placed["members.total"]
    sheet[f"A{row}"] = "members.strange"
    sheet[f"E{row}"] = 5
    sheet, row = placed["cases.followed"]
    sheet[f"A{row}"] = "tasks.overdue"
    messages = " ".join(problem.message for problem in problems_of(take_in, saved(book)))
    for words in ("nhiều", "Số âm", "members.strange", "Thiếu dòng “Tổng số đảng viên”", "hai lần"):
        assert words in messages


def test_a_figure_below_the_form_belongs_to_no_line(workbook: Workbook, take_in: Import) -> None:
    book = opened(workbook())
    sheet, _address = cell_of(book, "members.admitted")
    sheet["E60"] = 7
    (problem,) = problems_of(take_in, saved(book))
    assert (problem.cell, problem.value) == ("E60", "7")


def test_merged_input_cells_are_refused(workbook: Workbook, take_in: Import) -> None:
    book = opened(workbook())
    sheet, address = cell_of(book, "members.admitted")
    merged = f"{address}:E{int(address[1:]) + 1}"
    sheet.merge_cells(merged)
    (problem,) = problems_of(take_in, saved(book))
    assert problem.value == merged


@pytest.mark.parametrize(("cell", "text"), [("E5", "Số liệu"), ("B3", "Thành ủy Nguyệt Hồ · tháng 6/2024"), ("B2", "")])
def test_an_edited_head_is_noticed(workbook: Workbook, take_in: Import, cell: str, text: str) -> None:
    book = opened(workbook())
    sheet, _address = cell_of(book, "members.admitted")
    sheet[cell] = text
    (problem,) = problems_of(take_in, saved(book))
    assert (problem.sheet, problem.cell, problem.value) == (sheet.title, cell, text)


def test_a_borrowed_identity_is_noticed(workbook: Workbook, take_in: Import) -> None:
    book = opened(workbook())
    for sheet in book.worksheets[1:]:
        sheet["D1"], sheet["E1"] = "NH", "NH:2020-01-01"
    assert any("Phần đầu trang" in problem.message for problem in problems_of(take_in, saved(book)))


@pytest.mark.parametrize(
    ("cell", "text", "words"),
    [
        ("B1", "7", "phiên bản 7"),
        ("C1", "people_committee", "people_committee"),
        ("D1", "ZZ", "“ZZ”"),
        ("E1", "DL:1999-01-01", "DL:1999-01-01"),
        ("F1", "2024-13", "2024-13"),
        ("F1", "2024-Q2", "không có biểu nào"),
    ],
)
def test_a_workbook_of_another_place_or_time_is_refused(
    workbook: Workbook, take_in: Import, cell: str, text: str, words: str
) -> None:
    book = opened(workbook())
    for sheet in book.worksheets[1:]:
        sheet[cell] = text
    (problem,) = problems_of(take_in, saved(book))
    assert (problem.cell, problem.sheet) == (cell, "Biểu 1")
    assert words in problem.message


def test_a_page_of_another_workbook_and_a_missing_page_are_refused(workbook: Workbook, take_in: Import) -> None:
    book = opened(workbook())
    book["Biểu 2"]["F1"] = "2024-05"
    messages = [problem.message for problem in problems_of(take_in, saved(book))]
    assert any("2024-05" in message for message in messages)
    assert any("Thiếu trang" in message for message in messages)


def test_a_hidden_page_is_read_and_a_page_of_ones_own_is_left_alone(workbook: Workbook, take_in: Import) -> None:
    book = opened(fill(workbook(), {"members.admitted": 12}))
    cell_of(book, "members.admitted")[0].sheet_state = "hidden"
    book.create_sheet("Nháp")["A1"] = "tính thử"
    assert take_in({"a.xlsx": saved(book)}).files[0].status == "posted"


def test_a_workbook_from_elsewhere_is_refused(cast: Cast, take_in: Import) -> None:
    (problem,) = problems_of(take_in, saved(openpyxl.Workbook()))
    assert "Không phải sổ nhập" in problem.message


def test_a_mark_of_secrecy_stops_the_file(workbook: Workbook, take_in: Import) -> None:
    book = opened(workbook())
    book["Biểu 1"]["J8"] = "MẬT"
    (problem,) = problems_of(take_in, saved(book))
    assert (problem.cell, problem.value) == ("J8", "MẬT")
