"""Anybody does anything in any order: no illegal state, a whole story, counts that add up, a ledger that says what was closed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.figures.books import current
from giaoban.figures.verify import verify
from giaoban.followup import recommendation_acts as acts
from giaoban.followup.models import Recommendation, RecommendationEvent
from giaoban.followup.models import RecommendationAct as Act
from giaoban.followup.models import RecommendationState as State
from giaoban.followup.recommendation_acts import WordsRefused
from giaoban.followup.recommendation_life import MOVES, IllegalMove, Side, replayed
from giaoban.followup.recommendation_listing import By, Counts, counted, counts
from giaoban.followup.recommendation_sight import sides_of
from giaoban.people.access import Hidden, NotYourRole
from giaoban.people.models import Person
from tests.conftest import NOW, Cast
from tests.followup.asking import DUE, Asking, asking_of, fresh

PEOPLE = ("office", "officer", "unit_leader", "owner", "leader", "administrator", "neighbour_officer", "outsider")
ACTS = tuple(act for act in Act if act is not Act.RECEIVED)
REFUSED = (IllegalMove, NotYourRole, Hidden, WordsRefused)
WAY = (
    (Act.CLASSIFIED, "office"),
    (Act.PASSED_ON, "office"),
    (Act.ANSWERED, "owner"),
    (Act.CONFIRMED, "officer"),
)
"""The straight way, so that many runs come to an end."""

steps = st.one_of(
    st.tuples(st.sampled_from(ACTS), st.sampled_from(PEOPLE), st.integers(0, 5), st.integers(0, 1)),
    st.tuples(st.sampled_from(["way", "new", "split"]), st.just(""), st.integers(0, 5), st.just(0)),
)


class Register:
    """Plays the steps and looks, after each, whether everything still fits together."""

    def __init__(self, cast: Cast) -> None:
        self.asking = asking_of(cast)
        self.asking.received()

    def play(self, act: Act | str, who: str, which: int, lag: int) -> None:
        rows = list(Recommendation.objects.order_by("pk"))
        one = rows[which % len(rows)]
        match act:
            case "new":
                self.asking.received(on=NOW.date() - timedelta(days=which * 20))
            case "way":
                for step, person in WAY:
                    self._try(fresh(one), step, self._person(person), 0)
            case "split":
                self._try(one, Act.CLASSIFIED, self._person("office"), 0)
                self._try(fresh(one), Act.SPLIT, self._person("office"), 0)
            case Act():
                self._try(one, act, self._person(who), lag)

    def _person(self, who: str) -> Person:
        found: Person = self.asking.owner if who == "owner" else getattr(self.asking.cast, who)
        return found

    def _try(self, one: Recommendation, act: Act, by: Person, lag: int) -> None:
        before = State(one.state)
        allowed = sides_of(one, by, NOW.date())
        legal = {move.side for move in MOVES if move.act is act and before in move.from_states}
        try:
            self._act(one, act, by, max(one.revision - lag, 0))
        except REFUSED:
            assert fresh(one).revision == one.revision, "a refused act leaves no trace"
        else:
            assert allowed & legal, "nobody does what is another side's"

    def _act(self, one: Recommendation, act: Act, by: Person, seen: int) -> None:
        at, owner = self.asking.now(), self.asking.cast.equivalent.pk
        parts = [acts.Part("Một", owner, DUE), acts.Part("Hai", owner, DUE)]
        doing: dict[Act, Callable[[], object]] = {
            Act.CLASSIFIED: lambda: acts.classify(one, "Đất đai", "province", by=by, at=at, revision=seen),
            Act.PASSED_ON: lambda: acts.pass_on(one, owner, DUE, by=by, at=at, revision=seen),
            Act.STARTED: lambda: acts.start(one, by=by, at=at, revision=seen),
            Act.PROGRESSED: lambda: acts.progress(one, "Đang làm", by=by, at=at, revision=seen),
            Act.ANSWERED: lambda: acts.answer(one, "Đã làm", at.date(), by=by, at=at, revision=seen),
            Act.CONFIRMED: lambda: acts.confirm(one, by=by, at=at, revision=seen),
            Act.DISPUTED: lambda: acts.dispute(one, "Chưa", by=by, at=at, revision=seen),
            Act.DEFERRED: lambda: acts.defer(one, "Quý sau", by=by, at=at, revision=seen),
            Act.SENT_UP: lambda: acts.send_up(one, "Chính phủ", by=by, at=at, revision=seen),
            Act.SPLIT: lambda: acts.split(one, parts, by=by, at=at, revision=seen),
            Act.WITHDRAWN: lambda: acts.withdraw(one, "Thôi", by=by, at=at, revision=seen),
        }
        doing[act]()

    def look(self) -> None:
        rows = list(Recommendation.objects.order_by("pk"))
        for row in rows:
            story = list(RecommendationEvent.objects.filter(recommendation=row).order_by("pk"))
            assert replayed(Act(event.act) for event in story) == row.state, "the story leads to where it stands"
            assert [event.revision for event in story] == list(range(row.revision + 1)), "and nothing is missing in it"
            assert all(one.at <= two.at for one, two in pairwise(story))
            assert (row.closed_on is not None) == (row.state == State.CLOSED)
            self._look_at_parts(row, [State(part.state) for part in rows if part.parent_id == row.pk])
        self._look_at_counts()

    def _look_at_parts(self, whole: Recommendation, parts: list[State]) -> None:
        ended = [state in {State.CLOSED, State.WITHDRAWN} for state in parts]
        if parts:
            assert (whole.state == State.SPLIT) == (not all(ended)), "the whole ends when its parts do"

    def _look_at_counts(self) -> None:
        unit_ids, today = [self.asking.cast.district.pk], NOW.date()
        for by in By:
            found = counts(today - timedelta(days=45), today, unit_ids, by)
            assert sum(found.by_state.values()) == found.all == counted(by).count(), "counts by state add up"
            assert found.open + found.closed + found.by_state[State.WITHDRAWN] == found.all
            now = {state: counted(by).filter(state=state).count() for state in State}
            assert now == dict(found.by_state), "the story and the column say the same"
        self._look_at_books(counts(today, today, unit_ids))

    def _look_at_books(self, found: Counts) -> None:
        rows = current([self.asking.cast.district.pk], ["2024-07"]).items()
        said = {cell.indicator: row.value for cell, row in rows}
        assert said.get("recommendations.resolved", 0) == found.closed, "the ledger says what was closed"


@given(st.lists(steps, max_size=20))
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_whatever_people_do_the_register_holds_together(
    cast: Cast, played: list[tuple[Act | str, str, int, int]]
) -> None:
    with taken_back():
        register = Register(cast)
        for step in played:
            register.play(*step)
        register.look()
        assert not verify().problems


def test_the_owner_and_the_two_ends_are_the_only_sides_of_the_cast(cast: Cast) -> None:
    one = Asking.passed_on(asking := asking_of(cast))
    found = {who: sides_of(one, getattr(cast, who), NOW.date()) for who in PEOPLE if who != "owner"}
    assert {who: sides for who, sides in found.items() if sides} == {
        "office": {Side.OFFICE, Side.OWNER},
        "officer": {Side.PROPOSER},
        "unit_leader": {Side.PROPOSER},
        "administrator": {Side.OWNER},
    }
    assert sides_of(one, asking.owner, NOW.date()) == {Side.OWNER}


@contextmanager
def taken_back() -> Iterator[None]:
    """Takes everything back, so that the next run begins with an empty register."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
