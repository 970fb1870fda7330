"""A unit's workbook: what it shows, what it lets somebody type, and that it is the same for the same input."""

import io
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from giaoban.collection.blank import GAP_OPENS, Beside
from giaoban.collection.layout import NothingToReport, pages
from giaoban.collection.typed import NONE_OCCURRED, Answer
from giaoban.collection.workbook_write import file_name, write_workbook
from giaoban.figures.models import Observation, State
from giaoban.indicators.catalogue import Pack
from giaoban.periods.period import parse
from giaoban.units.registry import tree_at
from tests.collection.conftest import OFFICE, Import, Workbook
from tests.collection.filling import cell_of, lines, shown
from tests.conftest import NOW, Cast
from tests.programs import require_program

ANSWERS = {
    ("members.admitted", "", "actual"): Answer(State.REPORTED, Decimal(12)),
    ("site_clearance.area", "", "actual"): Answer(State.REPORTED, Decimal("1.25")),
    ("discipline.members", "", "actual"): NONE_OCCURRED,
    ("narrative.limits", "", "actual"): Answer(State.REPORTED, None, "=Còn <chậm> & thiếu"),
}


def sheet_of(data: bytes) -> Worksheet:
    return cell_of(shown(data), "members.admitted")[0]


def test_the_same_input_gives_the_same_bytes(workbook: Workbook) -> None:
    assert workbook(answers=ANSWERS) == workbook(answers=ANSWERS)
    assert workbook() != workbook(period="2024-05")


def test_every_cell_of_the_forms_has_its_line(pack: Pack, workbook: Workbook) -> None:
    keys = [key for _sheet, _row, key in lines(shown(workbook()))]
    assert len(keys) == len(set(keys))
    assert {"members.admitted", "members.admitted|sex:female", "narrative.limits"} <= set(keys)
    assert "posts.filled" not in keys


def test_only_input_cells_are_unlocked(workbook: Workbook) -> None:
    sheet = sheet_of(workbook())
    assert sheet.protection.sheet
    _sheet, address = cell_of(shown(workbook()), "members.admitted")
    row = int(address[1:])
    unlocked = [column for column in "ABCDEFGHIJK" if not sheet[f"{column}{row}"].protection.locked]
    assert unlocked == ["E", "F", "J"]


def test_the_head_is_frozen_and_repeated_on_paper(workbook: Workbook) -> None:
    sheet = sheet_of(workbook())
    assert sheet.freeze_panes == "E6"
    assert sheet.print_title_rows == "$5:$5"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.row_dimensions[1].hidden
    assert sheet.column_dimensions["A"].hidden


def test_excel_checks_whole_numbers_ceilings_and_states(workbook: Workbook) -> None:
    book = shown(workbook())
    sheet, total = cell_of(book, "members.total")
    _sheet, probationary = cell_of(book, "members.probationary")
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert (rules[total].type, rules[total].formula1) == ("whole", "0")
    assert f"{probationary}<={total}" in rules[probationary].formula1
    assert "không phát sinh" in next(rule for cells, rule in rules.items() if cells.startswith("F")).formula1
    assert all(len(rule.error or "") <= 255 and len(rule.prompt or "") <= 255 for rule in rules.values())


def test_the_check_column_says_in_words_what_does_not_fit(workbook: Workbook) -> None:
    sheet, address = cell_of(shown(workbook()), "members.total", "K")
    assert "Đảng viên nam và nữ cộng lại là" in str(sheet[address].value)


def test_last_year_the_target_and_the_sum_so_far_stand_beside(pack: Pack) -> None:
    beside = {("members.admitted", ""): Beside(Decimal(9), Decimal(120), Decimal(44))}
    data = write_workbook(
        tree_at(NOW.date()).by_code("DL"), parse("2024-06"), pack=pack, office=OFFICE, beside=beside, answers={}
    )
    values = {column: cell_of(shown(data), "members.admitted", column) for column in "GHI"}
    assert [sheet[address].value for sheet, address in values.values()] == [9, 120, 44]


def test_the_first_sheet_says_whom_until_when_and_how(workbook: Workbook) -> None:
    guide = shown(workbook()).worksheets[0]
    text = "\n".join(str(cell.value) for row in guide.iter_rows() for cell in row if cell.value)
    for words in (
        "Huyện ủy Diễn Lộc (DL)",
        "tháng 6/2024",
        "hạn gửi 05/07/2024",
        OFFICE,
        "Ô để trống nghĩa là chưa báo cáo",
    ):
        assert words in text


def test_the_workbook_of_the_year_asks_for_targets(workbook: Workbook) -> None:
    book = shown(workbook(period="2024"))
    assert book.sheetnames[:2] == ["Hướng dẫn", "Chỉ tiêu năm"]
    sheet, _address = cell_of(book, "members.admitted")
    assert (sheet.title, sheet["B2"].value) == ("Chỉ tiêu năm", "Chỉ tiêu năm 2024")


def test_what_nobody_asks_is_misuse(workbook: Workbook) -> None:
    with pytest.raises(NothingToReport, match="2024-Q2"):
        workbook(period="2024-Q2")


def test_a_unit_that_hands_in_nothing_is_sent_to_a_unit_below(pack: Pack) -> None:
    with pytest.raises(NothingToReport, match="“Tỉnh ủy” không nộp biểu nào"):
        pages(pack, "province_committee", parse("2024-06"))


def test_no_gap_of_the_mould_is_left_and_no_clock_is_inside(workbook: Workbook) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook())) as archive:
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert GAP_OPENS.encode() not in archive.read(entry)
    assert shown(workbook()).properties.created.year == 2024


def test_identity_has_names_for_other_programs(workbook: Workbook) -> None:
    names = shown(workbook()).defined_names
    assert names["giaoban_period_1"].attr_text == "'Biểu 1'!$F$1"


def test_english_is_written_where_it_is_asked(pack: Pack) -> None:
    unit = tree_at(NOW.date()).by_code("DL")
    data = write_workbook(unit, parse("2024-06"), pack=pack, office=OFFICE, beside={}, answers=ANSWERS, language="en")
    assert shown(data).sheetnames[0] == "Instructions"


def test_a_file_is_named_after_its_unit_and_period(cast: Cast) -> None:
    assert file_name(tree_at(NOW.date()).by_code("DL"), parse("2024-06")) == "so-nhap_DL_2024-06.xlsx"


def test_what_is_written_is_read_back(workbook: Workbook, take_in: Import) -> None:
    (file,) = take_in({"a.xlsx": workbook(answers=ANSWERS)}).files
    assert (file.status, file.posted) == ("posted", len(ANSWERS))
    told = {
        (row.indicator, row.breakdown, row.measure): (row.state, row.value, row.text)
        for row in Observation.objects.all()
    }
    assert told == {key: (answer.state, answer.value, answer.text) for key, answer in ANSWERS.items()}


@pytest.mark.libreoffice
def test_a_workbook_saved_by_libreoffice_is_read_the_same(workbook: Workbook, take_in: Import, tmp_path: Path) -> None:
    program = require_program("libreoffice")
    (tmp_path / "a.xlsx").write_bytes(workbook(answers=ANSWERS))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    out = tmp_path / "out"
    command = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(tmp_path / "a.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (file,) = take_in({"a.xlsx": (out / "a.xlsx").read_bytes()}).files
    assert (file.status, file.posted, file.problems) == ("posted", len(ANSWERS), ())
