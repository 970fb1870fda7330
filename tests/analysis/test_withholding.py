"""What is told of sensitive breakdowns to who may not see small counts, straight from the books."""

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from giaoban.analysis.figure import RolledFigure
from giaoban.analysis.office import rollup_books
from giaoban.analysis.withholding import DiscreetBooks, Discretion, Told
from giaoban.periods.period import parse
from tests.analysis.conftest import Tell
from tests.conftest import Cast

WHAT = "discipline.members"
REPRIMAND, WARNING, DISMISSAL, EXPULSION = (
    f"discipline_form_members:{form}" for form in ("reprimand", "warning", "dismissal", "expulsion")
)


def disciplined(tell: Tell, unit: object, month: str, *counts: int) -> None:
    """Reprimands, warnings, dismissals and expulsions of a month, with their total."""
    tell(unit, WHAT, month, sum(counts))
    for key, count in zip((REPRIMAND, WARNING, DISMISSAL, EXPULSION), counts, strict=False):
        tell(unit, WHAT, month, count, breakdown=key)


@pytest.fixture
def books(cast: Cast, tell: Tell) -> Cast:
    disciplined(tell, cast.district, "2024-01", 20, 3, 0, 9)
    disciplined(tell, cast.neighbour, "2024-01", 30, 14, 0, 8)
    disciplined(tell, cast.late_district, "2024-01", 25, 12, 0, 7)
    disciplined(tell, cast.district, "2024-02", 15, 9, 0, 6)
    disciplined(tell, cast.neighbour, "2024-02", 11, 17, 0, 9)
    disciplined(tell, cast.district, "2023-01", 9, 8, 0, 2)
    return cast


def told(unit: str, period: str, key: str = "", what: str = WHAT) -> Told:
    rollup = rollup_books(parse(period))
    return Discretion(rollup.tree, rollup.pack).told(rollup.get(unit, what, key))


def values(period: str, key: str) -> list[Decimal | None]:
    return [told(unit, period, key).figure.value for unit in ("LG", "DL", "NH", "MS")]


def test_a_small_count_goes_and_takes_along_what_would_give_it_away(books: Cast) -> None:
    assert told("DL", "2024-01", WARNING).withheld
    shown = [value for key in (REPRIMAND, WARNING, EXPULSION) for value in values("2024-01", key)]
    assert shown.count(None) == 4
    assert told("LG", "2024-01", WARNING).figure.value == 29


def test_totals_and_what_is_not_sensitive_stay(books: Cast, tell: Tell) -> None:
    assert told("DL", "2024-01").figure.value == 32
    tell(books.district, "members.admitted", "2024-01", 3)
    tell(books.district, "members.admitted", "2024-01", 2, breakdown="sex:female")
    assert told("DL", "2024-01", "sex:female", "members.admitted").figure.value == 2
    assert told("DL", "2024-01", what="members.admitted").figure.value == 3


def test_zero_hides_nobody(books: Cast) -> None:
    assert values("2024-02", DISMISSAL) == [0, 0, 0, None]


def test_a_longer_period_does_not_give_the_month_back(books: Cast) -> None:
    """Either the quarter goes too, or another month of it."""
    for key in (REPRIMAND, WARNING, EXPULSION):
        for unit in ("LG", "DL", "NH"):
            hidden = [told(unit, period, key).figure.value is None for period in ("2024-01", "2024-02", "2024-Q1")]
            assert hidden.count(True) != 1, (unit, key)


def test_the_sum_since_the_new_year_is_not_told(books: Cast) -> None:
    assert told("NH", "2024-02", EXPULSION).figure.value == 9
    assert told("NH", "2024-02", EXPULSION).figure.year_to_date is None


def test_a_small_count_of_last_year_hides_the_change_too(books: Cast) -> None:
    one = told("DL", "2024-01", EXPULSION)
    assert one.withheld
    assert one.figure.same_period is None
    assert (one.figure.change, one.figure.change_percent) == (None, None)


def test_in_a_free_range_a_sensitive_breakdown_is_withheld_whole(books: Cast) -> None:
    figure = rollup_books(parse("2024-01")).get("NH", WHAT, EXPULSION)
    ranged = RolledFigure(**{name: getattr(figure, name) for name in figure.__slots__} | {"period": "2024-W03"})
    rollup = rollup_books(parse("2024-01"))
    assert Discretion(rollup.tree, rollup.pack).told(ranged).withheld


def test_another_posting_is_taken_into_account(books: Cast, tell: Tell) -> None:
    assert not told("MS", "2024-01", EXPULSION).withheld or told("NH", "2024-01", EXPULSION).withheld
    disciplined(tell, books.equivalent, "2024-01", 1, 2, 0, 1)
    assert told("CA", "2024-01", EXPULSION).withheld


def test_a_report_says_the_same_to_everybody(books: Cast) -> None:
    rollup = rollup_books(parse("2024-01"))
    discreet = DiscreetBooks(rollup)
    assert discreet.get("DL", WHAT, WARNING).value is None
    assert discreet.get("DL", WHAT).value == 32


@pytest.mark.parametrize("asked", [1, 20])
def test_many_figures_cost_no_more_queries_than_one(
    books: Cast, django_assert_max_num_queries: DjangoAssertNumQueries, asked: int
) -> None:
    rollup = rollup_books(parse("2024-01"))
    discretion = Discretion(rollup.tree, rollup.pack)
    with django_assert_max_num_queries(5):
        for _ in range(asked):
            discretion.told(rollup.get("NH", WHAT, EXPULSION))
