"""The outcome of an import as rows, JSON and a sentence."""

import json

import pytest

from giaoban.collection.importing import FileOutcome, ImportOutcome
from giaoban.collection.outcome_report import as_json, file_heads, file_rows, problem_heads, problem_rows, summary
from giaoban.collection.problems import Problem


@pytest.fixture
def outcome() -> ImportOutcome:
    warning = Problem("b.xlsx", "Biểu 1", "E9", "900", "Tăng nhiều.", "Kiểm tra lại.", "warning")
    error = Problem("b.xlsx", "Biểu 1", "E8", "x", "Không đọc được.", "Gõ số.")
    return ImportOutcome(
        (
            FileOutcome("a.xlsx", "0a", "posted", 120, 3, (), corrected=1, unit="DL", period="2024-06"),
            FileOutcome("b.xlsx", "0b", "refused", 0, 0, (warning, error)),
        )
    )


def test_errors_come_before_warnings(outcome: ImportOutcome) -> None:
    rows = problem_rows(outcome)
    assert [(row["cell"], row["severity_name"]) for row in rows] == [("E8", "lỗi"), ("E9", "cần xem")]
    assert set(problem_heads()) <= set(rows[0])


def test_each_file_is_a_row(outcome: ImportOutcome) -> None:
    first, second = file_rows(outcome)
    assert (first["status_name"], first["posted"], first["corrected"]) == ("đã ghi sổ", 120, 1)
    assert (second["status_name"], second["problem_count"]) == ("không nhận", 2)
    assert set(file_heads()) <= set(first)


def test_json_holds_files_with_their_problems(outcome: ImportOutcome) -> None:
    told = json.loads(as_json(outcome))
    assert (told["posted"], told["refused"], len(told["files"])) == (120, 1, 2)
    assert told["files"][1]["problems"][1] == {
        "file": "b.xlsx", "sheet": "Biểu 1", "cell": "E8", "value": "x", "severity": "error",
        "message": "Không đọc được.", "way_out": "Gõ số.",
    }  # fmt: skip


def test_one_sentence_says_it_all(outcome: ImportOutcome) -> None:
    assert summary(outcome) == "2 tệp: 1 đã ghi sổ (120 số liệu), 0 không có gì mới, 1 không nhận."
