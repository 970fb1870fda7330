"""What the next agenda should take up: open conclusions, what is overdue, who is behind, the topic, this month's programme."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.followup.models import (
    ProgrammeItem,
    ProgrammeState,
    Recommendation,
    RecommendationState,
    Task,
    TaskState,
)
from giaoban.language.dates import HANOI, write_date
from giaoban.meetings import agenda
from giaoban.meetings.agenda import ItemWords
from giaoban.meetings.models import AgendaItem, Binding, Meeting, MeetingKind
from giaoban.meetings.moving import MeetingRefused
from giaoban.people.access import Verb, may
from giaoban.people.models import Person
from giaoban.periods.period import PeriodError, parse
from giaoban.reports.glimpse import behind
from giaoban.units.registry import tree_at
from giaoban.units.tree import NoSuchUnit

OPEN_TASKS: Final = (TaskState.ISSUED, TaskState.ACKNOWLEDGED, TaskState.IN_PROGRESS)
FOLLOWED_TASKS: Final = (*OPEN_TASKS, TaskState.REPORTED, TaskState.SUSPENDED)
"""Not yet confirmed, so the series still follows them."""
UNANSWERED: Final = (
    RecommendationState.RECEIVED,
    RecommendationState.CLASSIFIED,
    RecommendationState.PASSED_ON,
    RecommendationState.IN_PROGRESS,
)
LONGEST_TITLE: Final = 280
MOST_OF_A_KIND: Final = 30


class Why(StrEnum):
    """Why something is proposed; in this order."""

    CONCLUSION = "ket-luan"
    OVERDUE_TASK = "nhiem-vu"
    RECOMMENDATION = "kien-nghi"
    BEHIND = "cham-tien-do"
    TOPIC = "chuyen-de"
    PROGRAMME = "chuong-trinh"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One item that could be taken over. `key` names it in a form; `detail` says why in a few words."""

    why: Why
    key: str
    words: ItemWords
    detail: str

    @property
    def task_id(self) -> int | None:
        return None if self.words.task is None else self.words.task.pk


def proposals(meeting: Meeting, *, by: Person, at: datetime) -> tuple[Proposal, ...]:
    """What is not on the agenda yet, the open conclusions first; nothing for who does not see the unit that holds the meeting."""
    if not may(by, Verb.SEE, meeting.unit_id, localdate(at)):
        return ()
    items = list(meeting.items.all())
    with override("vi"):
        found = [
            *_conclusions(meeting, items),
            *_overdue_tasks(meeting, items, at),
            *_recommendations(meeting, at),
            *_behind(meeting, at),
            *_topics(meeting, items),
            *_programme(meeting),
        ]
    titles = {item.title for item in items}
    return tuple(one for one in found if one.task_id is not None or one.words.title not in titles)


def take_over(meeting: Meeting, keys: Collection[str], *, by: Person, at: datetime, revision: int) -> list[AgendaItem]:
    """Puts those proposals on the agenda, in one act; a task that is carried over keeps its link. Raises `MeetingRefused`."""
    wanted = [one.words for one in proposals(meeting, by=by, at=at) if one.key in set(keys)]
    if len(wanted) < len(set(keys)):
        raise MeetingRefused(_("Có đề xuất không còn nữa: hãy tải lại trang rồi chọn lại."), "key")
    return agenda.add_items(meeting, wanted, by=by, at=at, revision=revision)


def _conclusions(meeting: Meeting, items: Collection[AgendaItem]) -> Iterator[Proposal]:
    """What earlier meetings concluded, as far as this one follows them, and nobody has confirmed yet."""
    if meeting.series_id is None:
        return
    tasks = Task.objects.filter(_followed(meeting)).exclude(conclusion__meeting=meeting.pk)
    for task in _not_on(items, tasks.filter(state__in=FOLLOWED_TASKS)):
        yield _of_task(Why.CONCLUSION, task, _("hạn %(day)s, %(state)s"))


def _overdue_tasks(meeting: Meeting, items: Collection[AgendaItem], at: datetime) -> Iterator[Proposal]:
    """What the unit has given and is overdue, whatever it comes from; what the series follows anyway stands above."""
    today = localdate(at)
    tasks = Task.objects.filter(unit=meeting.unit_id, state__in=OPEN_TASKS, deadline__lt=today)
    if meeting.series_id is not None:
        tasks = tasks.exclude(_followed(meeting))
    for task in _not_on(items, tasks):
        yield _of_task(Why.OVERDUE_TASK, task, _("quá hạn từ %(day)s, %(state)s"))


