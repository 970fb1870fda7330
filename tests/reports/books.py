"""Made-up books for the tests of reports: the seed's figures, spread over three units."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from giaoban.analysis.figure import RolledFigure
from giaoban.indicators import packs
from giaoban.language.rounding import percent
from giaoban.periods.period import parse
from giaoban.reports.build import source, template_of, write_up
from giaoban.reports.matter import Matter
from giaoban.reports.model import Figure, Reference, Report
from giaoban.units.tree import Node, Tree

AT = datetime(2024, 7, 2, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
PERIOD = parse("2024-H1")
TREE = Tree(
    date(2024, 6, 30),
    (
        Node(1, "LG:2020-01-01", "LG", "Tỉnh ủy Lam Giang", "province_committee", 0, 4, 0, None),
        Node(2, "DL:2020-01-01", "DL", "Huyện ủy Diễn Lộc", "district_committee", 1, 2, 1, 0),
        Node(3, "NH:2020-01-01", "NH", "Thành ủy Nguyệt Hồ", "district_committee", 2, 3, 1, 0),
        Node(4, "CA:2020-01-01", "CA", "Đảng ủy Công an tỉnh", "equivalent_committee", 3, 4, 1, 0),
    ),
)
Known = tuple[int | None, int | None, int | None]
"""Value, target, same period."""
SEED: dict[str, Known] = {
    "recommendations.resolved": (13, None, None),
    "members.admitted": (821, 1450, 700),
    "members.admitted.non_state_enterprise": (50, 50, 41),
    "organisations.founded.non_state_enterprise": (3, 5, 3),
    "inspection.organisations": (267, None, 174),
    "inspection.members": (563, None, 516),
    "inspection.on_signs.organisations": (2, None, None),
    "inspection.on_signs.members": (6, None, None),
    "supervision.organisations": (211, None, 115),
    "supervision.members": (309, None, 232),
    "discipline.organisations": (4, None, 5),
    "discipline.members": (47, None, 73),
}
BELOW: dict[tuple[str, str], Known] = {
    ("DL", "members.admitted"): (402, 700, 350),
    ("NH", "members.admitted"): (319, 500, 300),
    ("CA", "members.admitted"): (100, 250, 50),
    ("DL", "inspection.organisations"): (150, None, 100),
    ("NH", "inspection.organisations"): (117, None, 74),
}


def rolled(unit: Node, indicator: str, breakdown: str, known: Known) -> RolledFigure:
    value, target, before = (None if number is None else Decimal(number) for number in known)
    change = None if value is None or before is None else value - before
    return RolledFigure(
        unit_id=unit.unit_id, unit=unit.code, indicator=indicator, breakdown=breakdown, period=PERIOD.code,
        value=value, year_to_date=value, target=target,
        completion_percent=None if value is None or target is None else percent(value, target),
        same_period=before, change=change,
        change_percent=None if change is None or not before else percent(change, before),
        reported=0 if value is None else 1, expected=1, stated=None, estimate=False,
    )  # fmt: skip


@dataclass(frozen=True)
class MadeUpBooks:
    """Answers from the seed's figures; `also` overrides or adds by (unit, indicator)."""

    also: dict[tuple[str, str], Known] = field(default_factory=dict)

    def get(self, unit_code: str, indicator: str, breakdown: str = "") -> RolledFigure:
        known: Known = (None, None, None)
        if not breakdown:
            known = BELOW.get((unit_code, indicator), known)
            known = SEED.get(indicator, known) if unit_code == "LG" else known
            known = self.also.get((unit_code, indicator), known)
        return rolled(TREE.by_code(unit_code), indicator, breakdown, known)


def matter(
    also: dict[tuple[str, str], Known] | None = None, narratives: dict[tuple[str, str], str] | None = None
) -> Matter:
    pack = packs.named("party_committee")
    return Matter(pack, TREE, TREE.root, PERIOD, MadeUpBooks(also or {}), "vi", narratives or {})


def half_year(also: dict[tuple[str, str], Known] | None = None, notice: str = "") -> Report:
    about = matter(also)
    template = template_of(about.pack, "half_year", PERIOD)
    return write_up(source(about.pack, "half_year"), template, about, at=AT, notice=notice)


def shown(figure: Figure) -> Reference:
    """What a figure of the roll-up shows."""
    assert isinstance(figure.reference, Reference)
    return figure.reference
