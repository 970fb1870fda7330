"""The statistic of tasks, two by two: done in time or late, open in time or overdue; beside them what is suspended and cancelled.

It is asked for a period and tells how things stood on its last day, or today where that comes first: state and deadline of then
are read from the story of each task, never from what the task says now. Days are included at both ends.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeVar

from django.db.models import F, Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from giaoban.followup.models import Task, TaskAct, TaskEvent, TaskState
from giaoban.followup.task_life import RUNNING, is_overdue, state_after
from giaoban.language.rounding import percent
from giaoban.units.among import Among
from giaoban.units.prepared import Slot


class Standing(StrEnum):
    """How a task that was given stands on a day: the word in the page's address."""

    DONE_IN_TIME = "xong-dung-han"
    DONE_LATE = "xong-muon"
    OPEN_IN_TIME = "trong-han"
    OPEN_OVERDUE = "qua-han"
    SUSPENDED = "tam-dung"
    CANCELLED = "da-huy"


STANDING_NAMES: Final = {
    Standing.DONE_IN_TIME: _("Hoàn thành đúng hạn"),
    Standing.DONE_LATE: _("Hoàn thành muộn"),
    Standing.OPEN_IN_TIME: _("Đang làm, trong hạn"),
    Standing.OPEN_OVERDUE: _("Đang làm, quá hạn"),
    Standing.SUSPENDED: _("Tạm dừng"),
    Standing.CANCELLED: _("Đã hủy"),
}


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as it stood on a day. `deadline` is the one in force on it; `done_on` is the day of the report, once confirmed."""

    task_id: int
    unit_id: int
    lead_id: int
    topic_id: int | None
    origin: str
    origin_title: str
    state: TaskState
    standing: Standing
    deadline: date
    issued_on: date
    done_on: date | None
    ended_on: date | None
    """The day on which it was confirmed or cancelled; None while it goes on."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many tasks stand how."""

    done_in_time: int = 0
    done_late: int = 0
    open_in_time: int = 0
    open_overdue: int = 0
    suspended: int = 0
    cancelled: int = 0

    @property
    def done(self) -> int:
        return self.done_in_time + self.done_late

    @property
    def open(self) -> int:
        return self.open_in_time + self.open_overdue

    @property
    def all(self) -> int:
        """The two by two and what stands beside it."""
        return sum(getattr(self, field.name) for field in fields(self))

    @property
    def timely_percent(self) -> Decimal | None:
        """Of what was done, how much in time; None where nothing was done."""
        return percent(Decimal(self.done_in_time), Decimal(self.done), 1)

    def of(self, standing: Standing) -> int:
        """The count of one standing."""
        return int(getattr(self, standing.name.lower()))


