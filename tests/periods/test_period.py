"""Codes, order, neighbours, parts and the same period last year."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from giaoban.periods.period import (
    Period,
    PeriodError,
    PeriodKind,
    between,
    following,
    holding,
    of_year,
    parse,
    parts,
    previous,
    same_period_last_year,
    year_of,
    year_to_date,
)

DAYS = st.dates(date(1905, 1, 1), date(2990, 1, 1))
RULED = st.sampled_from([kind for kind in PeriodKind if kind is not PeriodKind.RANGE])
RANGES = st.builds(lambda day, days: between(day, day + timedelta(days)), DAYS, st.integers(0, 800))
PERIODS = st.one_of(st.builds(holding, RULED, DAYS), RANGES)


def codes(periods: tuple[Period, ...]) -> str:
    return " ".join(p.code for p in periods)


@given(PERIODS)
def test_a_code_parses_to_the_same_period(p: Period) -> None:
    assert parse(p.code) == p


@given(PERIODS)
def test_a_period_stands_between_its_neighbours(p: Period) -> None:
    assert previous(p) < p < following(p)
    if p.kind is not PeriodKind.NINE_MONTHS:
        assert following(p).first == p.last + timedelta(1)
    assert previous(following(p)).code == p.code


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2024-W27", date(2024, 7, 1), date(2024, 7, 7)),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        ("2025-W01", date(2024, 12, 30), date(2025, 1, 5)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("2024-Q2", date(2024, 4, 1), date(2024, 6, 30)),
        ("2024-H1", date(2024, 1, 1), date(2024, 6, 30)),
        ("2024-H2", date(2024, 7, 1), date(2024, 12, 31)),
        ("2024-9M", date(2024, 1, 1), date(2024, 9, 30)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-01-15/2024-06-14", date(2024, 1, 15), date(2024, 6, 14)),
    ],
)
def test_a_code_names_its_civil_days(code: str, first: date, last: date) -> None:
    p = parse(code)
    assert (p.code, p.first, p.last, str(p)) == (code, first, last, code)


@pytest.mark.parametrize(
    "code",
    [
        *("", "24", "2024-h1", "2024-6", "2024-W7", "2024-10M", " 2024", "2024-01-15", "2024/06", "٢٠٢٤"),
        *("2024-13", "2024-00", "2024-Q5", "2024-Q0", "2024-H3", "2023-W53", "2024-W00", "1899", "3000-01"),
        *("2024-02-30/2024-03-01", "2024-06-14/2024-01-15", "0001-01-01/2024-01-01"),
    ],
)
def test_what_is_no_code_is_refused_and_shown(code: str) -> None:
    with pytest.raises(PeriodError) as refused:
        parse(code)
    assert code[:4] in str(refused.value)


def test_the_error_of_an_unknown_code_shows_how_codes_look() -> None:
    with pytest.raises(PeriodError, match="2024-H1, 2024-9M, 2024 hoặc 2024-01-15/2024-06-14"):
        parse("nửa năm")
    with pytest.raises(PeriodError, match="từ 1 đến 52"):
        parse("2023-W53")


def test_an_english_reader_is_told_in_english() -> None:
    with translation.override("en"), pytest.raises(PeriodError, match="the numbers run from 1 to 12"):
        parse("2024-13")


def test_periods_sort_by_their_days() -> None:
    shuffled = [parse(code) for code in ("2024", "2024-02", "2023-12", "2024-H1", "2024-01", "2024-Q1")]
    assert codes(tuple(sorted(shuffled))) == "2023-12 2024-01 2024-Q1 2024-H1 2024 2024-02"


@pytest.mark.parametrize(
    ("code", "last_year"),
    [
        ("2024-W27", "2023-W27"),
        ("2020-W53", "2019-W52"),
        ("2024-02", "2023-02"),
        ("2024-Q4", "2023-Q4"),
        ("2024-H1", "2023-H1"),
        ("2024-9M", "2023-9M"),
        ("2024", "2023"),
        ("2024-01-15/2024-06-14", "2023-01-15/2023-06-14"),
        ("2024-02-29/2024-02-29", "2023-02-28/2023-02-28"),
        ("2025-02-01/2025-02-28", "2024-02-01/2024-02-28"),
        ("2023-12-15/2024-06-14", "2022-12-15/2023-06-14"),
    ],
)
def test_the_same_period_last_year(code: str, last_year: str) -> None:
    assert same_period_last_year(parse(code)).code == last_year


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("2024-W01", "2023-W52", "2024-W02"),
        ("2020-W53", "2020-W52", "2021-W01"),
        ("2024-01", "2023-12", "2024-02"),
        ("2024-Q4", "2024-Q3", "2025-Q1"),
        ("2024-H2", "2024-H1", "2025-H1"),
        ("2024-9M", "2023-9M", "2025-9M"),
        ("2024", "2023", "2025"),
        ("2024-03-01/2024-03-10", "2024-02-20/2024-02-29", "2024-03-11/2024-03-20"),
    ],
)
def test_neighbours_pass_the_ends_of_years(code: str, before: str, after: str) -> None:
    assert previous(parse(code)).code == before
    assert following(parse(code)).code == after


def test_the_first_and_the_last_year_have_years_beside_them_that_nobody_can_name() -> None:
    assert same_period_last_year(parse("1900-H1")).code == "1899-H1"
    assert following(parse("2999-12")).code == "3000-01"
    assert previous(parse("1900-01-01/1900-01-10")).code == "1899-12-22/1899-12-31"
    for code in ("1899-12", "3000-01", "1899-12-22/1899-12-31"):
        with pytest.raises(PeriodError, match="từ 1900 đến 2999"):
            parse(code)
    with pytest.raises(PeriodError, match="từ 1900 đến 2999"):
        of_year(PeriodKind.YEAR, 1889)


@pytest.mark.parametrize(
    ("code", "kind", "found"),
    [
        ("2024-H1", PeriodKind.MONTH, "2024-01 2024-02 2024-03 2024-04 2024-05 2024-06"),
        ("2024-H2", PeriodKind.QUARTER, "2024-Q3 2024-Q4"),
        ("2024-9M", PeriodKind.QUARTER, "2024-Q1 2024-Q2 2024-Q3"),
        ("2024", PeriodKind.HALF_YEAR, "2024-H1 2024-H2"),
        ("2024-06", PeriodKind.MONTH, "2024-06"),
        ("2023-12-01/2024-01-31", PeriodKind.MONTH, "2023-12 2024-01"),
        ("2024-05", PeriodKind.WEEK, "2024-W18 2024-W19 2024-W20 2024-W21 2024-W22"),
        ("2024-02-01/2024-02-08", PeriodKind.WEEK, "2024-W05 2024-W06"),
    ],
)
def test_a_period_is_divided_into_its_parts(code: str, kind: PeriodKind, found: str) -> None:
    assert codes(parts(parse(code), kind)) == found


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("2024-06", PeriodKind.QUARTER),
        ("2024-9M", PeriodKind.HALF_YEAR),
        ("2024", PeriodKind.NINE_MONTHS),
        ("2024-W27", PeriodKind.MONTH),
        ("2024-01-15/2024-06-14", PeriodKind.MONTH),
        ("2023-01-01/2024-09-30", PeriodKind.NINE_MONTHS),
        ("2024-01-01/2024-01-03", PeriodKind.WEEK),
        ("2024", PeriodKind.RANGE),
    ],
)
def test_a_period_that_does_not_divide_is_refused(code: str, kind: PeriodKind) -> None:
    with pytest.raises(PeriodError, match=code):
        parts(parse(code), kind)


@given(st.integers(1905, 2990))
def test_every_week_of_a_year_is_part_of_one_month_one_quarter_and_one_half(year: int) -> None:
    whole = of_year(PeriodKind.YEAR, year)
    weeks = parts(whole, PeriodKind.WEEK)
    assert {week.year for week in weeks} == {year}
    for kind in (PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF_YEAR):
        assert weeks == tuple(week for part in parts(whole, kind) for week in parts(part, PeriodKind.WEEK))


@pytest.mark.parametrize(
    ("code", "kind", "found"),
    [
        ("2024-03", PeriodKind.MONTH, "2024-01 2024-02 2024-03"),
        ("2024-Q3", PeriodKind.QUARTER, "2024-Q1 2024-Q2 2024-Q3"),
        ("2024-H2", PeriodKind.QUARTER, "2024-Q1 2024-Q2 2024-Q3 2024-Q4"),
        ("2024-9M", PeriodKind.NINE_MONTHS, "2024-9M"),
        ("2024", PeriodKind.YEAR, "2024"),
        ("2024-W02", PeriodKind.WEEK, "2024-W01 2024-W02"),
        ("2025-W01", PeriodKind.WEEK, "2025-W01"),
        ("2024-02-01/2024-03-31", PeriodKind.MONTH, "2024-01 2024-02 2024-03"),
        ("2023-11-01/2024-02-29", PeriodKind.MONTH, "2024-01 2024-02"),
    ],
)
def test_year_to_date_runs_from_the_start_of_the_year(code: str, kind: PeriodKind, found: str) -> None:
    assert codes(year_to_date(parse(code), kind)) == found


@given(DAYS)
def test_the_weeks_of_a_year_to_date_end_with_the_week_itself(day: date) -> None:
    week = holding(PeriodKind.WEEK, day)
    weeks = year_to_date(week, PeriodKind.WEEK)
    assert [found.number for found in weeks] == list(range(1, week.number + 1))
    assert weeks[-1] == week


def test_a_whole_year_of_weeks_has_its_week_53() -> None:
    assert len(year_to_date(parse("2020-W53"), PeriodKind.WEEK)) == 53


def test_year_to_date_is_refused_where_the_kind_does_not_fit() -> None:
    with pytest.raises(PeriodError, match="không chia hết"):
        year_to_date(parse("2024-Q3"), PeriodKind.HALF_YEAR)


@pytest.mark.parametrize(
    ("code", "year"),
    [("2024-06", "2024"), ("2020-W53", "2020"), ("2025-W01", "2025"), ("2023-12-15/2024-06-14", "2024")],
)
def test_every_period_belongs_to_a_year(code: str, year: str) -> None:
    assert year_of(parse(code)).code == year
    assert parse(code).year == int(year)


def test_a_range_has_no_number_and_no_day_determines_it() -> None:
    with pytest.raises(PeriodError, match="không có số thứ tự"):
        of_year(PeriodKind.RANGE, 2024, 1)
    with pytest.raises(PeriodError, match="không có số thứ tự"):
        holding(PeriodKind.RANGE, date(2024, 7, 2))
