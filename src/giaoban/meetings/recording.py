"""What is written while a meeting runs: notes by item, and the chair's conclusions with their five clears.

Nothing is lost when two write at once: who comes second is told and keeps what was typed. All of it ends when the notice
is issued.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import F, Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from giaoban.followup.models import Topic
from giaoban.followup.secrecy import Mark, SecretRefused, require_open
from giaoban.language.dates import weekday_name, write_date
from giaoban.language.locales import Language
from giaoban.meetings.life import IllegalMove
from giaoban.meetings.models import AgendaItem, Conclusion, Meeting, MeetingState, NoticeVersion, VersionKind
from giaoban.meetings.moving import MeetingRefused
from giaoban.meetings.sight import Standing, standing
from giaoban.meetings.words import lines, one_line
from giaoban.people.access import Hidden, NotYourRole, Verb, may
from giaoban.people.models import Person
from giaoban.periods.deadlines import is_working_day, working_days_after
from giaoban.units.registry import tree_at

LONGEST_NOTES: Final = 50_000
LONGEST_CONCLUSION: Final = 4_000
LONGEST_REPORTING: Final = 200
"""Characters."""


class WrittenMeanwhile(IllegalMove):
    """Somebody else saved the same notes or conclusion since it was read; `standing` is what stands now."""

    def __init__(self, standing: str) -> None:
        super().__init__(_("Nội dung này vừa có người sửa: hãy xem bản đang lưu rồi ghi tiếp."))
        self.standing = standing


@dataclass(frozen=True, slots=True)
class ConclusionWords:
    """A conclusion as it is typed. Units, item and topic by their identity; what is not known yet is empty."""

    what: str
    is_statement: bool = False
    lead: int | None = None
    helpers: tuple[int, ...] = ()
    alone: bool = False
    deadline: date | None = None
    reporting: str = ""
    item: int | None = None
    topic: int | None = None
    mark: str = Mark.OPEN


def save_notes(item: AgendaItem, text: str, *, by: Person, at: datetime, revision: int, mark: str = Mark.OPEN) -> int:
    """The item's notes become the text; the revision to name next time. `revision` is the one that the writer has seen.

    Raises `WrittenMeanwhile` where somebody was faster, `IllegalMove` once the notice is issued, `MeetingRefused`
    for a text that is too long or secret.
    """
    require_writer(standing(by, item.meeting_id, localdate(at)))
    notes = lines(text, "notes", longest=LONGEST_NOTES)
    _require_open(mark, "notes", notes)
    with transaction.atomic():
        _lock(item.meeting_id)
        seen = AgendaItem.objects.filter(pk=item.pk, notes_revision=revision).exclude(notes=notes)
        if seen.update(notes=notes, notes_revision=F("notes_revision") + 1) == 1:
            return revision + 1
    now = AgendaItem.objects.get(pk=item.pk)
    if now.notes != notes:
        raise WrittenMeanwhile(now.notes)
    return now.notes_revision


def conclude(meeting: Meeting, words: ConclusionWords, *, by: Person, at: datetime) -> Conclusion:
    """A new conclusion, the last in the meeting's order; raises `MeetingRefused`, `IllegalMove`, `NotYourRole` or `Hidden`."""
    found = standing(by, meeting.pk, localdate(at))
    require_writer(found)
    kept = _checked(found, words, by, at)
    with transaction.atomic():
        _lock(meeting.pk)
        last = Conclusion.objects.filter(meeting=meeting.pk).aggregate(last=Max("position"))["last"] or 0
        made = Conclusion.objects.create(meeting_id=meeting.pk, position=last + 1, changed_by=by, changed_at=at, **kept)
        made.helpers.set(words.helpers)
    return made


