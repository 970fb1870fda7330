"""The open tasks and recommendations that a meeting goes through, a row each: of its unit, of a topic, or the one that was carried over.

Only what the unit that holds the meeting has given or received: it may lay that before its own meeting. Who sees the unit
finds the rest behind the links.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import F, QuerySet
from django.urls import reverse

from giaoban.followup.models import Recommendation, Task, TaskState
from giaoban.followup.task_life import is_overdue
from giaoban.meetings.held import name_in
from giaoban.meetings.models import AgendaItem, Binding, Meeting
from giaoban.meetings.proposing import OPEN_TASKS, UNANSWERED
from giaoban.units.tree import Tree

MOST_ROWS: Final = 12
"""What a screen holds; the lists have the others."""


@dataclass(frozen=True, slots=True)
class OpenRow:
    """One task or recommendation: what, whose it is to act, by which day, how it stands. `address` is empty for who may not follow it."""

    text: str
    unit: str
    day: date | None
    is_late: bool
    state: str
    address: str


def open_rows(meeting: Meeting, item: AgendaItem, tree: Tree, on: date, *, links: bool) -> tuple[OpenRow, ...]:
    """What the item goes through, the earliest day first, `MOST_ROWS` of a kind."""
    if item.task is not None:
        return (_task(item.task, tree, on, links=links),)
    tasks = Task.objects.filter(unit=meeting.unit_id, state__in=OPEN_TASKS).order_by("deadline", "pk")
    asked = Recommendation.objects.filter(receiver=meeting.unit_id, state__in=UNANSWERED)
    asked = asked.order_by(F("due").asc(nulls_last=True), "pk")
    match item.binding:
        case Binding.TASKS:
            return tuple(_tasks(tasks, tree, on, links=links))
        case Binding.RECOMMENDATIONS:
            return tuple(_asked(asked, tree, on, links=links))
        case Binding.TOPIC:
            of_topic = tasks.filter(topic=item.topic_id), asked.filter(topic=item.topic_id)
            return *_tasks(of_topic[0], tree, on, links=links), *_asked(of_topic[1], tree, on, links=links)
        case _:
            return ()


def _tasks(rows: QuerySet[Task], tree: Tree, on: date, *, links: bool) -> Iterable[OpenRow]:
    for row in rows[:MOST_ROWS]:
        yield _task(row, tree, on, links=links)


def _task(row: Task, tree: Tree, on: date, *, links: bool) -> OpenRow:
    return OpenRow(
        row.what,
        name_in(tree, row.lead_id),
        row.deadline,
        is_overdue(TaskState(row.state), row.deadline, row.reported_on, on),
        row.get_state_display(),
        reverse("task", args=[row.pk]) if links else "",
    )


def _asked(rows: QuerySet[Recommendation], tree: Tree, on: date, *, links: bool) -> Iterable[OpenRow]:
    for row in rows[:MOST_ROWS]:
        yield OpenRow(
            row.text,
            name_in(tree, row.owner_id or row.unit_id),
            row.due,
            row.due is not None and row.due < on,
            row.get_state_display(),
            reverse("recommendation", args=[row.pk]) if links else "",
        )
