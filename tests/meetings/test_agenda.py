"""The agenda: items in order, on the clock, bound to what they show."""

from datetime import timedelta

import pytest

from giaoban.meetings import agenda
from giaoban.meetings.agenda import ItemWords, timetable
from giaoban.meetings.life import IllegalMove
from giaoban.meetings.models import AgendaItem, Binding, ItemState, Meeting
from giaoban.meetings.moving import MeetingRefused
from giaoban.people.access import NotYourRole
from tests.conftest import NOW, Cast
from tests.meetings.planned import BEFORE, planned


def with_items(cast: Cast, *titles: str) -> Meeting:
    meeting = planned(cast)
    several = [ItemWords(title, minutes=20) for title in titles]
    agenda.add_items(meeting, several, by=cast.office, at=BEFORE, revision=0)
    meeting.refresh_from_db()
    return meeting


def titles(meeting: Meeting) -> list[str]:
    return list(meeting.items.values_list("title", flat=True))


def test_items_stand_on_the_clock_and_their_sum_is_held_against_the_meeting(cast: Cast) -> None:
    meeting = with_items(cast, "Khai mạc", "Báo cáo", "Kết luận")
    found = timetable(meeting.items.all(), meeting.starts_at, meeting.ends_at)
    assert [slot.starts_at - meeting.starts_at for slot in found.slots] == [
        timedelta(minutes=minutes) for minutes in (0, 20, 40)
    ]
    assert (found.minutes, found.spare) == (60, 60)
    assert timetable(meeting.items.all(), NOW, NOW + timedelta(minutes=45)).spare == -15


def test_an_item_moves_up_and_down_and_stays_at_the_end(cast: Cast) -> None:
    meeting = with_items(cast, "A", "B", "C")
    last = meeting.items.get(title="C")
    meeting = agenda.move_item(meeting, last.pk, -1, by=cast.office, at=NOW, revision=meeting.revision)
    assert titles(meeting) == ["A", "C", "B"]
    meeting = agenda.move_item(meeting, last.pk, -5, by=cast.office, at=NOW, revision=meeting.revision)
    meeting = agenda.move_item(meeting, last.pk, -1, by=cast.office, at=NOW, revision=meeting.revision)
    assert titles(meeting) == ["C", "A", "B"]


def test_what_was_spoken_about_stays_on_the_agenda(cast: Cast) -> None:
    meeting = with_items(cast, "A", "B")
    first = meeting.items.get(title="A")
    AgendaItem.objects.filter(pk=first.pk).update(state=ItemState.DONE)
    with pytest.raises(IllegalMove):
        agenda.remove_item(meeting, first.pk, by=cast.office, at=NOW, revision=meeting.revision)
    second = meeting.items.get(title="B")
    agenda.remove_item(meeting, second.pk, by=cast.office, at=NOW, revision=meeting.revision)
    assert titles(meeting) == ["A"]


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (ItemWords(""), "title"),
        (ItemWords("A", minutes=0), "minutes"),
        (ItemWords("A", binding=Binding.REPORT, subject="không có"), "subject"),
        (ItemWords("A", binding=Binding.INDICATOR, subject="members.nothing"), "subject"),
        (ItemWords("A", binding=Binding.TOPIC), "topic"),
        (ItemWords("A", presenter_unit_id=10**6), "presenter_unit"),
    ],
)
def test_an_item_that_cannot_be_kept_says_which_field(cast: Cast, words: ItemWords, field: str) -> None:
    with pytest.raises(MeetingRefused) as refused:
        agenda.add_item(planned(cast), words, by=cast.office, at=BEFORE, revision=0)
    assert refused.value.field == field


def test_only_who_prepares_changes_the_agenda(cast: Cast) -> None:
    with pytest.raises(NotYourRole):
        agenda.add_item(planned(cast), ItemWords("A"), by=cast.leader, at=BEFORE, revision=0)
