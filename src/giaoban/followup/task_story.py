"""The story of a task as a page tells it: every act with who, when and what was said, and what became of the deadline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from giaoban.followup.models import Task, TaskAct, TaskEvent

ICONS: Final = {
    TaskAct.DRAFTED: "pencil",
    TaskAct.REVISED: "pencil",
    TaskAct.ISSUED: "send",
    TaskAct.ACKNOWLEDGED: "eye",
    TaskAct.STARTED: "circle-dashed",
    TaskAct.PROGRESSED: "message-square-text",
    TaskAct.REPORTED: "circle-check",
    TaskAct.SENT_BACK: "undo-2",
    TaskAct.CONFIRMED: "badge-check",
    TaskAct.EXTENSION_ASKED: "clock",
    TaskAct.EXTENSION_GRANTED: "calendar-range",
    TaskAct.EXTENSION_REFUSED: "x",
    TaskAct.SUSPENDED: "clock",
    TaskAct.RESUMED: "arrow-right",
    TaskAct.CANCELLED: "ban",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One act; `deadline_before` where it changed the deadline of a task that had been given."""

    icon: str
    person: str
    word: str
    at: datetime
    text: str
    deadline_before: date | None
    deadline_after: date


def story(task: Task, *, with_drafting: bool) -> tuple[Told, ...]:
    """The acts, latest first; what came before it was issued is told to the office that gives it alone. One query."""
    events = list(task.events.select_related("person").order_by("pk"))
    return tuple(_told(event) for event in reversed(events if with_drafting else _since_issue(events)))


def deadlines(task: Task, told: Sequence[Told]) -> tuple[date, ...]:
    """Every deadline that the task had since it was issued, the first one first, that in force last."""
    changed = [one.deadline_after for one in reversed(told) if one.deadline_before is not None]
    return (task.first_deadline, *changed)


def _since_issue(events: Sequence[TaskEvent]) -> Sequence[TaskEvent]:
    return [event for event in events if event.act not in {TaskAct.DRAFTED, TaskAct.REVISED}]


def _told(event: TaskEvent) -> Told:
    act = TaskAct(event.act)
    is_moved = event.deadline_before != event.deadline_after and act is not TaskAct.REVISED
    return Told(
        icon=ICONS[act],
        person=event.person.display_name,
        word=str(act.label),
        at=event.at,
        text=event.text,
        deadline_before=event.deadline_before if is_moved else None,
        deadline_after=event.deadline_after,
    )
