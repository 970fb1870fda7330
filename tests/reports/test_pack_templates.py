"""Every template of every pack runs: with figures for everything, with none at all, for a province and for a single unit."""

from dataclasses import replace

import pytest

from giaoban.analysis.figure import RolledFigure
from giaoban.indicators import packs
from giaoban.indicators.catalogue import Kind
from giaoban.periods.period import PeriodKind, holding
from giaoban.reports.build import source
from giaoban.reports.matter import Matter
from giaoban.reports.template import compose
from tests.reports.books import AT, TREE, Known, matter, rolled

TEMPLATES = [
    (path.parent.name, template.code)
    for path in sorted(packs.PACKS.glob("*/pack.yaml"))
    for template in packs.named(path.parent.name).reports
]


class Everywhere:
    """The same numbers for every unit and indicator."""

    def __init__(self, known: Known) -> None:
        self.known = known

    def get(self, unit_code: str, indicator: str, breakdown: str = "") -> RolledFigure:
        return rolled(TREE.by_code(unit_code), indicator, breakdown, self.known)


def about(pack_code: str, template_code: str, known: Known, unit: int) -> Matter:
    pack = packs.named(pack_code)
    (template,) = (one for one in pack.reports if one.code == template_code)
    sections = [one.code for one in pack.indicators if one.kind is Kind.TEXT]
    words = {(node.code, section): "Lời của đơn vị." for node in TREE for section in sections if known[0]}
    return replace(
        matter(), pack=pack, unit=TREE.nodes[unit], books=Everywhere(known), narratives=words,
        period=holding(PeriodKind(template.periods[0]), AT.date()),
    )  # fmt: skip


@pytest.mark.parametrize(("pack", "template"), TEMPLATES)
@pytest.mark.parametrize("known", [(None, None, None), (0, 0, 0), (40, 100, 50), (120, 100, 50), (5, None, None)])
@pytest.mark.parametrize("unit", [0, 1])
def test_a_template_runs_whatever_the_books_hold(pack: str, template: str, known: Known, unit: int) -> None:
    blocks = compose(source(packs.named(pack), template), template, about(pack, template, known, unit))
    assert len(blocks) >= 10
