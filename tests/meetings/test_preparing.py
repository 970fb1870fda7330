"""The office plans, revises, moves and calls off its meetings; who was invited hears of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.followup.secrecy import Mark, SecretRefused
from giaoban.meetings import agenda, inviting, preparing
from giaoban.meetings.agenda import ItemWords
from giaoban.meetings.inviting import Reply
from giaoban.meetings.life import MOVES, IllegalMove
from giaoban.meetings.models import Answer, Meeting, MeetingAct, MeetingEvent, MeetingKind, MeetingState
from giaoban.meetings.moving import MeetingRefused, Overtaken
from giaoban.meetings.preparing import MeetingWords
from giaoban.people.access import Hidden, NotYourRole
from giaoban.people.models import Notice, Person
from tests.conftest import NOW, Cast
from tests.meetings.planned import BEFORE, WORDS, invited, planned, sitting


def acts(meeting: Meeting) -> list[str]:
    return list(meeting.events.values_list("act", flat=True))


def test_only_the_office_of_the_unit_plans_its_meeting(cast: Cast) -> None:
    for person, error in ((cast.leader, NotYourRole), (cast.officer, Hidden), (cast.outsider, Hidden)):
        with pytest.raises(error):
            preparing.plan(cast.province.pk, WORDS, sitting(), by=person, at=BEFORE)
    meeting = planned(cast)
    assert (meeting.title, meeting.period, meeting.state) == (WORDS.title, "2024-H1", MeetingState.PLANNED)
    assert acts(meeting) == [MeetingAct.PLANNED]


def test_a_revision_that_somebody_else_overtook_changes_nothing(cast: Cast) -> None:
    meeting = planned(cast)
    preparing.revise(meeting, replace(WORDS, title="Giao ban tuần"), by=cast.office, at=NOW, revision=0)
    with pytest.raises(Overtaken):
        preparing.revise(meeting, replace(WORDS, title="Hội nghị"), by=cast.office, at=NOW, revision=0)
    meeting.refresh_from_db()
    assert (meeting.title, meeting.revision, acts(meeting)) == ("Giao ban tuần", 1, ["planned", "revised"])


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (MeetingWords(MeetingKind.BRIEFING, "  "), "title"),
        (MeetingWords(MeetingKind.BRIEFING, "a" * 201), "title"),
        (MeetingWords(MeetingKind.BRIEFING, "Giao ban", period="2024-H9"), "period"),
    ],
)
def test_words_that_cannot_be_kept_are_refused_with_their_field(cast: Cast, words: MeetingWords, field: str) -> None:
    with pytest.raises(MeetingRefused) as refused:
        planned(cast, words)
    assert refused.value.field == field


def test_secret_work_stays_out_of_the_agenda_and_the_title(cast: Cast) -> None:
    with pytest.raises(SecretRefused):
        planned(cast, replace(WORDS, mark=Mark.SECRET))
    with pytest.raises(SecretRefused):
        agenda.add_item(planned(cast), ItemWords("Tài liệu (Mật)"), by=cast.office, at=BEFORE, revision=0)


def test_a_meeting_is_neither_in_the_past_nor_without_an_end(cast: Cast) -> None:
    for wrong in (sitting(BEFORE - timedelta(days=1)), sitting(minutes=0), sitting(minutes=60 * 24 * 8)):
        with pytest.raises(MeetingRefused):
            preparing.plan(cast.province.pk, WORDS, wrong, by=cast.office, at=BEFORE)


def test_a_moved_meeting_tells_the_invited_and_raises_the_sequence(cast: Cast) -> None:
    meeting = invited(cast)
    later = sitting(NOW + timedelta(days=1), place="Hội trường")
    moved = preparing.move(meeting, later, by=cast.office, at=NOW, revision=meeting.revision, reason="Bão số 2")
    assert (moved.sequence, moved.place, moved.state) == (1, "Hội trường", MeetingState.INVITED)
    said = Notice.objects.filter(person=cast.officer).first()
    assert said is not None
    assert all(word in said.text for word in ("08:00 ngày 03/07/2024", "Bão số 2", "Hội trường"))
    assert not Notice.objects.filter(person__in=[cast.neighbour_officer, cast.office]).exists()


def test_a_meeting_is_called_off_with_a_reason_and_stays_so(cast: Cast) -> None:
    meeting = invited(cast)
    with pytest.raises(MeetingRefused):
        preparing.cancel(meeting, " ", by=cast.office, at=NOW, revision=meeting.revision)
    cancelled = preparing.cancel(meeting, "Trùng lịch", by=cast.office, at=NOW, revision=meeting.revision)
    assert (cancelled.state, cancelled.sequence) == (MeetingState.CANCELLED, 1)
    with pytest.raises(IllegalMove):
        preparing.move(cancelled, sitting(NOW, 60), by=cast.office, at=NOW, revision=cancelled.revision)


def test_the_story_of_a_meeting_cannot_be_rewritten(cast: Cast) -> None:
    planned(cast)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE meetings_meetingevent SET text = 'khác'")


PEOPLE = ("office", "leader", "officer", "unit_leader", "neighbour_officer", "inspector", "administrator", "outsider")
REFUSED = (IllegalMove, NotYourRole, Hidden, MeetingRefused)
steps = st.tuples(
    st.sampled_from(["revise", "move", "cancel", "invite", "answer"]), st.sampled_from(PEOPLE), st.integers(0, 1)
)


def play(meeting: Meeting, act: str, by: Person, seen: int) -> None:
    place = meeting.participants.filter(person=None).first()
    match act:
        case "revise":
            preparing.revise(meeting, WORDS, by=by, at=NOW, revision=seen)
        case "move":
            later = sitting(meeting.starts_at + timedelta(hours=1))
            preparing.move(meeting, later, by=by, at=NOW, revision=seen)
        case "cancel":
            preparing.cancel(meeting, "Trùng lịch", by=by, at=NOW, revision=seen)
        case "invite":
            inviting.invite(meeting, by=by, at=NOW, revision=seen)
        case _:
            inviting.answer(meeting, place.pk if place else 0, Reply(Answer.ACCEPTED), by=by, at=NOW)


@given(st.lists(steps, max_size=15))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_people_do_no_move_is_illegal_and_the_story_is_whole(
    cast: Cast, played: list[tuple[str, str, int]]
) -> None:
    with transaction.atomic():
        meeting = planned(cast)
        inviting.add(meeting, [inviting.NewPlace(cast.district.pk)], by=cast.office, at=BEFORE, revision=0)
        legal = {(state, move.to_state or state) for move in MOVES for state in move.from_states}
        for act, who, lag in played:
            meeting.refresh_from_db()
            state, revision, before = MeetingState(meeting.state), meeting.revision, meeting.events.count()
            try:
                play(meeting, act, getattr(cast, who), revision - lag)
            except REFUSED:
                assert meeting.events.count() == before, "a refused act leaves no trace"
            else:
                assert meeting.events.count() == before + 1
                assert lag == 0 or act == "answer", "nobody overwrites what they have not seen"
            meeting.refresh_from_db()
            assert (state, MeetingState(meeting.state)) in legal | {(state, state)}
        revisions = list(MeetingEvent.objects.filter(meeting=meeting).values_list("revision", flat=True))
        assert revisions == sorted(revisions)
        meeting.refresh_from_db()
        assert revisions[-1] == meeting.revision
        transaction.set_rollback(True)
