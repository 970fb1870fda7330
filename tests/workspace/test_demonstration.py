"""The demonstration adds up to the published half-year, and its report says so, figure by figure."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.workspace.commands import giaoban

PUBLISHED = {
    # value, target, percent of target, same period last year, percent change
    "recommendations.resolved": ("13", None, None, None, None),
    "members.admitted": ("821", "1450", "56.62", None, None),
    "members.admitted.non_state_enterprise": ("50", "50", "100", None, None),
    "organisations.founded.non_state_enterprise": ("3", "5", "60", None, None),
    "inspection.organisations": ("267", None, None, "174", "53.45"),
    "inspection.members": ("563", None, None, "516", "9.11"),
    "inspection.on_signs.organisations": ("2", None, None, None, None),
    "inspection.on_signs.members": ("6", None, None, None, None),
    "supervision.organisations": ("211", None, None, "115", "83.48"),
    "supervision.members": ("309", None, None, "232", "33.19"),
    "discipline.organisations": ("4", None, None, "5", "-20"),
    "discipline.members": ("47", None, None, "73", "-35.62"),
}
RESOLVED = 13
FIELDS = ("value", "target", "completion_percent", "same_period", "change_percent")
PHRASES = (
    "821/1.450 chỉ tiêu (đạt 56,62%)",
    "50/50 chỉ tiêu (đạt 100%)",
    "3/5 chỉ tiêu (đạt 60%)",
    "267 tổ chức đảng (tăng 53,45% so cùng kỳ)",
    "563 đảng viên (tăng 9,11% so cùng kỳ)",
    "2 tổ chức đảng và 6 đảng viên",
    "211 (tăng 83,48% so cùng kỳ)",
    "309 (tăng 33,19% so cùng kỳ)",
    "4 tổ chức đảng (giảm 20% so cùng kỳ)",
    "47 đảng viên (giảm 35,62% so cùng kỳ)",
    "13 kiến nghị",
)


@pytest.fixture(scope="module")
def province(demonstration: Path) -> dict[str, dict[str, str | None]]:
    """The totals of the province for the first half of 2024, by indicator."""
    ran = giaoban(demonstration, "rollup", "--period", "2024-H1", "--format", "json")
    assert ran.code == 0, ran.err
    return {row["indicator"]: row for row in ran.rows if row["unit"] == "LG" and row["breakdown"] == ""}


@pytest.mark.parametrize("indicator", PUBLISHED)
def test_the_province_adds_up_to_the_published_half_year(
    indicator: str, province: dict[str, dict[str, str | None]]
) -> None:
    row = province[indicator]
    for field, published in zip(FIELDS, PUBLISHED[indicator], strict=True):
        if published is not None:
            assert Decimal(row[field] or "NaN") == Decimal(published), field


def test_the_report_says_the_published_figures(demonstration: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.txt"
    ran = giaoban(demonstration, "report", "--template", "half_year", "--period", "2024-H1", "--out", out)
    assert ran.code == 0, ran.err
    text = " ".join(out.read_text(encoding="utf-8").split())
    assert [phrase for phrase in PHRASES if phrase not in text] == []


def test_the_same_report_twice_is_the_same_file(demonstration: Path, tmp_path: Path) -> None:
    for ending in ("docx", "pdf"):
        first, second = tmp_path / f"1.{ending}", tmp_path / f"2.{ending}"
        for out in (first, second):
            giaoban(demonstration, "report", "--template", "half_year", "--period", "2024-H1", "--out", out)
        assert first.read_bytes() == second.read_bytes(), ending


def test_the_ledger_verifies_and_its_files_are_there(demonstration: Path) -> None:
    ran = giaoban(demonstration, "verify", "--format", "json")
    found = json.loads(ran.out)
    assert (ran.code, found["problems"]) == (0, [])
    workbooks = len(list((demonstration / "workbooks").rglob("*.xlsx")))
    assert found["postings"] == workbooks + RESOLVED, "each workbook, and each recommendation that was closed"


def test_a_second_start_changes_nothing_and_tells_the_same_accounts(demonstration: Path) -> None:
    accounts = json.loads((demonstration / "accounts.json").read_text(encoding="utf-8"))
    before = (demonstration / "giaoban.sqlite3").stat().st_size
    ran = giaoban(demonstration, "demo", "--no-serve")
    assert all(account["password"] in ran.out for account in accounts)
    assert (demonstration / "giaoban.sqlite3").stat().st_size == before


def test_each_role_of_the_product_has_an_account(demonstration: Path) -> None:
    accounts = json.loads((demonstration / "accounts.json").read_text(encoding="utf-8"))
    assert {account["role"] for account in accounts} == {
        "reporting_officer", "unit_leader", "office", "leader", "inspector", "administrator", "auditor",
    }  # fmt: skip


def test_the_demonstration_refuses_a_folder_that_holds_something_else(tmp_path: Path) -> None:
    folder = tmp_path / "của tôi"
    folder.mkdir()
    (folder / "thư.txt").write_text("đừng xóa", encoding="utf-8")
    ran = giaoban(folder, "demo", "--no-serve")
    assert ran.code == 2
    assert "đã có dữ liệu" in ran.err
    assert [path.name for path in folder.iterdir()] == ["thư.txt"]
