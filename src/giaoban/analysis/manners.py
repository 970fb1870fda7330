"""How units of each kind report each indicator: how often, cumulative or not, for themselves or for all below them.

What a register counts no unit is asked: each unit's own figure by the month, which adds to those of the units below.
"""

from collections.abc import Collection
from dataclasses import dataclass

from giaoban.analysis.windows import USUAL
from giaoban.indicators.catalogue import Form, FormRow, Indicator, Kind, OverTime, OverUnits, Pack
from giaoban.periods.period import PeriodKind


@dataclass(frozen=True, slots=True)
class Manner:
    """The manner of one kind of unit and one indicator.

    `own_work`: a figure is the unit's own work and adds to its children's; else it speaks for all below it.
    `dimensions`: the breakdowns asked beside the total; None where the kind is not asked at all.
    """

    every: PeriodKind = USUAL
    cumulative: bool = False
    own_work: bool = False
    dimensions: frozenset[str] | None = None

    def asks(self, breakdown: str) -> bool:
        """Whether units of the kind are asked for this breakdown key; the empty key is the total."""
        return self.dimensions is not None and dimensions_of(breakdown) <= self.dimensions


class Manners:
    """The manners of a pack; where a form does not ask a kind of unit, its figures are read as those of the first form."""

    def __init__(self, pack: Pack) -> None:
        self._asked: dict[tuple[str, str], Manner] = {}
        self._first: dict[str, Manner] = {}
        for indicator in pack.indicators:
            if indicator.from_register is not None:
                self._first[indicator.code] = Manner(every=PeriodKind.MONTH, own_work=True)
        for form in pack.forms:
            for section in form.sections:
                for row in section.rows:
                    self._take(form, row)

    def of(self, indicator: str, unit_kind: str) -> Manner:
        """How a unit of that kind reports that indicator."""
        return self._asked.get((indicator, unit_kind)) or self._first.get(indicator) or Manner()

    def _take(self, form: Form, row: FormRow) -> None:
        manner = Manner(
            every=PeriodKind(form.every),
            cumulative=form.figures == "cumulative",
            own_work=form.covers == "unit",
            dimensions=frozenset(row.breakdowns),
        )
        for kind in form.reported_by:
            self._asked.setdefault((row.indicator, kind), manner)
        unasked = Manner(manner.every, manner.cumulative, manner.own_work)
        self._first.setdefault(row.indicator, unasked)


def dimensions_of(breakdown: str) -> frozenset[str]:
    """The dimensions of a breakdown key such as `sex:female+form:reprimand`."""
    return frozenset(category.partition(":")[0] for category in breakdown.split("+") if category)


def is_derived(indicator: Indicator) -> bool:
    """Whether the figure is recomputed from two sums; what units state of it themselves is only compared."""
    return indicator.kind is Kind.RATIO and indicator.numerator is not None and indicator.denominator is not None


def is_completion(indicator: Indicator, numerator: Indicator) -> bool:
    """Whether a ratio measures its numerator against the year's target: then it counts since the new year, as targets do."""
    return indicator.denominator == "target" and numerator.target == "year"


def is_added(indicator: Indicator) -> bool:
    """Whether values of units add up to the value of the unit above."""
    return indicator.kind is not Kind.RATIO and indicator.over_units is not OverUnits.REPORTED


def with_sources(indicators: Collection[str], pack: Pack) -> frozenset[str]:
    """The indicators and all of which their figures are made: the two sums of a ratio, the figure of a further target."""
    found: set[str] = set()
    waiting = list(indicators)
    while waiting:
        code = waiting.pop()
        if code not in found and pack.has_indicator(code):
            one = pack.indicator(code)
            sources = (one.numerator, one.denominator, one.figure_of)
            waiting += [source for source in sources if source is not None and source != "target"]
        found.add(code)
    return frozenset(found)


def takes_latest(indicator: Indicator) -> bool:
    """Whether the latest part stands for the period, rather than the sum of its parts."""
    return indicator.kind in {Kind.STOCK, Kind.RATIO} or indicator.over_time is OverTime.LATEST
