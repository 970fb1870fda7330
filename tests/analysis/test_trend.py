"""The months of two years."""

from decimal import Decimal

import pytest

from giaoban.analysis.rollup import NoSuchFigure
from giaoban.analysis.trend import trend_books
from giaoban.figures.models import Measure
from giaoban.periods.period import parse
from tests.analysis.conftest import Tell
from tests.conftest import Cast


def test_the_months_stand_beside_those_of_last_year(cast: Cast, tell: Tell) -> None:
    tell(cast.district, "members.admitted", "2023-01", 5)
    tell(cast.district, "members.admitted", "2023-08", 2)
    tell(cast.district, "members.admitted", "2024-01", 7)
    tell(cast.neighbour, "members.admitted", "2024-03", 4, measure=Measure.ESTIMATE)
    found = trend_books("LG", "members.admitted", parse("2024-Q1"))
    assert [one.period.code for one in found] == [f"2024-{month:02}" for month in range(1, 13)]
    assert [(one.value, one.year_to_date) for one in found[:4]] == [(7, 7), (None, 7), (4, 11), (None, None)]
    assert [one.estimate for one in found[:4]] == [False, False, True, False]
    assert (found[0].same_period, found[7].same_period) == (Decimal(5), Decimal(2))
    assert found[7].same_period_to_date == 7


def test_what_happened_after_the_period_is_not_shown(cast: Cast, tell: Tell) -> None:
    tell(cast.district, "members.admitted", "2024-06", 7)
    assert [one.value for one in trend_books("DL", "members.admitted", parse("2024-05"))] == [None] * 12


def test_a_ratio_has_a_trend_too(cast: Cast, tell: Tell) -> None:
    tell(cast.district, "hamlets.with_cell", "2024-02", 3)
    tell(cast.district, "hamlets.total", "2024-02", 4)
    found = trend_books("DL", "hamlets.cell_rate", parse("2024-06"))
    assert found[1].value == 75


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("indicator", ["unknown", "narrative.results"])
def test_what_is_not_a_number_has_no_trend(indicator: str) -> None:
    with pytest.raises(NoSuchFigure):
        trend_books("DL", indicator, parse("2024-06"))
