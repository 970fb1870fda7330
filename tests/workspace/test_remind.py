"""`giaoban remind` as a timer runs it."""

import json
import shutil
from pathlib import Path

import pytest

from tests.workspace.commands import giaoban


def test_three_days_before_the_day_nobody_is_reminded_of_a_form(demonstration: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(demonstration, own)
    ran = giaoban(own, "remind", "--format", "json")
    assert ran.code == 0
    told = json.loads(ran.out)
    assert (told["sent"], told["unreachable"], told["persons"], told["mailed"]) == ([], [], 0, 0)
    assert {"kind": "recommendation_late", "unit": "DN", "due": "2024-06-25"}.items() <= told["work"][-1].items()
    assert json.loads(giaoban(own, "remind", "--format", "json").out)["work"] == []
    assert "Đã nhắc 0 biểu" in giaoban(own, "remind").out
    assert "Reminded of 0 forms" in giaoban(own, "remind", GIAOBAN_LANGUAGE="en").out


@pytest.mark.parametrize("login", ["vanphong", "dienloc", "lanhdao"])
def test_only_an_administrator_of_the_root_runs_it(demonstration: Path, login: str) -> None:
    ran = giaoban(demonstration, "--as", login, "remind")
    assert (ran.code, ran.out) == (2, "")
    assert "Chỉ quản trị của đơn vị gốc" in ran.err
