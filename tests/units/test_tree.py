"""The tree of a day, against a plain walk over the same units."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.units.registry import BrokenTree, Version, grow
from giaoban.units.tree import NoSuchUnit, Tree

DAY = date(2024, 7, 2)


def version(
    unit_id: int,
    parent_id: int | None,
    position: int = 0,
    *,
    valid_from: date = date(2020, 1, 1),
    valid_to: date | None = None,
) -> Version:
    code = f"U{unit_id:05d}"
    return Version(
        unit_id, f"{code}:2020-01-01", code, f"Đơn vị {unit_id}", "x", parent_id, position, valid_from, valid_to
    )


@st.composite
def forests(draw: st.DrawFn) -> list[Version]:
    """A random tree: each unit hangs under one with a smaller number; the rows come in any order."""
    size = draw(st.integers(1, 40))
    parents = [None, *(draw(st.integers(0, place - 1)) for place in range(1, size))]
    positions = draw(st.lists(st.integers(0, 3), min_size=size, max_size=size))
    rows = [version(place, parent, positions[place]) for place, parent in enumerate(parents)]
    return draw(st.permutations(rows))


def children_of(rows: list[Version], unit_id: int | None) -> list[Version]:
    return sorted((row for row in rows if row.parent_id == unit_id), key=lambda row: (row.position, row.code))


def walk(rows: list[Version], unit_id: int) -> list[int]:
    return [unit_id, *(below for child in children_of(rows, unit_id) for below in walk(rows, child.unit_id))]


@given(forests())
def test_subtrees_and_children_are_those_of_a_plain_walk(rows: list[Version]) -> None:
    tree = grow(rows, DAY)
    assert [node.unit_id for node in tree] == walk(rows, tree.root.unit_id)
    for node in tree:
        assert [below.unit_id for below in tree.subtree(node)] == walk(rows, node.unit_id)
        assert [c.unit_id for c in tree.children(node)] == [row.unit_id for row in children_of(rows, node.unit_id)]


@given(forests())
def test_ancestors_lead_from_the_parent_to_the_root(rows: list[Version]) -> None:
    tree = grow(rows, DAY)
    parents = {row.unit_id: row.parent_id for row in rows}
    for node in tree:
        trail = []
        above = parents[node.unit_id]
        while above is not None:
            trail.append(above)
            above = parents[above]
        assert [ancestor.unit_id for ancestor in tree.ancestors(node)] == trail
        assert node.level == len(trail)


def test_fifty_thousand_units_grow_in_preorder() -> None:
    chance = random.Random(2024)
    rows = [version(0, None), *(version(place, chance.randrange(place)) for place in range(1, 50_000))]
    tree = grow(rows, DAY)
    assert len(tree) == 50_000
    assert tree.root.last == 50_000
    assert all(tree.nodes[node.parent].index < node.index for node in tree if node.parent is not None)


def test_a_chain_as_deep_as_the_tree_is_no_trouble() -> None:
    tree = grow([version(0, None), *(version(place, place - 1) for place in range(1, 5_000))], DAY)
    assert tree.nodes[-1].level == 4_999


def test_only_units_that_hold_on_the_day_are_in_the_tree() -> None:
    rows = [
        version(0, None),
        version(1, 0, valid_to=DAY),
        version(2, 0, valid_from=DAY),
    ]
    assert [node.unit_id for node in grow(rows, DAY)] == [0, 2]
    assert [node.unit_id for node in grow(rows, date(2024, 7, 1))] == [0, 1]
    assert len(grow(rows, date(2019, 1, 1))) == 0


def test_two_roots_are_named() -> None:
    with pytest.raises(BrokenTree, match="U00000, U00001"):
        grow([version(0, None), version(1, None)], DAY)


def test_units_out_of_reach_of_the_root_are_named() -> None:
    with pytest.raises(BrokenTree, match="U00002, U00003, U00009"):
        grow([version(0, None), version(2, 3), version(3, 2), version(9, 77)], DAY)


def test_a_unit_is_found_by_code_and_by_identity() -> None:
    tree = grow([version(0, None), version(7, 0)], DAY)
    assert tree.by_code("U00007") is tree.by_unit(7)
    assert 7 in tree
    assert 8 not in tree


@pytest.mark.parametrize("lost", ["by_code", "by_unit", "root"])
def test_a_unit_that_is_not_there_is_a_sentence(lost: str) -> None:
    empty = Tree(DAY, ())
    with pytest.raises(NoSuchUnit, match="02/07/2024"):
        _ = empty.root if lost == "root" else empty.by_code("X") if lost == "by_code" else empty.by_unit(1)
