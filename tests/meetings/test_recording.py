"""Notes and conclusions while a meeting runs: nothing lost, nothing guessed, nothing secret."""

from dataclasses import replace
from datetime import date

import pytest

from giaoban.followup.secrecy import Mark
from giaoban.meetings import recording
from giaoban.meetings.clears import Clear, missing, questions
from giaoban.meetings.held import held
from giaoban.meetings.life import IllegalMove
from giaoban.meetings.models import Conclusion, Meeting, MeetingState, Part, Participant
from giaoban.meetings.moving import MeetingRefused
from giaoban.meetings.recording import ConclusionWords, WrittenMeanwhile, day_off
from giaoban.people.access import Hidden, NotYourRole
from tests.conftest import NOW, Cast
from tests.meetings.concluded import AFTER, conclude, concluded, held_briefing, work


def test_notes_are_kept_and_count_their_savings(cast: Cast) -> None:
    item = held_briefing(cast).items.get(title="Kết quả sáu tháng")
    revision = recording.save_notes(item, "Chánh Văn phòng trình bày.", by=cast.office, at=NOW, revision=0)
    revision = recording.save_notes(item, "Trình bày xong.", by=cast.leader, at=NOW, revision=revision)
    item.refresh_from_db()
    assert (item.notes, item.notes_revision, revision) == ("Trình bày xong.", 2, 2)


def test_who_saves_second_is_told_what_stands_and_overwrites_nothing(cast: Cast) -> None:
    item = held_briefing(cast).items.get(title="Kết quả sáu tháng")
    recording.save_notes(item, "Của Văn phòng", by=cast.office, at=NOW, revision=0)
    with pytest.raises(WrittenMeanwhile) as told:
        recording.save_notes(item, "Của lãnh đạo", by=cast.leader, at=NOW, revision=0)
    assert told.value.standing == "Của Văn phòng"
    item.refresh_from_db()
    assert item.notes == "Của Văn phòng"


def test_the_same_notes_sent_twice_are_saved_once(cast: Cast) -> None:
    """The network drops after the server has saved: the page sends again and must not be refused."""
    item = held_briefing(cast).items.get(title="Kết quả sáu tháng")
    for _attempt in range(2):
        assert recording.save_notes(item, "Đã ghi", by=cast.office, at=NOW, revision=0) == 1


def test_who_takes_part_writes_nothing_and_the_neighbour_knows_of_nothing(cast: Cast) -> None:
    meeting = held_briefing(cast)
    item = meeting.items.get(title="Kết quả sáu tháng")
    with pytest.raises(NotYourRole):
        recording.save_notes(item, "x", by=cast.officer, at=NOW, revision=0)
    with pytest.raises(Hidden):
        recording.conclude(meeting, work(cast), by=cast.neighbour_officer, at=NOW)


def test_the_secretary_writes_wherever_the_secretary_works(cast: Cast) -> None:
    meeting = held_briefing(cast)
    Participant.objects.create(meeting=meeting, unit=cast.neighbour, person=cast.neighbour_officer, part=Part.SECRETARY)
    made = recording.conclude(meeting, work(cast), by=cast.neighbour_officer, at=AFTER)
    assert made.changed_by == cast.neighbour_officer


def test_what_is_not_clear_is_asked_and_never_guessed(cast: Cast) -> None:
    meeting = held_briefing(cast)
    conclude(cast, meeting, ConclusionWords("Rà soát tàu cá"))
    (point,) = held(meeting, AFTER).points
    assert missing(point) == (Clear.LEAD, Clear.HELPERS, Clear.DEADLINE, Clear.REPORTING)
    assert "không có" in questions([point])[1].text


def test_that_nobody_helps_must_be_said(cast: Cast) -> None:
    meeting = held_briefing(cast)
    conclude(cast, meeting, replace(work(cast), helpers=()))
    conclude(cast, meeting, replace(work(cast), helpers=(), alone=True))
    assert [missing(point) for point in held(meeting, AFTER).points] == [(Clear.HELPERS,), ()]


def test_a_statement_gives_no_work_and_asks_nothing(cast: Cast) -> None:
    meeting = held_briefing(cast)
    conclude(cast, meeting, ConclusionWords("Hội nghị thống nhất", is_statement=True))
    assert questions(held(meeting, AFTER).points) == ()
    with pytest.raises(MeetingRefused) as refused:
        conclude(cast, meeting, replace(work(cast), is_statement=True))
    assert refused.value.field == "is_statement"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"what": " "}, "what"),
        ({"what": "Kế hoạch bảo vệ (Mật)"}, "mark"),
        ({"mark": Mark.SECRET}, "mark"),
        ({"mark": ""}, "mark"),
        ({"lead": 10**6}, "lead"),
        ({"helpers": (10**6,)}, "helpers"),
        ({"alone": True}, "helpers"),
        ({"deadline": date(2024, 7, 1)}, "deadline"),
        ({"item": 10**6}, "item"),
        ({"reporting": "x" * 201}, "reporting"),
    ],
)
def test_a_conclusion_that_cannot_be_kept_says_which_field(cast: Cast, change: dict[str, object], field: str) -> None:
    words = replace(work(cast), **change)  # type: ignore[arg-type]
    with pytest.raises(MeetingRefused) as refused:
        conclude(cast, held_briefing(cast), words)
    assert refused.value.field == field
    assert not Conclusion.objects.exists()


def test_the_lead_does_not_help_itself(cast: Cast) -> None:
    with pytest.raises(MeetingRefused):
        conclude(cast, held_briefing(cast), replace(work(cast), helpers=(cast.district.pk,)))


def test_a_deadline_on_a_day_off_is_pointed_out_with_the_next_working_day() -> None:
    assert "Chủ nhật" in day_off(date(2024, 8, 18), frozenset(), "vi")
    assert "19/08/2024" in day_off(date(2024, 8, 18), frozenset(), "vi")
    assert "04/09/2024" in day_off(date(2024, 9, 3), {date(2024, 9, 3)}, "vi")
    assert day_off(date(2024, 8, 15), frozenset(), "vi") == ""


def test_conclusions_change_places_and_the_ends_stay(cast: Cast) -> None:
    meeting = concluded(cast)
    first, second, third = Conclusion.objects.filter(meeting=meeting)
    recording.shift(third, up=True, by=cast.office, at=AFTER)
    recording.shift(first, up=True, by=cast.office, at=AFTER)
    assert list(Conclusion.objects.filter(meeting=meeting)) == [first, third, second]


def test_a_conclusion_that_somebody_changed_is_neither_overwritten_nor_taken_away(cast: Cast) -> None:
    conclusion = conclude(cast, held_briefing(cast), work(cast))
    recording.reword(conclusion, work(cast, "Rà soát tàu cá dưới 15 m"), by=cast.leader, at=AFTER, revision=0)
    with pytest.raises(WrittenMeanwhile):
        recording.reword(conclusion, work(cast, "Khác"), by=cast.office, at=AFTER, revision=0)
    with pytest.raises(WrittenMeanwhile):
        recording.withdraw(conclusion, by=cast.office, at=AFTER, revision=0)
    conclusion.refresh_from_db()
    assert conclusion.what == "Rà soát tàu cá dưới 15 m"
    recording.withdraw(conclusion, by=cast.office, at=AFTER, revision=1)
    assert not Conclusion.objects.exists()


def test_nothing_is_written_of_a_meeting_that_was_called_off(cast: Cast) -> None:
    meeting = held_briefing(cast)
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CANCELLED)
    with pytest.raises(IllegalMove):
        conclude(cast, meeting, work(cast))
