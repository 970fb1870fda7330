"""What a form can be filled with instead of typing."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from giaoban.collection.sheet import Sheet, sheet_at, tree_of
from giaoban.collection.suggesting import ChildSum, as_typed, child_sums, standing
from giaoban.collection.typed import NONE_OCCURRED, Answer, read_figure
from giaoban.figures.models import State
from giaoban.indicators.catalogue import Form, Pack
from giaoban.indicators.packs import named
from tests.collection.conftest import Import
from tests.collection.desk import Desk
from tests.conftest import Cast

ROWS = """unit,indicator,breakdown,period,measure,value
DL,members.admitted,,2024-06,actual,12
NH,members.admitted,,2024-06,actual,30
MS,members.admitted,,2024-05,actual,99
CA,members.total,,2024-06,actual,không phát sinh
"""


@pytest.fixture
def province_form(pack: Pack) -> Form:
    """The form on organisation work, where the province fills it for its whole subtree."""
    form = pack.form("organisation_work")
    return form.model_copy(update={"reported_by": (*form.reported_by, "province_committee")})


def sums(pack: Pack, form: Form) -> dict[str, ChildSum]:
    of = sheet_at("DL", "organisation_work", "2024-06")
    tree = tree_of(pack, of.period)
    return {key[0]: value for key, value in child_sums(pack, Sheet(tree.root, form, of.period), tree).items()}


def test_the_units_below_add_up(pack: Pack, take_in: Import, province_form: Form) -> None:
    assert not take_in({"rows.csv": ROWS.encode()}).problems
    assert sums(pack, province_form) == {
        "members.admitted": ChildSum(Decimal(42), 2, 4),
        "members.total": ChildSum(Decimal(0), 1, 4),
    }


def test_a_form_about_the_unit_alone_takes_nothing_over(pack: Pack, take_in: Import, province_form: Form) -> None:
    assert not take_in({"rows.csv": ROWS.encode()}).problems
    assert sums(pack, province_form.model_copy(update={"covers": "unit"})) == {}


def test_the_sums_cost_one_query(pack: Pack, cast: Cast, province_form: Form) -> None:
    sums(pack, province_form)
    with CaptureQueriesContext(connection) as queries:
        assert sums(pack, province_form) == {}
    assert len([query for query in queries if "figures_observation" in query["sql"]]) == 1


def test_what_stands_in_the_books_is_found_by_cell(desk: Desk, pack: Pack, take_in: Import) -> None:
    assert not take_in({"rows.csv": ROWS.encode()}).problems
    found = standing(pack, desk.sheet)
    assert {key: as_typed(row) for key, row in found.items()} == {("members.admitted", "", "actual"): "12"}
    assert standing(pack, desk.sheet, is_estimate=True) == {}


@given(st.decimals(min_value=0, max_value=10**9, places=0))
def test_what_is_reported_reads_back_the_same(value: Decimal) -> None:
    indicator = named("party_committee").indicator("members.total")
    answer = Answer(State.REPORTED, value)
    assert read_figure(as_typed(answer), indicator, 0) == answer
    assert read_figure(as_typed(NONE_OCCURRED), indicator, 0) == NONE_OCCURRED
