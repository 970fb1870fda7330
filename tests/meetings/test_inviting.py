"""Who is invited hears of it, answers for the own unit, and is counted at the door."""

import pytest

from giaoban.meetings import inviting
from giaoban.meetings.inviting import NewPlace, Reply, count_waiting, turnout, waiting_meetings
from giaoban.meetings.models import Answer, Attendance, Meeting, Part, Participant
from giaoban.meetings.moving import MeetingRefused
from giaoban.people.access import Hidden, NotYourRole
from giaoban.people.models import Notice
from tests.conftest import NOW, Cast
from tests.meetings.planned import BEFORE, invited, planned


def place_of(meeting: Meeting, unit_id: int) -> Participant:
    return meeting.participants.get(unit_id=unit_id)


def test_all_of_an_invited_unit_are_told_and_nobody_of_its_neighbour(cast: Cast) -> None:
    invited(cast)
    told = set(Notice.objects.values_list("person__login", flat=True))
    assert told == {cast.officer.login, cast.unit_leader.login, cast.leader.login}


def test_who_was_added_later_is_invited_without_telling_the_others_again(cast: Cast) -> None:
    meeting = invited(cast)
    before = Notice.objects.count()
    with pytest.raises(MeetingRefused):
        inviting.invite(meeting, by=cast.office, at=NOW, revision=meeting.revision)
    meeting = inviting.add(meeting, [NewPlace(cast.neighbour.pk)], by=cast.office, at=NOW, revision=meeting.revision)
    _meeting, told = inviting.invite(meeting, by=cast.office, at=NOW, revision=meeting.revision)
    assert told == Notice.objects.count() - before == 1


def test_a_unit_answers_for_itself_and_the_last_answer_counts(cast: Cast) -> None:
    meeting = invited(cast)
    own = place_of(meeting, cast.district.pk)
    inviting.answer(meeting, own.pk, Reply(Answer.ACCEPTED), by=cast.officer, at=NOW)
    with pytest.raises(MeetingRefused):
        inviting.answer(meeting, own.pk, Reply(Answer.SUBSTITUTE), by=cast.unit_leader, at=NOW)
    reply = Reply(Answer.SUBSTITUTE, substitute="Phó Bí thư Huyện ủy")
    inviting.answer(meeting, own.pk, reply, by=cast.unit_leader, at=NOW)
    own.refresh_from_db()
    assert (own.answer, own.substitute, own.answered_at) == (Answer.SUBSTITUTE, "Phó Bí thư Huyện ủy", NOW)
    assert meeting.events.filter(act="answered").count() == 2
    meeting.refresh_from_db()
    assert meeting.revision == 2, "an answer does not overtake who prepares"


def test_nobody_answers_for_another(cast: Cast) -> None:
    meeting = invited(cast)
    own = place_of(meeting, cast.district.pk)
    for person, error in ((cast.neighbour_officer, Hidden), (cast.inspector, NotYourRole), (cast.leader, NotYourRole)):
        with pytest.raises(error):
            inviting.answer(meeting, own.pk, Reply(Answer.ACCEPTED), by=person, at=NOW)


def test_an_invitation_waits_until_it_is_answered(cast: Cast) -> None:
    meeting = invited(cast)
    assert [place.meeting for place in waiting_meetings(cast.officer, NOW.date())] == [meeting]
    assert list(waiting_meetings(cast.leader, NOW.date())) == [place_of(meeting, cast.province.pk)]
    assert not waiting_meetings(cast.office, NOW.date())
    assert not waiting_meetings(cast.outsider, NOW.date())
    everybody = (cast.officer, cast.leader, cast.office, cast.outsider)
    assert [count_waiting(person, NOW.date()) for person in everybody] == [1, 1, 0, 0]
    own = place_of(meeting, cast.district.pk)
    inviting.answer(meeting, own.pk, Reply(Answer.DECLINED, reason="Đi công tác"), by=cast.officer, at=NOW)
    assert not waiting_meetings(cast.officer, NOW.date())


def test_the_list_at_the_door_is_counted_by_category(cast: Cast) -> None:
    meeting = invited(cast)
    came = {
        place_of(meeting, cast.district.pk).pk: Attendance.SUBSTITUTE,
        place_of(meeting, cast.province.pk).pk: Attendance.PRESENT,
    }
    assert inviting.check(meeting, came, by=cast.office, at=NOW) == 2
    assert inviting.check(meeting, came, by=cast.office, at=NOW) == 0
    counted = turnout(meeting.participants.all())
    assert (counted.places, counted.attendance[Attendance.PRESENT], counted.attendance[Attendance.ABSENT]) == (2, 1, 0)
    assert sum(counted.attendance.values()) == sum(counted.answers.values()) == counted.places
    with pytest.raises(Hidden):
        inviting.check(meeting, {10**6: Attendance.PRESENT}, by=cast.office, at=NOW)


def test_a_meeting_has_one_chair_who_is_an_account(cast: Cast) -> None:
    meeting = invited(cast)
    unit = place_of(meeting, cast.district.pk)
    with pytest.raises(MeetingRefused):
        inviting.appoint(meeting, unit.pk, Part.CHAIR, by=cast.office, at=NOW, revision=meeting.revision)
    places = [NewPlace(cast.district.pk, cast.unit_leader)]
    meeting = inviting.add(meeting, places, by=cast.office, at=NOW, revision=meeting.revision)
    new = meeting.participants.get(person=cast.unit_leader)
    meeting = inviting.appoint(meeting, new.pk, Part.CHAIR, by=cast.office, at=NOW, revision=meeting.revision)
    assert list(meeting.participants.filter(part=Part.CHAIR)) == [new]


def test_a_unit_that_does_not_hold_is_not_invited(cast: Cast) -> None:
    with pytest.raises(MeetingRefused):
        inviting.add(planned(cast), [NewPlace(10**6)], by=cast.office, at=BEFORE, revision=0)
