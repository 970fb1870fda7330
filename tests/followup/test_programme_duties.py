"""Duties of the regulation: rules in plain fields, their turns, and a year that is filled in once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.followup.duties import (
    LAST_DAY,
    MOST_A_YEAR,
    Recurrence,
    Rhythm,
    WrongRule,
    in_words,
    recurrence_of,
    require_turns,
    rule_of,
    turns,
)
from giaoban.followup.models import ProgrammeEvent, ProgrammeItem, ProgrammeState
from giaoban.followup.programme_acts import move
from giaoban.followup.programme_duties import add_duty, end_duty, fill_year
from giaoban.followup.secrecy import SecretRefused
from giaoban.followup.wording import WordsRefused
from giaoban.people.access import Hidden, NotYourRole
from tests.conftest import NOW, Cast

NEW_YEAR = date(2024, 1, 1)
weekly = st.builds(
    Recurrence,
    st.just(Rhythm.WEEKLY),
    weekdays=st.lists(st.integers(0, 6), min_size=1, unique=True).map(sorted).map(tuple),
    every=st.integers(1, 12),
)
safe_days = st.lists(st.integers(1, 28), min_size=1, max_size=4, unique=True).map(sorted).map(tuple)
monthly = st.builds(
    Recurrence, st.just(Rhythm.MONTHLY), days=safe_days | st.just((LAST_DAY,)), every=st.integers(1, 12)
)
quarterly = st.builds(
    Recurrence,
    st.just(Rhythm.QUARTERLY),
    days=safe_days,
    months=st.integers(1, 3).map(lambda m: (m, m + 3, m + 6, m + 9)),
)
yearly = st.builds(Recurrence, st.just(Rhythm.YEARLY), days=safe_days, months=st.integers(1, 12).map(lambda m: (m,)))
recurrences = st.one_of(weekly, monthly, quarterly, yearly, st.just(Recurrence(Rhythm.DAILY)))


@given(recurrences)
def test_what_is_chosen_in_plain_fields_is_read_back_from_the_rule(chosen: Recurrence) -> None:
    assert recurrence_of(rule_of(chosen)) == chosen


@given(recurrences, st.dates(date(2020, 1, 1), date(2024, 12, 31)), st.integers(2020, 2030))
def test_the_turns_of_two_years_are_those_of_each_and_none_falls_between(
    chosen: Recurrence, valid_from: date, year: int
) -> None:
    rule = rule_of(chosen)
    both = turns(rule, valid_from, None, date(year, 1, 1), date(year + 1, 12, 31))
    one, other = (turns(rule, valid_from, None, date(there, 1, 1), date(there, 12, 31)) for there in (year, year + 1))
    assert both == one + other
    assert {turn.year for turn in one} <= {year}
    assert len(one) <= MOST_A_YEAR
    assert len(set(both)) == len(both)


@given(recurrences, st.dates(date(2020, 1, 1), date(2024, 12, 31)), st.integers(1, 800))
def test_no_turn_lies_outside_the_days_on_which_the_duty_holds(chosen: Recurrence, first: date, length: int) -> None:
    ends = first + timedelta(days=length)
    found = turns(rule_of(chosen), first, ends, date(2019, 1, 1), date(2030, 1, 1))
    assert all(first <= turn < ends for turn in found)


def test_a_monday_in_the_week_of_new_year_belongs_to_the_year_of_its_own_day() -> None:
    every_monday = "FREQ=WEEKLY;BYDAY=MO"
    in_2024 = turns(every_monday, date(2023, 5, 1), None, date(2024, 1, 1), date(2024, 12, 31))
    in_2025 = turns(every_monday, date(2023, 5, 1), None, date(2025, 1, 1), date(2025, 12, 31))
    assert (in_2024[0], in_2024[-1], len(in_2024)) == (date(2024, 1, 1), date(2024, 12, 30), 53)
    assert (in_2025[0], len(in_2025)) == (date(2025, 1, 6), 52)


def test_the_last_day_of_the_month_is_the_29th_in_a_leap_years_february() -> None:
    found = turns("FREQ=MONTHLY;BYMONTHDAY=-1", NEW_YEAR, None, NEW_YEAR, date(2024, 12, 31))
    assert found[1] == date(2024, 2, 29)
    assert len(found) == 12


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=HOURLY", "quá 400 lần"),
        ("FREQ=MINUTELY;BYDAY=MO", "quá 400 lần"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "Ngày 31 không có ở mọi tháng"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "Ngày 29 không có"),
        ("FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=1", "hãy viết như"),
        ("FREQ=YEARLY", "hãy viết như"),
        ("FREQ=WEEKLY", "hãy viết như"),
        ("FREQ=WEEKLY;BYDAY=MO;COUNT=3", "hãy viết như"),
        ("FREQ=WEEKLY;BYDAY=XX", "hãy viết như"),
        ("FREQ=WEEKLY;BYDAY=MO;INTERVAL=0", "hãy viết như"),
        ("FREQ=MONTHLY;BYMONTHDAY=²", "hãy viết như"),
        ("FREQ=WEEKLY;FREQ=DAILY", "hãy viết như"),
        ("mỗi thứ Hai", "hãy viết như"),
        ("", "hãy viết như"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused_with_what_to_write(rule: str, said: str) -> None:
    with pytest.raises(WrongRule, match=said):
        require_turns(rule, NEW_YEAR, None)


@given(st.text(max_size=40) | st.from_regex(r"FREQ=[A-Z]{5,8}(;BY[A-Z]{3,8}=-?[0-9A-Z,]{1,6}){0,2}", fullmatch=True))
def test_any_text_is_a_rule_or_is_refused_in_a_sentence(text: str) -> None:
    refused = ""
    try:
        require_turns(text, NEW_YEAR, None)
    except WrongRule as wrong:
        refused = str(wrong)
    assert refused.endswith(".") or in_words(text, "vi") != text


def test_a_duty_that_never_comes_round_while_it_holds_is_refused() -> None:
    with pytest.raises(WrongRule, match="không đến lượt lần nào"):
        require_turns("FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=15", NEW_YEAR, date(2024, 7, 15))


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=WEEKLY;BYDAY=MO", "thứ Hai hằng tuần"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR", "thứ Ba, thứ Sáu, 2 tuần một lần"),
        ("FREQ=MONTHLY;BYMONTHDAY=25", "ngày 25 hằng tháng"),
        ("FREQ=MONTHLY;BYMONTHDAY=10,-1", "ngày 10, ngày cuối cùng hằng tháng"),
        ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20", "ngày 20, tháng cuối quý (tháng 3, 6, 9, 12)"),
        ("FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=15", "ngày 15 tháng 1, 7 hằng năm"),
        ("FREQ=DAILY", "hằng ngày"),
        ("FREQ=SECONDLY", "FREQ=SECONDLY"),
    ],
)
def test_a_rule_is_written_out_in_words(rule: str, words: str) -> None:
    assert in_words(rule, "vi") == words


def duty_of(cast: Cast, rule: str = "FREQ=WEEKLY;BYDAY=MO", valid_from: date = date(2023, 12, 1)) -> int:
    made = add_duty(
        cast.province.pk, "Giao ban tuần", rule, valid_from, basis="Quy chế làm việc", by=cast.office, at=NOW
    )
    return made.pk


def test_a_year_is_filled_in_once_however_often_it_is_asked(cast: Cast) -> None:
    duty_of(cast)
    assert fill_year(cast.province.pk, 2024, by=cast.office, at=NOW) == 53
    assert fill_year(cast.province.pk, 2024, by=cast.office, at=NOW) == 0
    assert fill_year(cast.province.pk, 2025, by=cast.office, at=NOW) == 52
    assert ProgrammeItem.objects.count() == ProgrammeEvent.objects.count() == 105
    assert all(item.turn is not None and item.month == item.turn.month for item in ProgrammeItem.objects.all())


def test_a_turn_that_was_moved_is_not_put_in_again(cast: Cast) -> None:
    duty_of(cast, "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=15")
    fill_year(cast.province.pk, 2024, by=cast.office, at=NOW)
    item = ProgrammeItem.objects.get()
    move(item, 8, "Chờ Trung ương", by=cast.office, at=NOW, revision=0)
    assert fill_year(cast.province.pk, 2024, by=cast.office, at=NOW) == 0


def test_a_duty_that_ends_takes_its_later_open_turns_along(cast: Cast) -> None:
    duty_of(cast, "FREQ=MONTHLY;BYMONTHDAY=25")
    fill_year(cast.province.pk, 2024, by=cast.office, at=NOW)
    duty = ProgrammeItem.objects.first().duty  # type: ignore[union-attr]
    assert duty is not None
    assert end_duty(duty, date(2024, 9, 25), "Quy chế mới", by=cast.office, at=NOW) == 4
    assert ProgrammeItem.objects.filter(state=ProgrammeState.PLANNED).count() == 8
    assert fill_year(cast.province.pk, 2025, by=cast.office, at=NOW) == 0


def test_a_duty_is_the_offices_to_keep(cast: Cast) -> None:
    for person, error in ((cast.leader, NotYourRole), (cast.officer, Hidden), (cast.outsider, Hidden)):
        with pytest.raises(error):
            add_duty(cast.province.pk, "Việc", "FREQ=DAILY", NEW_YEAR, by=person, at=NOW)
        with pytest.raises(error):
            fill_year(cast.province.pk, 2024, by=person, at=NOW)


def test_what_is_secret_or_has_no_words_is_refused(cast: Cast) -> None:
    with pytest.raises(SecretRefused):
        add_duty(cast.province.pk, "Họp", "FREQ=DAILY", NEW_YEAR, mark="secret", by=cast.office, at=NOW)
    with pytest.raises(WordsRefused, match="Chưa ghi nội dung công việc"):
        add_duty(cast.province.pk, "  ", "FREQ=DAILY", NEW_YEAR, by=cast.office, at=NOW)
    with pytest.raises(WordsRefused, match="sau ngày bắt đầu"):
        add_duty(cast.province.pk, "Họp", "FREQ=DAILY", NEW_YEAR, valid_to=NEW_YEAR, by=cast.office, at=NOW)
