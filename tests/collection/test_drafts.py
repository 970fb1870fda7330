"""Cells kept as people type: nothing is lost, whoever types at the same time."""

import unicodedata
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from giaoban.collection.drafts import answers, draft, save_cells
from giaoban.collection.life import IllegalMove
from giaoban.collection.typed import NONE_OCCURRED, Answer
from giaoban.figures.models import State
from giaoban.people.access import Hidden, NotYourRole
from tests.collection.desk import Desk, typed, whole

TOTAL, LEFT = ("members.total", "", "actual"), ("members.left", "", "actual")


def stands(desk: Desk) -> dict[str, str]:
    return {key[0]: cell.typed for key, cell in draft(desk.fresh()).items()}


def test_what_is_typed_stands_as_typed(desk: Desk) -> None:
    desk.open()
    saved = desk.type({"members.total": " 1.450 ", "members.left": "không phát sinh"}, reason="Đã đối chiếu")
    assert (saved.revision, saved.conflicts, saved.problems) == (1, (), {})
    assert stands(desk) == {"members.total": "1.450", "members.left": "không phát sinh"}
    cell = draft(desk.fresh())[TOTAL]
    assert (cell.reason, cell.revision, cell.changed_by) == ("Đã đối chiếu", 1, desk.cast.officer)
    read = answers(desk.fresh())
    assert read.answers == {TOTAL: Answer(State.REPORTED, Decimal(1450)), LEFT: NONE_OCCURRED}


def test_what_cannot_be_read_is_kept_and_told(desk: Desk) -> None:
    desk.open()
    saved = desk.type({"members.total": "12 hoặc 13"})
    assert "12 hoặc 13" in saved.problems[TOTAL].message
    assert stands(desk) == {"members.total": "12 hoặc 13"}
    assert answers(desk.fresh()).complaints.keys() == {TOTAL}


def test_the_same_again_changes_nothing(desk: Desk) -> None:
    desk.open()
    first = desk.type({"members.total": "5"})
    again = desk.type({"members.total": "5", "members.left": ""}, by=desk.cast.unit_leader, seen=0)
    assert (first.revision, again.revision, again.conflicts) == (1, 1, ())


def test_two_people_at_different_cells_both_get_in(desk: Desk) -> None:
    desk.open()
    desk.type({"members.total": "5"}, seen=0)
    saved = desk.type({"members.left": "1"}, by=desk.cast.unit_leader, seen=0)
    assert (saved.revision, saved.conflicts) == (2, ())
    assert stands(desk) == {"members.total": "5", "members.left": "1"}


def test_two_people_at_one_cell_lose_nothing(desk: Desk) -> None:
    desk.open()
    desk.type({"members.total": "5"}, seen=0, reason="danh sách tháng 5")
    saved = desk.type({"members.total": "6", "members.left": "1"}, by=desk.cast.unit_leader, seen=0)
    (conflict,) = saved.conflicts
    assert (conflict.cell, conflict.typed, conflict.theirs) == (TOTAL, "6", "5")
    assert (conflict.theirs_reason, conflict.by, conflict.revision) == ("danh sách tháng 5", "Cán bộ Diễn Lộc", 1)
    assert stands(desk) == {"members.total": "5", "members.left": "1"}
    assert not desk.type({"members.total": "6"}, by=desk.cast.unit_leader, seen=saved.revision).conflicts
    assert stands(desk)["members.total"] == "6"


def test_a_save_that_arrives_twice_is_no_conflict_with_oneself(desk: Desk) -> None:
    desk.open()
    desk.type({"members.total": "5"}, seen=0)
    assert not desk.type({"members.total": "56"}, seen=0).conflicts
    assert stands(desk)["members.total"] == "56"


def test_an_emptied_cell_stands_empty_so_that_others_see_it(desk: Desk) -> None:
    desk.open()
    desk.type({"members.total": "5"})
    desk.type({"members.total": ""})
    conflict = desk.type({"members.total": "7"}, by=desk.cast.unit_leader, seen=1).conflicts[0]
    assert (conflict.theirs, conflict.typed) == ("", "7")
    assert not answers(desk.fresh()).answers


def test_text_is_kept_composed_and_without_what_no_database_holds(desk: Desk) -> None:
    desk.open()
    desk.type({"members.left": unicodedata.normalize("NFD", "không phát sinh") + "\x00"})
    assert stands(desk)["members.left"] == "không phát sinh"


def test_only_officers_of_the_unit_type(desk: Desk) -> None:
    desk.open()
    for person in (desk.cast.leader, desk.cast.inspector, desk.cast.auditor):
        with pytest.raises(NotYourRole):
            desk.type({"members.total": "5"}, by=person)
    for person in (desk.cast.neighbour_officer, desk.cast.outsider):
        with pytest.raises(Hidden):
            desk.type({"members.total": "5"}, by=person)


def test_nothing_is_typed_into_what_was_handed_in(desk: Desk) -> None:
    stale = desk.open()
    desk.type({"members.total": "5"})
    desk.submit()
    with pytest.raises(IllegalMove, match="Không nhập được nữa"):
        save_cells(stale, [typed("members.total", "6")], by=desk.cast.officer, at=desk.now())
    assert stands(desk) == {"members.total": "5"}


def test_a_save_takes_the_same_statements_however_many_its_cells(desk: Desk) -> None:
    found = desk.open()
    counts = []
    for cells in (whole(desk.sheet, "1")[:1], whole(desk.sheet, "2")):
        with CaptureQueriesContext(connection) as queries:
            save_cells(found, cells, by=desk.cast.officer, at=desk.now())
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10
