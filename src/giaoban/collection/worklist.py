"""What waits for a person: sheets to fill in, to approve, and to accept."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from giaoban.collection.models import Extension, State, Submission
from giaoban.collection.sheet import Sheet, required, tree_of
from giaoban.figures.models import Observation
from giaoban.figures.models import State as Reported
from giaoban.indicators.catalogue import Pack
from giaoban.indicators.due import due_day
from giaoban.indicators.forms import asked_by, forms_for
from giaoban.indicators.packs import current as current_pack
from giaoban.people.access import Verb, top_units, units_where
from giaoban.people.models import Person
from giaoban.periods.calendars import calendar, containing, days
from giaoban.periods.period import Period, PeriodKind, parse, previous
from giaoban.units.among import Among
from giaoban.units.prepared import Prepared, Slot
from giaoban.units.registry import tree_at
from giaoban.units.tree import Node

OFFERED: Final[Mapping[str, int]] = {"week": 4, "month": 4, "quarter": 3, "half_year": 2, "year": 2}
"""How many periods are listed, the running one included; older ones are reached from the unit's page."""
OPEN: Final = frozenset({State.DRAFT, State.RETURNED})


@dataclass(frozen=True, slots=True)
class Task:
    """One sheet as it stands. `in_books`: nobody has opened it, but a file has brought all of it; `begun`: some of it."""

    sheet: Sheet
    submission: Submission | None
    due: date
    in_books: bool
    begun: bool

    @property
    def is_open(self) -> bool:
        """Whether the unit has still something to do."""
        if self.submission is None:
            return not self.in_books
        # A posted estimate still owes the figures themselves.
        return self.submission.state in OPEN or (self.submission.is_estimate and self.submission.state == State.POSTED)

    def is_urgent(self, today: date, first_day_after: date) -> bool:
        """Whether it is to be done now: its period has ended, or it was returned."""
        if self.submission is not None and self.submission.state == State.RETURNED:
            return True
        return self.is_open and today >= first_day_after


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sheet that somebody handed over and that waits for this person."""

    sheet: Sheet
    submission: Submission
    due: date


def tasks(units: Collection[Node], pack: Pack, today: date) -> tuple[Task, ...]:
    """The recent sheets of the units: latest period first, then in order of units and forms; a handful of queries."""
    sheets = [
        Sheet(unit, form, period)
        for period in _periods(pack, today)
        for unit in _held(pack, units, period)
        for form in forms_for(pack, unit.kind)
        if form.every == period.kind
    ]
    return _tasks(sheets, pack)


def to_approve(person: Person, today: date) -> tuple[Waiting, ...]:
    """What was submitted and waits for this person's approval, oldest first."""
    return _waiting(State.SUBMITTED, units_where(person, Verb.APPROVE, today))


def to_accept(person: Person, today: date) -> tuple[Waiting, ...]:
    """What was approved and waits for this person's office to take it to the ledger, oldest first."""
    return _waiting(State.APPROVED, receives_from(person, today))


def receives_from(person: Person, today: date) -> frozenset[int]:
    """The units whose submissions this person receives, as `permission.receiving_unit` has it."""
    offices = units_where(person, Verb.COMPILE, today)
    if not offices:
        return frozenset()
    tree = tree_at(today)
    above = ((node, node if node.parent is None else tree.nodes[node.parent]) for node in tree)
    return frozenset(node.unit_id for node, receiver in above if receiver.unit_id in offices)


def own_units(person: Person, today: date) -> tuple[Node, ...]:
    """The units whose forms this person fills in: the highest ones, if anybody of them reports a form."""
    return top_units(person, Verb.REPORT, today)


def waiting_count(person: Person, pack: Pack, today: date) -> int:
    """How many sheets wait for this person now, of every kind; for the navigation."""
    found = _count(State.SUBMITTED, units_where(person, Verb.APPROVE, today))
    found += _count(State.APPROVED, receives_from(person, today))
    own = [unit for unit in own_units(person, today) if forms_for(pack, unit.kind)]
    return found + sum(is_due(task, pack, today) for task in (tasks(own, pack, today) if own else ()))


def is_due(task: Task, pack: Pack, today: date) -> bool:
    """Whether the sheet is to be worked on now."""
    return task.is_urgent(today, days(task.sheet.period, calendar(pack.calendar)).last)


def _count(state: State, unit_ids: Collection[int]) -> int:
    return _HANDED_OVER.count(units=unit_ids, state=state) if unit_ids else 0


_HANDED_OVER = Prepared(
    lambda: Submission.objects.filter(Among("unit_id", Slot("units")), state=Slot("state")).values_list("pk")
)


