"""When a unit's form is due, more time for it, and when it is locked."""

from collections.abc import Collection
from datetime import date, datetime

from giaoban.collection.models import Extension
from giaoban.indicators.catalogue import Form
from giaoban.people.models import Person
from giaoban.periods.period import Period
from giaoban.units.tree import Node


def due_date(unit: Node, form: Form, period: Period) -> date:
    """The day on which the unit's form is due: the last one granted, else the pack's."""
    raise NotImplementedError


def due_dates(unit_ids: Collection[int], form: Form, period: Period) -> dict[int, date]:
    """The same for many units with one query."""
    raise NotImplementedError


def is_locked(unit: Node, form: Form, period: Period, *, today: date) -> bool:
    """Whether the unit can hand the form in no more without an extension."""
    raise NotImplementedError


def grant_extension(
    unit: Node, form: Form, period: Period, due: date, reason: str, *, by: Person, at: datetime
) -> Extension:
    """More time, by the receiving office; the latest counts. Raises `WrongExtension`."""
    raise NotImplementedError
