"""Dates, weekdays and instants."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.language.dates import DateError, read_date, weekday_name, write_date, write_instant, write_long_date
from giaoban.language.locales import Language

LANGUAGES = st.sampled_from(("vi", "en"))


@given(st.dates(), LANGUAGES)
def test_a_written_date_reads_back_to_the_same_day(day: date, language: Language) -> None:
    assert read_date(write_date(day, language), language) == day
    assert read_date(write_long_date(day, language), language) == day
    assert read_date(day.isoformat(), language) == day


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2024, 7, 2), "ngày 02 tháng 7 năm 2024"),
        (date(2018, 2, 20), "ngày 20 tháng 02 năm 2018"),
        (date(2024, 12, 31), "ngày 31 tháng 12 năm 2024"),
    ],
)
def test_a_long_date_has_a_zero_before_short_days_and_the_first_two_months(day: date, text: str) -> None:
    assert write_long_date(day, "vi") == text


def test_short_dates_follow_the_language() -> None:
    assert write_date(date(2024, 7, 2), "vi") == "02/07/2024"
    assert write_date(date(2024, 7, 2), "en") == "2 Jul 2024"
    assert write_long_date(date(2024, 7, 2), "en") == "2 July 2024"


@pytest.mark.parametrize("text", ["2/7/2024", "02-07-2024", "2.7.2024", "ngày 2/7/2024", "Ngày 2 tháng 7 năm 2024"])
def test_vietnamese_dates_are_read_day_first(text: str) -> None:
    assert read_date(text, "vi") == date(2024, 7, 2)


@pytest.mark.parametrize("text", ["30/02/2024", "2/7", "2/7-2024", "7", "", "2024-13-01", "2/7/24"])
def test_what_is_no_date_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(DateError, match="02/07/2024") as refused:
        read_date(text, "vi")
    assert refused.value.text == text


@pytest.mark.parametrize("text", ["02/07/2024", "2 Ju 2024", "2 July2024", "31 June 2024"])
def test_an_english_date_in_digits_is_not_guessed(text: str) -> None:
    with pytest.raises(DateError, match="2 Jul 2024"):
        read_date(text, "en")


def test_weekdays_have_their_official_capitals() -> None:
    assert weekday_name(date(2024, 7, 2), "vi") == "thứ Ba"
    assert weekday_name(date(2024, 7, 7), "vi") == "Chủ nhật"
    assert weekday_name(date(2024, 7, 2), "en") == "Tuesday"


def test_an_instant_is_written_on_the_clocks_of_hanoi() -> None:
    instant = datetime(2024, 7, 1, 18, 5, tzinfo=UTC)
    assert write_instant(instant, "vi") == "01:05 ngày 02/07/2024"
    assert write_instant(instant, "en") == "2 Jul 2024, 01:05"
    assert write_instant(instant, "en", UTC) == "1 Jul 2024, 18:05"


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        write_instant(datetime(2024, 7, 2), "vi")  # noqa: DTZ001 - the mistake under test
