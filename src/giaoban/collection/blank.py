"""Everything that an unfilled workbook shows: the unit, the period, what the books know beside each cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from giaoban.collection.typed import Answer
from giaoban.indicators.catalogue import Pack
from giaoban.language.locales import Language
from giaoban.periods.period import Period
from giaoban.units.tree import Node

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


@dataclass(frozen=True, slots=True)
class Blank:
    """Everything that a workbook shows. `office` is who answers questions; `answers` are already typed in."""

    unit: Node
    period: Period
    pack: Pack
    office: str
    language: Language
    beside: Mapping[tuple[str, str], Beside]
    answers: Mapping[AnswerKey, Answer]
    name_of_period: str
    due: Mapping[str, date]
    """The deadline by form code."""
