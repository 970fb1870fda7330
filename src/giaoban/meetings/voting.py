"""Questions are put to the vote, by show of hands or named, and the votes are counted.

A show of hands is counted in the room and typed in when it is closed. A named vote is one ballot a participant, to be
changed until it is closed, and is counted from the ballots; guests have none.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from giaoban.meetings.holding import require_chair, require_no_open_vote, running, tell
from giaoban.meetings.life import IllegalMove
from giaoban.meetings.models import Ballot, Choice, LiveKind, Meeting, Part, Participant, Vote
from giaoban.meetings.moving import MeetingRefused
from giaoban.meetings.sight import ANSWERING, Standing, standing
from giaoban.meetings.words import one_line
from giaoban.people.access import Hidden, NotYourRole, top_units
from giaoban.people.models import Person

LONGEST_QUESTION: Final = 500
MOST_HANDS: Final = 100_000
"""More hands than a room holds are a slip of the finger."""
_HANDS: Final = re.compile(r"[0-9]{1,6}|[0-9]{1,3}\.[0-9]{3}")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many voted in each way."""

    agree: int
    disagree: int
    abstain: int

    @property
    def total(self) -> int:
        return self.agree + self.disagree + self.abstain


def put_to_vote(meeting: Meeting, question: str, *, is_named: bool, by: Person, at: datetime) -> Vote:
    """The chair puts a question on the current item to the vote. Raises `MeetingRefused`, and `IllegalMove` beside an open one."""
    require_chair(standing(by, meeting.pk, localdate(at)))
    asked = one_line(question, "noi-dung", longest=LONGEST_QUESTION, needed=True)
    with running(meeting) as found:
        require_no_open_vote(found)
        vote = Vote.objects.create(
            meeting=found, item_id=found.current_item_id, question=asked, is_named=is_named, opened_at=at, person=by
        )
        tell(found, LiveKind.VOTE, vote.pk, by=by, at=at)
    return vote


def cast_ballot(meeting: Meeting, number: int, place: int, choice: str, *, by: Person, at: datetime) -> Ballot:
    """A participant votes in a named vote, for a place that is theirs; the ballot before is replaced.

    Raises `NotYourRole` for another's place or a guest's, `IllegalMove` once closed and in a show of hands.
    """
    today = localdate(at)
    participant = voting_place(standing(by, meeting.pk, today), place, today)
    if choice not in Choice.values:
        raise MeetingRefused(_("Chưa chọn tán thành, không tán thành hay ý kiến khác."), "phieu")
    with running(meeting) as found:
        vote = _open_vote(found, number)
        if not vote.is_named:
            raise IllegalMove(_("Nội dung này biểu quyết bằng giơ tay, không bỏ phiếu trên máy."))
        ballot, _made = Ballot.objects.update_or_create(
            vote=vote, participant=participant, defaults={"person": by, "choice": choice, "at": at}
        )
        tell(found, LiveKind.VOTE, vote.pk, by=by, at=at)
    return ballot


def close_vote(
    meeting: Meeting, number: int, hands: Mapping[str, str] | None = None, *, by: Person, at: datetime
) -> Vote:
    """The chair or the secretary closes the vote; `hands` are the three counts of a show of hands as typed, by choice.

    Raises `MeetingRefused` where a count is missing or no whole number, `IllegalMove` where the vote is closed already.
    """
    found = standing(by, meeting.pk, localdate(at))
    if not (found.may_chair or found.may_prepare):
        raise NotYourRole(_("Việc này của người chủ trì hoặc thư ký cuộc họp."))
    with running(meeting) as held:
        vote = _open_vote(held, number)
        if not vote.is_named:
            counted = {name: _count(name, (hands or {}).get(name, "")) for name in Choice.values}
            vote.agree, vote.disagree, vote.abstain = (counted[name] for name in Choice.values)
        vote.closed_at = at
        vote.save(update_fields=["agree", "disagree", "abstain", "closed_at"])
        tell(held, LiveKind.VOTE, vote.pk, by=by, at=at)
    return vote


def tally(vote: Vote) -> Tally | None:
    """The counts; of a show of hands None while it is open."""
    if not vote.is_named:
        if vote.agree is None or vote.disagree is None or vote.abstain is None:
            return None
        return Tally(vote.agree, vote.disagree, vote.abstain)
    cast = [ballot.choice for ballot in vote.ballots.all()]
    return Tally(cast.count(Choice.AGREE), cast.count(Choice.DISAGREE), cast.count(Choice.ABSTAIN))


def voting_places(found: Standing, on: date) -> tuple[Participant, ...]:
    """The places for which the person votes: the own, and those of units in which the person works.

    The office of the whole answers for every unit below in other things; it has no vote for them.
    """
    places = [place for place in found.places if place.part != Part.GUEST]
    if all(place.person_id == found.person.pk for place in places):
        return tuple(places)
    units = {node.unit_id for verb in ANSWERING for node in top_units(found.person, verb, on)}
    return tuple(place for place in places if place.person_id == found.person.pk or place.unit_id in units)


def voting_place(found: Standing, place: int, on: date) -> Participant:
    """The participant of that number, if the person votes for it; else raises `NotYourRole`."""
    for one in voting_places(found, on):
        if one.pk == place:
            return one
    raise NotYourRole(_("Bạn không bỏ phiếu cho đại biểu này; khách mời không biểu quyết."))


def _open_vote(meeting: Meeting, number: int) -> Vote:
    vote = Vote.objects.filter(meeting=meeting.pk, pk=number).first()
    if vote is None:
        raise Hidden(_("Không có trang này."))
    if vote.closed_at is not None:
        raise IllegalMove(_("Biểu quyết này đã đóng."))
    return vote


def _count(name: str, typed: str) -> int:
    """A number of hands as typed; `1.450` is one of them."""
    digits = typed.strip()
    if _HANDS.fullmatch(digits) is None or int(digits.replace(".", "")) > MOST_HANDS:
        values = {"choice": Choice(name).label, "typed": typed.strip()[:20]}
        message = _("Số người “%(choice)s” đang ghi “%(typed)s”: hãy ghi một số nguyên, không có ai thì ghi 0.")
        raise MeetingRefused(message % values, name)
    return int(digits.replace(".", ""))
