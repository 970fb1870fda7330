"""The observations that make one figure: the very rows that the roll-up added, with their signs."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, get_args

from giaoban.analysis.cascade import counting
from giaoban.analysis.facts import ESTIMATE, Books, Facts
from giaoban.analysis.rollup import slopes_of
from giaoban.analysis.statements import Chosen, add_up, choose, choose_targets, spoken, targets, windows_of
from giaoban.analysis.windows import year_codes
from giaoban.figures.models import unscaled
from giaoban.periods.period import Period
from giaoban.units.tree import Node

Sum = Literal["value", "year_to_date", "same_period", "same_period_to_date", "target", "same_period_target", "stated"]
"""What of a figure is added up from observations."""
SUMS: Final[tuple[Sum, ...]] = get_args(Sum)


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one observation of one unit and part of the period gives; negative where a cumulative figure is taken off."""

    node: Node
    period: str
    value: Decimal
    observation_id: int
    estimate: bool


def contributions(books: Books, period: Period, what: Sum, node: Node, place: int) -> tuple[Contribution, ...]:
    """The contributions to the figure of `node` in the series at `place`: units in preorder, then parts in order of time.

    They add up to the figure. Of what is never added up over units, and of `stated`, they are the unit's own.
    """
    facts, chosen = _choice(books, period, what)
    width = len(books.series)
    cell = facts.cell[chosen.rows]
    statements = add_up(facts, chosen, books.shape)
    slopes = slopes_of(books)
    if slopes.added[place] and what != "stated":
        counts = counting(statements, slopes).reshape(-1)[cell]
        inside = counts & (cell // width >= node.index) & (cell // width < node.last)
    else:
        inside = cell // width == node.index
    kept = inside & (cell % width == place)
    found = [
        Contribution(
            node=books.tree.nodes[int(facts.cell[row]) // width],
            period=books.periods[int(facts.period[row])],
            value=unscaled(int(facts.values[row]) * int(sign)),
            observation_id=int(facts.observation_ids[row]),
            estimate=int(facts.measure[row]) == ESTIMATE,
        )
        for row, sign in zip(chosen.rows[kept], chosen.sign[kept], strict=True)
    ]
    return tuple(sorted(found, key=lambda one: (one.node.index, one.period)))


def _choice(books: Books, period: Period, what: Sum) -> tuple[Facts, Chosen]:
    views = windows_of(books, period)
    value, earlier = tuple(view.value for view in views), tuple(view.same_period for view in views)
    this_year, last_year = year_codes(period)
    said, promised = spoken(books.facts), targets(books.facts)
    match what:
        case "target":
            return promised, choose_targets(promised, books, value, this_year)
        case "same_period_target":
            return promised, choose_targets(promised, books, earlier, last_year)
        case "same_period":
            return said, choose(said, books, earlier)
        case "same_period_to_date":
            return said, choose(said, books, tuple(view.same_period_to_date for view in views))
        case "year_to_date":
            return said, choose(said, books, tuple(view.year_to_date for view in views))
    return said, choose(said, books, value)
