"""What the roll-up knows about one unit, indicator, breakdown and period."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class RolledFigure:
    """One figure of the roll-up. None is "not reported" and is never zero; percents are rounded half-up to 2 decimals.

    - `value`: of the period alone; `year_to_date`: since 1 January (or the calendar's first day) to the period's end
    - `target`: the year's target (or the period's, where the indicator says so); `completion_percent` measures
      `year_to_date` (or `value`) against it
    - `same_period`: `value` of the same period last year; `change` = value - same_period, `change_percent` of it;
      None where last year is not reported, and `change_percent` also where it was zero
    - `reported` of `expected`: units that reported every part of the period, of those that should have
    - `stated`: what the unit itself stated for all below it, where its children reported too; it is compared
      with `value`, never added
    - `estimate`: whether any value below rests on an early estimate
    """

    unit_id: int
    unit: str
    indicator: str
    breakdown: str
    period: str
    value: Decimal | None
    year_to_date: Decimal | None
    target: Decimal | None
    completion_percent: Decimal | None
    same_period: Decimal | None
    change: Decimal | None
    change_percent: Decimal | None
    reported: int
    expected: int
    stated: Decimal | None
    estimate: bool
