"""Which tasks a person knows of, and as what: of the unit that gives, of the lead, of a helper. Drafts are the giver's alone."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from giaoban.followup.models import Task, TaskState
from giaoban.followup.statistic import Standing, standing_condition
from giaoban.followup.task_life import OPEN, VERBS, Side
from giaoban.people.access import Hidden, Verb, top_units, units_where
from giaoban.people.models import Person
from giaoban.units.among import Among
from giaoban.units.prepared import Prepared, Slot


def tasks_seen(person: Person, on: date) -> QuerySet[Task]:
    """The tasks of which the person knows on that day."""
    return tasks_of(units_where(person, Verb.SEE, on), units_where(person, Verb.COMPILE, on))


def tasks_of(seen: Collection[int] | Slot, offices: Collection[int] | Slot) -> QuerySet[Task]:
    """The tasks of which somebody knows who sees the units `seen` and works in the offices of `offices`."""
    helped = Task.helpers.through.objects.filter(Among("unit_id", seen)).values("task_id")
    given = Q(issued_on__isnull=False) & (Q(Among("unit_id", seen)) | Q(Among("lead_id", seen)) | Q(pk__in=helped))
    drafted = Q(issued_on=None) & Q(Among("unit_id", offices))
    return Task.objects.filter(given | drafted)


_SEEN = Prepared(lambda: tasks_of(Slot("seen"), Slot("offices")).filter(pk=Slot("number")))


def task_seen(person: Person, number: int, on: date) -> Task:
    """The task of that number; raises `Hidden` where there is none for this person."""
    seen, offices = units_where(person, Verb.SEE, on), units_where(person, Verb.COMPILE, on)
    found = _SEEN.objects(seen=seen, offices=offices, number=number)
    if not found:
        raise Hidden(_("Không có trang này."))
    return found[0]


def own_units(person: Person, side: Side, on: date) -> frozenset[int]:
    """The highest units for which the person acts on that side: what waits there waits for them, not for those above."""
    return frozenset(node.unit_id for verb in VERBS[side] for node in top_units(person, verb, on))


def waiting_tasks(person: Person, on: date) -> int:
    """How many tasks wait for the person: to acknowledge, to confirm, to answer about more time, and those overdue."""
    led, given = own_units(person, Side.LEAD, on), own_units(person, Side.GIVER, on)
    return _WAITING.count(led=led, given=given, on=on) if led or given else 0


def _waiting() -> QuerySet[Task]:
    late = standing_condition(Standing.OPEN_OVERDUE, Slot("on")) & ~Q(state=TaskState.REPORTED)
    to_answer = Q(state=TaskState.REPORTED) | Q(state__in=OPEN, asked_deadline__isnull=False)
    led = Q(Among("lead_id", Slot("led"))) & (Q(state=TaskState.ISSUED) | late)
    given = Q(Among("unit_id", Slot("given"))) & to_answer
    return Task.objects.filter(led | given)


_WAITING = Prepared(lambda: _waiting().values_list("pk"))
