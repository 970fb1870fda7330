"""Anybody writes, drafts, approves and issues in any order: nothing illegal passes, and what is issued stays as it was."""

from collections.abc import Callable
from dataclasses import replace

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from giaoban.followup.models import Task, TaskState
from giaoban.meetings import recording, versions
from giaoban.meetings.clears import questions
from giaoban.meetings.issuing import Issuing, issue
from giaoban.meetings.letterhead import Signing
from giaoban.meetings.life import IllegalMove
from giaoban.meetings.models import Conclusion, Meeting, NoticeVersion, VersionKind
from giaoban.meetings.moving import MeetingRefused
from giaoban.meetings.recording import ConclusionWords
from giaoban.meetings.versions import thawed
from giaoban.people.access import Hidden, NotYourRole
from giaoban.people.models import Person
from tests.conftest import Cast
from tests.meetings.concluded import AFTER, held_briefing, work

PEOPLE = ("leader", "office", "officer", "unit_leader", "neighbour_officer", "inspector", "administrator", "outsider")
WRITERS, CHAIR, OFFICE = {"leader", "office"}, "leader", "office"
REFUSED = (IllegalMove, NotYourRole, Hidden, MeetingRefused)
ACTS = ("conclude", "unclear", "statement", "reword", "withdraw", "shift", "draft", "approve", "issue")

STRAIGHT = [("conclude", OFFICE), ("draft", OFFICE), ("approve", CHAIR), ("issue", OFFICE)]
anything = some.lists(some.tuples(some.sampled_from(ACTS), some.sampled_from(PEOPLE)), max_size=6)
# The straight way lies between, so that most runs come to an issue and go on after it.
steps = some.builds(lambda before, after: [*before, *STRAIGHT, *after], anything, anything)


class Written:
    """Plays the steps, and says after each what must hold."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.meeting = cast, held_briefing(cast)

    def play(self, act: str, who: str) -> None:
        before, issued = self.story(), self.issued()
        try:
            with transaction.atomic():
                self.acts(getattr(self.cast, who))[act]()
        except REFUSED:
            assert self.story() == before, "a refused act leaves no trace"
        else:
            assert issued is None, "nothing is done once the notice is issued"
            assert who in {"approve": {CHAIR}, "issue": {OFFICE}}.get(act, WRITERS)
        self.look()

    def acts(self, by: Person) -> dict[str, Callable[[], object]]:
        meeting = Meeting.objects.get(pk=self.meeting.pk)
        last = Conclusion.objects.order_by("-pk").first() or Conclusion(pk=0, meeting=meeting)
        signing, seen = Signing.BY_ORDER, versions.composed(meeting, at=AFTER, signing=Signing.BY_ORDER).digest
        typed, words = Issuing("01-TB/TU", AFTER.date()), work(self.cast)
        return {
            "conclude": lambda: recording.conclude(meeting, words, by=by, at=AFTER),
            "unclear": lambda: recording.conclude(meeting, replace(words, deadline=None), by=by, at=AFTER),
            "statement": lambda: recording.conclude(
                meeting, ConclusionWords("Thống nhất", is_statement=True), by=by, at=AFTER
            ),
            "reword": lambda: recording.reword(last, words, by=by, at=AFTER, revision=last.revision),
            "withdraw": lambda: recording.withdraw(last, by=by, at=AFTER, revision=last.revision),
            "shift": lambda: recording.shift(last, up=True, by=by, at=AFTER),
            "draft": lambda: versions.save_draft(meeting, by=by, at=AFTER, signing=signing),
            "approve": lambda: versions.approve(meeting, by=by, at=AFTER, signing=signing, seen=seen),
            "issue": lambda: issue(meeting, typed, by=by, at=AFTER, revision=meeting.revision),
        }

    def story(self) -> tuple[object, ...]:
        rows = Conclusion.objects.order_by("position", "pk").values_list("pk", "revision", "position", "task")
        return (*rows, NoticeVersion.objects.count(), Task.objects.count())

    def issued(self) -> NoticeVersion | None:
        return NoticeVersion.objects.filter(kind=VersionKind.ISSUED).first()

    def look(self) -> None:
        """What holds at any time."""
        kept = list(NoticeVersion.objects.order_by("number"))
        assert [one.number for one in kept] == list(range(1, len(kept) + 1)), "no gap"
        found = self.issued()
        if found is None:
            assert not Task.objects.exists()
            return
        assert kept[-1] == found
        assert kept[-2].kind == VersionKind.CHAIR
        points = thawed(found.body).points
        assert thawed(kept[-2].body).points == points, "what the chair approved is what was issued"
        assert questions(points) == ()
        assert Task.objects.count() == sum(not one.is_statement for one in points)
        assert set(Task.objects.values_list("state", flat=True)) <= {TaskState.ISSUED}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_whatever_anybody_does_the_notice_is_what_the_chair_approved(cast: Cast, played: list[tuple[str, str]]) -> None:
    with transaction.atomic():
        written = Written(cast)
        for act, who in played:
            written.play(act, who)
        transaction.set_rollback(True)
