"""What a meeting speaks about, item by item: who presents, how long, and what each shows by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.followup.models import Task, Topic
from giaoban.followup.secrecy import Mark, require_open
from giaoban.indicators import packs
from giaoban.indicators.catalogue import Kind
from giaoban.meetings.life import IllegalMove
from giaoban.meetings.models import AgendaItem, Binding, ItemState, Meeting, MeetingAct
from giaoban.meetings.moving import MeetingRefused, carry_out
from giaoban.meetings.words import one_line
from giaoban.people.access import Hidden, Verb, may
from giaoban.people.models import Person
from giaoban.units.registry import tree_at

MOST: Final = 60
"""Items of one agenda."""
LONGEST_ITEM: Final = 600
"""Minutes."""


@dataclass(frozen=True, slots=True)
class ItemWords:
    """One item as it is typed: minutes allotted, the presenter's unit and post, and what it is bound to.

    `subject` is the code of a report template or of an indicator; `task` is a task that is carried over.
    """

    title: str
    minutes: int = 10
    presenter_unit_id: int | None = None
    presenter: str = ""
    binding: Binding = Binding.NONE
    subject: str = ""
    topic: Topic | None = None
    task: Task | None = None
    mark: str = Mark.OPEN


def add_item(meeting: Meeting, words: ItemWords, *, by: Person, at: datetime, revision: int) -> AgendaItem:
    """A new item at the end; raises what `carry_out` raises, and `MeetingRefused`."""
    return add_items(meeting, [words], by=by, at=at, revision=revision)[0]


def add_items(
    meeting: Meeting, several: Iterable[ItemWords], *, by: Person, at: datetime, revision: int
) -> list[AgendaItem]:
    """New items at the end, in one act; none where one of them cannot be taken."""
    kept = [_checked(words, by, at) for words in several]
    if not kept:
        raise MeetingRefused(_("Chưa chọn nội dung nào: hãy chọn ít nhất một."), "title")
    with override("vi"):
        text = _("thêm: %(title)s") % {"title": "; ".join(one["title"] for one in kept)}
    with transaction.atomic():
        changed = carry_out(meeting, MeetingAct.AGENDA_CHANGED, by=by, at=at, revision=revision, text=text)
        items = list(changed.items.all())
        if len(items) + len(kept) > MOST:
            raise MeetingRefused(_("Chương trình quá %(most)d nội dung: hãy gộp bớt.") % {"most": MOST}, "title")
        last = items[-1].position if items else 0
        return [
            AgendaItem.objects.create(meeting=changed, position=position, **one)
            for position, one in enumerate(kept, last + 1)
        ]


def change_item(
    meeting: Meeting, number: int, words: ItemWords, *, by: Person, at: datetime, revision: int
) -> AgendaItem:
    """Other words for an item; what was noted on it stays."""
    kept = _checked(words, by, at)
    item = _item(meeting, number)
    with override("vi"):
        text = _("sửa: %(title)s") % {"title": kept["title"]}
    with transaction.atomic():
        carry_out(meeting, MeetingAct.AGENDA_CHANGED, by=by, at=at, revision=revision, text=text)
        for name, value in kept.items():
            setattr(item, name, value)
        item.save(update_fields=list(kept))
    return item


def move_item(meeting: Meeting, number: int, places: int, *, by: Person, at: datetime, revision: int) -> Meeting:
    """Moves an item down by that many places, up where it is negative; at the end it stays there."""
    item = _item(meeting, number)
    with override("vi"):
        text = _("đổi thứ tự: %(title)s") % {"title": item.title}
    with transaction.atomic():
        changed = carry_out(meeting, MeetingAct.AGENDA_CHANGED, by=by, at=at, revision=revision, text=text)
        order = list(changed.items.all())
        before = next(place for place, one in enumerate(order) if one.pk == number)
        order.insert(max(0, min(len(order) - 1, before + places)), order.pop(before))
        for position, one in enumerate(order, 1):
            one.position = position
        AgendaItem.objects.bulk_update(order, ["position"])
    return changed


def remove_item(meeting: Meeting, number: int, *, by: Person, at: datetime, revision: int) -> Meeting:
    """Takes an item off that was not reached; raises `IllegalMove` for one that was spoken about."""
    item = _item(meeting, number)
    if item.state != ItemState.WAITING or item.notes or item.conclusions.exists() or item.votes.exists():
        raise IllegalMove(_("Không thể bỏ nội dung đã bàn: những gì đã ghi phải còn trong biên bản."))
    with override("vi"):
        text = _("bỏ: %(title)s") % {"title": item.title}
    with transaction.atomic():
        changed = carry_out(meeting, MeetingAct.AGENDA_CHANGED, by=by, at=at, revision=revision, text=text)
        item.delete()
    return changed


@dataclass(frozen=True, slots=True)
class Slot:
    """An item with the clock time that its allotted minutes give it."""

    item: AgendaItem
    number: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Timetable:
    """The items on the clock. `minutes` are allotted in all, `spare` are left of the meeting; negative where it is too long."""

    slots: tuple[Slot, ...]
    minutes: int
    spare: int


def timetable(items: Iterable[AgendaItem], starts_at: datetime, ends_at: datetime) -> Timetable:
    """One item after the other from the meeting's beginning."""
    slots: list[Slot] = []
    clock = starts_at
    for number, item in enumerate(items, 1):
        slots.append(Slot(item, number, clock, clock + timedelta(minutes=item.minutes)))
        clock = slots[-1].ends_at
    return Timetable(
        tuple(slots), minutes=sum(slot.item.minutes for slot in slots), spare=(ends_at - clock) // timedelta(minutes=1)
    )


