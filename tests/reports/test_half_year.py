"""The half-year report: every figure of the seed, words chosen from the data, nothing invented."""

from dataclasses import dataclass, replace

import pytest

from giaoban.analysis.figure import RolledFigure
from giaoban.reports.build import source, template_of, write_up
from giaoban.reports.layout import TEXT_WIDTH
from giaoban.reports.model import Chart, PageBreak, Table
from giaoban.reports.tables import SIGN_WIDTH
from giaoban.reports.write_text import text
from tests.reports.books import AT, MadeUpBooks, half_year, matter, shown


@pytest.mark.parametrize(
    "words",
    [
        "kết nạp được 821/1.450 chỉ tiêu (đạt 56,62%)",
        "50/50 chỉ tiêu (đạt 100%)",
        "3/5 chỉ tiêu (đạt 60%)",
        "kiểm tra 267 tổ chức đảng (tăng 53,45% so cùng kỳ) và 563 đảng viên (tăng 9,11% so cùng kỳ)",
        "đã kiểm tra 2 tổ chức đảng và 6 đảng viên",
        "211 (tăng 83,48% so cùng kỳ)",
        "309 (tăng 33,19% so cùng kỳ)",
        "4 tổ chức đảng (giảm 20% so cùng kỳ) và 47 đảng viên (giảm 35,62% so cùng kỳ)",
        "13 kiến nghị",
    ],
)
def test_the_figures_of_the_seed_stand_in_the_text(words: str) -> None:
    assert words in text(half_year())


def test_a_figure_that_nobody_reported_is_said_and_listed_and_is_no_zero() -> None:
    report = half_year({("LG", "recommendations.resolved"): (None, None, None)})
    assert "được giải quyết trong kỳ: chưa có số liệu." in text(report)
    assert "recommendations.resolved" in {shown(figure).indicator for figure in report.unknown()}


def test_a_rise_from_nothing_and_a_standstill_have_their_own_words() -> None:
    written = text(
        half_year({("LG", "inspection.organisations"): (7, None, 0), ("LG", "inspection.members"): (9, None, 9)})
    )
    assert "kiểm tra 7 tổ chức đảng (cùng kỳ không phát sinh) và 9 đảng viên (bằng cùng kỳ)" in written


def test_a_period_without_discipline_says_so() -> None:
    written = text(
        half_year({("LG", "discipline.organisations"): (0, None, 5), ("LG", "discipline.members"): (0, None, 73)})
    )
    assert "không phát sinh trường hợp phải thi hành kỷ luật" in written


def test_what_cannot_be_divided_is_a_dash_and_no_gap() -> None:
    from_nothing = half_year({("LG", "inspection.organisations"): (7, None, 0)})
    row = next(line for line in text(from_nothing).splitlines() if line.startswith("4   Tổ chức đảng được kiểm tra"))
    assert row.split()[-4:] == ["–", "0", "7", "–"]
    gaps = {(shown(gap).unit, shown(gap).indicator) for gap in from_nothing.unknown()}
    assert ("LG", "inspection.organisations") not in gaps


def test_units_behind_half_of_their_target_are_named() -> None:
    assert "còn dưới một nửa chỉ tiêu năm: Đảng ủy Công an tỉnh (40%)." in text(half_year())


def test_figures_are_numbered_in_reading_order() -> None:
    ids = [figure.id for figure in half_year().figures()]
    assert ids == [f"f{number:04d}" for number in range(1, len(ids) + 1)]


def test_the_annex_by_unit_lies_after_the_signature_on_a_wide_page_with_merged_heads() -> None:
    report = half_year()
    assert report.annexes()[0] == PageBreak(landscape=True)
    table = next(block for block in report.annexes() if isinstance(block, Table))
    assert len(table.header) == 2
    assert any(cell.columns > 1 for cell in table.header[0])
    assert table.widths[1] > len("Đảng ủy Công an tỉnh"), "a name stands in one line"
    assert any(isinstance(block, Chart) for block in report.body())


def test_a_table_on_an_upright_page_is_no_wider_than_its_signs_need() -> None:
    table = next(block for block in half_year().body() if isinstance(block, Table))
    assert sum(table.widths) <= TEXT_WIDTH / SIGN_WIDTH


@dataclass(frozen=True)
class SecondHalf(MadeUpBooks):
    """Five hundred of each were there before the period."""

    def get(self, unit_code: str, indicator: str, breakdown: str = "") -> RolledFigure:
        found = super().get(unit_code, indicator, breakdown)
        return found if found.value is None else replace(found, year_to_date=found.value + 500)


def test_in_the_second_half_the_period_and_the_year_so_far_are_told_apart() -> None:
    about = replace(matter(), books=SecondHalf())
    template = template_of(about.pack, "half_year", about.period)
    written = text(write_up(source(about.pack, "half_year"), template, about, at=AT, notice=""))
    assert "kết nạp được 821 đảng viên, tăng 17,29% so cùng kỳ; tính từ đầu năm là 1.321/1.450 chỉ tiêu" in written
    assert "quá nửa chỉ tiêu" not in written
    assert "Lũy kế" in written


def test_the_code_of_a_report_changes_with_what_it_says() -> None:
    assert half_year().code == half_year().code
    assert half_year().code != half_year({("LG", "members.admitted"): (822, 1450, 700)}).code
    assert len(half_year().code) <= 30
