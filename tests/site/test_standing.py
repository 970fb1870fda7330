"""Who has reported, summed up by unit, and the sentence at the top of the home page."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from unittest.mock import sentinel

import pytest

from giaoban.analysis.completeness import FormStanding, PartStanding
from giaoban.collection.allowances import Allowances
from giaoban.periods.period import parse
from giaoban.site.standing import Overdue, State, allowing, headline, overdue, progress
from giaoban.units.tree import Node

HALF, JUNE = parse("2024-H1"), parse("2024-06")
DUE = date(2024, 7, 5)


def form(number: int, filled: int, *, asked: int = 4, late: bool = False) -> FormStanding:
    node = Node(number, f"U{number}", f"U{number}", f"Đơn vị {number}", "", number, number + 1, 1, 0)
    done = date(2024, 7, 1) if filled == asked and asked else None
    return FormStanding(node, sentinel.form, (PartStanding(JUNE, DUE, filled, asked, done, late),))


def test_each_unit_stands_once_and_the_late_come_first() -> None:
    found = progress([form(1, 4), form(2, 2), form(3, 0), form(4, 1, late=True), form(4, 4)])
    assert [unit.state for unit in found.units] == [State.REPORTED, State.PARTLY, State.MISSING, State.LATE]
    assert (found.done, found.expected) == (1, 4)
    assert found.share == 25
    assert [segment.count for segment in found.segments] == [1, 1, 1, 1]
    assert len(found.waiting) == 3


def test_a_form_of_narratives_alone_is_never_owed() -> None:
    found = progress([form(1, 4), form(1, 0, asked=0, late=True)])
    assert found.units[0].state is State.REPORTED


@pytest.mark.parametrize(
    ("forms", "today", "words"),
    [
        ([form(1, 4)], DUE, "Đã đủ số liệu 6 tháng đầu năm 2024"),
        ([form(1, 1)], date(2024, 7, 2), "Số liệu 6 tháng đầu năm 2024 còn 3 ngày là hết hạn"),
        ([form(1, 1)], DUE, "Hôm nay là hạn nộp số liệu 6 tháng đầu năm 2024"),
        ([form(1, 1, late=True)], date(2024, 7, 9), "1 đơn vị quá hạn nộp số liệu 6 tháng đầu năm 2024"),
        ([], DUE, "Không có biểu nào phải nộp cho 6 tháng đầu năm 2024"),
    ],
)
def test_the_headline_says_what_matters_today(forms: list[FormStanding], today: date, words: str) -> None:
    assert headline(progress(forms), HALF, today, "vi") == words


def test_segments_fill_the_bar() -> None:
    found = progress([form(number, 4 if number < 12 else 1) for number in range(14)])
    assert [(segment.start, segment.width) for segment in found.segments] == [("0.00%", "85.21%"), ("85.71%", "13.79%")]


def named_form(number: int, filled: int, *, late: bool) -> FormStanding:
    return replace(form(number, filled, late=late), form=SimpleNamespace(code="a"))  # type: ignore[arg-type] # its code is all that is asked


def test_what_waits_for_the_office_is_not_overdue_and_more_time_counts() -> None:
    today = date(2024, 7, 9)
    late = [named_form(1, 0, late=True), named_form(2, 0, late=True), named_form(3, 0, late=True)]
    later = date(2024, 7, 12)
    allowed = Allowances(frozenset({(1, "a", "2024-06")}), {(2, "a", "2024-06"): later})
    found = progress(allowing(late, allowed, today))
    assert [unit.state for unit in found.units] == [State.MISSING, State.MISSING, State.LATE]
    assert found.units[1].due == later
    assert overdue(found) == Overdue(JUNE, 1)
    assert progress(allowing(late, allowed, date(2024, 7, 15))).units[1].state is State.LATE
    assert overdue(progress([form(1, 4)])) is None
