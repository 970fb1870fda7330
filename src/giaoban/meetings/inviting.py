"""Who takes part, invitations and their answers, and the list taken at the door."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.meetings.models import Answer, Attendance, Meeting, MeetingAct, MeetingState, Part, Participant
from giaoban.meetings.moving import MeetingRefused, carry_out, note
from giaoban.meetings.sight import ANSWERING, standing
from giaoban.meetings.tidings import tell_invited
from giaoban.meetings.words import one_line
from giaoban.people.access import Hidden, NotYourRole, posts
from giaoban.people.models import Person
from giaoban.units.among import Among
from giaoban.units.prepared import Prepared, Slot
from giaoban.units.registry import tree_at

MOST: Final = 400
"""Participants of one meeting."""


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A unit that takes part, or one person for it."""

    unit_id: int
    person: Person | None = None
    part: Part = Part.MEMBER


def add(meeting: Meeting, places: Iterable[NewPlace], *, by: Person, at: datetime, revision: int) -> Meeting:
    """Adds participants; who is there already stays as they are. Raises `MeetingRefused` for a unit that does not hold."""
    new = _new_places(meeting, places, at)
    if not new:
        raise MeetingRefused(_("Chưa chọn ai mới: hãy chọn đơn vị hoặc tài khoản chưa có trong thành phần."), "unit")
    said = _names([place.unit_id for place in new], at)
    with override("vi"):
        text = _("thêm thành phần: %(names)s") % {"names": said}
    with transaction.atomic():
        changed = carry_out(meeting, MeetingAct.REVISED, by=by, at=at, revision=revision, text=text)
        last = meeting.participants.aggregate(last=Max("position"))["last"] or 0
        Participant.objects.bulk_create(
            Participant(meeting=changed, unit_id=place.unit_id, person=place.person, part=place.part, position=position)
            for position, place in enumerate(new, last + 1)
        )
    return changed


def remove(meeting: Meeting, participant_id: int, *, by: Person, at: datetime, revision: int) -> Meeting:
    """Takes a participant off the list."""
    place = _place(meeting, participant_id)
    with override("vi"):
        text = _("bớt thành phần: %(names)s") % {"names": _names([place.unit_id], at)}
    with transaction.atomic():
        changed = carry_out(meeting, MeetingAct.REVISED, by=by, at=at, revision=revision, text=text)
        place.delete()
    return changed


def appoint(meeting: Meeting, participant_id: int, part: Part, *, by: Person, at: datetime, revision: int) -> Meeting:
    """Gives a participant another part; a meeting has one chair, and who chaired before becomes a member."""
    place = _place(meeting, participant_id)
    if part in {Part.CHAIR, Part.SECRETARY} and place.person_id is None:
        raise MeetingRefused(_("Chủ trì, thư ký là một tài khoản: hãy thêm tài khoản vào thành phần trước."), "part")
    with override("vi"):
        text = f"{_names([place.unit_id], at)}: {part.label}"
    with transaction.atomic():
        changed = carry_out(meeting, MeetingAct.REVISED, by=by, at=at, revision=revision, text=text)
        if part == Part.CHAIR:
            changed.participants.filter(part=Part.CHAIR).update(part=Part.MEMBER)
        changed.participants.filter(pk=place.pk).update(part=part)
    return changed


def invite(meeting: Meeting, *, by: Person, at: datetime, revision: int) -> tuple[Meeting, int]:
    """Invites who was not invited yet; the meeting, and how many persons were told. Raises `MeetingRefused` where nobody is new."""
    with transaction.atomic():
        waiting = list(meeting.participants.filter(invited_at=None).select_related("person"))
        if not waiting:
            raise MeetingRefused(_("Chưa có ai để mời: hãy thêm đơn vị hoặc người dự."), "unit")
        with override("vi"):
            text = _names([place.unit_id for place in waiting], at)
        invited = carry_out(meeting, MeetingAct.INVITED, by=by, at=at, revision=revision, text=text)
        meeting.participants.filter(pk__in=[place.pk for place in waiting]).update(invited_at=at)
        told = tell_invited(invited, waiting, by=by, at=at)
    return invited, told


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered for one place; `substitute` is a post, never a name."""

    answer: Answer
    substitute: str = ""
    reason: str = ""


def answer(meeting: Meeting, participant_id: int, reply: Reply, *, by: Person, at: datetime) -> Participant:
    """Answers for a unit or for oneself; the last answer counts. Raises `Hidden` for somebody else's place."""
    substitute = one_line(reply.substitute, "substitute", longest=200, needed=reply.answer == Answer.SUBSTITUTE)
    reason = one_line(reply.reason, "reason", longest=300, needed=reply.answer == Answer.DECLINED)
    with override("vi"):
        said = ": ".join(part for part in (str(reply.answer.label), substitute or reason) if part)
    with transaction.atomic():
        found = standing(by, meeting.pk, localdate(at))
        place = next((one for one in found.places if one.pk == participant_id), None)
        if place is None:
            raise _not_theirs(found.meeting, participant_id)
        note(meeting, MeetingAct.ANSWERED, by=by, at=at, text=f"{_names([place.unit_id], at)}, {said}")
        place.answer, place.answered_at = reply.answer, at
        place.substitute = substitute if reply.answer == Answer.SUBSTITUTE else ""
        place.reason = reason
        place.save(update_fields=["answer", "answered_at", "substitute", "reason"])
    return place


