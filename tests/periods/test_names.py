"""The names of periods, written and read in both languages."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.language.locales import Language
from giaoban.periods.names import Style, read_period, write_period
from giaoban.periods.period import Period, PeriodError, PeriodKind, between, holding, parse

DAYS = st.dates(date(1905, 1, 1), date(2990, 1, 1))
RULED = st.sampled_from([kind for kind in PeriodKind if kind is not PeriodKind.RANGE])
RANGES = st.builds(lambda day, days: between(day, day + timedelta(days)), DAYS, st.integers(0, 800))
PERIODS = st.one_of(st.builds(holding, RULED, DAYS), RANGES)


@given(PERIODS, st.sampled_from(("vi", "en")), st.sampled_from(("long", "short")))
def test_a_written_name_reads_back_to_the_same_period(p: Period, language: Language, style: Style) -> None:
    assert read_period(write_period(p, language, style), language) == p


@pytest.mark.parametrize(
    ("code", "long", "short"),
    [
        ("2024-W27", "tuần 27/2024 (01/7 – 07/7)", "tuần 27/2024"),
        ("2024-W06", "tuần 06/2024 (05/02 – 11/02)", "tuần 06/2024"),
        ("2020-W53", "tuần 53/2020 (28/12/2020 – 03/01/2021)", "tuần 53/2020"),
        ("2024-06", "tháng 6/2024", "T6/2024"),
        ("2024-02", "tháng 02/2024", "T2/2024"),
        ("2024-12", "tháng 12/2024", "T12/2024"),
        ("2024-Q2", "quý II/2024", "quý II/2024"),
        ("2024-H1", "6 tháng đầu năm 2024", "6T đầu 2024"),
        ("2024-H2", "6 tháng cuối năm 2024", "6T cuối 2024"),
        ("2024-9M", "9 tháng đầu năm 2024", "9T 2024"),
        ("2024", "năm 2024", "2024"),
        ("2024-01-15/2024-06-14", "từ 15/01/2024 đến 14/06/2024", "15/01/2024 – 14/06/2024"),
    ],
)
def test_vietnamese_names_are_those_of_officials(code: str, long: str, short: str) -> None:
    assert write_period(parse(code), "vi") == long
    assert write_period(parse(code), "vi", "short") == short


@pytest.mark.parametrize(
    ("code", "long", "short"),
    [
        ("2024-W27", "week 27 of 2024 (1 – 7 Jul)", "W27 2024"),
        ("2024-W05", "week 5 of 2024 (29 Jan – 4 Feb)", "W05 2024"),
        ("2020-W53", "week 53 of 2020 (28 Dec 2020 – 3 Jan 2021)", "W53 2020"),
        ("2024-06", "June 2024", "Jun 2024"),
        ("2024-Q2", "second quarter of 2024", "Q2 2024"),
        ("2024-H1", "first half of 2024", "H1 2024"),
        ("2024-9M", "first nine months of 2024", "9M 2024"),
        ("2024", "2024", "2024"),
        ("2024-01-15/2024-06-14", "15 Jan 2024 to 14 Jun 2024", "15 Jan 2024 – 14 Jun 2024"),
    ],
)
def test_english_names(code: str, long: str, short: str) -> None:
    assert write_period(parse(code), "en") == long
    assert write_period(parse(code), "en", "short") == short


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Quý 2 năm 2024", "2024-Q2"),
        ("quí IV/2023", "2023-Q4"),
        ("3 tháng đầu năm 2024", "2024-Q1"),
        ("Sáu  tháng đầu năm 2024", "2024-H1"),
        ("tháng 06 năm 2024", "2024-06"),
        ("9 tháng năm 2024", "2024-9M"),
        ("cả năm 2024", "2024"),
        ("tuần 27 năm 2024", "2024-W27"),
        ("từ ngày 15/01/2024 đến ngày 14/6/2024", "2024-01-15/2024-06-14"),
        ("2024-H1", "2024-H1"),
    ],
)
def test_usual_variants_are_read(text: str, code: str) -> None:
    assert read_period(text, "vi").code == code


@pytest.mark.parametrize("text", ["", "6 tháng", "quý V/2024", "quý I", "tháng 6", "6 tháng giữa năm 2024"])
def test_what_names_no_period_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(PeriodError, match="6 tháng đầu năm 2024"):
        read_period(text, "vi")


@pytest.mark.parametrize("text", ["tháng 13/2024", "tuần 53/2023", "từ 31/6/2024 đến 01/7/2024", "năm 1800"])
def test_a_period_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(PeriodError):
        read_period(text, "vi")
