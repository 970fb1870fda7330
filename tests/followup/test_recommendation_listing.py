"""What a period took over, received and closed, as it stood at the end of its last day."""

from datetime import date, datetime, timedelta

import pytest

from giaoban.followup.models import RecommendationState as State
from giaoban.followup.recommendation_listing import (
    By,
    carried_over,
    counts,
    open_recommendations,
    overdue_recommendations,
)
from tests.conftest import HANOI, Cast
from tests.followup.asking import SESSION, Asking, asking_of

JUNE = datetime(2024, 6, 3, 8, 0, tzinfo=HANOI)
FIRST, LAST = date(2024, 6, 1), date(2024, 6, 30)


@pytest.fixture
def asking(cast: Cast) -> Asking:
    """One raised in April and still open, one raised in May and closed in June, one raised and split in June."""
    asking = asking_of(cast)
    asking.clock = JUNE - timedelta(days=40)
    asking.passed_on_of(asking.received("Tháng tư.", on=asking.clock.date()), due=LAST - timedelta(days=10))
    asking.clock = JUNE - timedelta(days=10)
    may = asking.passed_on_of(asking.received("Tháng năm.", on=asking.clock.date()))
    asking.clock = JUNE
    asking.confirm(asking.answer(may))
    asking.split(asking.classified_of(asking.received("Tháng sáu.", on=JUNE.date())))
    return asking


def test_a_period_takes_over_receives_and_closes(asking: Asking) -> None:
    units = [asking.cast.district.pk]
    whole = counts(FIRST, LAST, units)
    assert (whole.carried_over, whole.received, whole.closed, whole.open, whole.overdue) == (2, 1, 1, 2, 1)
    assert {state: count for state, count in whole.by_state.items() if count} == {
        State.PASSED_ON: 1, State.CLOSED: 1, State.SPLIT: 1,
    }  # fmt: skip
    parts = counts(FIRST, LAST, units, By.PART)
    assert (parts.carried_over, parts.received, parts.open, parts.by_state[State.PASSED_ON]) == (2, 2, 3, 3)
    assert counts(FIRST, LAST, [asking.cast.neighbour.pk]).all == 0


def test_a_past_period_says_the_same_whenever_it_is_asked(asking: Asking) -> None:
    units, may = [asking.cast.district.pk], FIRST - timedelta(days=1)
    before = counts(may.replace(day=1), may, units)
    assert (before.carried_over, before.received, before.closed, before.open) == (1, 1, 0, 2)
    assert before.by_state[State.PASSED_ON] == 2


def test_what_closed_before_the_period_is_no_part_of_it(asking: Asking) -> None:
    july = counts(LAST + timedelta(days=1), LAST + timedelta(days=31), [asking.cast.district.pk])
    assert (july.carried_over, july.received, july.closed) == (2, 0, 0)


def test_what_was_carried_over_comes_by_its_session(asking: Asking) -> None:
    sessions = carried_over(FIRST, [asking.cast.district.pk])
    assert [session.title for session in sessions] == [SESSION, SESSION]
    assert [[one.text for one in session.recommendations] for session in sessions] == [["Tháng tư."], ["Tháng năm."]]
    assert sessions[0].raised_on < sessions[1].raised_on


def test_what_is_open_and_what_is_overdue(asking: Asking) -> None:
    units = [asking.cast.district.pk]
    assert [one.text for one in open_recommendations(units)] == ["Tháng tư.", "Tháng sáu."]
    assert len(open_recommendations(units, By.PART)) == 3
    assert [one.text for one in overdue_recommendations(units, LAST)] == ["Tháng tư."]