def _waiting(state: State, unit_ids: Collection[int]) -> tuple[Waiting, ...]:
    if not unit_ids:
        return ()
    rows = Submission.objects.filter(Among("unit_id", unit_ids), state=state).order_by("changed_at", "pk")
    pack = current_pack()
    forms = {form.code: form for form in pack.forms}
    periods = {row.period: parse(row.period) for row in rows}
    trees = {code: tree_of(pack, period) for code, period in periods.items()}
    found = [
        (Sheet(trees[row.period].by_unit(row.unit_id), forms[row.form], periods[row.period]), row)
        for row in rows
        if row.form in forms and row.unit_id in trees[row.period]
    ]
    due = _due_days([sheet for sheet, _row in found])
    return tuple(Waiting(sheet, row, due[_address(sheet)]) for sheet, row in found)


# ── sheets of units ──


def _periods(pack: Pack, today: date) -> list[Period]:
    """The recent periods for which some form is reported, latest end first."""
    found = []
    for kind in dict.fromkeys(form.every for form in pack.forms):
        period = containing(today, PeriodKind(kind), calendar(pack.calendar))
        for _place in range(OFFERED[kind]):
            found.append(period)
            period = previous(period)
    return sorted(found, key=lambda period: days(period, calendar(pack.calendar)).last, reverse=True)


def _held(pack: Pack, units: Iterable[Node], period: Period) -> list[Node]:
    """Those of the units that there were at the period's end, as they were then."""
    tree = tree_of(pack, period)
    return [tree.by_unit(unit.unit_id) for unit in units if unit.unit_id in tree]


Address = tuple[int, str, str]


def _address(sheet: Sheet) -> Address:
    return sheet.unit.unit_id, sheet.form.code, sheet.period.code


def _tasks(sheets: list[Sheet], pack: Pack) -> tuple[Task, ...]:
    unit_ids = {sheet.unit.unit_id for sheet in sheets}
    periods = {sheet.period.code for sheet in sheets}
    rows = _SUBMISSIONS.objects(units=unit_ids, periods=periods)
    submissions = {(row.unit_id, row.form, row.period): row for row in rows}
    due, told = _due_days(sheets), _told(unit_ids, periods)
    forms = {sheet.form.code: sheet.form for sheet in sheets}
    asked = {code: asked_by(form) for code, form in forms.items()}
    wanted = {code: {key[0] for key in required(pack, form)} for code, form in forms.items()}
    found = []
    for sheet in sheets:
        said = told.get((sheet.unit.unit_id, sheet.period.code), frozenset())
        begun = bool(asked[sheet.form.code] & said)
        found.append(
            Task(
                sheet,
                submissions.get(_address(sheet)),
                due[_address(sheet)],
                in_books=begun and wanted[sheet.form.code] <= said,
                begun=begun,
            )
        )
    return tuple(found)


_SUBMISSIONS = Prepared(
    lambda: Submission.objects.filter(Among("unit_id", Slot("units")), Among("period", Slot("periods")))
)


def _due_days(sheets: Collection[Sheet]) -> dict[Address, date]:
    """When each sheet is due: the last day granted, else the pack's."""
    from_pack: dict[tuple[str, str], date] = {}
    pack = current_pack()
    for sheet in sheets:
        key = sheet.form.code, sheet.period.code
        if key not in from_pack:
            from_pack[key] = due_day(pack, sheet.form, sheet.period)
    granted = _EXTENSIONS.objects(
        units={sheet.unit.unit_id for sheet in sheets}, periods={sheet.period.code for sheet in sheets}
    )
    extended = {(row.unit_id, row.form, row.period): row.due for row in granted}
    return {
        _address(sheet): extended.get(_address(sheet), from_pack[sheet.form.code, sheet.period.code])
        for sheet in sheets
    }


_EXTENSIONS = Prepared(
    lambda: Extension.objects.filter(Among("unit_id", Slot("units")), Among("period", Slot("periods"))).order_by("pk")
)


def _told(unit_ids: Collection[int], periods: Collection[str]) -> Mapping[tuple[int, str], frozenset[str]]:
    """(unit, period) -> the indicators of which the books hold something."""
    found: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    for unit_id, period, indicator in _TOLD.rows(units=unit_ids, periods=periods):
        found[unit_id, period].add(indicator)
    return {key: frozenset(indicators) for key, indicators in found.items()}


_TOLD = Prepared(
    lambda: (
        Observation.objects.filter(
            Among("unit_id", Slot("units")),
            Among("period", Slot("periods")),
            superseded_at=None,
            breakdown="",
            measure="actual",
        )
        .exclude(state=Reported.WITHDRAWN)
        .values_list("unit_id", "period", "indicator")
    )
)
