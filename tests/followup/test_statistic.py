"""The two by two: done in time or late, open in time or overdue, as it stood on any day, and always adding up."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given as drawn
from hypothesis import strategies as st

from giaoban.followup.models import TaskAct, TaskState
from giaoban.followup.statistic import (
    Counts,
    Standing,
    Step,
    by_lead,
    by_origin,
    count,
    grouped,
    standing_of,
    stood,
    tasks_in,
)
from giaoban.followup.task_life import MOVE_OF, is_possible
from tests.conftest import NOW, Cast
from tests.followup.givers import DEADLINE, desk_of, given

FIRST, LAST = date(2024, 7, 1), date(2024, 7, 31)
DAY = timedelta(days=1)


def counts(cast: Cast, first: date, last: date) -> Counts:
    return count(tasks_in([cast.province.pk], first, last, today=date(2024, 12, 31)))


@pytest.mark.parametrize(
    ("state", "reported_on", "on", "standing"),
    [
        (TaskState.CONFIRMED, DEADLINE, LAST, Standing.DONE_IN_TIME),
        (TaskState.CONFIRMED, DEADLINE + DAY, LAST, Standing.DONE_LATE),
        (TaskState.ISSUED, None, DEADLINE, Standing.OPEN_IN_TIME),
        (TaskState.IN_PROGRESS, None, DEADLINE + DAY, Standing.OPEN_OVERDUE),
        (TaskState.REPORTED, DEADLINE, LAST, Standing.OPEN_IN_TIME),
        (TaskState.REPORTED, DEADLINE + DAY, LAST, Standing.OPEN_OVERDUE),
        (TaskState.SUSPENDED, None, LAST, Standing.SUSPENDED),
        (TaskState.CANCELLED, None, LAST, Standing.CANCELLED),
    ],
)
def test_the_day_of_the_deadline_is_in_time(state: TaskState, reported_on: date, on: date, standing: Standing) -> None:
    assert standing_of(state, DEADLINE, reported_on, on) is standing


def test_a_task_is_counted_as_it_stood_on_the_day_that_is_asked_about(cast: Cast) -> None:
    desk = desk_of(cast)
    desk.do("acknowledge")
    desk.do("report_done", "Xong", at=NOW + 12 * DAY)
    desk.do("confirm", at=NOW + 40 * DAY)
    assert counts(cast, FIRST, date(2024, 7, 1)) == Counts()
    assert counts(cast, FIRST, DEADLINE) == Counts(open_in_time=1)
    assert counts(cast, FIRST, DEADLINE + DAY) == Counts(open_overdue=1)
    assert counts(cast, FIRST, LAST) == Counts(open_overdue=1), "reported late, not yet confirmed"
    assert counts(cast, FIRST, date(2024, 8, 31)) == Counts(done_late=1)
    assert counts(cast, date(2024, 9, 1), date(2024, 9, 30)) == Counts(), "it had ended before"


def test_the_deadline_of_that_day_counts_and_not_the_one_of_today(cast: Cast) -> None:
    desk = desk_of(cast)
    desk.do("ask_extension", date(2024, 8, 30), "Chờ bản đồ", at=NOW + 20 * DAY)
    desk.do("grant_extension", at=NOW + 20 * DAY)
    assert counts(cast, FIRST, date(2024, 7, 20)) == Counts(open_overdue=1)
    assert counts(cast, FIRST, LAST) == Counts(open_in_time=1)


def test_today_comes_before_the_end_of_a_period_that_is_still_running(cast: Cast) -> None:
    given(cast)
    rows = tasks_in([cast.province.pk], FIRST, LAST, today=NOW.date())
    assert count(rows) == Counts(open_in_time=1)


def test_what_the_unit_gave_and_what_it_leads_count_once_each(cast: Cast) -> None:
    given(cast)
    given(cast, lead_id=cast.neighbour.pk, helper_ids=(), origin_title="Công văn 7-CV/TU")
    both = tasks_in([cast.province.pk, cast.district.pk], FIRST, LAST, today=LAST)
    assert len(both) == 2
    assert [row.lead_id for row in tasks_in([cast.district.pk], FIRST, LAST, today=LAST)] == [cast.district.pk]
    assert tasks_in([cast.province.pk], FIRST, LAST, today=LAST, led_only=True) == ()
    assert grouped(both, by_lead) == {
        cast.district.pk: Counts(open_overdue=1), cast.neighbour.pk: Counts(open_overdue=1),
    }  # fmt: skip
    assert set(grouped(both, by_origin)) == {("conclusion", "Thông báo 45-TB/TU"), ("conclusion", "Công văn 7-CV/TU")}


def test_twice_as_many_tasks_make_no_more_queries(cast: Cast) -> None:
    made = []
    for _times in range(2):
        for _number in range(3):
            given(cast)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            tasks_in([cast.province.pk], FIRST, LAST, today=LAST)
        made.append(len(queries))
    assert made == [2, 2]


@st.composite
def stories(draw: st.DrawFn) -> list[Step]:
    """A legal story of one task, some days long."""
    on, state, deadline, waits = date(2024, 1, 1), TaskState.DRAFT, date(2024, 1, 10), False
    steps = [Step(on, TaskAct.DRAFTED, deadline)]
    for _number in range(draw(st.integers(0, 12))):
        possible = [move for move in MOVE_OF.values() if is_possible(move, state, waits)]
        if not possible:
            break
        move = draw(st.sampled_from(possible))
        on += timedelta(days=draw(st.integers(0, 5)))
        if move.act is TaskAct.EXTENSION_GRANTED:
            deadline += timedelta(days=5)
        if move.extension is not None:
            waits = move.act is TaskAct.EXTENSION_ASKED
        state = move.to_state or state
        steps.append(Step(on, move.act, deadline))
    return steps


@drawn(st.lists(stories(), max_size=8), st.integers(0, 60))
def test_every_task_that_was_given_stands_somewhere_exactly_once(told: list[list[Step]], days: int) -> None:
    on = date(2024, 1, 1) + timedelta(days=days)
    then = [one for steps in told if (one := stood(steps, on)) is not None and one.issued_on is not None]
    standings = [standing_of(one.state, one.deadline, one.reported_on, on) for one in then]
    issued = sum(any(step.act is TaskAct.ISSUED and step.on <= on for step in steps) for steps in told)
    assert len(standings) == issued
    tally = Counts(**{one.name.lower(): standings.count(one) for one in Standing})
    assert tally.all == issued == tally.done + tally.open + tally.suspended + tally.cancelled
    assert all(tally.of(one) == standings.count(one) for one in Standing)
