"""`giaoban remind` as a timer runs it."""

import json
from pathlib import Path

import pytest

from tests.workspace.commands import giaoban


def test_three_days_before_the_day_nobody_is_reminded(demonstration: Path) -> None:
    ran = giaoban(demonstration, "remind", "--format", "json")
    assert ran.code == 0
    assert json.loads(ran.out) == {"sent": [], "unreachable": [], "persons": 0, "mailed": 0, "mail_failed": 0}
    assert "Đã nhắc 0 biểu" in giaoban(demonstration, "remind").out
    assert "Reminded of 0 forms" in giaoban(demonstration, "remind", GIAOBAN_LANGUAGE="en").out


@pytest.mark.parametrize("login", ["vanphong", "dienloc", "lanhdao"])
def test_only_an_administrator_of_the_root_runs_it(demonstration: Path, login: str) -> None:
    ran = giaoban(demonstration, "--as", login, "remind")
    assert (ran.code, ran.out) == (2, "")
    assert "Chỉ quản trị của đơn vị gốc" in ran.err
