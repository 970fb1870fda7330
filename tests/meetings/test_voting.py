"""Votes: by show of hands as counted in the room, named as the ballots say."""

import pytest

from giaoban.meetings import voting
from giaoban.meetings.life import IllegalMove
from giaoban.meetings.models import Ballot, Choice, Vote
from giaoban.meetings.moving import MeetingRefused
from giaoban.meetings.voting import Tally
from giaoban.people.access import Hidden, NotYourRole
from tests.conftest import NOW, Cast
from tests.meetings.hall import Conference, convene

HANDS = {"agree": "1.450", "disagree": "2", "abstain": "0"}


@pytest.fixture
def conference(cast: Cast) -> Conference:
    found = convene(cast)
    found.open()
    found.move(0)
    return found


def put(conference: Conference, *, is_named: bool) -> Vote:
    return voting.put_to_vote(conference.meeting, "Thông qua báo cáo?", is_named=is_named, by=conference.chair, at=NOW)


def test_hands_are_counted_by_the_secretary_and_stand(conference: Conference) -> None:
    vote = put(conference, is_named=False)
    assert voting.tally(vote) is None
    closed = voting.close_vote(conference.meeting, vote.pk, HANDS, by=conference.cast.office, at=NOW)
    assert voting.tally(closed) == Tally(1450, 2, 0)
    with pytest.raises(IllegalMove, match="đã đóng"):
        voting.close_vote(conference.meeting, vote.pk, HANDS, by=conference.cast.office, at=NOW)


@pytest.mark.parametrize("typed", ["", "-1", "1.5", "hai", "²", "999999999"])
def test_a_count_that_is_no_whole_number_is_refused_and_the_vote_stays_open(conference: Conference, typed: str) -> None:
    vote = put(conference, is_named=False)
    with pytest.raises(MeetingRefused, match="số nguyên") as refused:
        voting.close_vote(conference.meeting, vote.pk, HANDS | {"disagree": typed}, by=conference.chair, at=NOW)
    assert refused.value.field == "disagree"
    assert Vote.objects.get().closed_at is None


def test_a_named_vote_is_one_ballot_a_place_and_the_last_counts(conference: Conference) -> None:
    vote, cast = put(conference, is_named=True), conference.cast
    for by, choice in ((cast.officer, Choice.AGREE), (cast.unit_leader, Choice.DISAGREE)):
        voting.cast_ballot(conference.meeting, vote.pk, conference.district.pk, choice, by=by, at=NOW)
    voting.cast_ballot(
        conference.meeting, vote.pk, conference.neighbour.pk, Choice.AGREE, by=cast.neighbour_officer, at=NOW
    )
    closed = voting.close_vote(conference.meeting, vote.pk, by=conference.chair, at=NOW)
    assert voting.tally(closed) == Tally(1, 1, 0)
    assert closed.agree is None
    with pytest.raises(IllegalMove):
        voting.cast_ballot(conference.meeting, vote.pk, conference.district.pk, Choice.AGREE, by=cast.officer, at=NOW)


def test_nobody_votes_for_another_and_no_guest_votes(conference: Conference) -> None:
    vote, cast = put(conference, is_named=True), conference.cast
    places = ((conference.neighbour, cast.officer), (conference.guest, cast.office), (conference.district, cast.office))
    for place, by in places:
        with pytest.raises(NotYourRole):
            voting.cast_ballot(conference.meeting, vote.pk, place.pk, Choice.AGREE, by=by, at=NOW)
    with pytest.raises(Hidden):
        voting.cast_ballot(conference.meeting, vote.pk, conference.district.pk, Choice.AGREE, by=cast.outsider, at=NOW)
    assert not Ballot.objects.exists()


def test_only_the_chair_asks_and_a_district_does_not_close(conference: Conference) -> None:
    with pytest.raises(NotYourRole):
        voting.put_to_vote(conference.meeting, "Hỏi?", is_named=False, by=conference.cast.office, at=NOW)
    vote = put(conference, is_named=False)
    with pytest.raises(NotYourRole):
        voting.close_vote(conference.meeting, vote.pk, HANDS, by=conference.cast.officer, at=NOW)
    with pytest.raises(IllegalMove, match="chưa đóng"):
        put(conference, is_named=True)


def test_a_show_of_hands_takes_no_ballot(conference: Conference) -> None:
    vote = put(conference, is_named=False)
    with pytest.raises(IllegalMove, match="giơ tay"):
        voting.cast_ballot(
            conference.meeting, vote.pk, conference.district.pk, Choice.AGREE, by=conference.cast.officer, at=NOW
        )