def _checked(words: ItemWords, by: Person, at: datetime) -> dict[str, Any]:
    """The item as it is kept; raises `MeetingRefused`, `SecretRefused`, or `Hidden` for a topic or task out of sight."""
    require_open(words.mark, words.title)
    on = localdate(at)
    if words.topic is not None and not may(by, Verb.SEE, words.topic.unit_id, on):
        raise Hidden(_("Không có trang này."))
    if words.task is not None and not any(
        may(by, Verb.SEE, unit_id, on) for unit_id in (words.task.unit_id, words.task.lead_id)
    ):
        raise Hidden(_("Không có trang này."))
    if not 1 <= words.minutes <= LONGEST_ITEM:
        raise MeetingRefused(
            _("Số phút phải từ 1 đến %(longest)d, không phải %(minutes)d.")
            % {"longest": LONGEST_ITEM, "minutes": words.minutes},
            "minutes",
        )
    if words.presenter_unit_id is not None and words.presenter_unit_id not in tree_at(on):
        raise MeetingRefused(_("Đơn vị này không còn trong cây đơn vị: hãy chọn lại."), "presenter_unit")
    return {
        "title": one_line(words.title, "title", longest=300, needed=True),
        "minutes": words.minutes,
        "presenter_unit_id": words.presenter_unit_id,
        "presenter": one_line(words.presenter, "presenter", longest=200),
        "binding": Binding(words.binding),
        "subject": _subject(words),
        "topic": words.topic,
        "task": words.task,
    }


def _subject(words: ItemWords) -> str:
    """The code of what the item is bound to; empty where the binding needs none."""
    pack = packs.current()
    match words.binding:
        case Binding.REPORT if words.subject not in {template.code for template in pack.reports}:
            raise MeetingRefused(_("Hãy chọn mẫu báo cáo mà nội dung này gắn với."), "subject")
        case Binding.INDICATOR if (
            not pack.has_indicator(words.subject) or pack.indicator(words.subject).kind is Kind.TEXT
        ):
            raise MeetingRefused(_("Hãy chọn chỉ tiêu có số liệu mà nội dung này gắn với."), "subject")
        case Binding.TOPIC if words.topic is None:
            raise MeetingRefused(_("Hãy chọn chuyên đề mà nội dung này gắn với."), "topic")
        case Binding.REPORT | Binding.INDICATOR:
            return words.subject
        case _:
            return ""


def _item(meeting: Meeting, number: int) -> AgendaItem:
    found = AgendaItem.objects.filter(meeting=meeting, pk=number).first()
    if found is None:
        raise Hidden(_("Không có trang này."))
    return found
