"""Keys of breakdowns: written in one way, read back, named in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.indicators.breakdowns import breakdown_categories, breakdown_key, breakdown_name, is_known, is_sensitive
from giaoban.indicators.catalogue import Pack

WORDS = st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True)


@given(st.lists(st.tuples(WORDS, WORDS), unique_by=lambda pair: pair[0]))
def test_a_key_does_not_depend_on_the_order_and_reads_back(pairs: list[tuple[str, str]]) -> None:
    words = [f"{dimension}:{category}" for dimension, category in pairs]
    key = breakdown_key(words)
    assert key == breakdown_key(reversed(words))
    assert sorted(breakdown_categories(key)) == sorted(pairs)


@pytest.mark.parametrize(
    ("key", "vi", "en"),
    [
        ("", "Tổng số", "Total"),
        ("kind:fruit", "Ăn quả", "Fruit"),
        ("kind:shade+planter:pupil", "Bóng mát, học sinh", "Shade, pupils"),
    ],
)
def test_a_key_has_a_name_in_both_languages(pack: Pack, key: str, vi: str, en: str) -> None:
    assert breakdown_name(pack, key, "vi") == vi
    assert breakdown_name(pack, key, "en") == en


def test_a_name_of_a_category_that_the_pack_has_not_is_a_key_error(pack: Pack) -> None:
    with pytest.raises(KeyError, match="kind:oak"):
        breakdown_name(pack, "kind:oak", "vi")


@pytest.mark.parametrize(
    ("indicator", "key", "known"),
    [
        ("trees.planted", "", True),
        ("trees.planted", "kind:fruit", True),
        ("trees.planted", "kind:fruit+planter:pupil", True),
        ("trees.planted", "planter:pupil+kind:fruit", False),
        ("trees.planted", "kind:fruit+kind:shade", False),
        ("trees.planted", "kind:oak", False),
        ("trees.planted", "kind", False),
        ("trees.felled", "kind:fruit", False),
        ("trees.watered", "", False),
    ],
)
def test_only_what_the_pack_declares_in_its_order_is_known(pack: Pack, indicator: str, key: str, known: bool) -> None:
    assert is_known(pack, indicator, key) is known


def test_a_sensitive_dimension_makes_the_figure_sensitive(pack: Pack) -> None:
    assert is_sensitive(pack, "trees.planted", "planter:pupil")
    assert not is_sensitive(pack, "trees.planted", "kind:fruit")
    assert not is_sensitive(pack, "trees.planted")
