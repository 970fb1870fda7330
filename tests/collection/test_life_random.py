"""Anybody does anything in any order: no illegal state, no lost cell, a whole history, a ledger that says what was accepted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.collection import submitting
from giaoban.collection.drafts import answers, draft, save_cells
from giaoban.collection.life import MOVES, IllegalMove
from giaoban.collection.models import Act, State, Submission, SubmissionEvent
from giaoban.collection.moving import WordMissing
from giaoban.collection.submitting import Remark
from giaoban.figures.books import current
from giaoban.figures.models import Measure
from giaoban.figures.models import State as Said
from giaoban.figures.verify import verify
from giaoban.people.access import Hidden, NotYourRole
from giaoban.people.models import Person
from tests.collection.desk import MONTH, Desk, desk_of, typed
from tests.conftest import Cast

LINES = ["members.total", "members.admitted", "members.left"]
TEXTS = ["", "0", "3", "5", "không phát sinh"]
PEOPLE = ["officer", "unit_leader", "office", "leader", "neighbour_officer", "outsider"]
REFUSED = (IllegalMove, NotYourRole, Hidden, WordMissing)

people = st.sampled_from(PEOPLE)
lag = st.integers(0, 2)
"""How many revisions old what the person sees is."""
steps = st.one_of(
    st.tuples(st.just("type"), st.sampled_from(["officer", "unit_leader", "leader"]), lag, st.sampled_from(LINES), st.sampled_from(TEXTS)),
    st.tuples(
        st.sampled_from(["submit", "recall", "approve", "give_back", "accept", "reopen", "estimate", "final"]), people, lag
    ),
    # The straight way, so that most runs come to its end.
    st.sampled_from([("type", "officer", 0, "members.left", "5"), ("whole way", "", 0)]),
    st.sampled_from([("whole way", "", 0), ("reopen", "officer", 0), ("final", "officer", 0)]),
)  # fmt: skip


class Office:
    """Plays the steps and remembers what it must find in the end."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.states = [State(desk.open().state)]
        self.wanted: dict[tuple[str, str], tuple[str, object]] = {}
        self.typed: dict[str, str] = {}
        self.revision = 0

    def play(self, act: str, who: str, lag: int, *more: str) -> None:
        if act == "whole way":
            for step, person in (("submit", "officer"), ("approve", "unit_leader"), ("accept", "office")):
                self.play(step, person, 0)
            return
        by: Person = getattr(self.desk.cast, who)
        found = self.desk.fresh()
        seen = max(found.revision - lag, 0)
        try:
            with transaction.atomic():
                if act == "type":
                    self._type(found, by, seen, *more)
                else:
                    self._act(found, act, by, seen)
        except REFUSED:
            assert self.desk.fresh().revision == found.revision, "a refused act leaves no trace"
        self._look(found)

    def _type(self, found: Submission, by: Person, seen: int, line: str, text: str) -> None:
        saved = save_cells(found, [typed(line, text, seen=seen, reason="vì")], by=by, at=self.desk.now())
        if saved.conflicts:
            assert saved.conflicts[0].theirs == self.typed[line]
        else:
            self.typed[line] = text

    def _act(self, found: Submission, act: str, by: Person, seen: int) -> None:
        at = self.desk.now()
        acts: dict[str, Callable[[], object]] = {
            "submit": lambda: submitting.submit(found, by=by, at=at, revision=seen),
            "recall": lambda: submitting.recall(found, by=by, at=at, revision=seen),
            "approve": lambda: submitting.approve(found, by=by, at=at, revision=seen),
            "give_back": lambda: submitting.give_back(
                found, [Remark(LINES[0], "", "Xem lại")], "", by=by, at=at, revision=seen
            ),
            "accept": lambda: submitting.accept(found, by=by, at=at, revision=seen, reason="Thay số cũ"),
            "reopen": lambda: submitting.reopen(found, "Gõ nhầm", by=by, at=at, revision=seen),
            "estimate": lambda: submitting.set_estimate(found, True, by=by, at=at, revision=seen),
            "final": lambda: submitting.set_estimate(found, False, by=by, at=at, revision=seen),
        }
        acts[act]()
        if act == "accept":
            self._remember(found)

    def _remember(self, found: Submission) -> None:
        measure = Measure.ESTIMATE if found.is_estimate else Measure.ACTUAL
        said = {key[0]: answer for key, answer in answers(found).answers.items()}
        for line in LINES:
            if line in said:
                self.wanted[line, measure] = said[line].state, said[line].value
            elif line in self.typed:
                self.wanted.pop((line, measure), None)

    def _look(self, before: Submission) -> None:
        after = self.desk.fresh()
        assert after.revision >= before.revision
        if after.state != before.state:
            self.states.append(State(after.state))
        self.typed = {key[0]: cell.typed for key, cell in draft(after).items()}
        rows = current([after.unit_id], [MONTH]).items()
        stands = {(cell.indicator, cell.measure): row[:2] for cell, row in rows if row.state != Said.WITHDRAWN}
        assert stands == self.wanted, "the ledger says what was accepted last"

    def look_back(self) -> None:
        """The whole story fits together."""
        events = list(SubmissionEvent.objects.order_by("pk"))
        assert events[0].act == Act.OPENED
        assert all(one.revision < two.revision for one, two in pairwise(events))
        assert all(one.at <= two.at for one, two in pairwise(events))
        legal = {(state, move.to_state) for move in MOVES for state in move.from_states} | {(State.POSTED, State.DRAFT)}
        assert set(pairwise(self.states)) <= legal
        moved = [event for event in events if event.act not in {Act.OPENED, Act.ESTIMATED, Act.FINALISED}]
        assert len(moved) >= len(self.states) - 1 - sum(event.act == Act.FINALISED for event in events)
        assert not verify().problems


@given(st.lists(steps, max_size=30))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_whatever_people_do_the_story_holds_together(cast: Cast, played: list[tuple[str, ...]]) -> None:
    with taken_back():
        office = Office(desk_of(cast))
        for step in played:
            office.play(*step)  # type: ignore[arg-type] # a step is a name, a person, a lag and texts
        office.look_back()


@contextmanager
def taken_back() -> Iterator[None]:
    """Takes everything back, so that the next run begins with an empty ledger."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
