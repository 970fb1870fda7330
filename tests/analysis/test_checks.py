"""Parent against sum of children."""

from giaoban.analysis.checks import disagreements, parent_against_children
from giaoban.analysis.rollup import Rollup, rollup
from giaoban.periods.period import parse
from tests.analysis.made import Row, make_form, make_indicator, make_pack, make_snapshot, make_tree


def books(*rows: Row) -> Rollup:
    pack = make_pack([make_indicator("admitted")], [make_form("form", {"admitted": []})])
    return rollup(parse("2024-01"), tree=make_tree([None, 0, 0, 1]), pack=pack, snapshot=make_snapshot(rows))


def test_a_statement_is_held_against_the_sum_of_the_children() -> None:
    told = [Row(unit, "admitted", "2024-01", value) for unit, value in (("U0", 10), ("U1", 4), ("U2", 5), ("U3", 4))]
    found = parent_against_children(books(*told))
    assert [(one.node.code, str(one.stated), str(one.value), one.agrees) for one in found] == [
        ("U0", "10", "9", False),
        ("U1", "4", "4", True),
    ]
    assert [(one.node.code, str(one.difference)) for one in disagreements(books(*told))] == [("U0", "1")]


def test_where_only_one_side_exists_nothing_is_compared() -> None:
    assert parent_against_children(books(Row("U0", "admitted", "2024-01", 10))) == ()
    assert parent_against_children(books(Row("U3", "admitted", "2024-01", 10))) == ()
