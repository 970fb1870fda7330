"""Half-up rounding and percents."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.language.rounding import percent, round_half_up

VALUES = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30)


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [("2.5", 0, "3"), ("-2.5", 0, "-3"), ("0.125", 2, "0.13"), ("1.005", 2, "1.01"), ("7", 2, "7.00")],
)
def test_a_half_goes_away_from_zero(value: str, decimals: int, rounded: str) -> None:
    assert str(round_half_up(Decimal(value), decimals)) == rounded


def test_zero_has_no_minus_sign() -> None:
    assert str(round_half_up(Decimal("-0.001"), 2)) == "0.00"


def test_a_long_number_is_rounded_once() -> None:
    assert round_half_up(Decimal("0." + "4" + "9" * 40), 0) == 0


@pytest.mark.parametrize("value", ["Infinity", "1E+400"])
def test_what_cannot_be_rounded_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="cannot be rounded"):
        round_half_up(Decimal(value), 2)


@given(VALUES, st.integers(0, 8))
def test_rounding_moves_a_value_by_at_most_half_a_step(value: Decimal, decimals: int) -> None:
    moved = abs(Fraction(round_half_up(value, decimals)) - Fraction(value))
    assert moved <= Fraction(1, 2 * 10**decimals)


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [(821, 1450, "56.62"), (50, 50, "100.00"), (3, 5, "60.00"), (93, 174, "53.45"), (-1, 5, "-20.00"), (1, 3, "33.33")],
)
def test_percents_of_the_half_year_report(part: int, whole: int, share: str) -> None:
    assert str(percent(Decimal(part), Decimal(whole))) == share


def test_there_is_no_percent_of_zero() -> None:
    assert percent(Decimal(5), Decimal(0)) is None


@given(VALUES, VALUES.filter(bool), st.integers(0, 4))
def test_a_percent_is_the_exact_quotient_rounded_once(part: Decimal, whole: Decimal, decimals: int) -> None:
    share = percent(part, whole, decimals)
    assert share is not None
    exact = Fraction(part) / Fraction(whole) * 100
    off = Fraction(share) - exact
    assert abs(off) <= Fraction(1, 2 * 10**decimals)
    assert abs(off) < Fraction(1, 2 * 10**decimals) or abs(share) > abs(exact)
