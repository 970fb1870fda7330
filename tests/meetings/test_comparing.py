"""Two versions of a notice: what the difference says makes the one out of the other."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from giaoban.meetings.clears import Clear, Point
from giaoban.meetings.comparing import Kind, compare_points, compare_texts

WORDS = some.sampled_from(
    ["giao", "Huyện ủy", "Diễn Lộc", "rà soát", "tàu", "cá", ",", ";", "15/8/2024", "báo cáo", "“không có”"]
)
PARAGRAPHS = some.lists(some.lists(WORDS, min_size=1, max_size=8).map(" ".join) | some.text(max_size=12), max_size=6)


@given(PARAGRAPHS, PARAGRAPHS)
def test_the_difference_gives_both_versions_again(before: list[str], after: list[str]) -> None:
    changes = compare_texts(before, after)
    assert [one.before for one in changes if one.before is not None] == before
    assert [one.after for one in changes if one.after is not None] == after


@given(PARAGRAPHS)
def test_a_version_differs_in_nothing_from_itself(texts: list[str]) -> None:
    assert not any(one.is_changed for one in compare_texts(texts, texts))


def test_a_changed_word_leaves_its_paragraph_in_place() -> None:
    (change,) = compare_texts(["Hoàn thành trước ngày 15/8/2024."], ["Hoàn thành trước ngày 30/8/2024."])
    assert change.kind is Kind.KEPT
    assert [(one.kind, one.text) for one in change.pieces if one.kind is not Kind.KEPT] == [
        (Kind.LEFT_OUT, "15"),
        (Kind.PUT_IN, "30"),
    ]


def test_another_paragraph_is_one_gone_and_one_new() -> None:
    changes = compare_texts(["Giao Diễn Lộc rà soát tàu cá."], ["Văn phòng thông báo để các cơ quan biết."])
    assert [one.kind for one in changes] == [Kind.LEFT_OUT, Kind.PUT_IN]


POINT = Point(7, "Rà soát tàu cá", lead="Huyện ủy Diễn Lộc", helpers=("Thành ủy Nguyệt Hồ",), reporting="văn bản")


@pytest.mark.parametrize(
    ("after", "changed"),
    [
        (Point(7, "Rà soát", lead=POINT.lead, helpers=POINT.helpers, reporting="văn bản"), {Clear.WHAT}),
        (Point(7, POINT.what, lead="Đảng ủy Công an", helpers=POINT.helpers, reporting="văn bản"), {Clear.LEAD}),
        (Point(7, POINT.what, lead=POINT.lead, alone=True, reporting="văn bản"), {Clear.HELPERS}),
        (
            Point(7, POINT.what, lead=POINT.lead, helpers=POINT.helpers, deadline=date(2024, 8, 15)),
            {Clear.DEADLINE, Clear.REPORTING},
        ),
    ],
)
def test_each_clear_that_changed_is_named(after: Point, changed: set[Clear]) -> None:
    (change,) = compare_points([POINT], [after])
    assert {one.clear for one in change.clears} == changed


def test_new_gone_and_moved_conclusions_are_told_by_their_numbers() -> None:
    other, new = Point(8, "Báo cáo hằng tuần"), Point(9, "Tổ chức hội nghị")
    changes = compare_points([POINT, other], [new, POINT])
    assert [(one.before, one.after) for one in changes] == [(None, 1), (1, 2), (2, None)]
