"""A figure that a register of the product counts: no form asks it, and it can be counted."""

from pathlib import Path

import pytest

from giaoban.indicators.packs import load
from tests.indicators.conftest import Spoil

INDICATOR = """\
  - code: trees.wished
    name: { vi: Kiến nghị trồng cây, en: Trees wished for }
    unit_of_measure: { vi: kiến nghị, en: recommendations }
    kind: flow
    register: recommendations.closed
    definition: { vi: Kiến nghị đã xong., en: Wishes come true. }
"""
SPOILT = [
    ("indicators.yaml", "register: recommendations.closed", "register: wishes", "hãy chọn một trong recommendations.closed"),
    ("indicators.yaml", "    register", "    breakdowns: [kind]\n    register", "“trees.wished” do sổ theo dõi đếm"),
    ("indicators.yaml", "    register", "    target: year\n    register", "không chỉ tiêu giao"),
    ("indicators.yaml", "kind: flow\n    register", "kind: stock\n    over_time: latest\n    register", "hãy ghi “kind: flow”"),
    ("forms.yaml", "indicator: trees.felled", "indicator: trees.wished", "hãy bỏ khỏi biểu"),
]  # fmt: skip


@pytest.fixture
def folder(folder: Path) -> Path:
    """The small pack, with what a register counts."""
    path = folder / "indicators.yaml"
    path.write_text(path.read_text(encoding="utf-8") + INDICATOR, encoding="utf-8")
    return folder


def test_it_is_asked_by_no_form(folder: Path) -> None:
    pack = load(folder)
    assert pack.indicator("trees.wished").from_register == "recommendations.closed"
    assert pack.form_asking("trees.wished", "street") is None


@pytest.mark.parametrize(("file", "old", "new", "message"), SPOILT)
def test_what_no_register_can_count_is_said(spoil: Spoil, file: str, old: str, new: str, message: str) -> None:
    problems = spoil(file, old, new)
    assert any(message in problem.message for problem in problems), problems
