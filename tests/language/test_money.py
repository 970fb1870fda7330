"""Amounts with scale words."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.language.locales import Language
from giaoban.language.money import Money, read_money, write_money
from giaoban.language.numbers import NumberError

LANGUAGES = st.sampled_from(("vi", "en"))
AMOUNTS = st.one_of(
    st.integers(-(10**21), 10**21).map(Decimal),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30),
    st.builds(lambda digits, zeros: Decimal(digits * 10**zeros), st.integers(-99_999, 99_999), st.integers(0, 18)),
)


@given(AMOUNTS, LANGUAGES, st.sampled_from(("đồng", "USD", "lượt người", "")))
def test_a_written_amount_reads_back_to_the_same(value: Decimal, language: Language, unit: str) -> None:
    assert read_money(write_money(value, language, unit), language) == Money(value, unit)


@given(AMOUNTS)
def test_an_amount_counted_in_billions_reads_back_in_single_units(value: Decimal) -> None:
    read = read_money(write_money(value, "vi", "tỷ đồng"), "vi")
    assert read.unit == "đồng"
    assert Fraction(read.value) == Fraction(value) * 10**9


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        ("1500000", "1,5 triệu đồng", "1.5 million đồng"),
        ("12221000000000", "12.221 tỷ đồng", "12.221 trillion đồng"),
        ("500000", "500.000 đồng", "500,000 đồng"),
        ("1234567", "1.234.567 đồng", "1,234,567 đồng"),
        ("-2370000", "-2,37 triệu đồng", "-2.37 million đồng"),
        ("1350000000000000", "1,35 triệu tỷ đồng", "1,350 trillion đồng"),
        ("0", "0 đồng", "0 đồng"),
    ],
)
def test_the_scale_is_the_largest_that_reads_well(value: str, vietnamese: str, english: str) -> None:
    assert write_money(Decimal(value), "vi", "đồng") == vietnamese
    assert write_money(Decimal(value), "en", "đồng") == english


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("128,5tỷ", "128500000000", ""),
        ("2,37triệu đồng", "2370000", "đồng"),
        ("10 nghìn", "10000", ""),
        ("6 ngàn", "6000", ""),
        ("39 vạn tấn", "390000", "tấn"),
        ("1.116 nghìn tỷ", "1116000000000000", ""),
        ("29.232,75 tỉ đồng", "29232750000000", "đồng"),
        ("3.475 Nghìn lượt", "3475000", "lượt"),
        ("1.496 tỷ", "1496000000000", ""),
    ],
)
def test_amounts_are_read_as_newspapers_print_them(text: str, value: str, unit: str) -> None:
    assert read_money(text, "vi") == Money(Decimal(value), unit)


def test_an_amount_counted_in_billions_stays_in_billions() -> None:
    assert write_money(12221, "vi", "tỷ đồng") == "12.221 tỷ đồng"


@pytest.mark.parametrize("text", ["", "tỷ đồng", "1 tỷ 500 triệu", "1,450.5 tỷ", "1.45 triệu"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(NumberError, match="Không đọc được"):
        read_money(text, "vi")
