"""Anybody does anything in any order: no illegal state, no gap in the story, and counts that add up."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.meetings import holding, speaking, voting
from giaoban.meetings.life import IllegalMove
from giaoban.meetings.models import (
    AgendaItem,
    Ballot,
    Choice,
    Comment,
    ItemState,
    LiveEvent,
    LiveKind,
    MeetingAct,
    MeetingEvent,
    MeetingState,
    SpeakRequest,
    Vote,
)
from giaoban.meetings.moving import MeetingRefused
from giaoban.people.access import Hidden, NotYourRole
from giaoban.people.models import Person
from tests.conftest import NOW, Cast
from tests.meetings.hall import Conference, convene

PEOPLE = ("leader", "office", "officer", "unit_leader", "neighbour_officer", "inspector", "administrator", "outsider")
CHAIR, SECRETARY = "leader", "office"
TAKE_PART = {"leader", "office", "officer", "unit_leader", "neighbour_officer", "administrator"}
VOTERS = {("officer", 0), ("unit_leader", 0), ("neighbour_officer", 1)}
"""Who votes for which of the three places; the last is a guest's."""
REFUSED = (IllegalMove, NotYourRole, Hidden, MeetingRefused)
ACTS = (
    "open", "close", "reopen", "move", "comment", "ask", "withdraw", "call", "end", "put", "put named", "ballot", "count",
)  # fmt: skip
LED = {"open", "close", "reopen", "move", "call", "put", "put named"}
"""What the chair alone does."""

steps = st.one_of(
    st.tuples(st.sampled_from(ACTS), st.sampled_from(PEOPLE), st.integers(0, 3)),
    # The straight way, so that most runs come to votes and an end.
    st.tuples(st.sampled_from(["open", "move", "call", "put named", "close"]), st.just(CHAIR), st.integers(0, 2)),
    st.sampled_from([("ballot", "officer", 0), ("ballot", "unit_leader", 2), ("ballot", "neighbour_officer", 1)]),
)


class Played:
    """Plays the steps, and says after each what must hold."""

    def __init__(self, conference: Conference) -> None:
        self.conference = conference

    def play(self, act: str, who: str, number: int) -> None:
        by: Person = getattr(self.conference.cast, who)
        before = (self._state(), LiveEvent.objects.count())
        try:
            with transaction.atomic():
                self._acts(by, number)[act]()
        except REFUSED:
            assert (self._state(), LiveEvent.objects.count()) == before, "a refused act leaves no trace"
        else:
            assert LiveEvent.objects.count() == before[1] + 1, "every act is told once"
            self._was_allowed(act, who, number, before[0])
        self.look()

    def _acts(self, by: Person, number: int) -> dict[str, Callable[[], object]]:
        found = self.conference.fresh()
        items, places = (
            self.conference.items,
            (self.conference.district, self.conference.neighbour, self.conference.guest),
        )
        speech, vote = self._last(SpeakRequest, number), self._last(Vote, 0)
        item = items[number].pk if number < len(items) else 0
        place = places[number % 3].pk
        choice = list(Choice)[number % 3]
        hands = {"agree": str(number), "disagree": "1", "abstain": "0"}
        seen = found.revision
        return {
            "open": lambda: holding.open_meeting(found, by=by, at=NOW, revision=seen),
            "close": lambda: holding.close_meeting(found, by=by, at=NOW, revision=seen),
            "reopen": lambda: holding.reopen_meeting(found, "Còn việc", by=by, at=NOW, revision=seen),
            "move": lambda: holding.move_to(found, item, seen=found.current_item_id, by=by, at=NOW),
            "comment": lambda: holding.comment(found, "Ý kiến", by=by, at=NOW),
            "ask": lambda: speaking.ask_to_speak(found, by=by, at=NOW),
            "withdraw": lambda: speaking.withdraw(found, speech, by=by, at=NOW),
            "call": lambda: speaking.call(found, speech, by=by, at=NOW),
            "end": lambda: speaking.end_speech(found, speech, by=by, at=NOW),
            "put": lambda: voting.put_to_vote(found, "Thông qua?", is_named=False, by=by, at=NOW),
            "put named": lambda: voting.put_to_vote(found, "Thông qua?", is_named=True, by=by, at=NOW),
            "ballot": lambda: voting.cast_ballot(found, vote, place, choice, by=by, at=NOW),
            "count": lambda: voting.close_vote(found, vote, hands, by=by, at=NOW),
        }

    def _last(self, rows: type[SpeakRequest] | type[Vote], number: int) -> int:
        found = list(rows.objects.order_by("-pk").values_list("pk", flat=True)[: number + 1])
        return found[-1] if found else 0

    def _state(self) -> MeetingState:
        return MeetingState(self.conference.fresh().state)

    def _was_allowed(self, act: str, who: str, number: int, state: MeetingState) -> None:
        """What was done, was theirs to do and possible as things stood."""
        ahead = {"open": MeetingState.INVITED, "reopen": MeetingState.ENDED}.get(act, MeetingState.RUNNING)
        assert state == ahead
        if act in LED:
            assert who == CHAIR
        if act in {"comment", "ask"}:
            assert who in TAKE_PART
        if act == "count":
            assert who in {CHAIR, SECRETARY}
        if act == "ballot":
            assert (who, number % 3) in VOTERS

    def look(self) -> None:
        """What holds at any time."""
        meeting = self.conference.fresh()
        numbers = list(LiveEvent.objects.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1)), "no gap"
        running = list(AgendaItem.objects.filter(state=ItemState.RUNNING).values_list("pk", flat=True))
        assert running == ([meeting.current_item_id] if meeting.current_item_id else [])
        is_running = meeting.state == MeetingState.RUNNING
        assert is_running or not running
        speaks = speaking.speaking(meeting).count()
        assert speaks <= (1 if is_running else 0)
        still = Vote.objects.filter(closed_at=None).count()
        assert still <= (1 if is_running else 0), "a meeting ends with no open vote"
        waiting = speaking.waiting(meeting)
        assert waiting.values("person").distinct().count() == waiting.count(), "everybody waits once"
        for vote in Vote.objects.all():
            counted = voting.tally(vote)
            ballots = Ballot.objects.filter(vote=vote)
            if vote.is_named:
                assert counted is not None
                assert counted.total == ballots.values("participant").distinct().count() == ballots.count()
            else:
                assert (counted is None) == (vote.closed_at is None)
                assert not ballots.exists()

    def look_back(self) -> None:
        """The story is whole: each comment has its event, each change of state both of its rows."""
        told = LiveEvent.objects.filter(kind=LiveKind.COMMENT).order_by("number").values_list("row", flat=True)
        assert list(told) == list(Comment.objects.order_by("pk").values_list("pk", flat=True))
        acts = list(MeetingEvent.objects.order_by("pk").values_list("act", flat=True))
        assert len(acts) == LiveEvent.objects.filter(kind=LiveKind.STATE).count()
        turns = [MeetingAct.OPENED, *[MeetingAct.ENDED, MeetingAct.REOPENED] * len(acts)]
        assert acts == turns[: len(acts)]


@given(st.lists(steps, max_size=30))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_whatever_people_do_the_meeting_holds_together(cast: Cast, played: list[tuple[str, str, int]]) -> None:
    with taken_back():
        meeting = Played(convene(cast))
        for step in played:
            meeting.play(*step)
        meeting.look_back()


@contextmanager
def taken_back() -> Iterator[None]:
    """Takes everything back, so that the next run begins with an empty hall."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
