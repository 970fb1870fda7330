"""How a project stands: what is done of what is planned, what the last week brought, what is late and what holds it up. Pure.

Sums are since the project's beginning, as units report them: area in hectares, households, money in đồng. Of one day the
latest report counts. What nobody has reported is None and never zero.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from giaoban.language.rounding import percent

WEEK: Final = timedelta(days=7)


class Measure(StrEnum):
    """What is counted of a project."""

    AREA = "area"
    HOUSEHOLDS = "households"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Sums:
    """One number a measure: what is planned in all, or what is done by a day."""

    area: Decimal
    households: Decimal
    money: Decimal

    def of(self, measure: Measure) -> Decimal:
        return {Measure.AREA: self.area, Measure.HOUSEHOLDS: self.households, Measure.MONEY: self.money}[measure]


@dataclass(frozen=True, slots=True)
class Reported:
    """What was reported to be done by the end of `day`; `number` grows with the reports."""

    day: date
    number: int
    done: Sums


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone: the day by which something is to be reached, and the day on which it was."""

    name: str
    due: date
    done_on: date | None = None

    def is_late(self, on: date) -> bool:
        """Whether it should have been reached by that day and was not."""
        return self.due < on and (self.done_on is None or self.done_on > on)


@dataclass(frozen=True, slots=True)
class Holdup:
    """An obstacle, from the day on which it was raised until the day on which it was cleared."""

    text: str
    raised_on: date
    cleared_on: date | None = None

    def is_open(self, on: date) -> bool:
        return self.raised_on <= on and (self.cleared_on is None or self.cleared_on > on)


@dataclass(frozen=True, slots=True)
class MeasureStanding:
    """One measure: `percent` is None where nothing is planned or reported, `change` where no report is a week old."""

    measure: Measure
    done: Decimal | None
    planned: Decimal
    percent: Decimal | None
    change: Decimal | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a project stands by a day; `day` is that of the report which counts, None where there is none."""

    day: date | None
    measures: tuple[MeasureStanding, ...]
    late: tuple[Mark, ...]
    obstacles: tuple[Holdup, ...]

    def of(self, measure: Measure) -> MeasureStanding:
        return next(one for one in self.measures if one.measure is measure)


def standing(
    plan: Sums,
    reports: Iterable[Reported],
    on: date,
    *,
    milestones: Iterable[Mark] = (),
    obstacles: Iterable[Holdup] = (),
) -> Standing:
    """How a project of that plan stands by the end of the day `on`, beside how it stood a week before."""
    known = tuple(reports)
    now, before = latest(known, on), latest(known, on - WEEK)
    return Standing(
        day=None if now is None else now.day,
        measures=tuple(_measure(one, plan, now, before) for one in Measure),
        late=tuple(mark for mark in milestones if mark.is_late(on)),
        obstacles=tuple(one for one in obstacles if one.is_open(on)),
    )


def latest(reports: Iterable[Reported], on: date) -> Reported | None:
    """The report that counts by the end of that day."""
    return max((one for one in reports if one.day <= on), key=_order, default=None)


def following(reports: Iterable[Reported], on: date) -> Reported | None:
    """The report that counts of the next day after that one of which there is any."""
    later = [one for one in reports if one.day > on]
    return None if not later else latest(later, min(one.day for one in later))


def total(standings: Sequence[Standing]) -> tuple[MeasureStanding, ...]:
    """Several projects as one: done is the sum of what is reported, its percent is of the plans of all of them.

    The change is that of the projects which have one; None where none has.
    """
    return tuple(_sum([one.of(measure) for one in standings], measure) for measure in Measure)


def _measure(measure: Measure, plan: Sums, now: Reported | None, before: Reported | None) -> MeasureStanding:
    planned = plan.of(measure)
    done = None if now is None else now.done.of(measure)
    change = None if done is None or before is None else done - before.done.of(measure)
    return MeasureStanding(measure, done, planned, None if done is None else percent(done, planned), change)


def _sum(parts: Sequence[MeasureStanding], measure: Measure) -> MeasureStanding:
    planned = sum((one.planned for one in parts), Decimal())
    done = _added(one.done for one in parts)
    share = None if done is None else percent(done, planned)
    return MeasureStanding(measure, done, planned, share, _added(one.change for one in parts))


def _added(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal()) if known else None


def _order(one: Reported) -> tuple[date, int]:
    return one.day, one.number
