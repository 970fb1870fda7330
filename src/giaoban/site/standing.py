"""Who has reported, unit by unit, and what the office should do about it today."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.analysis.completeness import FormStanding, PartStanding, Standing, completeness
from giaoban.collection.allowances import Allowances, allowances
from giaoban.language.locales import Language
from giaoban.language.rounding import percent
from giaoban.periods.names import write_period
from giaoban.periods.period import Period
from giaoban.units.tree import Node


class State(StrEnum):
    """How a unit stands with all its forms together."""

    REPORTED = "reported"
    LATE = "late"
    PARTLY = "partly"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """A unit and its forms of one period."""

    node: Node
    forms: tuple[FormStanding, ...]

    @property
    def state(self) -> State:
        """Late where anything is overdue, even if the rest is there."""
        if all(form.standing is Standing.REPORTED for form in self.forms):
            return State.REPORTED
        if any(part.late for part in self.open_parts):
            return State.LATE
        return State.MISSING if all(form.standing is Standing.MISSING for form in self.forms) else State.PARTLY

    @property
    def due(self) -> date:
        """The earliest day on which something was or is due that is not there yet; else the last due day."""
        days = [part.due for part in self.open_parts]
        return min(days) if days else max(form.due for form in self.forms)

    @property
    def open_parts(self) -> tuple[PartStanding, ...]:
        return tuple(part for form in self.forms for part in form.parts if part.standing is not Standing.REPORTED)

    @property
    def open_forms(self) -> tuple[FormStanding, ...]:
        return tuple(form for form in self.forms if form.standing is not Standing.REPORTED)

    def days_late(self, today: date) -> int:
        return max(0, (today - self.due).days)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the progress bar, in percent of its length."""

    kind: str
    count: int
    text: str
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far reporting has come below an office; `next_due` is None where nothing is open."""

    units: tuple[UnitStanding, ...]
    segments: tuple[Segment, ...]
    done: int
    next_due: date | None

    @property
    def expected(self) -> int:
        return len(self.units)

    @property
    def share(self) -> Decimal | None:
        """Percent of the units that have reported all."""
        return percent(Decimal(self.done), Decimal(self.expected), 1)

    @property
    def waiting(self) -> tuple[UnitStanding, ...]:
        """The units that still owe something, the longest overdue first."""
        owing = (unit for unit in self.units if unit.state is not State.REPORTED)
        return tuple(sorted(owing, key=lambda unit: (unit.due, unit.node.index)))

    def of(self, unit_id: int) -> UnitStanding | None:
        return next((unit for unit in self.units if unit.node.unit_id == unit_id), None)


@dataclass(frozen=True, slots=True)
class Overdue:
    """The latest part of a period, such as a month, of which forms are overdue, and how many units owe them."""

    period: Period
    units: int


GAP = 0.5
"""Between two segments, in percent of the bar."""
KINDS = {State.REPORTED: "good", State.PARTLY: "part", State.LATE: "late", State.MISSING: "none"}


def reporting(period: Period, *, today: date, under: str) -> Progress:
    """How far the units at or below the one of code `under` have come, as it stands today; raises `NoSuchUnit`."""
    found = completeness(period, today=today, under=under)
    units = {standing.node.unit_id for standing in found}
    codes = {part.period.code for standing in found for part in standing.parts}
    return progress(allowing(found, allowances(units, codes), today))


def allowing(standings: Iterable[FormStanding], allowed: Allowances, today: date) -> Iterator[FormStanding]:
    """The standings as a unit may be held to them: more time counts, and what waits for the office is not overdue."""
    for standing in standings:
        parts = tuple(
            _allowing(part, (standing.node.unit_id, standing.form.code), allowed, today) for part in standing.parts
        )
        yield standing if parts == standing.parts else replace(standing, parts=parts)


def _allowing(part: PartStanding, sheet: tuple[int, str], allowed: Allowances, today: date) -> PartStanding:
    key = (*sheet, part.period.code)
    due = allowed.extended.get(key, part.due)
    is_handed = key in allowed.handed and part.completed_on is None
    if due == part.due and not is_handed:
        return part
    return replace(part, due=due, late=not is_handed and (part.completed_on or today) > due)


def progress(standings: Iterable[FormStanding]) -> Progress:
    """The standings of `completeness`, in preorder, summed up by unit; forms of narratives alone can never be owed."""
    owed = (standing for standing in standings if any(part.asked for part in standing.parts))
    units = tuple(UnitStanding(node, tuple(forms)) for node, forms in groupby(owed, key=lambda standing: standing.node))
    open_days = [unit.due for unit in units if unit.state is not State.REPORTED]
    return Progress(
        units,
        _segments(Counter(unit.state for unit in units)),
        sum(unit.state is State.REPORTED for unit in units),
        min(open_days) if open_days else None,
    )


def overdue(found: Progress) -> Overdue | None:
    """What the office would remind of first; None where nothing is overdue."""
    late = [{part.period for part in unit.open_parts if part.late} for unit in found.units]
    periods: set[Period] = set().union(*late)
    if not periods:
        return None
    latest = max(periods)
    return Overdue(latest, sum(latest in one for one in late))


def headline(found: Progress, period: Period, today: date, language: Language) -> str:
    """The sentence that the office wants to read first."""
    name = write_period(period, language)
    if not found.expected:
        return _("Không có biểu nào phải nộp cho %(period)s") % {"period": name}
    late = sum(unit.state is State.LATE for unit in found.units)
    if found.next_due is None:
        return _("Đã đủ số liệu %(period)s") % {"period": name}
    if late:
        return ngettext(
            "%(count)d đơn vị quá hạn nộp số liệu %(period)s",
            "%(count)d đơn vị quá hạn nộp số liệu %(period)s",
            late,
        ) % {"count": late, "period": name}
    left = (found.next_due - today).days
    if left == 0:
        return _("Hôm nay là hạn nộp số liệu %(period)s") % {"period": name}
    return ngettext(
        "Số liệu %(period)s còn %(count)d ngày là hết hạn",
        "Số liệu %(period)s còn %(count)d ngày là hết hạn",
        left,
    ) % {"count": left, "period": name}


def _segments(counts: Counter[State]) -> tuple[Segment, ...]:
    words = {
        State.REPORTED: _("đã nộp đủ"),
        State.PARTLY: _("đang nộp"),
        State.LATE: _("quá hạn"),
        State.MISSING: _("chưa nộp"),
    }
    whole, start = sum(counts.values()), 0.0
    found: list[Segment] = []
    for state, text in words.items():
        if count := counts[state]:
            share = 100 * count / whole
            width = max(share - GAP, 0.6)
            found.append(Segment(KINDS[state], count, text, f"{start:.2f}%", f"{width:.2f}%"))
            start += share
    return tuple(found)
