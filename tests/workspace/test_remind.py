"""`giaoban remind` as a timer runs it."""

import json
import shutil
from pathlib import Path

import pytest

from tests.workspace.commands import begin, giaoban


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


def test_two_machines_that_remind_at_once_send_each_thing_once(demonstration: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(demonstration, own)
    both = [ran.end() for ran in [begin(own, "remind", "--format", "json") for _machine in range(2)]]
    assert [ran.code for ran in both] == [0, 0]
    sent = [(one["kind"], one["number"]) for ran in both for one in json.loads(ran.out)["work"]]
    assert len(sent) == len(set(sent)) == 5
    assert {kind for kind, _number in sent} == {"task_late", "task_soon", "recommendation_late"}


@pytest.mark.parametrize("login", ["vanphong", "dienloc", "lanhdao"])
def test_only_an_administrator_of_the_root_runs_it(demonstration: Path, login: str) -> None:
    ran = giaoban(demonstration, "--as", login, "remind")
    assert (ran.code, ran.out) == (2, "")
    assert "Chỉ quản trị của đơn vị gốc" in ran.err
