"""Charts: Vietnamese numbers, colours that follow the theme, nothing that a strict page would refuse."""

import re

from giaoban.reports import charts
from giaoban.reports.chart_specs import bars_by_unit
from giaoban.reports.model import Chart
from tests.reports.books import half_year


def specification() -> dict[str, object]:
    (chart,) = (block for block in half_year().blocks if isinstance(block, Chart))
    return chart.specification


def test_the_inline_picture_has_no_style_and_takes_the_colours_of_the_theme() -> None:
    drawn = charts.svg(specification())
    assert 'role="img" aria-label="Biểu đồ 1.' in drawn
    assert "var(--chart-now, #3a4cc4)" in drawn
    assert not re.search(r"style=|<style|<script|aria-roledescription|clip-path|url\(", drawn)


def test_on_paper_the_colours_are_fixed() -> None:
    assert "var(" not in charts.picture(specification())
    assert charts.png(specification()).startswith(b"\x89PNG")


def test_numbers_are_vietnamese() -> None:
    rows = (("Huyện ủy Diễn Lộc", (None, None)), ("Thành ủy Nguyệt Hồ", (None, None)))
    assert "1.450" not in charts.svg(bars_by_unit(rows, ("a", "b"), axis="đảng viên", description="x"))
    assert ">402<" in charts.svg(specification())


def test_the_same_chart_is_drawn_once() -> None:
    assert charts.svg(specification()) is charts.svg(specification())
