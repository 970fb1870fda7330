"""Issuing the notice of conclusions: frozen with its number, its work given as tasks, everybody told; all of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.followup.models import TaskOrigin
from giaoban.followup.secrecy import SecretRefused
from giaoban.followup.task_acts import draft_and_issue
from giaoban.followup.task_clears import NewTask, TaskRefused
from giaoban.indicators import packs
from giaoban.language.dates import write_date
from giaoban.meetings.clears import Question, questions
from giaoban.meetings.document_numbers import Given, count_of, is_given, proposed
from giaoban.meetings.held import conclusions_of
from giaoban.meetings.letterhead import Office, Signing, office
from giaoban.meetings.life import IllegalMove
from giaoban.meetings.models import Conclusion, Meeting, MeetingAct, NoticeVersion, VersionKind
from giaoban.meetings.moving import MeetingRefused, carry_out
from giaoban.meetings.notice import written
from giaoban.meetings.recording import is_closed
from giaoban.meetings.sight import standing
from giaoban.meetings.tidings import persons_of
from giaoban.meetings.versions import Version, add_version, composed, thawed
from giaoban.meetings.words import one_line
from giaoban.people.access import NotYourRole, Verb, may
from giaoban.people.models import Person
from giaoban.people.notices import notify
from giaoban.units.models import Unit

LONGEST_NUMBER: Final = 60
"""Characters."""
NOTICE: Final = "meeting"


@dataclass(frozen=True, slots=True)
class Issuing:
    """What is typed to issue: the document's number and symbol (`12-TB/TU`), its day, and how it is signed."""

    document_number: str
    issued_on: date
    signing: Signing = Signing.BY_ORDER


class NotReady(IllegalMove):
    """The notice cannot be issued as things stand; `questions` are those that the chair has not answered."""

    def __init__(self, message: str, questions: Sequence[Question] = ()) -> None:
        super().__init__(message)
        self.questions = tuple(questions)


def issue(meeting: Meeting, typed: Issuing, *, by: Person, at: datetime, revision: int) -> NoticeVersion:
    """The issued notice, for the office of the unit, once the chair has approved it as it stands.

    Every conclusion that gives work is an issued task afterwards. Raises `Hidden`, `NotYourRole`, `NotReady`, `Overtaken`,
    other `IllegalMove`, and `MeetingRefused` for a number or day that cannot be.
    """
    require_issuer(by, meeting, localdate(at))
    with transaction.atomic():
        # One number is given once: two meetings of a unit are issued one after the other.
        Unit.objects.select_for_update().get(pk=meeting.unit_id)
        locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
        require_ready(locked, at)
        number = _checked_number(locked, typed, at)
        version = composed(locked, at=at, signing=typed.signing, number=number, day=typed.issued_on)
        with override("vi"):
            said = _("Thông báo kết luận số %(number)s, ngày %(day)s")
            title = said % {"number": number, "day": written(typed.issued_on)}
        moved = carry_out(locked, MeetingAct.NOTICE_ISSUED, by=by, at=at, revision=revision, text=title)
        kept = add_version(
            moved, VersionKind.ISSUED, version, by=by, at=at, document_number=number, issued_on=typed.issued_on
        )
        for place, conclusion in enumerate(conclusions_of(moved), 1):
            if not conclusion.is_statement:
                _give(moved, conclusion, place, title=title, on=typed.issued_on, by=by, at=at)
        _tell(moved, title, by=by, at=at)
    return kept


def require_issuer(by: Person, meeting: Meeting, on: date) -> None:
    """Raises `Hidden`, or `NotYourRole` for everybody but the office of the unit that holds the meeting."""
    standing(by, meeting.pk, on)
    if not may(by, Verb.COMPILE, meeting.unit_id, on):
        raise NotYourRole(_("Chỉ văn phòng của đơn vị tổ chức cuộc họp ban hành thông báo kết luận."))


