"""Each command as a new office would call it, and each with one wrong input."""

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.migrated import copied
from tests.workspace.commands import Ran, giaoban

UNITS = """code,name,kind,parent_code,valid_from,valid_to
LG,Tỉnh ủy Lam Giang,province_committee,,2020-01-01,
DL,Huyện ủy Diễn Lộc,district_committee,LG,2020-01-01,
"""


@pytest.fixture(scope="module")
def office(initialised: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace made by hand, with two units and no figures."""
    folder = tmp_path_factory.mktemp("office")
    workspace = shutil.copytree(initialised, folder / "workspace")
    (folder / "units.csv").write_text(UNITS, encoding="utf-8")
    taken = giaoban(workspace, "units", folder / "units.csv")
    assert taken.code == 0, taken.out + taken.err
    return workspace


def test_without_a_workspace_the_way_to_one_is_told(tmp_path: Path) -> None:
    ran = giaoban(tmp_path / "nowhere", "rollup", "--period", "2024-H1")
    assert ran.code == 2
    assert "giaoban init" in ran.err


def test_a_weak_password_of_the_first_administrator_is_refused(tmp_path: Path) -> None:
    words = ("init", "--pack", "party_committee", "--administrator", "quantri")
    ran = giaoban(tmp_path / "w", *words, GIAOBAN_ADMINISTRATOR_PASSWORD="123")
    assert ran.code == 2
    assert not (tmp_path / "w" / "workspace.toml").exists()


def test_the_key_of_a_workspace_is_its_owners_alone(office: Path) -> None:
    assert (office / "secret.key").stat().st_mode & 0o077 == 0


def test_the_same_units_again_change_nothing(office: Path) -> None:
    ran = giaoban(office, "units", office.parent / "units.csv")
    assert (ran.code, ran.out.split(",")[0]) == (0, "0 dòng mới")


def test_units_with_a_wrong_line_are_refused_whole(office: Path, tmp_path: Path) -> None:
    file = tmp_path / "wrong.csv"
    file.write_text(UNITS + "XX,Huyện ủy Lạc,district_committee,KHONG_CO,2020-01-01,\n", encoding="utf-8")
    ran = giaoban(office, "units", file)
    assert ran.code == 1
    assert "KHONG_CO" in ran.out


def test_the_catalogue_is_a_list_for_machines_too(office: Path) -> None:
    rows = giaoban(office, "indicators", "--format", "json").rows
    assert {"members.admitted", "discipline.members"} <= {row["code"] for row in rows}


def fill_in(workspace: Path, out: Path, typed: object) -> Ran:
    """Takes a workbook from the books, types into the first figure of the first page, and brings it back."""
    written = giaoban(workspace, "workbook", "--unit", "DL", "--period", "2024-06", "--out", out)
    assert written.code == 0, written.err
    book = load_workbook(out)
    sheet = book.worksheets[1]
    row = next(row for row in range(1, 80) if sheet.cell(row, 1).value == "members.admitted")
    sheet.cell(row, 5).value = typed  # type: ignore[assignment]
    book.save(out)
    return giaoban(workspace, "import", "--format", "json", out)


def test_a_workbook_goes_out_and_comes_back(office: Path, tmp_path: Path) -> None:
    ran = fill_in(office, tmp_path / "DL.xlsx", "1.021")
    told = json.loads(ran.out)
    assert (ran.code, told["posted"]) == (0, 1), ran.out
    rows = giaoban(office, "rollup", "--period", "2024-06", "--unit", "LG", "--format", "json").rows
    assert next(row["value"] for row in rows if row["indicator"] == "members.admitted") == "1021"
    again = giaoban(office, "import", tmp_path / "DL.xlsx")
    assert (again.code, "không có gì mới" in again.out) == (0, True)


def test_a_workbook_with_a_wrong_cell_is_refused_with_its_address(office: Path, tmp_path: Path) -> None:
    ran = fill_in(office, tmp_path / "wrong.xlsx", "nhiều")
    (file,) = json.loads(ran.out)["files"]
    assert (ran.code, file["status"]) == (1, "refused")
    assert any(problem["value"] == "nhiều" and problem["cell"].startswith("E") for problem in file["problems"])


def test_what_a_file_says_is_printed_as_it_stands_and_commands_nothing(office: Path, tmp_path: Path) -> None:
    file = tmp_path / "[b]DL.csv"
    head = "unit,indicator,breakdown,period,measure,value"
    file.write_text(f"{head}\nDL,members.total,,2024-06,actual,[/b]\x1b[2J\n", encoding="utf-8")
    ran = giaoban(office, "import", file)
    assert ran.code == 1, ran.err
    assert "[/b][2J" in ran.out
    assert "[b]DL.csv" in ran.out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("rollup", "--period", "2024-H9"), "2024-H9"),
        (("rollup", "--period", "2024-H1", "--indicator", "members.admited"), "members.admited"),
        (("rollup", "--period", "2024-H1", "--unit", "QQ"), "QQ"),
        (("report", "--template", "nửa năm", "--period", "2024-H1", "--out", "r.txt"), "half_year"),
        (("report", "--template", "half_year", "--period", "2024-H1", "--out", "r.xls"), ".docx"),
        (("report", "--template", "half_year", "--period", "2024-H1", "--out", "nowhere/r.txt"), "nowhere/r.txt"),
        (("report", "--template", "half_year", "--period", "2019-H1", "--out", "r.txt"), "30/06/2019"),
        (("rollup", "--perod", "2024-H1"), "Gần giống: '--period'"),
        (("workbook", "--unit", "DL", "--period", "2024-W05", "--out", "w.xlsx"), "2024-W05"),
        (("--as", "aido", "indicators"), "aido"),
    ],
)
def test_a_wrong_word_is_shown_with_the_way_out(office: Path, words: tuple[str, ...], told: str) -> None:
    ran = giaoban(office, *words)
    assert ran.code == 2, ran.out
    assert told in ran.err


def test_the_command_line_speaks_english(office: Path) -> None:
    ran = giaoban(office, "rollup", "--help", GIAOBAN_LANGUAGE="en")
    assert "Roll" in ran.out
    assert "Usage:" in ran.out


def test_the_words_of_its_library_are_vietnamese_too(office: Path) -> None:
    told = giaoban(office, "rollup").err
    assert "Cách gọi:" in told
    assert "Lỗi: Thiếu tùy chọn" in told


def test_the_first_administrator_may_be_left_to_the_page(tmp_path: Path, migrated: str) -> None:
    with copied(migrated, tmp_path) as books:
        words = ("init", "--pack", "party_committee", "--on-the-page")
        ran = giaoban(tmp_path / "w", *words, GIAOBAN_DATABASE_URL=books)
    assert ran.code == 0
    assert "/khoi-dau/" in ran.out
    assert (tmp_path / "w" / "workspace.toml").exists()


def test_a_login_that_cannot_be_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    words = ("init", "--pack", "party_committee", "--administrator", "Quản trị")
    ran = giaoban(tmp_path / "w", *words, GIAOBAN_ADMINISTRATOR_PASSWORD="sông Lam mùa lũ")
    assert (ran.code, "không dấu" in ran.err) == (2, True)
    assert not (tmp_path / "w").exists()
