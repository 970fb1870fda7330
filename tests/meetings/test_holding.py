"""A meeting is opened, led from item to item, commented on and closed; each step once, by those who may."""

from datetime import timedelta

import pytest

from giaoban.meetings import holding, speaking, voting
from giaoban.meetings.life import IllegalMove
from giaoban.meetings.models import ItemState, MeetingAct, MeetingEvent, MeetingState, NoticeVersion, VersionKind
from giaoban.meetings.moving import MeetingRefused, Overtaken
from giaoban.people.access import Hidden, NotYourRole
from tests.conftest import NOW, Cast
from tests.meetings.hall import Conference, convene


@pytest.fixture
def conference(cast: Cast) -> Conference:
    return convene(cast)


def test_the_chair_opens_moves_on_goes_back_and_closes(conference: Conference) -> None:
    conference.open()
    for minute, place in enumerate((0, 1, 0)):
        conference.move(place, NOW + timedelta(minutes=minute))
    first, second, third = conference.meeting.items.all()
    assert (first.state, second.state, third.state) == (ItemState.RUNNING, ItemState.DONE, ItemState.WAITING)
    assert (first.started_at, first.ended_at, second.ended_at) == (NOW, None, NOW + timedelta(minutes=2))
    closed = holding.close_meeting(conference.fresh(), by=conference.chair, at=NOW, revision=1)
    assert (closed.state, conference.fresh().current_item) == (MeetingState.ENDED, None)
    kinds = [kind for _number, kind, _row in conference.happened()]
    assert kinds == ["state", "item", "item", "item", "state"]
    assert [event.act for event in MeetingEvent.objects.order_by("pk")] == [MeetingAct.OPENED, MeetingAct.ENDED]


def test_numbers_of_events_have_no_gap_even_after_a_refusal(conference: Conference) -> None:
    conference.open()
    with pytest.raises(MeetingRefused):
        holding.comment(conference.meeting, "  ", by=conference.cast.officer, at=NOW)
    with pytest.raises(Overtaken):
        holding.move_to(conference.meeting, conference.items[0].pk, by=conference.chair, at=NOW, seen=77)
    holding.comment(conference.meeting, "Nhất trí", by=conference.cast.officer, at=NOW)
    assert [number for number, _kind, _row in conference.happened()] == [1, 2]


@pytest.mark.parametrize("who", ["office", "officer", "inspector", "administrator"])
def test_nobody_but_the_chair_leads(conference: Conference, who: str) -> None:
    by = getattr(conference.cast, who)
    with pytest.raises(NotYourRole):
        holding.open_meeting(conference.meeting, by=by, at=NOW, revision=0)
    conference.open()
    with pytest.raises(NotYourRole):
        holding.move_to(conference.meeting, conference.items[0].pk, by=by, at=NOW, seen=None)


def test_an_outsider_does_not_even_find_it(conference: Conference) -> None:
    conference.open()
    with pytest.raises(Hidden):
        holding.comment(conference.meeting, "Có tôi", by=conference.cast.outsider, at=NOW)


def test_who_only_reads_does_not_comment(conference: Conference) -> None:
    conference.open()
    with pytest.raises(NotYourRole):
        holding.comment(conference.meeting, "Có tôi", by=conference.cast.inspector, at=NOW)


def test_nothing_is_said_before_the_opening_and_after_the_end(conference: Conference) -> None:
    with pytest.raises(IllegalMove, match="đã mời"):
        holding.comment(conference.meeting, "Sớm", by=conference.cast.officer, at=NOW)
    conference.open()
    holding.close_meeting(conference.fresh(), by=conference.chair, at=NOW, revision=1)
    with pytest.raises(IllegalMove, match="đã họp"):
        speaking.ask_to_speak(conference.meeting, by=conference.cast.officer, at=NOW)


def test_a_comment_of_more_than_a_thousand_signs_says_how_long_it_is(conference: Conference) -> None:
    conference.open()
    with pytest.raises(MeetingRefused, match="1001"):
        holding.comment(conference.meeting, "a" * 1001, by=conference.cast.officer, at=NOW)


