"""How a figure stands against its target at a day of the year. Pure; pages choose the colour and the word for it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from giaoban.analysis.figure import RolledFigure
from giaoban.indicators.catalogue import Direction, Indicator, Kind
from giaoban.language.rounding import percent
from giaoban.periods.period import Period

SLIGHTLY_SLOW: Final = Decimal("0.85")
"""Behind the pace by less than this share of it is a little slow, by more it is behind."""


class Standing(StrEnum):
    """How a figure stands. A target of what should stay small is a ceiling: within or over."""

    REACHED = "reached"
    ON_PACE = "on_pace"
    A_LITTLE_SLOW = "a_little_slow"
    BEHIND = "behind"
    RUNNING = "running"
    """No pace is expected of it."""
    WITHIN = "within"
    OVER = "over"


RED: Final = frozenset({Standing.BEHIND, Standing.OVER})
"""What a leader asks about."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Percents of the target; `due` is None where no pace is expected."""

    done: Decimal
    due: Decimal | None
    standing: Standing


def pace(indicator: Indicator, figure: RolledFigure, period: Period, today: date) -> Pace | None:
    """None where there is no target or nothing is reported."""
    done = figure.completion_percent
    if done is None:
        return None
    if indicator.good is Direction.DOWN:
        return Pace(done, None, Standing.WITHIN if done <= 100 else Standing.OVER)
    due = due_by(indicator, period, today)
    if done >= 100:
        return Pace(done, due, Standing.REACHED)
    if due is None:
        return Pace(done, None, Standing.RUNNING)
    if done >= due:
        return Pace(done, due, Standing.ON_PACE)
    return Pace(done, due, Standing.A_LITTLE_SLOW if done >= due * SLIGHTLY_SLOW else Standing.BEHIND)


def due_by(indicator: Indicator, period: Period, today: date) -> Decimal | None:
    """Percent of the year's target due by the end of the period, or by today within it; None where nothing accrues."""
    if indicator.target == "none" or indicator.kind is not Kind.FLOW:
        return None
    if indicator.target == "period":
        passed, whole = (min(period.last, today) - period.first).days + 1, (period.last - period.first).days + 1
    else:
        new_year = date(period.year, 1, 1)
        passed, whole = (min(period.last, today) - new_year).days + 1, (date(period.year + 1, 1, 1) - new_year).days
    return percent(Decimal(max(0, passed)), Decimal(whole), 1)
