"""What a unit stated for all below it, held against the sum of what those below stated."""

from dataclasses import dataclass
from decimal import Decimal

from giaoban.analysis.figure import RolledFigure
from giaoban.analysis.rollup import Rollup
from giaoban.units.tree import Node


@dataclass(frozen=True, slots=True)
class Comparison:
    """One unit's own statement beside the figure made of its children's; `difference` = stated - value."""

    node: Node
    figure: RolledFigure
    stated: Decimal
    value: Decimal
    difference: Decimal

    @property
    def agrees(self) -> bool:
        return not self.difference


def parent_against_children(rollup: Rollup) -> tuple[Comparison, ...]:
    """Every unit and series where both exist, agreeing or not, in preorder; for a derived ratio, stated against recomputed."""
    found = []
    for figure in rollup.compared():
        if figure.stated is not None and figure.value is not None:
            node = rollup.tree.by_unit(figure.unit_id)
            found.append(Comparison(node, figure, figure.stated, figure.value, figure.stated - figure.value))
    return tuple(found)


def disagreements(rollup: Rollup) -> tuple[Comparison, ...]:
    """Those of `parent_against_children` that differ."""
    return tuple(one for one in parent_against_children(rollup) if not one.agrees)