def test_a_second_click_on_next_skips_no_item(conference: Conference) -> None:
    conference.open()
    first, second, third = (item.pk for item in conference.items)
    for item, seen in ((first, None), (second, first)):
        holding.move_to(conference.meeting, item, by=conference.chair, at=NOW, seen=seen)
    with pytest.raises(Overtaken):
        holding.move_to(conference.meeting, third, by=conference.chair, at=NOW, seen=first)
    assert conference.fresh().current_item_id == second


def test_an_item_of_another_meeting_is_not_found(conference: Conference, cast: Cast) -> None:
    other = convene(cast, "hop-2")
    conference.open()
    with pytest.raises(Hidden):
        holding.move_to(conference.meeting, other.items[0].pk, by=conference.chair, at=NOW, seen=None)


def test_an_open_vote_keeps_the_item_and_the_meeting(conference: Conference) -> None:
    conference.open()
    conference.move(0)
    vote = voting.put_to_vote(conference.meeting, "Thông qua?", is_named=False, by=conference.chair, at=NOW)
    with pytest.raises(IllegalMove, match="đóng biểu quyết"):
        conference.move(1)
    with pytest.raises(IllegalMove, match="đóng biểu quyết"):
        holding.close_meeting(conference.fresh(), by=conference.chair, at=NOW, revision=1)
    hands = {"agree": "3", "disagree": "0", "abstain": "1"}
    voting.close_vote(conference.meeting, vote.pk, hands, by=conference.cast.office, at=NOW)
    conference.move(1)


def test_a_closed_meeting_is_opened_again_with_a_reason_until_its_notice_is_issued(conference: Conference) -> None:
    conference.open()
    holding.close_meeting(conference.fresh(), by=conference.chair, at=NOW, revision=1)
    with pytest.raises(MeetingRefused, match="lý do"):
        holding.reopen_meeting(conference.fresh(), "", by=conference.chair, at=NOW, revision=2)
    holding.reopen_meeting(conference.fresh(), "Còn một nội dung", by=conference.chair, at=NOW, revision=2)
    holding.close_meeting(conference.fresh(), by=conference.chair, at=NOW, revision=3)
    NoticeVersion.objects.create(
        meeting=conference.meeting, number=1, kind=VersionKind.ISSUED, body="{}", person=conference.chair, at=NOW
    )
    with pytest.raises(IllegalMove, match="đã ban hành"):
        holding.reopen_meeting(conference.fresh(), "Nữa", by=conference.chair, at=NOW, revision=4)
    assert conference.fresh().state == MeetingState.ENDED


def test_one_speaks_at_a_time_and_moving_on_ends_it(conference: Conference) -> None:
    conference.open()
    conference.move(0)
    asked = [
        speaking.ask_to_speak(conference.meeting, by=by, at=NOW)
        for by in (conference.cast.officer, conference.cast.neighbour_officer)
    ]
    with pytest.raises(IllegalMove, match="đã có trong danh sách"):
        speaking.ask_to_speak(conference.meeting, by=conference.cast.officer, at=NOW)
    for one in reversed(asked):
        speaking.call(conference.meeting, one.pk, by=conference.chair, at=NOW)
    assert [one.pk for one in speaking.speaking(conference.meeting)] == [asked[0].pk]
    with pytest.raises(NotYourRole):
        speaking.end_speech(conference.meeting, asked[0].pk, by=conference.cast.neighbour_officer, at=NOW)
    conference.move(1)
    assert not speaking.speaking(conference.meeting).exists()


def test_a_request_is_withdrawn_by_its_own_and_only_while_it_waits(conference: Conference) -> None:
    conference.open()
    asked = speaking.ask_to_speak(conference.meeting, by=conference.cast.officer, at=NOW)
    with pytest.raises(NotYourRole):
        speaking.withdraw(conference.meeting, asked.pk, by=conference.cast.neighbour_officer, at=NOW)
    speaking.withdraw(conference.meeting, asked.pk, by=conference.cast.officer, at=NOW)
    with pytest.raises(IllegalMove):
        speaking.call(conference.meeting, asked.pk, by=conference.chair, at=NOW)
    speaking.ask_to_speak(conference.meeting, by=conference.cast.officer, at=NOW)