def reword(conclusion: Conclusion, words: ConclusionWords, *, by: Person, at: datetime, revision: int) -> Conclusion:
    """The conclusion in other words; raises also `WrittenMeanwhile` where somebody changed it since it was read."""
    found = standing(by, conclusion.meeting_id, localdate(at))
    require_writer(found)
    kept = _checked(found, words, by, at)
    with transaction.atomic():
        _lock(conclusion.meeting_id)
        seen = Conclusion.objects.filter(pk=conclusion.pk, revision=revision)
        if seen.update(revision=revision + 1, changed_by=by, changed_at=at, **kept) != 1:
            raise WrittenMeanwhile(_what(conclusion))
        changed = Conclusion.objects.get(pk=conclusion.pk)
        changed.helpers.set(words.helpers)
    return changed


def withdraw(conclusion: Conclusion, *, by: Person, at: datetime, revision: int) -> None:
    """Takes a conclusion away before the notice is issued; the versions that were saved keep it."""
    require_writer(standing(by, conclusion.meeting_id, localdate(at)))
    with transaction.atomic():
        _lock(conclusion.meeting_id)
        found = Conclusion.objects.filter(pk=conclusion.pk, revision=revision).first()
        if found is None:
            raise WrittenMeanwhile(_what(conclusion))
        found.delete()


def shift(conclusion: Conclusion, *, up: bool, by: Person, at: datetime) -> None:
    """Changes places with the conclusion before or after it; the first stays first and the last last."""
    require_writer(standing(by, conclusion.meeting_id, localdate(at)))
    with transaction.atomic():
        _lock(conclusion.meeting_id)
        order = list(Conclusion.objects.filter(meeting=conclusion.meeting_id))
        here = next((place for place, one in enumerate(order) if one.pk == conclusion.pk), None)
        if here is None:
            raise WrittenMeanwhile("")
        there = here - 1 if up else here + 1
        if not 0 <= there < len(order):
            return
        order[here], order[there] = order[there], order[here]
        for place, one in enumerate(order, 1):
            one.position = place
        Conclusion.objects.bulk_update(order, ["position"])


def is_closed(meeting: Meeting) -> bool:
    """Whether nothing may be written any more: the notice is issued, or the meeting was called off."""
    return meeting.state == MeetingState.CANCELLED or is_issued(meeting)


def is_issued(meeting: Meeting) -> bool:
    """Whether the meeting's notice of conclusions is issued."""
    return NoticeVersion.objects.filter(meeting=meeting.pk, kind=VersionKind.ISSUED).exists()


def may_write(found: Standing) -> bool:
    """Whether the person keeps notes and conclusions: who prepares the meeting, and who chairs it."""
    return found.may_prepare or found.may_chair


def may_read(found: Standing, on: date) -> bool:
    """Whether the person reads minutes and drafts: who writes them, and who sees the unit that holds the meeting."""
    return may_write(found) or may(found.person, Verb.SEE, found.meeting.unit_id, on)


def require_writer(found: Standing) -> None:
    """Raises `NotYourRole` unless the person keeps the meeting's notes and conclusions."""
    if not may_write(found):
        raise NotYourRole(_("Việc này không thuộc vai trò của bạn ở cuộc họp này."))


def give_to(meeting: Meeting, on: date) -> frozenset[int]:
    """The units to which the meeting may give work: its own and all below it."""
    tree = tree_at(on)
    below = tree.subtree(tree.by_unit(meeting.unit_id)) if meeting.unit_id in tree else ()
    return frozenset(node.unit_id for node in below)


def day_off(deadline: date, holidays: Collection[date], language: Language) -> str:
    """What is to be said of a deadline on which nobody works, with the next day on which they do; else nothing."""
    if is_working_day(deadline, holidays):
        return ""
    values = {
        "day": write_date(deadline, language),
        "weekday": weekday_name(deadline, language),
        "next": write_date(working_days_after(deadline, 0, holidays), language),
    }
    return _("Thời hạn %(day)s là %(weekday)s, ngày nghỉ: nên chọn ngày làm việc kế tiếp, %(next)s.") % values


def _lock(meeting_id: int) -> Meeting:
    """The meeting, locked until the transaction ends; raises `IllegalMove` where nothing may be written any more."""
    locked = Meeting.objects.select_for_update().get(pk=meeting_id)
    if locked.state == MeetingState.CANCELLED:
        raise IllegalMove(_("Cuộc họp đã hoãn, hủy nên không ghi biên bản, kết luận."))
    if is_issued(locked):
        raise IllegalMove(
            _("Thông báo kết luận đã ban hành: biên bản, kết luận không sửa được nữa; cần sửa thì ra thông báo mới.")
        )
    return locked


