"""Series: their turns on the clock of the country, and one meeting a turn."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.followup.secrecy import SecretRefused
from giaoban.meetings import preparing, series
from giaoban.meetings.models import Binding, Meeting, Series
from giaoban.meetings.moving import MeetingRefused
from giaoban.meetings.series import NewSeries, NoTurnLeft
from giaoban.people.access import Hidden, NotYourRole
from tests.conftest import HANOI, NOW, Cast
from tests.meetings.planned import WEEKLY, sitting


def begun(cast: Cast, new: NewSeries = WEEKLY) -> Series:
    return series.begin(cast.province.pk, new, by=cast.office, at=NOW)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


def test_a_series_starts_with_the_first_turn_of_its_rule(cast: Cast) -> None:
    found = begun(cast)
    assert found.starts_at == at("2024-07-08T07:30")
    assert series.rule_in_words(found, "vi") == "07:30 thứ Hai hằng tuần"


def test_turns_go_on_across_the_years_end(cast: Cast) -> None:
    found = series.turns(begun(cast), date(2024, 12, 20), date(2025, 1, 15))
    assert found == tuple(at(f"{day}T07:30") for day in ("2024-12-23", "2024-12-30", "2025-01-06", "2025-01-13"))


@given(
    st.sampled_from(["FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR", "FREQ=MONTHLY;BYMONTHDAY=-1"]),
    st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    st.integers(0, 500),
    st.times(),
)
def test_turns_are_in_order_within_their_days_and_keep_the_clock(
    rule: str, first: date, days: int, clock: time
) -> None:
    clock = clock.replace(second=0, microsecond=0)
    start = datetime.combine(date(2024, 1, 31), clock, HANOI)
    one = Series(rule=rule, starts_at=start, minutes=60)
    last = first + timedelta(days=days)
    found = series.turns(one, first, last)
    assert all(before < after for before, after in pairwise(found))
    assert all(first <= turn.date() <= last and turn.timetz() == clock.replace(tzinfo=HANOI) for turn in found)
    halves = first + timedelta(days=days // 2)
    assert found == series.turns(one, first, halves) + series.turns(one, halves + timedelta(days=1), last)


def test_the_next_meeting_is_made_once_with_the_people_of_the_one_before(cast: Cast) -> None:
    found = begun(cast)
    first = series.next_meeting(found, by=cast.office, at=NOW)
    assert (first.title, first.starts_at, first.turn) == ("Giao ban tuần, 08/07/2024", found.starts_at, found.starts_at)
    assert first.ends_at - first.starts_at == timedelta(minutes=90)
    assert series.next_meeting(found, by=cast.office, at=NOW) == first
    assert Meeting.objects.count() == 1


def test_a_moved_meeting_keeps_its_turn_and_is_not_made_again(cast: Cast) -> None:
    found = begun(cast)
    first = series.next_meeting(found, by=cast.office, at=NOW)
    later = sitting(first.starts_at + timedelta(days=2))
    moved = preparing.move(first, later, by=cast.office, at=NOW, revision=first.revision)
    assert moved.turn == first.turn
    assert series.next_meeting(found, by=cast.office, at=NOW) == moved
    second = series.next_meeting(found, by=cast.office, at=first.starts_at)
    assert second.turn == at("2024-07-15T07:30")


def test_a_meeting_with_a_report_looks_at_its_last_whole_period(cast: Cast) -> None:
    found = begun(cast, replace(WEEKLY, rule="FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=10", template="half_year"))
    first = series.next_meeting(found, by=cast.office, at=NOW)
    assert first.period == "2024-H1"
    assert [(item.binding, item.subject) for item in first.items.all()] == [(Binding.REPORT, "half_year")]
    assert series.next_meeting(found, by=cast.office, at=first.starts_at).period == "2024-H2"


def test_a_series_that_has_ended_makes_no_more_meetings(cast: Cast) -> None:
    found = begun(cast)
    with pytest.raises(MeetingRefused):
        series.end(found, date(2024, 7, 1), by=cast.office, at=NOW)
    ended = series.end(found, date(2024, 7, 8), by=cast.office, at=NOW)
    assert series.next_turn(ended, NOW) == found.starts_at
    with pytest.raises(NoTurnLeft):
        series.next_meeting(ended, by=cast.office, at=found.starts_at)


def test_only_the_office_of_the_unit_keeps_series(cast: Cast) -> None:
    with pytest.raises(NotYourRole):
        series.begin(cast.province.pk, WEEKLY, by=cast.leader, at=NOW)
    with pytest.raises(Hidden):
        series.next_meeting(begun(cast), by=cast.officer, at=NOW)
    with pytest.raises(SecretRefused):
        begun(cast, replace(WEEKLY, title="Giao ban (Mật)"))
    with pytest.raises(Hidden):
        series.meeting_of(begun(cast), at("2024-07-09T07:30"), by=cast.office, at=NOW)
