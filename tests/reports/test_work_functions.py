"""Counts of tasks, recommendations, the programme and projects in reports: worded from the rows, leading to them."""

import pytest

from giaoban.reports.model import Counted, Figure, Paragraph, Table
from giaoban.reports.problems import TemplateProblem
from giaoban.reports.template import compose
from giaoban.reports.values import printed
from giaoban.reports.work import Work
from giaoban.reports.write_text import write
from tests.reports.made_work import WORK, matter_with_work, weekly


def paragraph(source: str, work: Work = WORK) -> Paragraph:
    block = compose(source, "thử", matter_with_work(work))[0]
    assert isinstance(block, Paragraph)
    return block


def table(source: str) -> Table:
    return next(block for block in compose(source, "thử", matter_with_work()) if isinstance(block, Table))


def test_a_count_is_a_figure_that_says_what_it_counts() -> None:
    said = paragraph("Có {{ tasks('open_overdue') }} nhiệm vụ quá hạn.")
    figure = said.inlines[1]
    assert isinstance(figure, Figure)
    assert figure.text == "1"
    assert figure.reference == Counted("tasks", "open_overdue", "LG", "2024-H1")
    assert figure.label == "nhiệm vụ (đang làm, quá hạn), Tỉnh ủy Lam Giang, 6 tháng đầu năm 2024"


def test_a_count_of_a_topic_keeps_the_topic() -> None:
    figure = paragraph("{{ tasks('all', 'site') }}").inlines[0]
    assert isinstance(figure, Figure)
    assert figure.reference == Counted("tasks", "all", "LG", "2024-H1", "site")


def test_what_nobody_counted_is_zero_for_a_count_of_rows() -> None:
    assert printed(paragraph("{{ recommendations('closed') }}", Work()).inlines) == "0"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{{ tasks('sai') }}", "sai"),
        ("{{ tasks('all', 'khong-co') }}", "khong-co"),
        ("{{ number_of('projects', 'area') }}", "projects"),
        ("{{ project_table('Bảng', 'khong-co') }}", "khong-co"),
        ("{{ number_of('tasks', 'all') }}", "figure(…)"),
        ("{{ task_list('open')[0].__class__ }}", ""),
    ],
)
def test_a_wrong_question_names_what_can_be_asked(source: str, words: str) -> None:
    with pytest.raises(TemplateProblem, match="dòng 1") as caught:
        compose(source, "thử", matter_with_work())
    assert words in str(caught.value)


def test_rows_are_told_in_words_that_never_become_markup() -> None:
    said = paragraph(
        "{% for task in task_list('open_overdue') %}{{ task.lead }}: {{ task.what }}, {{ task.deadline }}{% endfor %}"
    )
    assert printed(said.inlines) == "Huyện ủy Diễn Lộc: Rà soát tàu cá mất kết nối, 25/06/2024"


def test_the_statistic_has_a_row_for_each_lead_and_one_for_all() -> None:
    found = table("{{ task_table('Bảng 1') }}")
    rows = [[printed(cell.inlines) for cell in row] for row in found.rows]
    assert rows == [
        ["Huyện ủy Diễn Lộc", "1", "0", "1", "1"],
        ["Thành ủy Nguyệt Hồ", "0", "1", "1", "0"],
        ["Tổng cộng", "1", "1", "2", "1"],
    ]
    figure = found.rows[0][4].inlines[0]
    assert isinstance(figure, Figure)
    assert figure.reference == Counted("tasks", "open_overdue", "DL", "2024-H1")


def test_a_project_shows_what_is_done_of_what_is_planned_and_the_week() -> None:
    found = table("{{ project_table('Dự án', 'site') }}")
    cells = [printed(cell.inlines) for cell in found.rows[0]]
    assert cells == ["Đường ven biển", "41,5/60 (69,17%)", "120/200 (60%)", "…", "+2,5"]
    figure = found.rows[0][1].inlines[0]
    assert isinstance(figure, Figure)
    assert figure.reference == Counted("projects", "area", "LG", "2024-H1", "7")


def test_the_weekly_report_chooses_its_words_from_the_rows() -> None:
    text = write(weekly()).data.decode()
    for words in (
        "theo dõi 5 nhiệm vụ; đã hoàn thành 2 nhiệm vụ",
        "Rà soát tàu cá mất kết nối (hạn 25/06/2024; Thông báo kết luận số 41-TB/TU)",
        "12 hộ chưa thống nhất đơn giá.",
        "kênh. Quý IV/2025.",
        "Sơ kết chuyên đề (tháng 6/2024).",
    ):
        assert words in text
    empty = write(weekly(Work())).data.decode()
    assert "không có nhiệm vụ nào đang được theo dõi" in empty
    assert "không có chuyên đề nào đang mở" in empty
