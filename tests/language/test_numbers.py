"""Numbers, percents and points in both languages."""

from contextlib import suppress
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from giaoban.language.locales import Language, language_of
from giaoban.language.numbers import (
    NumberError,
    format_locale,
    read_number,
    read_percent,
    read_points,
    write_number,
    write_percent,
    write_points,
)
from giaoban.language.rounding import round_half_up

LANGUAGES = st.sampled_from(("vi", "en"))
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40)
VALUES = st.one_of(st.integers(), st.integers(-(10**60), 10**60).map(Decimal), DECIMALS)


@given(VALUES, LANGUAGES)
def test_a_written_number_reads_back_to_the_same_value(value: Decimal | int, language: Language) -> None:
    assert read_number(write_number(value, language), language) == value


@given(VALUES, LANGUAGES, st.integers(0, 12))
def test_a_rounded_number_reads_back_to_the_rounded_value(
    value: Decimal | int, language: Language, decimals: int
) -> None:
    written = write_number(value, language, decimals)
    assert read_number(written, language) == round_half_up(Decimal(value), decimals)
    assert len(written.partition("," if language == "vi" else ".")[2]) == decimals


@given(DECIMALS, LANGUAGES, st.integers(0, 6))
def test_percents_and_points_read_back_to_the_rounded_value(value: Decimal, language: Language, decimals: int) -> None:
    rounded = round_half_up(value, decimals)
    assert read_percent(write_percent(value, language, decimals), language) == rounded
    assert read_points(write_points(value, language, decimals), language) == rounded


@given(st.text(alphabet="0123456789.,-+−% \u00a0abcđ", max_size=12), LANGUAGES)
def test_any_text_is_a_number_or_a_number_error(text: str, language: Language) -> None:
    with suppress(NumberError):
        value = read_number(text, language)
        assert read_number(write_number(value, language), language) == value


@pytest.mark.parametrize(
    ("value", "decimals", "vietnamese", "english"),
    [
        (1450, None, "1.450", "1,450"),
        (Decimal("29232.75"), None, "29.232,75", "29,232.75"),
        (Decimal("1450.500"), None, "1.450,5", "1,450.5"),
        (Decimal("1.45E+6"), None, "1.450.000", "1,450,000"),
        (Decimal("-4.13"), None, "-4,13", "-4.13"),
        (Decimal("-0.0"), None, "0", "0"),
        (Decimal("-0.004"), 2, "0,00", "0.00"),
        (Decimal("0.005"), 2, "0,01", "0.01"),
        (6, 1, "6,0", "6.0"),
        (999, None, "999", "999"),
        (-1000, None, "-1.000", "-1,000"),
    ],
)
def test_numbers_are_written_in_the_habit_of_the_language(
    value: Decimal | int, decimals: int | None, vietnamese: str, english: str
) -> None:
    assert write_number(value, "vi", decimals) == vietnamese
    assert write_number(value, "en", decimals) == english


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.450", "1450"),
        ("1450", "1450"),
        ("1.450.000,25", "1450000.25"),
        ("08", "8"),
        ("007,5", "7.5"),
        ("0,450", "0.45"),
        ("\u00a01\u202f450,5 ", "1450.5"),
        ("12\u2009345\u2009678", "12345678"),
        ("−4,13", "-4.13"),
        ("- 5", "-5"),
        ("+12", "12"),
        ("-0", "0"),
    ],
)
def test_vietnamese_numbers_are_read_as_people_type_them(text: str, value: str) -> None:
    assert read_number(text, "vi") == Decimal(value)


@pytest.mark.parametrize(
    ("text", "way_out"),
    [
        ("1.45", "Hãy viết 1,45."),
        ("1,450.5", "Hãy viết 1.450,5."),
        ("0.450", "Hãy viết 0,45."),
        ("12.3456", "Hãy viết 12,3456."),
        ("1.4500", "Hãy viết 1,45."),
        ("1,450,000", "Hãy viết 1.450.000."),
    ],
)
def test_an_english_number_in_vietnamese_is_refused_and_shown_as_it_should_be(text: str, way_out: str) -> None:
    with pytest.raises(NumberError, match="Không đọc được số") as refused:
        read_number(text, "vi")
    assert text in str(refused.value)
    assert str(refused.value).endswith(way_out)
    assert refused.value.text == text


@pytest.mark.parametrize(
    "text", ["", " ", "-", "một", "1 450", "1.450 000", "1..450", "1,2,3", "5%", "1e3", "NaN", "٣", "²", "1.450,"]
)
def test_what_is_no_number_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NumberError, match=r"Hãy viết 1\.450 hoặc 56,62"):
        read_number(text, "vi")


def test_the_same_text_means_another_number_in_english() -> None:
    assert read_number("1,450", "en") == 1450
    assert read_number("1.450", "en") == Decimal("1.45")
    with pytest.raises(NumberError, match=r"56\.62"):
        read_number("56,62", "en")


def test_an_english_reader_is_told_in_english() -> None:
    with translation.override("en"), pytest.raises(NumberError, match=r"cannot be read.*Write 1,45\.$"):
        read_number("1.45", "vi")


def test_a_long_text_is_cut_in_the_error() -> None:
    with pytest.raises(NumberError) as refused:
        read_number("x" * 100_000, "vi")
    assert len(str(refused.value)) < 250


@pytest.mark.parametrize(
    ("value", "text"), [("56.6207", "56,62%"), ("100", "100%"), ("60.00", "60%"), ("-35.616", "-35,62%")]
)
def test_percents_drop_the_zeros_at_their_end(value: str, text: str) -> None:
    assert write_percent(Decimal(value), "vi") == text


def test_percents_are_read_with_or_without_a_space() -> None:
    assert read_percent("85,03 %", "vi") == Decimal("85.03")
    assert read_percent("85,03\u00a0%", "vi") == Decimal("85.03")


@pytest.mark.parametrize("text", ["56,62", "%", "56,62%%", "56,62% chỉ tiêu", "1.45%"])
def test_what_is_no_percent_is_refused(text: str) -> None:
    with pytest.raises(NumberError):
        read_percent(text, "vi")


def test_points_are_written_in_words() -> None:
    assert write_points(Decimal("6.1"), "vi") == "6,1 điểm phần trăm"
    assert write_points(Decimal("6.1"), "en") == "6.1 percentage points"
    assert write_points(Decimal(-1), "en") == "-1 percentage point"
    assert read_points("0,36 điểm", "vi") == Decimal("0.36")
    with pytest.raises(NumberError, match="điểm phần trăm"):
        read_points("6,1%", "vi")


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_infinities_are_never_written(value: str) -> None:
    with pytest.raises(NumberError, match="not a number"):
        write_number(Decimal(value), "vi")


def test_charts_write_numbers_as_the_text_does() -> None:
    locale = format_locale("vi")
    assert (locale["decimal"], locale["thousands"], locale["grouping"]) == (",", ".", [3])
    assert format_locale("en")["decimal"] == "."


@pytest.mark.parametrize(("code", "language"), [("vi", "vi"), ("en", "en"), ("en-GB", "en"), ("fr", "vi"), ("", "vi")])
def test_every_code_names_one_of_the_two_languages(code: str, language: Language) -> None:
    assert language_of(code) == language
