"""What an unfilled workbook shows beside its input cells, and the gaps that its mould leaves for names and days."""

from dataclasses import dataclass
from decimal import Decimal

AnswerKey = tuple[str, str, str]
"""Indicator, breakdown key, measure."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside an input cell, for orientation; None leaves it empty.

    `same_period`: the same cell of last year (on the page of targets: last year's target); `target`: the year's;
    `before`: the sum since the start of the year up to the period before.
    """

    same_period: Decimal | None = None
    target: Decimal | None = None
    before: Decimal | None = None


GAP_OPENS, GAP_CLOSES = "\uf8f0", "\uf8f1"
"""Private-use characters, which no name of a unit or period holds."""


def gap(name: str) -> str:
    """A place in a text that is filled when a workbook is cast: `unit_name`, `period_name`, `office`, `due_FORM` …"""
    return f"{GAP_OPENS}{name}{GAP_CLOSES}"
