"""Which tasks a person knows of, and as what: of the unit that gives, of the lead, of a helper. Drafts are the giver's alone."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from giaoban.followup.models import Task, TaskState
from giaoban.followup.statistic import Standing, standing_condition
from giaoban.followup.task_life import OPEN, VERBS, Side
from giaoban.people.access import Hidden, Verb, top_units, units_where
from giaoban.people.models import Person
from giaoban.units.among import Among


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many tasks wait for a person; one task may wait in two ways and counts once in `all`."""

    to_acknowledge: int
    to_confirm: int
    extensions: int
    overdue: int
    all: int


def tasks_seen(person: Person, on: date) -> QuerySet[Task]:
    """The tasks of which the person knows on that day."""
    seen = units_where(person, Verb.SEE, on)
    helped = Task.helpers.through.objects.filter(Among("unit_id", seen)).values("task_id")
    given = Q(issued_on__isnull=False) & (Q(Among("unit_id", seen)) | Q(Among("lead_id", seen)) | Q(pk__in=helped))
    drafted = Q(issued_on=None) & Q(Among("unit_id", units_where(person, Verb.COMPILE, on)))
    return Task.objects.filter(given | drafted)


def task_seen(person: Person, number: int, on: date) -> Task:
    """The task of that number; raises `Hidden` where there is none for this person."""
    task = tasks_seen(person, on).select_related("topic").filter(pk=number).first()
    if task is None:
        raise Hidden(_("Không có trang này."))
    return task


def own_units(person: Person, side: Side, on: date) -> frozenset[int]:
    """The highest units for which the person acts on that side: what waits there waits for them, not for those above."""
    return frozenset(node.unit_id for verb in VERBS[side] for node in top_units(person, verb, on))


def waiting_tasks(person: Person, on: date) -> Waiting:
    """What waits for the person: to acknowledge, to confirm, to answer, and what is overdue. A fixed number of queries."""
    led = Q(Among("lead_id", own_units(person, Side.LEAD, on)))
    given = Q(Among("unit_id", own_units(person, Side.GIVER, on)))
    kinds = {
        "to_acknowledge": led & Q(state=TaskState.ISSUED),
        "to_confirm": given & Q(state=TaskState.REPORTED),
        "extensions": given & Q(state__in=OPEN, asked_deadline__isnull=False),
        "overdue": led & standing_condition(Standing.OPEN_OVERDUE, on) & ~Q(state=TaskState.REPORTED),
    }
    any_kind = kinds["to_acknowledge"] | kinds["to_confirm"] | kinds["extensions"] | kinds["overdue"]
    counts = {name: Count("pk", filter=condition) for name, condition in kinds.items()}
    return Waiting(**Task.objects.filter(any_kind).aggregate(all=Count("pk"), **counts))
