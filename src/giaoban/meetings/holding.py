"""A meeting is opened, led from item to item, commented on and closed.

Every act that viewers must hear of writes a `LiveEvent` in its own transaction, with the meeting's row locked: numbers
have no gap, and who has seen all up to N asks for what came after N and misses nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from giaoban.meetings.life import IllegalMove
from giaoban.meetings.models import (
    AgendaItem,
    Comment,
    ItemState,
    LiveEvent,
    LiveKind,
    Meeting,
    MeetingAct,
    MeetingState,
    NoticeVersion,
    SpeakRequest,
    VersionKind,
    Vote,
)
from giaoban.meetings.moving import Overtaken, carry_out
from giaoban.meetings.sight import Standing, standing
from giaoban.meetings.words import lines
from giaoban.people.access import Hidden, NotYourRole
from giaoban.people.models import Person

LONGEST_COMMENT: Final = 1_000
"""Characters of a comment: it is read while somebody speaks."""


def open_meeting(meeting: Meeting, *, by: Person, at: datetime, revision: int) -> Meeting:
    """The chair opens; the first item is still to be called. Raises what `moving.carry_out` raises."""
    with transaction.atomic():
        _lock(meeting)
        opened = carry_out(meeting, MeetingAct.OPENED, by=by, at=at, revision=revision)
        tell(opened, LiveKind.STATE, by=by, at=at)
    return opened


def close_meeting(meeting: Meeting, *, by: Person, at: datetime, revision: int) -> Meeting:
    """The chair closes: the item under discussion is done, who speaks has spoken. An open vote must be closed before."""
    with transaction.atomic():
        found = _lock(meeting)
        closed = carry_out(meeting, MeetingAct.ENDED, by=by, at=at, revision=revision, current_item=None)
        require_no_open_vote(found)
        _leave_item(found, at)
        tell(closed, LiveKind.STATE, by=by, at=at)
    return closed


def reopen_meeting(meeting: Meeting, reason: str, *, by: Person, at: datetime, revision: int) -> Meeting:
    """The chair opens a closed meeting again and says why; not once its notice of conclusions is issued."""
    with transaction.atomic():
        _lock(meeting)
        opened = carry_out(meeting, MeetingAct.REOPENED, by=by, at=at, revision=revision, text=reason)
        if NoticeVersion.objects.filter(meeting=meeting, kind=VersionKind.ISSUED).exists():
            raise IllegalMove(_("Thông báo kết luận đã ban hành nên không mở lại cuộc họp được; hãy lập cuộc họp mới."))
        tell(opened, LiveKind.STATE, by=by, at=at)
    return opened


def move_to(meeting: Meeting, item_id: int, *, by: Person, at: datetime, seen: int | None) -> AgendaItem:
    """The chair moves on to an item, or back to one; the one before is done. `seen` is the current item on the chair's page.

    Raises `Overtaken` where somebody else has moved on, `IllegalMove` while a vote is open, `Hidden` for an item of another meeting.
    """
    require_chair(standing(by, meeting.pk, localdate(at)))
    with running(meeting) as found:
        if found.current_item_id != seen:
            raise Overtaken
        item = found.items.filter(pk=item_id).first()
        if item is None:
            raise Hidden(_("Không có trang này."))
        if item.pk == seen:
            raise IllegalMove(_("Cuộc họp đang bàn nội dung này rồi."))
        require_no_open_vote(found)
        _leave_item(found, at)
        item.state, item.ended_at, item.started_at = ItemState.RUNNING, None, item.started_at or at
        item.save(update_fields=["state", "ended_at", "started_at"])
        Meeting.objects.filter(pk=found.pk).update(current_item=item)
        tell(found, LiveKind.ITEM, item.pk, by=by, at=at)
    return item


def comment(meeting: Meeting, text: str, *, by: Person, at: datetime) -> Comment:
    """A participant's short word on the current item. Raises `MeetingRefused` for none or one that is too long."""
    require_part(standing(by, meeting.pk, localdate(at)))
    said = lines(text, "y-kien", longest=LONGEST_COMMENT, needed=True)
    with running(meeting) as found:
        made = Comment.objects.create(meeting=found, item_id=found.current_item_id, person=by, text=said, at=at)
        tell(found, LiveKind.COMMENT, made.pk, by=by, at=at)
    return made


@contextmanager
def running(meeting: Meeting) -> Iterator[Meeting]:
    """A transaction in which the meeting, as it stands now, stands still; raises `IllegalMove` where it is not being held."""
    with transaction.atomic():
        found = _lock(meeting)
        if found.state != MeetingState.RUNNING:
            values = {"state": MeetingState(found.state).label}
            raise IllegalMove(_("Chỉ làm được khi đang họp; cuộc họp ở trạng thái “%(state)s”.") % values)
        yield found


def tell(meeting: Meeting, kind: LiveKind, row: int | None = None, *, by: Person, at: datetime) -> LiveEvent:
    """Writes down what happened under the next number; to be called with the meeting's row locked."""
    last = LiveEvent.objects.filter(meeting=meeting.pk).aggregate(last=Max("number"))["last"] or 0
    return LiveEvent.objects.create(meeting_id=meeting.pk, number=last + 1, kind=kind, row=row, person=by, at=at)


def require_chair(found: Standing) -> None:
    """Raises `NotYourRole` for who does not lead the meeting."""
    if not found.may_chair:
        raise NotYourRole(_("Việc này của người chủ trì cuộc họp."))


def require_part(found: Standing) -> None:
    """Raises `NotYourRole` for who sees the meeting without taking part."""
    if not found.takes_part:
        raise NotYourRole(_("Việc này của thành phần dự họp."))


def require_no_open_vote(meeting: Meeting) -> None:
    """Raises `IllegalMove` while a question is put to the vote."""
    if Vote.objects.filter(meeting=meeting.pk, closed_at=None).exists():
        raise IllegalMove(_("Đang có nội dung biểu quyết chưa đóng: hãy đóng biểu quyết trước."))


def _lock(meeting: Meeting) -> Meeting:
    """On SQLite the transaction itself keeps all others out."""
    found = Meeting.objects.select_for_update().filter(pk=meeting.pk).first()
    if found is None:
        raise Hidden(_("Không có trang này."))
    return found


def _leave_item(meeting: Meeting, at: datetime) -> None:
    """The item under discussion is done, and with it whoever speaks to it."""
    if meeting.current_item_id is not None:
        AgendaItem.objects.filter(pk=meeting.current_item_id).update(state=ItemState.DONE, ended_at=at)
    SpeakRequest.objects.filter(meeting=meeting.pk, called_at__isnull=False, ended_at=None).update(ended_at=at)
