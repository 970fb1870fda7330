"""The office's board: every unit and every form of a period, where it stands, since when it is late and how odd it is.

Figures that came as files have no submission: a form whose totals all stand in the books counts as posted.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giaoban.analysis.arrivals import Arrival, Arrivals, arrivals, totals
from giaoban.collection.models import Extension, Reminder, State, Submission
from giaoban.figures.narratives import narratives
from giaoban.indicators.catalogue import Form, Pack
from giaoban.indicators.due import due_day
from giaoban.indicators.forms import asked_by
from giaoban.periods.period import Period, PeriodError, PeriodKind, parts
from giaoban.units.among import Among
from giaoban.units.tree import Node

SheetKey = tuple[int, str, str]
"""Unit, form and period code."""


class CellState(StrEnum):
    """Where one form of one unit stands, from nothing to the books."""

    NONE = "none"
    PARTLY = "partly"
    """Some of its totals came as a file, nobody has opened the form itself."""
    DRAFT = "draft"
    RETURNED = "returned"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    ESTIMATE = "estimate"
    POSTED = "posted"


STATE_NAMES = {
    CellState.NONE: _("Chưa có"),
    CellState.PARTLY: _("Một phần"),
    CellState.DRAFT: _("Bản nháp"),
    CellState.RETURNED: pgettext_lazy("trạng thái", "Trả lại"),
    CellState.SUBMITTED: _("Chờ duyệt"),
    CellState.APPROVED: _("Chờ ghi sổ"),
    CellState.ESTIMATE: _("Số ước"),
    CellState.POSTED: _("Đã ghi sổ"),
}
WITH_UNIT = frozenset({CellState.NONE, CellState.PARTLY, CellState.DRAFT, CellState.RETURNED, CellState.ESTIMATE})
"""Where it is for the unit's officer to act, or to be reminded."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What the board reads of a submission."""

    pk: int
    state: State
    is_estimate: bool
    submitted_at: datetime | None
    posted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One form of one unit for the board's period.

    `handed_on` is the day on which the unit handed it over or its file completed it. `days_late` counts days after
    `due`, up to the day on which it came or to today. `is_owed`: a form of narratives alone is not, until it is opened.
    `is_correction`: it was posted and is open again. `reminded_at`: when the unit was last reminded of it.
    """

    form: Form
    state: CellState
    due: date
    is_extended: bool
    is_owed: bool
    handed_on: date | None
    days_late: int
    odd: int
    is_correction: bool
    reminded_at: datetime | None

    @property
    def is_missing(self) -> bool:
        """Whether it is for the unit to hand it over."""
        return self.handed_on is None and self.state in WITH_UNIT

    @property
    def is_fine(self) -> bool:
        """Whether nobody need look at it: posted, in time, nothing odd about it."""
        return self.state is CellState.POSTED and not (self.days_late or self.odd or self.is_correction)

    @property
    def is_overdue(self) -> bool:
        """Whether the unit has not handed it over and the day is past."""
        return self.is_missing and self.days_late > 0

    @property
    def came_late(self) -> bool:
        return not self.is_missing and self.days_late > 0

    def was_reminded_on(self, day: date) -> bool:
        return self.reminded_at is not None and localdate(self.reminded_at) == day


@dataclass(frozen=True)
class Row:
    """A unit and its forms in the order of the board's columns; None where its kind does not report a form."""

    node: Node
    cells: tuple[Cell | None, ...]

    @cached_property
    def asked(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell is not None)

    @cached_property
    def overdue(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.asked if cell.is_overdue)

    @cached_property
    def missing(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.asked if cell.is_missing)

    @property
    def waiting(self) -> tuple[Cell, ...]:
        """What waits for the office."""
        return tuple(cell for cell in self.asked if cell.state is CellState.APPROVED)

    @property
    def days_late(self) -> int:
        return max((cell.days_late for cell in self.overdue), default=0)

    @property
    def odd(self) -> int:
        return sum(cell.odd for cell in self.asked)

    @property
    def posted(self) -> int:
        return sum(cell.state is CellState.POSTED for cell in self.asked)

    @property
    def is_done(self) -> bool:
        return all(cell.state is CellState.POSTED for cell in self.asked)


@dataclass(frozen=True)
class Board:
    """The rows of a period in preorder; units that report none of the forms are not among them."""

    period: Period
    today: date
    forms: tuple[Form, ...]
    rows: tuple[Row, ...]

    @cached_property
    def states(self) -> Counter[CellState]:
        return Counter(cell.state for row in self.rows for cell in row.asked)

    @property
    def overdue(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.overdue)

    @property
    def done(self) -> int:
        """Units all of whose forms are posted."""
        return sum(row.is_done for row in self.rows)

    @cached_property
    def owed(self) -> tuple[Cell, ...]:
        """What the units owe for the period, whether its day has come or not."""
        return tuple(cell for row in self.rows for cell in row.asked if cell.is_owed)

    @property
    def next_due(self) -> date | None:
        """The next day, today included, on which something that is missing is due."""
        days = [cell.due for row in self.rows for cell in row.missing if cell.due >= self.today]
        return min(days, default=None)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of some sheets. `told`: forms of narratives alone that say something."""

    filed: Mapping[SheetKey, Filed]
    arrived: Arrivals
    told: Collection[SheetKey]
    extended: Mapping[SheetKey, date]
    reminded: Mapping[SheetKey, datetime]


def periods_of(period: Period, pack: Pack) -> tuple[Period, ...]:
    """The periods for which forms are reported and of which `period` consists, months before years, each in order."""
    found: list[Period] = []
    for every in dict.fromkeys(PeriodKind(form.every) for form in pack.forms):
        try:
            found += parts(period, every)
        except PeriodError:
            continue
    return tuple(found)


def board(
    period: Period,
    nodes: Sequence[Node],
    *,
    pack: Pack,
    today: date,
    odd: Mapping[SheetKey, int] = MappingProxyType({}),
) -> Board:
    """The board of those units, as it stands now; in as many queries for a thousand units as for one."""
    arrived = arrivals(pack, [period.code])
    known = known_of([period.code], nodes, pack, arrived)
    return lay_out(period, nodes, pack=pack, today=today, known=known, odd=odd)


def known_of(periods: Collection[str], nodes: Sequence[Node], pack: Pack, arrived: Arrivals) -> Known:
    """What is known of the units' sheets for the periods, in four queries."""
    among = Among("unit_id", [node.unit_id for node in nodes])
    submissions = Submission.objects.filter(among, period__in=periods)
    fields = ("unit_id", "form", "period", "pk", "state", "is_estimate", "submitted_at", "posted_at")
    reminders = Reminder.objects.filter(among, period__in=periods, sent_at__isnull=False).order_by("sent_at")
    extensions = Extension.objects.filter(among, period__in=periods).order_by("pk")
    return Known(
        filed={row[:3]: Filed(row[3], State(row[4]), *row[5:]) for row in submissions.values_list(*fields)},
        arrived=arrived,
        told=_told(periods, pack, [node.unit_id for node in nodes]),
        extended={row[:3]: row[3] for row in extensions.values_list("unit_id", "form", "period", "due")},
        reminded={row[:3]: row[3] for row in reminders.values_list("unit_id", "form", "period", "sent_at") if row[3]},
    )


