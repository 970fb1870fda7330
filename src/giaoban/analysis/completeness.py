"""Who has reported which form for a period, by when it was due, and who is late."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from giaoban.analysis.arrivals import Stamps, Told, first_said, stamps, totals
from giaoban.analysis.office import last_day
from giaoban.indicators import packs
from giaoban.indicators.catalogue import Form, Pack
from giaoban.indicators.due import due_day
from giaoban.periods.period import Period, PeriodError, PeriodKind, parts
from giaoban.units.registry import tree_at
from giaoban.units.tree import Node


class Standing(StrEnum):
    """How much of a form a unit has reported."""

    REPORTED = "reported"
    PARTLY = "partly"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class PartStanding:
    """One form of one unit for one part of the period, such as a month.

    `filled` of `asked` totals stand in the books (breakdowns and narratives may be empty); `completed_on` is the day on
    which the last of them was first said. `late`: completed after `due`, or not complete and `due` is past.
    """

    period: Period
    due: date
    filled: int
    asked: int
    completed_on: date | None
    late: bool

    @property
    def standing(self) -> Standing:
        if self.filled == self.asked:
            return Standing.REPORTED
        return Standing.PARTLY if self.filled else Standing.MISSING


@dataclass(frozen=True, slots=True)
class FormStanding:
    """One form of one unit for the whole period, part by part."""

    node: Node
    form: Form
    parts: tuple[PartStanding, ...]

    @property
    def standing(self) -> Standing:
        """Reported where every part is, missing where none has begun."""
        found = {part.standing for part in self.parts}
        return found.pop() if len(found) == 1 else Standing.PARTLY

    @property
    def late(self) -> bool:
        """Whether a part is overdue now; one that came late is not."""
        return any(part.late and part.completed_on is None for part in self.parts)

    @property
    def came_late(self) -> bool:
        """Whether a part was completed after it was due."""
        return any(part.late and part.completed_on is not None for part in self.parts)

    @property
    def due(self) -> date:
        """When the last part is due."""
        return max(part.due for part in self.parts)


def completeness(
    period: Period, *, today: date, under: str | None = None, holidays: Collection[date] | None = None
) -> tuple[FormStanding, ...]:
    """Every form of every unit at or below the unit of code `under` (else of all), in preorder, as it stands on `today`.

    Forms that are reported less often than the period are left out. `holidays` are the days off besides weekends; without
    them those of the pack. Raises `NoSuchUnit`.
    """
    pack = packs.current()
    tree = tree_at(last_day(period, pack))
    told = _told(stamps(), _part_codes(pack, period))
    nodes = tree.nodes if under is None else tree.subtree(tree.by_code(under))
    return tuple(standings(period, today, nodes=nodes, pack=pack, told=told, holidays=holidays))


def standings(
    period: Period,
    today: date,
    *,
    nodes: Collection[Node],
    pack: Pack,
    told: Told,
    holidays: Collection[date] | None = None,
) -> Iterator[FormStanding]:
    """The standings of `completeness`, from values."""
    asked = {form.code: totals(pack, form) for form in pack.forms}
    due = {form.code: _due_days(pack, form, period, holidays) for form in pack.forms}
    for node in nodes:
        for form in pack.forms:
            if node.kind in form.reported_by and due[form.code]:
                found = (
                    _judge(part, day, today, asked[form.code], told.get((node.unit_id, part.code), {}))
                    for part, day in due[form.code]
                )
                yield FormStanding(node, form, tuple(found))


def _judge(part: Period, due: date, today: date, asked: frozenset[str], told: Mapping[str, date]) -> PartStanding:
    said = [told[code] for code in asked if code in told]
    completed = max(said) if said and len(said) == len(asked) else None
    return PartStanding(part, due, len(said), len(asked), completed, (completed or today) > due)


def _due_days(
    pack: Pack, form: Form, period: Period, holidays: Collection[date] | None
) -> tuple[tuple[Period, date], ...]:
    try:
        found = parts(period, PeriodKind(form.every))
    except PeriodError:
        return ()
    return tuple((part, due_day(pack, form, part, holidays)) for part in found)


def _part_codes(pack: Pack, period: Period) -> frozenset[str]:
    return frozenset(part.code for form in pack.forms for part, _ in _due_days(pack, form, period, frozenset()))


@lru_cache(maxsize=16)
def _told(under: Stamps, codes: frozenset[str]) -> Told:
    """What stands in the books under those stamps."""
    return first_said(codes)
