"""Reminding units of forms that they owe: by the office with a click, by a command before and after the due day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from giaoban.collection.board import Cell, Row, SheetKey, board
from giaoban.collection.claims import Wanted, claim
from giaoban.collection.due import grant_extension
from giaoban.collection.models import Extension, Reminder, ReminderKind
from giaoban.collection.permission import require
from giaoban.collection.worklist import receives_from
from giaoban.indicators.catalogue import Pack
from giaoban.language.dates import write_date
from giaoban.people.access import Verb
from giaoban.people.models import Person
from giaoban.people.notices import notify
from giaoban.people.recipients import People, people_with
from giaoban.periods.calendars import calendar, days, last_ended
from giaoban.periods.names import write_period
from giaoban.periods.period import Period, PeriodKind, previous
from giaoban.units.among import Among
from giaoban.units.registry import tree_at
from giaoban.units.tree import Node

NOTICE: Final = "reminder"
DAYS_BEFORE: Final = 2
"""A form is reminded of so many days before it is due."""
AGAIN_AFTER: Final = 7
"""Days after which a late form is reminded of again."""
GIVEN_UP_AFTER: Final = 56
"""Days after which nobody is reminded by itself any more: what is older is the office's own affair."""
LOOKED_BACK: Final = 3
"""So many ended periods of a kind are looked through for late forms."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A form that a unit has not handed over."""

    node: Node
    cell: Cell
    period: Period

    @property
    def sheet(self) -> SheetKey:
        return self.node.unit_id, self.cell.form.code, self.period.code


@dataclass(frozen=True, slots=True)
class Reminded:
    """What became of a reminding: what was sent, what had been sent today already, and whose units have no account."""

    sent: tuple[Owed, ...]
    already: tuple[Owed, ...]
    unreachable: tuple[Owed, ...]
    persons: int

    @property
    def units(self) -> int:
        return len({one.node.unit_id for one in self.sent})


def owed(rows: Iterable[Row], period: Period, form: str = "") -> tuple[Owed, ...]:
    """What the units of some rows of a board still have to hand over; with `form` of that one alone."""
    return tuple(
        Owed(row.node, cell, period)
        for row in rows
        for cell in row.missing
        if cell.is_owed and (not form or cell.form.code == form)
    )


def remind(wanted: Sequence[Owed], *, by: Person, at: datetime) -> Reminded:
    """The office reminds of those forms, each unit once a day; raises `NotYourRole` or `Hidden` for a unit not its own.

    The people of a unit get one message for all of its forms.
    """
    on = localdate(at)
    for unit_id in {one.node.unit_id for one in wanted} - receives_from(by, on):
        require(by, Verb.COMPILE, unit_id, at)
    with transaction.atomic():
        told = reminded_on(on, wanted)
        fresh = {one.sheet: Wanted(*one.sheet, ReminderKind.ASKED, on) for one in wanted if one.sheet not in told}
        return _send(fresh, wanted, by=by, at=at)


def remind_due(pack: Pack, *, at: datetime) -> Reminded:
    """What is due in two days or late, each once, late ones again every week; nobody's act, as the command runs it."""
    on = localdate(at)
    asked: list[Owed] = []
    wanted: dict[SheetKey, Wanted] = {}
    for period in recent_periods(pack, on):
        tree = tree_at(days(period, calendar(pack.calendar)).last)
        for one in owed(board(period, tree.nodes, pack=pack, today=on).rows, period):
            if (kind := kind_on(one.cell, on)) is not None:
                asked.append(one)
                wanted[one.sheet] = Wanted(*one.sheet, kind, day_of(one.cell, on))
    with transaction.atomic():
        return _send(wanted, asked, by=None, at=at)


def extend(sheet: Owed, due: date, reason: str, *, by: Person, at: datetime) -> Extension:
    """More time for a form, of which its unit is told; raises `WrongExtension`, `NotYourRole` and `Hidden`."""
    unit_id = sheet.node.unit_id
    with transaction.atomic():
        granted = grant_extension(sheet.node, sheet.cell.form, sheet.period, due, reason, by=by, at=at)
        with override("vi"):
            text = _("%(unit)s: biểu “%(form)s” %(period)s được gia hạn đến %(day)s. Lý do: %(reason)s") % {
                "unit": sheet.node.name,
                "form": sheet.cell.form.name.vi,
                "period": write_period(sheet.period, "vi", "short"),
                "day": write_date(granted.due, "vi"),
                "reason": granted.reason,
            }
        persons = people_with(Verb.REPORT, [unit_id], localdate(at)).get(unit_id, ())
        notify([one for one in persons if one.pk != by.pk], NOTICE, text, _link([sheet]), at)
    return granted


