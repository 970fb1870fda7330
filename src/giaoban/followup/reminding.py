"""Reminding of tasks and recommendations before and after their day, by a command that any number of machines may run.

Each is claimed by an update where it is still unclaimed: whoever changes the row sends the message, once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.followup.models import (
    DueKind,
    DueReminder,
    Recommendation,
    RecommendationState,
    Task,
    TaskState,
)
from giaoban.language.dates import write_date
from giaoban.people.access import Verb
from giaoban.people.models import Person
from giaoban.people.notices import notify
from giaoban.people.recipients import People, people_with

NOTICE: Final = "work_due"
DAYS_BEFORE: Final = 3
"""A task or an answer is reminded of so many days before its day."""
AGAIN_AFTER: Final = 7
"""Days after which what is late is reminded of again."""
UNDER_WAY: Final = (TaskState.ISSUED, TaskState.ACKNOWLEDGED, TaskState.IN_PROGRESS)
UNANSWERED: Final = (RecommendationState.PASSED_ON, RecommendationState.IN_PROGRESS)
LONGEST: Final = 140
"""Letters of a task that a message repeats."""


@dataclass(frozen=True, slots=True)
class Due:
    """Work that `unit_id` owes by `day`; `asker_id` is the unit that waits for it."""

    kind: DueKind
    number: int
    unit_id: int
    asker_id: int
    what: str
    day: date

    @property
    def is_late(self) -> bool:
        return self.kind in {DueKind.TASK_LATE, DueKind.RECOMMENDATION_LATE}

    def link(self) -> str:
        of_task = self.kind in {DueKind.TASK_SOON, DueKind.TASK_LATE}
        return reverse("task" if of_task else "recommendation", args=[self.number])


@dataclass(frozen=True, slots=True)
class WorkReminded:
    """What a run reminded of, to how many persons, and what nobody could be told."""

    sent: tuple[Due, ...]
    persons: int
    unreachable: tuple[Due, ...]


def remind_of_work(*, at: datetime) -> WorkReminded:
    """What is due in three days or late, each once for its day, late ones again every week."""
    on = localdate(at)
    wanted = due_on(on)
    people = people_with(Verb.REPORT, {one.unit_id for one in wanted}, on)
    offices = people_with(Verb.COMPILE, {one.asker_id for one in wanted if one.is_late}, on)
    reachable = [one for one in wanted if one.unit_id in people]
    with transaction.atomic():
        sent = _claim(reachable, on, at)
        persons = sum(_tell(one, people, offices, on, at) for one in sent)
    return WorkReminded(tuple(sent), persons, tuple(one for one in wanted if one.unit_id not in people))


def due_on(on: date) -> tuple[Due, ...]:
    """What is under way and due within the days before, or late, by day."""
    soon = on + timedelta(days=DAYS_BEFORE)
    tasks = Task.objects.filter(state__in=UNDER_WAY, deadline__lte=soon).order_by("deadline", "pk")
    asked = Recommendation.objects.filter(Q(due__lte=soon), state__in=UNANSWERED).order_by("due", "pk")
    return (
        *(
            Due(_kind(one.deadline, on), one.pk, one.lead_id, one.unit_id, one.what, one.deadline)
            for one in tasks
        ),
        *(
            Due(_kind_of_answer(one.due, on), one.pk, one.owner_id, one.receiver_id, one.text, one.due)
            for one in asked
            if one.owner_id is not None and one.due is not None
        ),
    )  # fmt: skip


def day_of(due: Due, on: date) -> date:
    """The day of which a reminder speaks: the due day before it is past, then the first day of each week after."""
    if not due.is_late:
        return due.day
    weeks = ((on - due.day).days - 1) // AGAIN_AFTER
    return due.day + timedelta(days=1 + AGAIN_AFTER * weeks)


def _kind(day: date, on: date) -> DueKind:
    return DueKind.TASK_LATE if day < on else DueKind.TASK_SOON


def _kind_of_answer(day: date, on: date) -> DueKind:
    return DueKind.RECOMMENDATION_LATE if day < on else DueKind.RECOMMENDATION_SOON


def _claim(wanted: Sequence[Due], on: date, at: datetime) -> list[Due]:
    """Those that this run is the first to send; to be called in the sender's transaction."""
    rows = [DueReminder(kind=one.kind, number=one.number, day=day_of(one, on)) for one in wanted]
    DueReminder.objects.bulk_create(rows, ignore_conflicts=True)
    unsent = DueReminder.objects.filter(sent_at=None)
    return [
        one
        for one, row in zip(wanted, rows, strict=True)
        if unsent.filter(kind=row.kind, number=row.number, day=row.day).update(sent_at=at) == 1
    ]


def _tell(due: Due, people: People, offices: People, on: date, at: datetime) -> int:
    """Who owes it is told; of what is late, the office that waits for it too."""
    persons: Iterable[Person] = people[due.unit_id]
    if due.is_late:
        persons = (*persons, *offices.get(due.asker_id, ()))
    return notify(persons, NOTICE, message(due, on), due.link(), at)


def message(due: Due, on: date) -> str:
    """What is read of it, in Vietnamese as everything that is kept."""
    with override("vi"):
        what = due.what if len(due.what) <= LONGEST else due.what[:LONGEST] + "…"
        values = {"what": what, "day": write_date(due.day, "vi"), "days": (on - due.day).days}
        return _WORDS[due.kind]() % values


_WORDS: Final = {
    DueKind.TASK_SOON: lambda: _("Nhiệm vụ “%(what)s” đến hạn ngày %(day)s."),
    DueKind.TASK_LATE: lambda: _("Nhiệm vụ “%(what)s” quá hạn %(days)d ngày (hạn %(day)s)."),
    DueKind.RECOMMENDATION_SOON: lambda: _("Kiến nghị “%(what)s” cần trả lời chậm nhất ngày %(day)s."),
    DueKind.RECOMMENDATION_LATE: lambda: _("Kiến nghị “%(what)s” quá hạn trả lời %(days)d ngày (hạn %(day)s)."),
}
