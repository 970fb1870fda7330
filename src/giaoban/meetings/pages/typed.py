"""What somebody typed into a form of meetings: read, kept as typed, and what is wrong with which field."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import TypeVar

from django.http import HttpRequest
from django.utils.translation import gettext as _

from giaoban.followup.models import Topic
from giaoban.followup.secrecy import Mark, SecretRefused
from giaoban.language.dates import HANOI, DateError, read_date
from giaoban.meetings.agenda import ItemWords
from giaoban.meetings.models import Binding, MeetingKind
from giaoban.meetings.moving import MeetingRefused
from giaoban.meetings.pages.desk import Desk
from giaoban.meetings.preparing import MeetingWords, Sitting
from giaoban.reading.file_kinds import FileRefused

MARK, TITLE, KIND, ABOUT, PERIOD, TOPIC, PLACE, REASON = (
    "mat", "ten", "loai", "muc-dich", "ky", "chuyen-de", "dia-diem", "ly-do",
)  # fmt: skip
DAY, LAST_DAY, START, END, UNIT = "ngay", "den-ngay", "bat-dau", "ket-thuc", "don-vi"
MINUTES, PRESENTER, PRESENTER_UNIT, BOUND = "so-phut", "nguoi-trinh-bay", "don-vi-trinh-bay", "gan-voi"
Faults = Mapping[str, str]
"""Sentences by the field of the act that they concern; `whole` for what concerns no single one."""
Done = TypeVar("Done")


def attempt(act: Callable[[], Done]) -> tuple[Done | None, Faults]:
    """Does it; what came of it, or nothing and what is wrong with which field."""
    try:
        return act(), {}
    except MeetingRefused as refused:
        return None, {refused.field or "whole": str(refused)}
    except SecretRefused as refused:
        return None, {"mark": str(refused)}
    except FileRefused as refused:
        return None, {"file": str(refused)}


def typed(request: HttpRequest) -> Mapping[str, str]:
    """Everything as it was typed, `-` written `_` for the templates."""
    return {name.replace("-", "_"): str(value) for name, value in request.POST.items()}


def meeting_words(request: HttpRequest, desk: Desk) -> MeetingWords:
    """What the meeting is about."""
    posted = request.POST
    return MeetingWords(
        kind=_kind(posted.get(KIND, "")),
        title=posted.get(TITLE, ""),
        about=posted.get(ABOUT, ""),
        period=posted.get(PERIOD, ""),
        topic=topic(posted.get(TOPIC, ""), desk),
        mark=mark(request),
    )


def sitting(request: HttpRequest, desk: Desk) -> Sitting:
    """When and where; it ends on the day on which it begins unless another is given."""
    posted = request.POST
    first = day(posted.get(DAY, ""), "starts_at", desk)
    last = day(posted[LAST_DAY], "ends_at", desk) if posted.get(LAST_DAY, "").strip() else first
    start, end = clock(posted.get(START, ""), "starts_at"), clock(posted.get(END, ""), "ends_at")
    return Sitting(datetime.combine(first, start, HANOI), datetime.combine(last, end, HANOI), posted.get(PLACE, ""))


def item_words(request: HttpRequest, desk: Desk) -> ItemWords:
    """One item of an agenda; what it is bound to comes in one word, such as `indicator:members.admitted`."""
    posted = request.POST
    kind, _colon, subject = posted.get(BOUND, Binding.NONE).partition(":")
    if kind not in Binding.values:
        raise MeetingRefused(_("Hãy chọn trong danh sách nội dung này gắn với gì."), "subject")
    binding = Binding(kind)
    return ItemWords(
        title=posted.get(TITLE, ""),
        minutes=number(posted.get(MINUTES, ""), "minutes"),
        presenter_unit_id=unit_or_none(posted.get(PRESENTER_UNIT, ""), "presenter_unit", desk),
        presenter=posted.get(PRESENTER, ""),
        binding=binding,
        subject=subject if binding in {Binding.REPORT, Binding.INDICATOR} else "",
        topic=topic(subject, desk) if binding == Binding.TOPIC else None,
        mark=mark(request),
    )


def mark(request: HttpRequest) -> str:
    """The degree of secrecy that was chosen; a form that was sent without it is asked back."""
    found = request.POST.get(MARK, "")
    if found not in Mark.values:
        raise MeetingRefused(_("Chưa chọn độ mật: hãy chọn “không mật” nếu nội dung không có độ mật."), "mark")
    return found


def topic(number_typed: str, desk: Desk) -> Topic | None:
    """The topic that was chosen, if any; raises `MeetingRefused` where the list has none such."""
    if not number_typed.strip():
        return None
    found = next((one for one in desk.topics if str(one.pk) == number_typed.strip()), None)
    if found is None:
        raise MeetingRefused(_("Hãy chọn chuyên đề trong danh sách."), "topic")
    return found


def day(text: str, field: str, desk: Desk) -> date:
    """A day as a date field sends it (ISO) or as somebody writes it; raises `MeetingRefused`."""
    if not text.strip():
        raise MeetingRefused(_("Chưa chọn ngày."), field)
    try:
        return read_date(text, "vi" if "/" in text else desk.language)
    except DateError as error:
        raise MeetingRefused(str(error), field) from error


def clock(text: str, field: str) -> time:
    """`07:30`; raises `MeetingRefused`."""
    try:
        found = time.fromisoformat(text.strip())
    except ValueError:
        raise MeetingRefused(_("Chưa ghi giờ, hoặc giờ không đúng: hãy ghi như 07:30."), field) from None
    return found.replace(second=0, microsecond=0, tzinfo=None)


def number(text: str, field: str) -> int:
    """A whole number of at most four digits; raises `MeetingRefused`."""
    plain = text.strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 4):
        raise MeetingRefused(_("Hãy ghi một số, chẳng hạn 30."), field)
    return int(plain)


def unit_or_none(code: str, field: str, desk: Desk) -> int | None:
    """The unit of a code; raises `MeetingRefused` where the tree of today has none."""
    plain = code.partition("·")[0].strip()
    if not plain:
        return None
    found = next((node for node in desk.tree if node.code == plain), None)
    if found is None:
        raise MeetingRefused(
            _("Không có đơn vị mã “%(code)s”: hãy chọn trong danh sách.") % {"code": plain[:32]}, field
        )
    return found.unit_id


def _kind(text: str) -> MeetingKind:
    if text not in MeetingKind.values:
        raise MeetingRefused(_("Hãy chọn loại cuộc họp."), "kind")
    return MeetingKind(text)
