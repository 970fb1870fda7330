"""Units in their order."""

from decimal import Decimal

from giaoban.analysis.ranking import Ranked, rank
from giaoban.analysis.rollup import Rollup, rollup
from giaoban.periods.period import parse
from tests.analysis.made import Row, make_form, make_indicator, make_pack, make_snapshot, make_tree

INDICATORS = [
    make_indicator("admitted", target="year", good="up"),
    make_indicator("crimes", good="down"),
    make_indicator("letters"),
]


def books(*rows: Row) -> Rollup:
    pack = make_pack(INDICATORS, [make_form("form", {one["code"]: [] for one in INDICATORS})])
    tree = make_tree([None, 0, 0, 0, 0, 1])
    return rollup(parse("2024-01"), tree=tree, pack=pack, snapshot=make_snapshot(rows))


def places(found: tuple[Ranked, ...]) -> list[tuple[str, int | None]]:
    return [(one.node.code, one.rank) for one in found]


def values(indicator: str, *given: int, period: str = "2024-01") -> list[Row]:
    return [Row(f"U{unit}", indicator, period, value) for unit, value in enumerate(given, start=1)]


def test_the_largest_comes_first_where_up_is_good() -> None:
    assert places(rank(books(*values("admitted", 3, 9, 5, 7)), "admitted", "U0", by="value")) == [
        ("U2", 1),
        ("U4", 2),
        ("U3", 3),
        ("U1", 4),
    ]


def test_the_smallest_comes_first_where_down_is_good() -> None:
    found = rank(books(*values("crimes", 3, 9, 5, 7)), "crimes", "U0")
    assert [one.node.code for one in found] == ["U1", "U3", "U4", "U2"]


def test_equal_units_share_a_rank_and_the_next_is_left_out() -> None:
    found = rank(books(*values("letters", 5, 9, 5, 1)), "letters", "U0")
    assert places(found) == [("U2", 1), ("U1", 2), ("U3", 2), ("U4", 4)]


def test_units_without_a_figure_come_last_without_a_rank() -> None:
    found = rank(books(*values("letters", 5, 9)), "letters", "U0")
    assert places(found) == [("U2", 1), ("U1", 2), ("U3", None), ("U4", None)]


def test_an_indicator_with_a_target_is_ranked_by_completion() -> None:
    targets = [
        Row("U1", "admitted", "2024", 10, measure="target"),
        Row("U2", "admitted", "2024", 100, measure="target"),
    ]
    found = rank(books(*values("admitted", 5, 20, 99), *targets), "admitted", "U0")
    assert places(found) == [("U1", 1), ("U2", 2), ("U3", None), ("U4", None)]
    assert found[0].measure == Decimal("50.00")


def test_units_may_be_ranked_by_their_change() -> None:
    rows = [*values("letters", 5, 9, 4), *values("letters", 4, 9, 8, period="2023-01")]
    found = rank(books(*rows), "letters", "U0", by="change")
    assert [(one.node.code, one.measure) for one in found[:3]] == [
        ("U1", Decimal("25.00")),
        ("U2", Decimal("0.00")),
        ("U3", Decimal("-50.00")),
    ]