def lay_out(
    period: Period,
    nodes: Sequence[Node],
    *,
    pack: Pack,
    today: date,
    known: Known,
    odd: Mapping[SheetKey, int] = MappingProxyType({}),
) -> Board:
    """The board from values."""
    kinds = {node.kind for node in nodes}
    forms = tuple(form for form in pack.forms if form.every == period.kind and kinds & set(form.reported_by))
    usual = {form.code: due_day(pack, form, period) for form in forms}
    desk = _Desk(period, today, usual, silent_forms(pack), known, odd)
    rows = (
        Row(node, tuple(desk.cell(node, form) if node.kind in form.reported_by else None for form in forms))
        for node in nodes
    )
    return Board(period, today, forms, tuple(row for row in rows if row.asked))


def midnight(day: date) -> datetime:
    """The instant at which the day begins on the office's clock."""
    return make_aware(datetime.combine(day, time()))


def _told(periods: Collection[str], pack: Pack, unit_ids: Collection[int]) -> set[SheetKey]:
    """Forms that ask narratives alone and of which at least one stands in the books."""
    silent = {code: form for form in silent_forms(pack) for code in asked_by(pack.form(form))}
    if not silent:
        return set()
    found = narratives(periods=periods, indicators=list(silent), unit_ids=unit_ids)
    return {(one.unit_id, silent[one.indicator], one.period) for one in found}


def state_of(filed: Filed | None, arrived: Arrival | None, *, is_told: bool = False) -> CellState:
    """Where a form stands by its submission and by what of it stands in the books; `is_told`: all of its narratives."""
    is_complete = is_told or (arrived is not None and arrived.completed_on is not None)
    if filed is None:
        return CellState.POSTED if is_complete else CellState.PARTLY if arrived else CellState.NONE
    if filed.state is State.POSTED:
        return CellState.ESTIMATE if filed.is_estimate else CellState.POSTED
    if filed.state is State.DRAFT and filed.posted_at is None and is_complete:
        return CellState.POSTED
    return CellState(str(filed.state))


def handed_on(filed: Filed | None, arrived: Arrival | None, state: CellState) -> date | None:
    """The day on which the unit handed the form over; None while it is with the unit, but for a correction."""
    is_handed = state in {CellState.SUBMITTED, CellState.APPROVED, CellState.POSTED}
    if filed is not None and filed.submitted_at is not None and (is_handed or is_correction(filed, arrived)):
        return localdate(filed.submitted_at)
    return arrived.completed_on if arrived is not None and state is CellState.POSTED else None


def is_correction(filed: Filed | None, arrived: Arrival | None) -> bool:
    """Whether the form was posted and is open again; a posted estimate that waits for its figures is not a correction."""
    return filed is not None and filed.posted_at is not None and filed.state is not State.POSTED and arrived is not None


def silent_forms(pack: Pack) -> frozenset[str]:
    """Forms that ask narratives alone: nobody owes words, so they are late only once they were opened."""
    return frozenset(form.code for form in pack.forms if not totals(pack, form))


@dataclass(frozen=True, slots=True)
class _Desk:
    """Lays one sheet after the other on the board."""

    period: Period
    today: date
    usual: Mapping[str, date]
    silent: frozenset[str]
    known: Known
    odd: Mapping[SheetKey, int]

    def cell(self, node: Node, form: Form) -> Cell:
        sheet = (node.unit_id, form.code, self.period.code)
        filed, arrived = self.known.filed.get(sheet), self.known.arrived.get(sheet)
        state = state_of(filed, arrived, is_told=sheet in self.known.told)
        handed = handed_on(filed, arrived, state)
        due = self.known.extended.get(sheet, self.usual[form.code])
        is_owed = filed is not None or form.code not in self.silent
        until = handed if handed is not None or state is CellState.POSTED else self.today
        return Cell(
            form=form,
            state=state,
            due=due,
            is_extended=sheet in self.known.extended,
            is_owed=is_owed,
            handed_on=handed,
            days_late=max(0, (until - due).days) if is_owed and until is not None else 0,
            odd=self.odd.get(sheet, 0),
            is_correction=is_correction(filed, arrived),
            reminded_at=self.known.reminded.get(sheet),
        )
