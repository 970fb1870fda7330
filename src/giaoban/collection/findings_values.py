"""The figures that are checked: what the books hold for a period, and over it what was handed in and is not posted yet."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from giaoban.collection.blank import AnswerKey
from giaoban.collection.judging import figures, read_cells
from giaoban.collection.models import DraftCell, State
from giaoban.figures.models import Measure, unscaled
from giaoban.figures.snapshot import MEASURES, snapshot
from giaoban.indicators.catalogue import Pack
from giaoban.indicators.rules import Cell
from giaoban.periods.period import Period, previous
from giaoban.units.among import Among

HANDED_IN = (State.SUBMITTED, State.APPROVED)


@dataclass(frozen=True)
class Reported:
    """A period's figures of some units. `waiting` are the cells that are handed in only, by unit; `reasons` what
    officers wrote beside cells; `before` the figures of the period before."""

    values: Mapping[int, Mapping[Cell, Decimal]]
    before: Mapping[int, Mapping[Cell, Decimal]]
    waiting: Mapping[int, frozenset[Cell]]
    reasons: Mapping[tuple[int, Cell], str]

    def totals(self) -> dict[tuple[int, str], Decimal]:
        """The totals, without breakdowns, by unit and indicator."""
        return {
            (unit_id, indicator): value
            for unit_id, values in self.values.items()
            for (indicator, breakdown), value in values.items()
            if not breakdown
        }


@dataclass
class _Pile:
    """Figures as they are gathered."""

    values: defaultdict[int, dict[Cell, Decimal]] = field(default_factory=lambda: defaultdict(dict))
    waiting: defaultdict[int, set[Cell]] = field(default_factory=lambda: defaultdict(set))
    reasons: dict[tuple[int, Cell], str] = field(default_factory=dict)


def reported(period: Period, unit_ids: Collection[int], pack: Pack) -> Reported:
    """What those units report for the period, in three queries; an early estimate stands where there is no figure yet."""
    pile = _Pile()
    before: defaultdict[int, dict[Cell, Decimal]] = defaultdict(dict)
    for unit_id, code, cell, value in _posted([previous(period).code, period.code], unit_ids):
        (pile.values if code == period.code else before)[unit_id][cell] = value
    _add_handed_in(pile, period, unit_ids, pack)
    return Reported(
        values=dict(pile.values),
        before=dict(before),
        waiting={unit_id: frozenset(cells) for unit_id, cells in pile.waiting.items()},
        reasons=pile.reasons,
    )


def _posted(periods: list[str], unit_ids: Collection[int]) -> list[tuple[int, str, Cell, Decimal]]:
    """Unit, period, cell and value of what stands in the books, figures after estimates so that they win."""
    read = snapshot(periods=periods, unit_ids=unit_ids, measures=[Measure.ACTUAL, Measure.ESTIMATE])
    columns = zip(
        read.measure.tolist(),
        read.unit_ids.tolist(),
        read.period.tolist(),
        read.indicator.tolist(),
        read.breakdown.tolist(),
        read.values.tolist(),
        strict=True,
    )
    estimate = MEASURES.index(Measure.ESTIMATE)
    # A province's figures are few different numbers, said many times.
    exact = {value: unscaled(value) for value in set(read.values.tolist())}
    cells = {
        (place, key): (code, part)
        for place, code in enumerate(read.indicator_codes)
        for key, part in enumerate(read.breakdown_keys)
    }
    rows = sorted(columns, key=lambda row: row[0] != estimate) if (read.measure == estimate).any() else list(columns)
    return [
        (unit, read.period_codes[when], cells[indicator, part], exact[value])
        for _measure, unit, when, indicator, part, value in rows
    ]


def _add_handed_in(pile: _Pile, period: Period, unit_ids: Collection[int], pack: Pack) -> None:
    """Lays what is on its way over what is posted; an emptied cell hides what the books hold."""
    rows = DraftCell.objects.filter(
        Among("submission__unit_id", unit_ids), submission__period=period.code, measure=Measure.ACTUAL
    ).values_list("submission__unit_id", "submission__state", "indicator", "breakdown", "measure", "typed", "reason")
    typed: defaultdict[int, dict[AnswerKey, str]] = defaultdict(dict)
    for unit_id, state, indicator, breakdown, measure, text, reason in rows:
        if not pack.has_indicator(indicator):
            continue
        if reason:
            pile.reasons[unit_id, (indicator, breakdown)] = reason
        if state in HANDED_IN:
            typed[unit_id][indicator, breakdown, measure] = text
    for unit_id, texts in typed.items():
        told = figures(read_cells(pack, texts).answers)
        standing = pile.values[unit_id]
        for key in texts:
            cell, value = key[:2], told.get(key[:2])
            if standing.get(cell) == value:
                continue
            pile.waiting[unit_id].add(cell)
            if value is None:
                standing.pop(cell, None)
            else:
                standing[cell] = value
