"""Anybody does anything in any order: no illegal move, a whole story, old deadlines kept, counts that add up on every day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import pairwise

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.followup import task_acts
from giaoban.followup.models import Task, TaskAct, TaskEvent, TaskState
from giaoban.followup.statistic import Standing, count, rows_of, standing_condition, stood
from giaoban.followup.statistic import _stories as stories
from giaoban.followup.task_clears import TaskRefused
from giaoban.followup.task_life import MOVE_OF, VERBS, IllegalMove, Side, state_after
from giaoban.followup.task_sight import tasks_seen
from giaoban.people.access import Hidden, NotYourRole, may
from tests.conftest import NOW, Cast
from tests.followup.givers import new_task

PEOPLE = [
    "office", "leader", "inspector", "administrator", "auditor", "officer", "unit_leader", "neighbour_officer", "outsider",
]  # fmt: skip
REFUSED = (IllegalMove, NotYourRole, Hidden, TaskRefused)
FIRST_DAY = NOW - timedelta(days=20)
ACTS = [
    "issue", "acknowledge", "start", "progress", "report_done", "confirm", "send_back", "ask_extension",
    "grant_extension", "refuse_extension", "suspend", "resume", "cancel", "revise",
]  # fmt: skip
WAY = [("issue", "office"), ("acknowledge", "officer"), ("start", "unit_leader"), ("report_done", "officer")]

one_step = st.tuples(
    st.sampled_from(ACTS),
    st.sampled_from(PEOPLE),
    st.integers(0, 1),
    st.sampled_from(["", "vì vậy"]),
    st.integers(0, 4),
)
"""The act, by whom, how many revisions old what they see is, what they say, and how many days have passed."""
steps = st.one_of(
    one_step, st.tuples(st.sampled_from(ACTS), st.sampled_from(["office", "officer"]), st.just(0), st.just("vì vậy"), st.integers(0, 4)),
    st.sampled_from([(act, who, 0, "vì vậy", 1) for act, who in WAY]),
)  # fmt: skip


class Office:
    """Plays the steps and remembers how the task stood in the evening of each day."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.at = cast, FIRST_DAY
        new = new_task(cast, origin_on=FIRST_DAY.date(), deadline=FIRST_DAY.date() + timedelta(days=6))
        self.number = task_acts.draft(new, by=cast.office, at=self.at).pk
        self.evenings: dict[date, Task] = {}

    def task(self) -> Task:
        return Task.objects.get(pk=self.number)

    def play(self, act: str, who: str, lag: int, text: str, days: int) -> None:
        self.evenings |= {(self.at + timedelta(days=day)).date(): self.task() for day in range(days)}
        self.at += timedelta(days=days, minutes=1)
        before = self.task()
        person = getattr(self.cast, who)
        try:
            with transaction.atomic():
                self._act(before, act, who, max(before.revision - lag, 0), text)
        except REFUSED:
            assert self.task().revision == before.revision, "a refused act leaves no trace"
            return
        after, move = self.task(), MOVE_OF[TaskAct(self._last().act)]
        place = after.unit_id if move.side is Side.GIVER else after.lead_id
        assert any(may(person, verb, place, self.at.date()) for verb in VERBS[move.side])
        assert before.state in move.from_states
        assert after.state == state_after(TaskState(before.state), move.act)
        assert after.revision == before.revision + 1
        assert text or not move.needs_text

    def _act(self, task: Task, act: str, who: str, revision: int, text: str) -> None:
        more: dict[str, object] = {}
        words: list[object] = [text]
        if act == "issue":
            words = []
        if act == "revise":
            words = [new_task(self.cast, deadline=self.at.date() + timedelta(days=5), origin_on=FIRST_DAY.date())]
        if act == "ask_extension":
            words = [task.deadline + timedelta(days=4), text]
        if act == "resume" and revision % 2:
            more["deadline"] = self.at.date() + timedelta(days=3)
        carry = getattr(task_acts, act)
        carry(task, *words, by=getattr(self.cast, who), at=self.at, revision=revision, **more)

    def _last(self) -> TaskEvent:
        found = TaskEvent.objects.filter(task=self.number).last()
        assert found is not None
        return found

    def look_back(self) -> None:
        """The whole story fits together, and tells of every evening what was true then."""
        task, events = self.task(), list(TaskEvent.objects.filter(task=self.number))
        assert [event.revision for event in events] == list(range(task.revision + 1))
        assert all(one.at <= two.at and one.deadline_after == two.deadline_before for one, two in pairwise(events))
        changed = [event for event in events if event.deadline_before != event.deadline_after]
        assert {event.act for event in changed} <= {TaskAct.REVISED, TaskAct.EXTENSION_GRANTED, TaskAct.RESUMED}
        if task.issued_on is not None:
            issued = next(event for event in events if event.act == TaskAct.ISSUED)
            assert task.first_deadline == issued.deadline_after, "the first deadline never changes"
        self.evenings[self.at.date()] = task
        for evening, then in self.evenings.items():
            self._recall(evening, then)

    def _recall(self, evening: date, then: Task) -> None:
        told = stood(stories([self.number])[self.number], evening)
        assert told is not None
        assert (told.state, told.deadline, told.issued_on, told.reported_on) == (
            then.state, then.deadline, then.issued_on, then.reported_on,
        )  # fmt: skip
        rows = rows_of(Task.objects.all(), FIRST_DAY.date(), evening, today=evening)
        assert count(rows).all == len(rows) == (then.issued_on is not None)

    def counts_agree(self) -> None:
        """The database counts today what the story tells, each task once."""
        today = self.at.date()
        rows = rows_of(Task.objects.all(), FIRST_DAY.date(), today, today=today)
        seen = tasks_seen(self.cast.leader, today)
        for standing in Standing:
            told = {row.task_id for row in rows if row.standing is standing}
            assert set(seen.filter(standing_condition(standing, today)).values_list("pk", flat=True)) == told


@given(st.lists(steps, max_size=25))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_whatever_people_do_the_story_holds_together(cast: Cast, played: list[tuple[str, str, int, str, int]]) -> None:
    with taken_back():
        office = Office(cast)
        for step in played:
            office.play(*step)
        office.look_back()
        office.counts_agree()


@contextmanager
def taken_back() -> Iterator[None]:
    """Takes everything back, so that the next run begins with empty books."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
