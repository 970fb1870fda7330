"""One step of a meeting's life: allowed, carried out if nobody was faster, and written down."""

from copy import copy
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from giaoban.language.text import nfc
from giaoban.meetings.life import Duty, IllegalMove, Move, move_of, refusal
from giaoban.meetings.models import Meeting, MeetingAct, MeetingEvent, MeetingState
from giaoban.meetings.sight import Standing, standing
from giaoban.people.access import NotYourRole
from giaoban.people.models import Person


class Overtaken(IllegalMove):
    """Somebody changed the meeting since the person saw it; nothing was done."""

    def __init__(self) -> None:
        super().__init__(_("Cuộc họp vừa có người thay đổi: hãy tải lại trang, xem lại rồi làm tiếp."))


class MeetingRefused(ValueError):
    """What was typed cannot be taken; the sentence says why and the way out. `field` is where it was typed."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def duties(found: Standing) -> frozenset[Duty]:
    """What the person does for the meeting."""
    held = {Duty.PREPARE: found.may_prepare, Duty.CHAIR: found.may_chair, Duty.TAKE_PART: bool(found.places)}
    return frozenset(duty for duty, is_so in held.items() if is_so)


def step(meeting: Meeting, act: MeetingAct, *, by: Person, at: datetime, text: str = "") -> tuple[Standing, Move]:
    """How the person stands, and the move by that act; raises `Hidden`, `NotYourRole`, `IllegalMove` or `MeetingRefused`."""
    found, move = standing(by, meeting.pk, localdate(at)), move_of(act)
    if move.duty not in duties(found):
        raise NotYourRole(_("Việc này không thuộc vai trò của bạn ở cuộc họp này."))
    if found.meeting.state not in move.from_states:
        raise refusal(act, MeetingState(found.meeting.state))
    if move.needs_text and not text.strip():
        raise MeetingRefused(_("Muốn %(act)s phải ghi lý do.") % {"act": act.label}, "reason")
    return found, move


def carry_out(
    meeting: Meeting, act: MeetingAct, *, by: Person, at: datetime, revision: int, text: str = "", **fields: Any
) -> Meeting:
    """The meeting after the act, which is written down; `revision` is the one that the person saw.

    Raises what `step` raises, and `Overtaken` where somebody was faster. Call it first in a transaction: the row then
    stands still until all else that belongs to the act is done.
    """
    found, move = step(meeting, act, by=by, at=at, text=text)
    changes: dict[str, Any] = {"revision": revision + 1, "changed_at": at, **fields}
    if move.to_state is not None:
        changes["state"] = str(move.to_state)
    if move.told:
        changes["sequence"] = found.meeting.sequence + 1
    with transaction.atomic():
        seen = Meeting.objects.filter(pk=meeting.pk, state=found.meeting.state, revision=revision)
        if seen.update(**changes) != 1:
            raise Overtaken
        moved = copy(found.meeting)
        for name, value in changes.items():
            setattr(moved, name, value)
        record(moved, act, by=by, at=at, text=text)
    return moved


def note(meeting: Meeting, act: MeetingAct, *, by: Person, at: datetime, text: str = "") -> MeetingEvent:
    """Writes down an act that changes only rows beside the meeting, such as an answer: no revision is asked or raised.

    Raises what `step` raises; the meeting's row stands still until the transaction ends. Call it first in one.
    """
    found, move = step(meeting, act, by=by, at=at, text=text)
    locked = Meeting.objects.select_for_update().get(pk=found.meeting.pk)
    if locked.state not in move.from_states:
        raise refusal(act, MeetingState(locked.state))
    return record(locked, act, by=by, at=at, text=text)


def record(meeting: Meeting, act: MeetingAct, *, by: Person, at: datetime, text: str = "") -> MeetingEvent:
    """Writes down what was done, at the meeting's revision."""
    return MeetingEvent.objects.create(
        meeting=meeting, act=act, person=by, at=at, revision=meeting.revision, text=nfc(text).strip()
    )