def _followed(meeting: Meeting) -> Q:
    """What was concluded in the series; a briefing also follows its unit's single meetings: they have no next one themselves."""
    found = Q(conclusion__meeting__series=meeting.series_id)
    if meeting.kind == MeetingKind.BRIEFING:
        found |= Q(conclusion__meeting__series=None, conclusion__meeting__unit=meeting.unit_id)
    return found


def _not_on(items: Collection[AgendaItem], tasks: QuerySet[Task]) -> QuerySet[Task]:
    there = [item.task_id for item in items if item.task_id is not None]
    return tasks.exclude(pk__in=there).order_by("deadline", "pk")[:MOST_OF_A_KIND]


def _of_task(why: Why, task: Task, detail: str) -> Proposal:
    said = detail % {"day": write_date(task.deadline, "vi"), "state": TaskState(task.state).label}
    words = ItemWords(_short(task.what), minutes=5, presenter_unit_id=task.lead_id, task=task)
    return Proposal(why, f"task-{task.pk}", words, said)


def _recommendations(meeting: Meeting, at: datetime) -> Iterator[Proposal]:
    """What was asked of the unit and is answered nowhere though its day is over."""
    today = localdate(at)
    late = Recommendation.objects.filter(
        receiver=meeting.unit_id, state__in=UNANSWERED, due__lt=today, answered_on=None
    )
    for one in late.order_by("due", "pk")[:MOST_OF_A_KIND]:
        title = _short(_("Kiến nghị: %(text)s") % {"text": one.text})
        words = ItemWords(title, minutes=5, presenter_unit_id=one.owner_id or one.receiver_id)
        due = "" if one.due is None else _("hạn trả lời %(day)s") % {"day": write_date(one.due, "vi")}
        yield Proposal(Why.RECOMMENDATION, f"recommendation-{one.pk}", words, due)


def _behind(meeting: Meeting, at: datetime) -> Iterator[Proposal]:
    """The units whose key figures are red in the meeting's period."""
    tree = tree_at(localdate(at))
    if not meeting.period or meeting.unit_id not in tree:
        return
    try:
        found = behind(parse(meeting.period), tree.by_unit(meeting.unit_id).code, at)
    except (PeriodError, NoSuchUnit):
        return
    for one in found[:MOST_OF_A_KIND]:
        names = ", ".join(line.name for line in one.lines)
        title = _short(
            _("%(unit)s báo cáo về chỉ tiêu chậm tiến độ: %(names)s") % {"unit": one.unit.name, "names": names}
        )
        words = ItemWords(
            title,
            minutes=10,
            presenter_unit_id=one.unit.unit_id if one.unit.unit_id in tree else None,
            binding=Binding.INDICATOR,
            subject=one.lines[0].indicator,
        )
        said = "; ".join(f"{line.name}: {''.join(inline.text for inline in line.inlines)}" for line in one.lines)
        yield Proposal(Why.BEHIND, f"behind-{one.unit.unit_id}", words, said)


def _topics(meeting: Meeting, items: Collection[AgendaItem]) -> Iterator[Proposal]:
    """The topic of the meeting and that of its series."""
    there = {item.topic_id for item in items if item.binding == Binding.TOPIC}
    both = [meeting.topic, meeting.series.topic if meeting.series is not None else None]
    for topic in {one.pk: one for one in both if one is not None and one.pk not in there}.values():
        title = _short(_("Chuyên đề: %(name)s") % {"name": topic.name})
        words = ItemWords(title, minutes=15, presenter_unit_id=topic.unit_id, binding=Binding.TOPIC, topic=topic)
        yield Proposal(Why.TOPIC, f"topic-{topic.pk}", words, _("chuyên đề của cuộc họp"))


def _programme(meeting: Meeting) -> Iterator[Proposal]:
    """What the unit's work programme has for the month of the meeting and is not done; what recurs in it, once."""
    day = meeting.starts_at.astimezone(HANOI)
    planned = ProgrammeItem.objects.filter(
        unit=meeting.unit_id, year=day.year, month=day.month, state=ProgrammeState.PLANNED
    )
    earliest = {one.title: one for one in planned.order_by("-pk")}
    for one in sorted(earliest.values(), key=lambda one: one.pk)[:MOST_OF_A_KIND]:
        words = ItemWords(_short(one.title), minutes=15, presenter_unit_id=one.owner_id, presenter=one.presenter)
        said = _("chương trình làm việc tháng %(month)d") % {"month": one.month}
        yield Proposal(Why.PROGRAMME, f"programme-{one.pk}", words, said)


def _short(text: str) -> str:
    """On one line, cut where it is longer than an item's title may be."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1].rstrip()}…"
