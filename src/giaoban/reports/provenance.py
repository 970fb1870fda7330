"""A figure's lineage as a page shows it: the steps of the computation, the units, the cells of the files."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from giaoban.analysis.lineage import Lineage, Traced
from giaoban.language.locales import Language
from giaoban.language.numbers import write_number
from giaoban.periods.names import write_period
from giaoban.periods.period import parse
from giaoban.units.tree import Tree


@dataclass(frozen=True, slots=True)
class Row:
    """One value as it was reported; `address` leads to the file it came from, `earlier` counts what it replaced."""

    period: str
    value: str
    unit: str
    file_name: str
    address: str
    place: str
    author: str
    recorded_at: datetime
    reason: str
    earlier: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit one level below with what it gives to the sum."""

    name: str
    value: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One figure of the computation and the figures that it is computed from."""

    title: str
    text: str
    formula: str
    estimate: bool
    steps: tuple["Step", ...]
    branches: tuple[Branch, ...]
    untraced: int
    reported: tuple[str, ...]
    unreported: tuple[str, ...]


def step(lineage: Lineage, tree: Tree, language: Language) -> Step:
    """The lineage in words and numbers of that language."""
    rows: dict[int, list[Row]] = {}
    children = tree.children(tree.by_code(lineage.unit))
    for traced in lineage.traced:
        node = traced.contribution.node
        above = next((child for child in children if child.index <= node.index < child.last), node)
        rows.setdefault(above.unit_id, []).append(_row(traced, language))
    return Step(
        title=lineage.title,
        text=lineage.text,
        formula=lineage.formula,
        estimate=lineage.estimate,
        steps=tuple(step(term, tree, language) for term in lineage.terms),
        branches=tuple(
            Branch(share.node.name, write_number(share.value, language), tuple(rows.get(share.node.unit_id, ())))
            for share in lineage.shares
        ),
        untraced=lineage.untraced,
        reported=tuple(one.node.name for one in lineage.reporting if not one.missing),
        unreported=tuple(one.node.name for one in lineage.reporting if one.missing),
    )


def _row(traced: Traced, language: Language) -> Row:
    contribution, record = traced.contribution, traced.evidence.record
    return Row(
        period=write_period(parse(contribution.period), language),
        value=write_number(contribution.value, language),
        unit=contribution.node.name,
        file_name=record.file_name,
        address=reverse("source", args=[record.sha256]) if record.sha256 else "",
        place=record.place,
        author=record.author,
        recorded_at=record.recorded_at,
        reason=record.reason,
        earlier=tuple(
            "" if one.value is None else write_number(one.value, language) for one in traced.evidence.earlier
        ),
    )