def require_ready(meeting: Meeting, at: datetime) -> None:
    """Raises `NotReady` with the sentence why, unless the chair's version is the latest, complete and still what stands."""
    if is_closed(meeting):
        raise NotReady(_("Thông báo kết luận đã ban hành, hoặc cuộc họp đã hủy: không ban hành được nữa."))
    latest = NoticeVersion.objects.filter(meeting=meeting.pk).order_by("-number").first()
    if latest is None or latest.kind != VersionKind.CHAIR:
        raise NotReady(_("Chủ trì chưa duyệt bản mới nhất: hãy trình chủ trì duyệt rồi ban hành."))
    version, now = thawed(latest.body), composed(meeting, at=at, signing=Signing.BY_ORDER)
    if version.digest != now.digest:
        raise NotReady(_("Kết luận hoặc số liệu đã thay đổi sau khi chủ trì duyệt: hãy trình chủ trì duyệt lại."))
    asked = questions(version.points)
    if asked:
        said = _("Còn %(count)d điều chưa rõ trong kết luận: hãy hỏi chủ trì, ghi đủ rồi trình duyệt lại.")
        raise NotReady(said % {"count": len(asked)}, asked)
    _require_time_left(version, localdate(at))


def next_number(meeting: Meeting, day: date) -> str:
    """The number that is proposed for a notice issued on that day."""
    return proposed(_office(meeting), given_numbers(meeting.unit_id), day)


def given_numbers(unit_id: int) -> list[Given]:
    """The numbers of all notices that the unit has issued."""
    rows = NoticeVersion.objects.filter(meeting__unit=unit_id, kind=VersionKind.ISSUED).values_list(
        "document_number", "issued_on"
    )
    return [Given(number, day) for number, day in rows if day is not None]


def _office(meeting: Meeting) -> Office:
    return office(packs.current(), meeting.unit_id, localdate(meeting.starts_at))


def _require_time_left(version: Version, on: date) -> None:
    late = [number for number, one in enumerate(version.points, 1) if one.deadline is not None and one.deadline < on]
    if late:
        said = _("Thời hạn của kết luận số %(numbers)s đã qua khi ban hành: hãy trình chủ trì cho hạn khác.")
        raise NotReady(said % {"numbers": ", ".join(map(str, late))})


def _checked_number(meeting: Meeting, typed: Issuing, at: datetime) -> str:
    number = one_line(typed.document_number, "document_number", longest=LONGEST_NUMBER, needed=True)
    if not count_of(number):
        said = _("Số, ký hiệu “%(number)s” không có số: hãy ghi như %(example)s.")
        example = next_number(meeting, typed.issued_on)
        raise MeetingRefused(said % {"number": number, "example": example}, "document_number")
    if is_given(_office(meeting), number, given_numbers(meeting.unit_id), typed.issued_on):
        said = _("Số %(number)s đã cấp cho thông báo khác: số kế tiếp là %(next)s.")
        values = {"number": number, "next": next_number(meeting, typed.issued_on)}
        raise MeetingRefused(said % values, "document_number")
    if not localdate(meeting.starts_at) <= typed.issued_on <= localdate(at):
        said = _("Ngày ban hành phải từ ngày họp %(first)s đến hôm nay %(last)s.")
        values = {"first": write_date(localdate(meeting.starts_at), "vi"), "last": write_date(localdate(at), "vi")}
        raise MeetingRefused(said % values, "issued_on")
    return number


def _give(
    meeting: Meeting, conclusion: Conclusion, place: int, *, title: str, on: date, by: Person, at: datetime
) -> None:
    """The conclusion becomes an issued task; where the task is refused, all is undone."""
    helpers = tuple(one.pk for one in conclusion.helpers.all())
    new = NewTask(
        unit_id=meeting.unit_id,
        lead_id=conclusion.lead_id,
        helper_ids=helpers if helpers or conclusion.is_alone else None,
        what=conclusion.what,
        deadline=conclusion.deadline,
        reporting=conclusion.reporting,
        origin=TaskOrigin.CONCLUSION,
        origin_title=title,
        origin_on=on,
        topic_id=conclusion.topic_id,
    )
    try:
        task = draft_and_issue(new, by=by, at=at)
    except (TaskRefused, SecretRefused) as refused:
        raise NotReady(_("Kết luận số %(number)d: %(why)s") % {"number": place, "why": refused}) from refused
    Conclusion.objects.filter(pk=conclusion.pk).update(task=task)


def _tell(meeting: Meeting, title: str, *, by: Person, at: datetime) -> None:
    """Whoever takes part may read the notice now."""
    places = meeting.participants.select_related("person")
    persons = [person for person in persons_of(places, at) if person.pk != by.pk]
    with override("vi"):
        said = _("Đã ban hành %(notice)s tại “%(title)s”.")
        text = said % {"notice": title[:1].lower() + title[1:], "title": meeting.title}
    notify(persons, NOTICE, text, reverse("notice", args=[meeting.pk]), at)
