"""The tree of the register, remembered until the units change."""

from datetime import date

from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from giaoban.units.models import TreeStamp, UnitVersion
from giaoban.units.registry import stamp_kept, tree_at
from tests.conftest import Cast, add_unit

TODAY = date(2024, 7, 2)


def test_the_tree_of_the_cast_stands_in_order(cast: Cast) -> None:
    tree = tree_at(TODAY)
    assert [(node.code, node.level) for node in tree] == [("LG", 0), ("DL", 1), ("NH", 1), ("MS", 1), ("CA", 1)]
    assert tree.on == TODAY


def test_an_empty_register_gives_an_empty_tree(db: None) -> None:
    assert len(tree_at(TODAY)) == 0


def test_a_remembered_tree_costs_one_query_on_any_day(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    before = tree_at(TODAY)
    with django_assert_num_queries(2):
        assert tree_at(date(2022, 5, 1)).nodes is before.nodes
        assert tree_at(TODAY) is before


def test_who_only_reads_asks_for_the_stamp_once(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    tree_at(TODAY)
    with stamp_kept(), django_assert_num_queries(1):
        assert tree_at(date(2022, 5, 1)).nodes is tree_at(TODAY).nodes
    UnitVersion.objects.filter(code="DL").update(name="Tên khác")
    assert tree_at(TODAY).by_code("DL").name == "Tên khác"


def test_a_day_before_the_first_unit_has_no_tree(cast: Cast) -> None:
    assert len(tree_at(date(2019, 12, 31))) == 0
    assert len(tree_at(date(2020, 1, 1))) == 5


def test_every_kind_of_change_is_seen(cast: Cast) -> None:
    assert "MS" in {node.code for node in tree_at(TODAY)}
    versions = UnitVersion.objects.filter(code="MS")
    versions.update(name="Huyện ủy Mường Sẻ (mới)")
    assert tree_at(TODAY).by_code("MS").name == "Huyện ủy Mường Sẻ (mới)"
    versions.update(valid_to=date(2024, 7, 1))
    assert "MS" not in {node.code for node in tree_at(TODAY)}
    add_unit("TX", "Thị ủy Thanh Xá", "district_committee", cast.province)
    assert "TX" in {node.code for node in tree_at(TODAY)}
    UnitVersion.objects.filter(code="TX").delete()
    assert "TX" not in {node.code for node in tree_at(TODAY)}


def test_the_stamp_of_a_change_that_was_taken_back_is_never_met_again(cast: Cast) -> None:
    before = tree_at(TODAY)
    with transaction.atomic():
        UnitVersion.objects.filter(code="DL").update(name="Tên khác")
        assert tree_at(TODAY).by_code("DL").name == "Tên khác"
        transaction.set_rollback(True)
    assert tree_at(TODAY) is before


def test_without_a_stamp_nothing_is_remembered(cast: Cast) -> None:
    TreeStamp.objects.all().delete()
    UnitVersion.objects.filter(pk=0).update(name="")
    assert tree_at(TODAY).nodes == tree_at(TODAY).nodes
