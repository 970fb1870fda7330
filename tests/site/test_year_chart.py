"""The chart of a year: its picture, its axis, its sentence."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.analysis.trend import Point
from giaoban.periods.period import PeriodKind, parse, parts
from giaoban.site.pictures import NARROW, WIDE, Year, ceiling, specification
from giaoban.site.year_chart import year_chart
from tests.site.test_glance import figure, indicator

YEAR = parts(parse("2024"), PeriodKind.MONTH)


def points(now: list[int | None], before: list[int | None]) -> tuple[Point, ...]:
    def exact(value: int | None) -> Decimal | None:
        return None if value is None else Decimal(value)

    return tuple(
        Point(month, exact(one), None, exact(other), None, estimate=False)
        for month, one, other in zip(YEAR, now, before, strict=True)
    )


def test_the_sentence_says_what_is_remarkable() -> None:
    chart = year_chart(
        indicator(), points([5, 6, 9, *[None] * 9], [4] * 12), figure(target=Decimal(120)), parse("2024-Q1"), "vi"
    )
    assert chart is not None
    assert chart.insight == "Tháng 3/2024: <b>9 tên</b>, cao nhất từ đầu năm, tăng 125% so cùng kỳ."
    assert chart.need == 10
    assert [row.change for row in chart.rows[:4]] == [
        "tăng 25% so cùng kỳ",
        "tăng 50% so cùng kỳ",
        "tăng 125% so cùng kỳ",
        "",
    ]


def test_an_early_estimate_is_called_one_in_the_sentence_and_in_the_table() -> None:
    told = points([5, 6, 9, *[None] * 9], [4] * 12)
    early = (*told[:2], replace(told[2], estimate=True), *told[3:])
    chart = year_chart(indicator(), early, figure(target=Decimal(120)), parse("2024-Q1"), "vi")
    assert chart is not None
    assert chart.insight.startswith("Tháng 3/2024: <b>ước 9 tên</b>")
    assert [row.estimate for row in chart.rows[:4]] == [False, False, True, False]


def test_a_year_without_figures_has_no_chart() -> None:
    assert year_chart(indicator(), points([None] * 12, [None] * 12), figure(), parse("2024"), "vi") is None


def test_the_picture_takes_its_colours_from_the_page_and_its_words_from_the_language() -> None:
    chart = year_chart(indicator(), points([1500] * 12, [None] * 12), figure(), parse("2024"), "en")
    assert chart is not None
    assert "var(--chart-now" in chart.wide.svg
    assert "1,500" in chart.wide.svg
    assert " style=" not in chart.wide.svg
    assert chart.wide.zones[0].text.startswith("January 2024")


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_zones_cover_the_plot_part_by_part(size: object) -> None:
    chart = year_chart(indicator(), points([1] * 12, [1] * 12), figure(), parse("2024"), "vi")
    assert chart is not None
    zones = chart.wide.zones if size is WIDE else chart.narrow.zones
    assert all(abs(one.x + one.width - other.x) < 0.02 for one, other in pairwise(zones))


@given(st.decimals(min_value="0.01", max_value=10**9, places=2, allow_nan=False))
def test_the_axis_reaches_above_the_highest_bar_with_few_round_ticks(highest: Decimal) -> None:
    top, ticks = ceiling([highest, None])
    assert top >= float(highest)
    assert 2 <= len(ticks) <= 7
    assert ticks[0] == 0
    assert ticks[-1] >= float(highest) * 0.99


def test_a_stock_is_drawn_as_a_line() -> None:
    numbers = (Decimal(3),) * 12
    year = Year(("1",) * 12, ("Tháng 1",) * 12, numbers, numbers, 2024, None, is_line=True)
    marks = {layer["mark"]["type"] for layer in specification(year, "", WIDE, "vi")["layer"]}
    assert marks == {"line", "text"}
