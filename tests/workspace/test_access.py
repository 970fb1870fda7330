"""A command acts for an account and shows and does no more than that account may."""

from pathlib import Path

import pytest

from tests.workspace.commands import giaoban

DISCIPLINE = "discipline.members"


def units_seen(workspace: Path, login: str, *words: str) -> set[tuple[str, bool]]:
    rows = giaoban(workspace, "--as", login, "rollup", "--period", "2024-H1", "--format", "json", *words).rows
    return {(row["unit"], bool(row["breakdown"])) for row in rows}


@pytest.mark.parametrize("login", ["vanphong", "lanhdao", "quantri", "rasoat"])
def test_who_works_at_the_province_sees_every_unit_but_no_small_count_of_discipline(
    demonstration: Path, login: str
) -> None:
    words = ("rollup", "--period", "2024-H1", "--format", "json", "--indicator", DISCIPLINE)
    rows = giaoban(demonstration, "--as", login, *words).rows
    parts = [row for row in rows if row["breakdown"]]
    assert len({row["unit"] for row in rows}) == 15
    assert any(row["withheld"] for row in parts)
    shown = [row[name] for row in parts for name in ("value", "same_period") if row[name] is not None]
    assert not any(0 < float(number) < 5 for number in shown)
    assert not any(row["year_to_date"] for row in parts)


def test_the_inspector_sees_breakdowns_of_discipline(demonstration: Path) -> None:
    assert ("LG", True) in units_seen(demonstration, "kiemtra", "--indicator", DISCIPLINE)


@pytest.mark.parametrize("login", ["dienloc", "lanhdao.dienloc"])
def test_a_district_sees_itself_alone(demonstration: Path, login: str) -> None:
    assert {unit for unit, _ in units_seen(demonstration, login)} == {"DL"}
    asked = giaoban(demonstration, "--as", login, "rollup", "--period", "2024-H1", "--unit", "NH")
    missing = giaoban(demonstration, "--as", login, "rollup", "--period", "2024-H1", "--unit", "KHONGCO")
    assert (asked.code, missing.code) == (2, 2)
    assert asked.err.replace("NH", "…") == missing.err.replace("KHONGCO", "…")


@pytest.mark.parametrize(
    ("login", "words", "code"),
    [
        ("dienloc", ("workbook", "--unit", "DL", "--period", "2024-06"), 0),
        ("dienloc", ("workbook", "--unit", "NH", "--period", "2024-06"), 2),
        ("lanhdao", ("workbook", "--unit", "DL", "--period", "2024-06"), 2),
        ("kiemtra", ("report", "--template", "half_year", "--period", "2024-H1"), 0),
        ("dienloc", ("report", "--template", "half_year", "--period", "2024-H1", "--unit", "LG"), 2),
    ],
)
def test_files_go_out_to_those_who_may_have_them(
    demonstration: Path, tmp_path: Path, login: str, words: tuple[str, ...], code: int
) -> None:
    out = tmp_path / ("w.xlsx" if words[0] == "workbook" else "r.txt")
    ran = giaoban(demonstration, "--as", login, *words, "--out", out)
    assert (ran.code, out.exists()) == (code, code == 0), ran.err


@pytest.mark.parametrize(("login", "code"), [("rasoat", 0), ("quantri", 0), ("vanphong", 2), ("dienloc", 2)])
def test_the_ledger_is_verified_by_auditor_and_administrator(demonstration: Path, login: str, code: int) -> None:
    assert giaoban(demonstration, "--as", login, "verify").code == code


def test_an_officer_cannot_import_for_a_neighbour(demonstration: Path) -> None:
    (file,) = (demonstration / "workbooks" / "2024-06").glob("*_NH_*.xlsx")
    ran = giaoban(demonstration, "--as", "dienloc", "import", file)
    assert ran.code == 1
    assert "không nhận" in ran.out
