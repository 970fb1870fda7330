"""Which reminders are mine to send: each is claimed by an update where it is still unclaimed, on as many machines as run."""

# ruff: noqa: S608 — the only text put into the statement is the dialect's own.

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from giaoban.collection.models import Reminder, ReminderKind
from giaoban.people.models import Person
from giaoban.units.among import Among


@dataclass(frozen=True, slots=True)
class Wanted:
    """A reminder to be sent; see `Reminder` for `day`."""

    unit_id: int
    form: str
    period: str
    kind: ReminderKind
    day: date


def claim(wanted: Collection[Wanted], *, by: Person | None, at: datetime) -> frozenset[Wanted]:
    """Those of the reminders that nobody has sent yet; they count as sent by now. To be called in the sender's transaction.

    Only the rows that the update itself changed are mine: a second sender waits for the first and then changes none.
    """
    Reminder.objects.bulk_create(
        [Reminder(unit_id=one.unit_id, form=one.form, period=one.period, kind=one.kind, day=one.day) for one in wanted],
        ignore_conflicts=True,
    )
    rows = Reminder.objects.filter(
        Among("unit_id", {one.unit_id for one in wanted}),
        Among("period", {one.period for one in wanted}),
        sent_at__isnull=True,
    ).values_list("pk", "unit_id", "form", "period", "kind", "day")
    asked = set(wanted)
    numbers = {
        row[0]: found
        for row in rows
        if (found := Wanted(row[1], row[2], row[3], ReminderKind(row[4]), row[5])) in asked
    }
    return frozenset(numbers[number] for number in _set_sent(numbers.keys(), by, at))


def _set_sent(numbers: Collection[int], by: Person | None, at: datetime) -> list[int]:
    """The numbers of the rows that this statement changed."""
    on_sqlite = connection.vendor == "sqlite"
    among = "IN (SELECT value FROM json_each(%s))" if on_sqlite else "= ANY(%s)"
    statement = (
        f"UPDATE collection_reminder SET sent_at = %s, person_id = %s WHERE sent_at IS NULL AND id {among} RETURNING id"
    )
    many = sorted(numbers)
    instant = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        cursor.execute(statement, [instant, by.pk if by else None, json.dumps(many) if on_sqlite else many])
        return [row[0] for row in cursor.fetchall()]
