"""What is due soon or late is told to those who owe it, once for its day and once a week after."""

from datetime import date, timedelta

import pytest

from giaoban.followup.models import DueKind, DueReminder, Recommendation, RecommendationState, Task, TaskState
from giaoban.followup.reminding import Due, day_of, remind_of_work
from giaoban.people.models import Notice, Person
from tests.conftest import NOW, Cast

TODAY = NOW.date()


def task(cast: Cast, deadline: date, state: TaskState = TaskState.IN_PROGRESS) -> Task:
    return Task.objects.create(
        unit=cast.province, lead=cast.district, what="Rà soát tàu cá mất kết nối", origin="conclusion",
        origin_title="Thông báo kết luận số 41-TB/TU", origin_on=date(2024, 6, 3), deadline=deadline,
        first_deadline=deadline, state=state, issued_on=date(2024, 6, 3), changed_at=NOW,
    )  # fmt: skip


def recommendation(cast: Cast, due: date | None, state: RecommendationState) -> Recommendation:
    return Recommendation.objects.create(
        unit=cast.neighbour, receiver=cast.province, owner=cast.district, text="Nâng cấp tuyến kênh", due=due,
        origin="letter", origin_title="Công văn số 12", received_on=date(2024, 5, 2), state=state, changed_at=NOW,
    )  # fmt: skip


def told(person: Person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("text", flat=True))


def test_a_task_is_reminded_of_three_days_before_its_day(cast: Cast) -> None:
    task(cast, TODAY + timedelta(days=3))
    task(cast, TODAY + timedelta(days=4))
    done = remind_of_work(at=NOW)
    assert [one.kind for one in done.sent] == [DueKind.TASK_SOON]
    assert told(cast.officer) == ["Nhiệm vụ “Rà soát tàu cá mất kết nối” đến hạn ngày 05/07/2024."]
    assert told(cast.office) == []


def test_what_is_late_is_told_to_the_office_that_waits_too(cast: Cast) -> None:
    task(cast, TODAY - timedelta(days=2))
    remind_of_work(at=NOW)
    assert told(cast.office) == told(cast.officer)
    assert "quá hạn 2 ngày (hạn 30/06/2024)" in told(cast.officer)[0]


@pytest.mark.parametrize("state", [TaskState.DRAFT, TaskState.REPORTED, TaskState.CONFIRMED, TaskState.SUSPENDED])
def test_nobody_is_reminded_of_what_waits_for_others_or_is_over(cast: Cast, state: TaskState) -> None:
    task(cast, TODAY - timedelta(days=2), state)
    assert remind_of_work(at=NOW).sent == ()


def test_an_answer_is_reminded_of_by_its_day(cast: Cast) -> None:
    recommendation(cast, TODAY - timedelta(days=9), RecommendationState.PASSED_ON)
    recommendation(cast, None, RecommendationState.IN_PROGRESS)
    recommendation(cast, TODAY, RecommendationState.ANSWERED)
    (sent,) = remind_of_work(at=NOW).sent
    assert sent.kind == DueKind.RECOMMENDATION_LATE
    assert sent.unit_id == cast.district.pk


def test_a_second_run_sends_nothing_again_and_the_next_week_does(cast: Cast) -> None:
    task(cast, TODAY - timedelta(days=1))
    assert len(remind_of_work(at=NOW).sent) == 1
    assert len(remind_of_work(at=NOW + timedelta(hours=2)).sent) == 0
    assert [len(remind_of_work(at=NOW + timedelta(days=day)).sent) for day in range(1, 9)] == [0] * 6 + [1, 0]
    assert DueReminder.objects.filter(sent_at=None).count() == 0


def test_a_new_deadline_is_reminded_of_anew(cast: Cast) -> None:
    made = task(cast, TODAY + timedelta(days=1))
    remind_of_work(at=NOW)
    Task.objects.filter(pk=made.pk).update(deadline=TODAY + timedelta(days=2))
    assert [one.day for one in remind_of_work(at=NOW).sent] == [TODAY + timedelta(days=2)]


def test_a_unit_without_an_account_is_named_and_reminded_of_once_it_has_one(cast: Cast) -> None:
    late = task(cast, TODAY - timedelta(days=1))
    Task.objects.filter(pk=late.pk).update(lead=cast.equivalent)
    done = remind_of_work(at=NOW)
    assert (done.sent, [one.unit_id for one in done.unreachable]) == ((), [cast.equivalent.pk])
    assert DueReminder.objects.count() == 0


def test_a_late_reminder_speaks_of_the_first_day_of_its_week() -> None:
    late = Due(DueKind.TASK_LATE, 1, 1, 2, "Việc", date(2024, 7, 1))
    assert [day_of(late, date(2024, 7, day)) for day in (2, 8, 9, 15, 16)] == [
        date(2024, 7, 2), date(2024, 7, 2), date(2024, 7, 9), date(2024, 7, 9), date(2024, 7, 16),
    ]  # fmt: skip
