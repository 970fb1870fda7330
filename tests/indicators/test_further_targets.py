"""A figure that is promised twice: a further target takes its figures from the indicator that is reported."""

from pathlib import Path

import pytest

from giaoban.indicators.forms import cells
from giaoban.indicators.packs import load
from tests.indicators.conftest import Spoil

INDICATOR = """\
  - code: trees.promised
    name: { vi: Cây hứa trồng, en: Trees promised }
    unit_of_measure: { vi: cây, en: trees }
    kind: flow
    target: year
    figure_of: trees.planted
    definition: { vi: Như trên., en: As above. }
"""
ROW = "          - { indicator: trees.promised }\n"


def put_before(path: Path, place: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(place, new + place, 1), encoding="utf-8")


@pytest.fixture
def folder(folder: Path) -> Path:
    """The small pack, in which the planted trees are promised once more."""
    put_before(folder / "indicators.yaml", "  - code: trees.felled", INDICATOR)
    put_before(folder / "forms.yaml", "          - { indicator: trees.felled }", ROW)
    return folder


def test_a_form_asks_only_its_target(folder: Path) -> None:
    pack = load(folder)
    asked = [(cell.breakdown, cell.measure) for cell in cells(pack, pack.form("trees")) if "promised" in cell.indicator]
    assert asked == [("", "target")]


SPOILT = [
    ("indicators.yaml", "figure_of: trees.planted", "figure_of: trees.seen", "Không có “trees.seen” trong “indicators”"),
    ("indicators.yaml", "figure_of: trees.planted", "figure_of: trees.promised", "cũng lấy số của chỉ tiêu khác"),
    ("indicators.yaml", "figure_of: trees.planted", "figure_of: trees.standing", "khác loại, đơn vị tính, cách cộng"),
    ("indicators.yaml", "    target: year\n    figure_of", "    figure_of", "chỉ để giao thêm chỉ tiêu cho “trees.planted”"),
    ("indicators.yaml", "    figure_of", "    breakdowns: [kind]\n    figure_of", "không có phân tổ riêng"),
    ("forms.yaml", "          - { indicator: trees.planted, breakdowns: [kind, planter] }\n", "", "hãy hỏi cả hai trong cùng một biểu"),
    ("rules.yaml", "left: trees.planted\n    message", "left: trees.promised\n    message", "hãy dùng chỉ tiêu đó trong quy tắc"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "message"), SPOILT)
def test_what_makes_no_further_target_is_said(spoil: Spoil, file: str, old: str, new: str, message: str) -> None:
    assert any(message in problem.message for problem in spoil(file, old, new))