@dataclass(frozen=True, slots=True)
class Step:
    """What the statistic needs of an event: the day on the office's clock, the act, the deadline in force after it."""

    on: date
    act: TaskAct
    deadline: date


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a task stood at the end of a day, by its story alone. Days are None where it had not come so far."""

    state: TaskState
    deadline: date
    issued_on: date | None
    reported_on: date | None
    ended_on: date | None


def stood(steps: Sequence[Step], on: date) -> Stood | None:
    """Where the story had led by the end of that day; None where it had not begun. `steps` are in their order."""
    state, told = TaskState.DRAFT, [step for step in steps if step.on <= on]
    issued_on = reported_on = ended_on = None
    for step in told:
        state = state_after(state, step.act)
        match step.act:
            case TaskAct.ISSUED:
                issued_on = step.on
            case TaskAct.REPORTED:
                reported_on = step.on
            case TaskAct.SENT_BACK:
                reported_on = None
            case TaskAct.CONFIRMED | TaskAct.CANCELLED:
                ended_on = step.on
    return Stood(state, told[-1].deadline, issued_on, reported_on, ended_on) if told else None


def standing_of(state: TaskState, deadline: date, reported_on: date | None, on: date) -> Standing:
    """How a task that was given stands on that day; what waits for its confirmation is open."""
    if state is TaskState.CONFIRMED:
        late = reported_on is not None and reported_on > deadline
        return Standing.DONE_LATE if late else Standing.DONE_IN_TIME
    if state in {TaskState.SUSPENDED, TaskState.CANCELLED}:
        return Standing.SUSPENDED if state is TaskState.SUSPENDED else Standing.CANCELLED
    return Standing.OPEN_OVERDUE if is_overdue(state, deadline, reported_on, on) else Standing.OPEN_IN_TIME


def standing_condition(standing: Standing, on: date | Slot) -> Q:
    """The same of `Task` rows as they stand now, as a condition for the database; `on` is today."""
    waits_late = Q(state=TaskState.REPORTED, reported_on__gt=F("deadline"))
    waits = Q(state=TaskState.REPORTED) & ~waits_late
    return {
        Standing.DONE_IN_TIME: Q(state=TaskState.CONFIRMED) & ~Q(reported_on__gt=F("deadline")),
        Standing.DONE_LATE: Q(state=TaskState.CONFIRMED, reported_on__gt=F("deadline")),
        Standing.OPEN_IN_TIME: Q(state__in=RUNNING, deadline__gte=on) | waits,
        Standing.OPEN_OVERDUE: Q(state__in=RUNNING, deadline__lt=on) | waits_late,
        Standing.SUSPENDED: Q(state=TaskState.SUSPENDED),
        Standing.CANCELLED: Q(state=TaskState.CANCELLED, issued_on__isnull=False),
    }[standing]


def tasks_in(
    unit_ids: Collection[int], first: date, last: date, *, today: date, led_only: bool = False
) -> tuple[TaskRow, ...]:
    """The tasks that those units gave or lead, which were open or came to their end from `first` to `last`. Two queries.

    `led_only` leaves out what they gave to others.
    """
    of_units: Q | Among = Among("lead_id", unit_ids)
    if not led_only:
        of_units = Q(Among("lead_id", unit_ids)) | Q(Among("unit_id", unit_ids))
    return rows_of(Task.objects.filter(of_units), first, last, today=today)


def rows_of(tasks: QuerySet[Task], first: date, last: date, *, today: date) -> tuple[TaskRow, ...]:
    """Those of the tasks that were open or came to their end in the period, as they stood on its last day. Two queries."""
    on = min(last, today)
    found = list(tasks.filter(issued_on__lte=on).order_by("pk").distinct())
    stories = _stories([task.pk for task in found])
    rows = (_row(task, stories[task.pk], on) for task in found)
    return tuple(row for row in rows if row is not None and (row.ended_on is None or row.ended_on >= first))


def count(rows: Iterable[TaskRow]) -> Counts:
    """How many of the rows stand how."""
    found: dict[str, int] = defaultdict(int)
    for row in rows:
        found[row.standing.name.lower()] += 1
    return Counts(**found)


Key = TypeVar("Key", bound=Hashable)


def grouped(rows: Iterable[TaskRow], key: Callable[[TaskRow], Key]) -> Mapping[Key, Counts]:
    """The counts by what `key` says of a row: the lead, the origin, the topic."""
    groups: dict[Key, list[TaskRow]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return {name: count(some) for name, some in groups.items()}


def by_lead(row: TaskRow) -> int:
    return row.lead_id


def by_giver(row: TaskRow) -> int:
    return row.unit_id


def by_origin(row: TaskRow) -> tuple[str, str]:
    """The kind of origin and its title."""
    return row.origin, row.origin_title


def by_topic(row: TaskRow) -> int | None:
    return row.topic_id


def _row(task: Task, steps: Sequence[Step], on: date) -> TaskRow | None:
    then = stood(steps, on)
    if then is None or then.issued_on is None:
        return None
    return TaskRow(
        task_id=task.pk,
        unit_id=task.unit_id,
        lead_id=task.lead_id,
        topic_id=task.topic_id,
        origin=task.origin,
        origin_title=task.origin_title,
        state=then.state,
        standing=standing_of(then.state, then.deadline, then.reported_on, on),
        deadline=then.deadline,
        issued_on=then.issued_on,
        done_on=then.reported_on if then.state is TaskState.CONFIRMED else None,
        ended_on=then.ended_on,
    )


def _stories(task_ids: Collection[int]) -> Mapping[int, list[Step]]:
    stories: defaultdict[int, list[Step]] = defaultdict(list)
    events = TaskEvent.objects.filter(Among("task_id", task_ids)).order_by("pk")
    for task_id, at, act, deadline in events.values_list("task_id", "at", "act", "deadline_after"):
        stories[task_id].append(Step(localdate(at), TaskAct(act), deadline))
    return stories