def kind_on(cell: Cell, on: date) -> ReminderKind | None:
    """Of what a form that is owed is to be reminded on that day."""
    if on > cell.due:
        return ReminderKind.LATE if on <= cell.due + timedelta(days=GIVEN_UP_AFTER) else None
    return ReminderKind.SOON if on >= cell.due - timedelta(days=DAYS_BEFORE) else None


def day_of(cell: Cell, on: date) -> date:
    """The day of which a reminder speaks: the due day before it is past, then the first day of each week after."""
    if on <= cell.due:
        return cell.due
    weeks = ((on - cell.due).days - 1) // AGAIN_AFTER
    return cell.due + timedelta(days=1 + AGAIN_AFTER * weeks)


def recent_periods(pack: Pack, on: date) -> tuple[Period, ...]:
    """The last ended periods for which any form is reported, of each kind."""
    found: list[Period] = []
    for every in dict.fromkeys(PeriodKind(form.every) for form in pack.forms):
        latest = last_ended(on, every, calendar(pack.calendar))
        for _number in range(LOOKED_BACK):
            found.append(latest)
            latest = previous(latest)
    return tuple(found)


def reminded_on(on: date, wanted: Collection[Owed]) -> frozenset[SheetKey]:
    """The sheets among those of which somebody was reminded on that day already, by whom or what ever."""
    rows = Reminder.objects.filter(
        Among("unit_id", {one.node.unit_id for one in wanted}),
        Among("period", {one.period.code for one in wanted}),
        sent_at__date=on,
    )
    return frozenset(rows.values_list("unit_id", "form", "period"))


def message(forms: Sequence[Owed], on: date) -> str:
    """What the people of one unit read, in Vietnamese as everything that is kept; the forms are of one unit."""
    with override("vi"):
        late = [one for one in forms if one.cell.due < on]
        soon = [one for one in forms if one.cell.due >= on]
        said = [_late(late)] if late else []
        if soon:
            said.append(_soon(soon))
        return f"{forms[0].node.name}: {' '.join(said)}"


def _late(forms: Sequence[Owed]) -> str:
    words = ngettext("%(count)d biểu đã quá hạn: %(forms)s.", "%(count)d biểu đã quá hạn: %(forms)s.", len(forms))
    return words % {"count": len(forms), "forms": "; ".join(map(_described, forms))}


def _soon(forms: Sequence[Owed]) -> str:
    words = ngettext("%(count)d biểu cần nộp: %(forms)s.", "%(count)d biểu cần nộp: %(forms)s.", len(forms))
    return words % {"count": len(forms), "forms": "; ".join(map(_described, forms))}


def _described(one: Owed) -> str:
    """`“Công tác xây dựng Đảng” tháng 6/2024 (hạn 05/07/2024)`."""
    return _("“%(form)s” %(period)s (hạn %(day)s)") % {
        "form": one.cell.form.name.vi,
        "period": write_period(one.period, "vi", "short"),
        "day": write_date(one.cell.due, "vi"),
    }


def _send(wanted: Mapping[SheetKey, Wanted], asked: Sequence[Owed], *, by: Person | None, at: datetime) -> Reminded:
    """Claims what can reach anybody and tells them; to be called in a transaction, so that a claim is a message."""
    people = people_with(Verb.REPORT, {unit_id for unit_id, _form, _period in wanted}, localdate(at))
    reachable = {sheet: row for sheet, row in wanted.items() if sheet[0] in people}
    mine = claim(reachable.values(), by=by, at=at) if reachable else frozenset()
    sent = tuple(one for one in asked if reachable.get(one.sheet) in mine)
    unreachable = tuple(one for one in asked if one.sheet in wanted and one.sheet not in reachable)
    rest = {one.sheet for one in asked} - {one.sheet for one in (*sent, *unreachable)}
    already = tuple(one for one in asked if one.sheet in rest)
    return Reminded(sent, already, unreachable, _tell(sent, people, at))


def _tell(sent: Sequence[Owed], people: People, at: datetime) -> int:
    by_unit: defaultdict[int, list[Owed]] = defaultdict(list)
    for one in sent:
        by_unit[one.node.unit_id].append(one)
    on = localdate(at)
    return sum(
        notify(people[unit_id], NOTICE, message(forms, on), _link(forms), at) for unit_id, forms in by_unit.items()
    )


def _link(forms: Sequence[Owed]) -> str:
    """The form itself, or where there are several the list of what is to be filled in."""
    if len(forms) == 1:
        return reverse("sheet", args=[forms[0].node.code, forms[0].cell.form.code, forms[0].period.code])
    return reverse("worklist")
