"""The speakers' list: participants ask to speak, the chair calls them, one at a time."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from giaoban.meetings.holding import require_chair, require_part, running, tell
from giaoban.meetings.life import IllegalMove
from giaoban.meetings.models import LiveKind, Meeting, SpeakRequest
from giaoban.meetings.sight import standing
from giaoban.people.access import Hidden, NotYourRole
from giaoban.people.models import Person


def waiting(meeting: Meeting) -> QuerySet[SpeakRequest]:
    """Who has asked and was not called yet, in the order of asking."""
    return SpeakRequest.objects.filter(meeting=meeting.pk, called_at=None, withdrawn_at=None)


def speaking(meeting: Meeting) -> QuerySet[SpeakRequest]:
    """Who speaks: one, or nobody."""
    return SpeakRequest.objects.filter(meeting=meeting.pk, called_at__isnull=False, ended_at=None)


def ask_to_speak(meeting: Meeting, *, by: Person, at: datetime) -> SpeakRequest:
    """A participant asks to speak. Raises `IllegalMove` for who is on the list or speaks already."""
    require_part(standing(by, meeting.pk, localdate(at)))
    with running(meeting) as found:
        if (waiting(found) | speaking(found)).filter(person=by).exists():
            raise IllegalMove(_("Bạn đã có trong danh sách phát biểu."))
        asked = SpeakRequest.objects.create(meeting=found, item_id=found.current_item_id, person=by, asked_at=at)
        tell(found, LiveKind.SPEAKERS, asked.pk, by=by, at=at)
    return asked


def withdraw(meeting: Meeting, number: int, *, by: Person, at: datetime) -> SpeakRequest:
    """Who asked to speak does so no more. Raises `IllegalMove` once called, `NotYourRole` for somebody else's."""
    standing(by, meeting.pk, localdate(at))
    with running(meeting) as found:
        asked = _one(found, number)
        if asked.person_id != by.pk:
            raise NotYourRole(_("Chỉ người đăng ký mới rút được đăng ký của mình."))
        _require_waiting(asked)
        asked.withdrawn_at = at
        asked.save(update_fields=["withdrawn_at"])
        tell(found, LiveKind.SPEAKERS, asked.pk, by=by, at=at)
    return asked


def call(meeting: Meeting, number: int, *, by: Person, at: datetime) -> SpeakRequest:
    """The chair calls one of those who wait; whoever speaks has spoken."""
    require_chair(standing(by, meeting.pk, localdate(at)))
    with running(meeting) as found:
        asked = _one(found, number)
        _require_waiting(asked)
        speaking(found).update(ended_at=at)
        asked.called_at = at
        asked.save(update_fields=["called_at"])
        tell(found, LiveKind.SPEAKERS, asked.pk, by=by, at=at)
    return asked


def end_speech(meeting: Meeting, number: int, *, by: Person, at: datetime) -> SpeakRequest:
    """The chair thanks the speaker, or the speaker is done. Raises `IllegalMove` where that person does not speak."""
    sees = standing(by, meeting.pk, localdate(at))
    with running(meeting) as found:
        asked = _one(found, number)
        if asked.person_id != by.pk:
            require_chair(sees)
        if asked.called_at is None or asked.ended_at is not None:
            raise IllegalMove(_("Người này không đang phát biểu."))
        asked.ended_at = at
        asked.save(update_fields=["ended_at"])
        tell(found, LiveKind.SPEAKERS, asked.pk, by=by, at=at)
    return asked


def _one(meeting: Meeting, number: int) -> SpeakRequest:
    found = SpeakRequest.objects.filter(meeting=meeting.pk, pk=number).first()
    if found is None:
        raise Hidden(_("Không có trang này."))
    return found


def _require_waiting(asked: SpeakRequest) -> None:
    if asked.called_at is not None:
        raise IllegalMove(_("Người này đã được mời phát biểu."))
    if asked.withdrawn_at is not None:
        raise IllegalMove(_("Đăng ký phát biểu này đã rút."))