def _what(conclusion: Conclusion) -> str:
    """What stands now; empty where the conclusion is gone."""
    return Conclusion.objects.filter(pk=conclusion.pk).values_list("what", flat=True).first() or ""


def _checked(found: Standing, words: ConclusionWords, by: Person, at: datetime) -> dict[str, Any]:
    """The fields as they are kept; a statement gives no work, so it keeps its words alone."""
    what = lines(words.what, "what", longest=LONGEST_CONCLUSION, needed=True)
    reporting = one_line(words.reporting, "reporting", longest=LONGEST_REPORTING)
    _require_open(words.mark, "mark", what, reporting)
    kept: dict[str, Any] = {
        "what": " ".join(what.split()),
        "is_statement": words.is_statement,
        "item": _item(found.meeting, words.item),
        "topic": _topic(words.topic, by, localdate(at)),
        "lead_id": words.lead,
        "is_alone": words.alone,
        "deadline": words.deadline,
        "reporting": reporting,
    }
    if words.is_statement:
        _require_no_work(words)
    else:
        _require_units(found.meeting, words, localdate(at))
        _require_day(found.meeting, words.deadline)
    return kept


def _require_no_work(words: ConclusionWords) -> None:
    if words.lead or words.helpers or words.alone or words.deadline or words.reporting.strip():
        raise MeetingRefused(
            _("Nhận định không giao việc: hãy bỏ cơ quan, thời hạn, cách báo cáo, hoặc bỏ chọn “chỉ là nhận định”."),
            "is_statement",
        )


def _require_units(meeting: Meeting, words: ConclusionWords, on: date) -> None:
    known = give_to(meeting, on)
    if words.lead is not None and words.lead not in known:
        raise MeetingRefused(_("Cuộc họp không giao việc được cho đơn vị này: hãy chọn trong danh sách."), "lead")
    if not known.issuperset(words.helpers):
        raise MeetingRefused(_("Cuộc họp không giao việc được cho đơn vị này: hãy chọn trong danh sách."), "helpers")
    if words.lead in words.helpers:
        raise MeetingRefused(_("Cơ quan chủ trì không đồng thời là cơ quan phối hợp: hãy bỏ một nơi."), "helpers")
    if words.alone and words.helpers:
        raise MeetingRefused(_("Đã chọn cơ quan phối hợp thì bỏ chọn “không có”."), "helpers")


def _require_day(meeting: Meeting, deadline: date | None) -> None:
    day = localdate(meeting.starts_at)
    if deadline is not None and deadline < day:
        values = {"deadline": write_date(deadline, "vi"), "day": write_date(day, "vi")}
        message = _("Thời hạn %(deadline)s ở trước ngày họp %(day)s: hãy chọn ngày muộn hơn.")
        raise MeetingRefused(message % values, "deadline")


def _require_open(mark: str, field: str, *texts: str) -> None:
    try:
        require_open(mark, *texts)
    except SecretRefused as secret:
        raise MeetingRefused(str(secret), field) from secret
    except ValueError as unmarked:
        raise MeetingRefused(str(unmarked), field) from unmarked


def _item(meeting: Meeting, item_id: int | None) -> AgendaItem | None:
    if item_id is None:
        return None
    item = AgendaItem.objects.filter(meeting=meeting.pk, pk=item_id).first()
    if item is None:
        raise MeetingRefused(_("Chương trình họp không còn nội dung này: hãy chọn nội dung khác."), "item")
    return item


def _topic(topic_id: int | None, by: Person, on: date) -> Topic | None:
    topic = Topic.objects.filter(pk=topic_id).first() if topic_id is not None else None
    if topic_id is not None and (topic is None or not may(by, Verb.SEE, topic.unit_id, on)):
        raise Hidden(_("Không có trang này."))
    return topic