def check(meeting: Meeting, came: Mapping[int, Attendance], *, by: Person, at: datetime) -> int:
    """The list at the door: participant -> who came; with how many rows changed."""
    now = dict(meeting.participants.values_list("pk", "attendance"))
    if set(came) - set(now):
        raise Hidden(_("Không có trang này."))
    changed = {number: attendance for number, attendance in came.items() if now[number] != attendance}
    if not changed:
        return 0
    with transaction.atomic():
        with override("vi"):
            text = ", ".join(
                f"{Attendance(kind).label}: {count}" for kind, count in sorted(Counter(changed.values()).items())
            )
        note(meeting, MeetingAct.CHECKED, by=by, at=at, text=text)
        for attendance in set(changed.values()):
            numbers = [number for number, value in changed.items() if value == attendance]
            meeting.participants.filter(pk__in=numbers).update(attendance=attendance)
    return len(changed)


def as_answered(meeting: Meeting, came: Mapping[int, Attendance]) -> dict[int, Attendance]:
    """The same list, where nothing was ticked with what was answered beforehand."""
    told = {
        Answer.ACCEPTED: Attendance.PRESENT,
        Answer.SUBSTITUTE: Attendance.SUBSTITUTE,
        Answer.DECLINED: Attendance.ABSENT,
    }
    answers = {number: told.get(Answer(said)) for number, said in meeting.participants.values_list("pk", "answer")}
    return {
        number: (answers.get(number) or ticked) if ticked is Attendance.UNKNOWN else ticked
        for number, ticked in came.items()
    }


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many places there are in all, how many answered what, and how many came."""

    places: int
    answers: Mapping[Answer, int]
    attendance: Mapping[Attendance, int]


def turnout(places: Iterable[Participant]) -> Turnout:
    """The counts by category; every category is there, if only with none."""
    all_places = list(places)
    answers = Counter(place.answer for place in all_places)
    attendance = Counter(place.attendance for place in all_places)
    return Turnout(
        len(all_places),
        {kind: answers[kind] for kind in Answer},
        {kind: attendance[kind] for kind in Attendance},
    )


def waiting_meetings(person: Person, on: date) -> QuerySet[Participant]:
    """The places for which the person has still to answer, the soonest meeting first: the own, and those of the own units."""
    asked = _waiting(person.pk, posts(person, ANSWERING, on), on)
    return asked.select_related("meeting").order_by("meeting__starts_at", "pk")


def count_waiting(person: Person, on: date) -> int:
    """How many such places there are; for the navigation."""
    return _WAITING.count(person=person.pk, units=posts(person, ANSWERING, on), on=on)


def _waiting(person: int | Slot, units: Collection[int] | Slot, on: date | Slot) -> QuerySet[Participant]:
    theirs = Q(person_id=person) | Q(Among("unit_id", units), person=None)
    asked = Participant.objects.filter(theirs, answer=Answer.WAITING, meeting__state=MeetingState.INVITED)
    return asked.exclude(invited_at=None).filter(meeting__ends_at__date__gte=on)


_WAITING = Prepared(lambda: _waiting(Slot("person"), Slot("units"), Slot("on")).values_list("pk"))


def _new_places(meeting: Meeting, places: Iterable[NewPlace], at: datetime) -> list[NewPlace]:
    """Those not on the list yet, each once; raises `MeetingRefused`."""
    tree = tree_at(localdate(at))
    there = set(meeting.participants.values_list("unit_id", "person_id"))
    new: dict[tuple[int, int | None], NewPlace] = {}
    for place in places:
        key = (place.unit_id, place.person.pk if place.person else None)
        if place.unit_id not in tree:
            raise MeetingRefused(_("Có đơn vị không còn trong cây đơn vị: hãy chọn lại."), "unit")
        if key not in there:
            new[key] = place
    if len(there) + len(new) > MOST:
        raise MeetingRefused(_("Quá %(most)d thành phần: hãy mời theo đơn vị.") % {"most": MOST}, "unit")
    return list(new.values())


def _place(meeting: Meeting, participant_id: int) -> Participant:
    found = meeting.participants.filter(pk=participant_id).first()
    if found is None:
        raise Hidden(_("Không có trang này."))
    return found


def _not_theirs(meeting: Meeting, participant_id: int) -> Exception:
    """Why somebody may not answer there: the place is somebody else's, or does not exist."""
    if meeting.participants.filter(pk=participant_id).exists():
        return NotYourRole(_("Việc này không thuộc vai trò của bạn ở cuộc họp này."))
    return Hidden(_("Không có trang này."))


def _names(unit_ids: Iterable[int], at: datetime) -> str:
    """The names of the units, each once, at most five of them."""
    tree = tree_at(localdate(at))
    names = [tree.by_unit(unit_id).name for unit_id in dict.fromkeys(unit_ids) if unit_id in tree]
    more = "" if len(names) <= 5 else _(" và %(count)d đơn vị khác") % {"count": len(names) - 5}
    return ", ".join(names[:5]) + more
