"""What the next agenda proposes, and what is taken over."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from giaoban.figures.entry import Entry, Source
from giaoban.figures.ledger import post
from giaoban.figures.models import Measure, SourceKind
from giaoban.followup.models import (
    ProgrammeItem,
    Recommendation,
    RecommendationOrigin,
    RecommendationState,
    Task,
    TaskOrigin,
    TaskState,
    Topic,
)
from giaoban.meetings import series
from giaoban.meetings.models import Binding, Conclusion, Meeting, MeetingKind
from giaoban.meetings.moving import MeetingRefused
from giaoban.meetings.proposing import Why, proposals, take_over
from tests.conftest import NOW, Cast
from tests.meetings.planned import WEEKLY, WORDS, planned
from tests.meetings.test_series import begun

TODAY = NOW.date()


def task(cast: Cast, what: str, state: TaskState, deadline: date) -> Task:
    return Task.objects.create(
        unit=cast.province, lead=cast.district, what=what, origin=TaskOrigin.CONCLUSION, origin_title="Giao ban tuần",
        origin_on=TODAY, deadline=deadline, first_deadline=deadline, state=state, changed_at=NOW,
    )  # fmt: skip


def concluded(cast: Cast, meeting: Meeting, done: Task) -> None:
    Conclusion.objects.create(
        meeting=meeting, position=1, what=done.what, task=done, changed_by=cast.office, changed_at=NOW
    )


def of(why: Why, meeting: Meeting, cast: Cast) -> list[str]:
    return [one.words.title for one in proposals(meeting, by=cast.office, at=NOW) if one.why is why]


def next_of(cast: Cast) -> tuple[Meeting, Meeting]:
    """A meeting of the weekly series and the one after it."""
    found = begun(cast)
    first = series.next_meeting(found, by=cast.office, at=NOW)
    return first, series.next_meeting(found, by=cast.office, at=first.starts_at)


def test_open_conclusions_of_the_series_come_back_and_confirmed_ones_do_not(cast: Cast) -> None:
    first, second = next_of(cast)
    later = TODAY + timedelta(days=30)
    for what, state in (("Mở", TaskState.IN_PROGRESS), ("Xong", TaskState.CONFIRMED), ("Chờ", TaskState.REPORTED)):
        concluded(cast, first, task(cast, what, state, later))
    assert of(Why.CONCLUSION, second, cast) == ["Mở", "Chờ"]
    assert of(Why.CONCLUSION, planned(cast), cast) == []


def test_a_briefing_also_follows_what_a_conference_of_its_unit_concluded(cast: Cast) -> None:
    conference = planned(cast, replace(WORDS, kind=MeetingKind.CONFERENCE))
    late = task(cast, "Của hội nghị", TaskState.ISSUED, TODAY - timedelta(days=1))
    concluded(cast, conference, late)
    _first, briefing = next_of(cast)
    assert of(Why.CONCLUSION, briefing, cast) == ["Của hội nghị"]
    assert of(Why.OVERDUE_TASK, briefing, cast) == []
    Meeting.objects.filter(pk=briefing.pk).update(kind=MeetingKind.STEERING_COMMITTEE)
    briefing.refresh_from_db()
    assert of(Why.CONCLUSION, briefing, cast) == []
    assert of(Why.OVERDUE_TASK, briefing, cast) == ["Của hội nghị"]


def test_overdue_tasks_of_the_unit_are_proposed_once(cast: Cast) -> None:
    first, second = next_of(cast)
    yesterday = TODAY - timedelta(days=1)
    concluded(cast, first, task(cast, "Của chuỗi", TaskState.ISSUED, yesterday))
    task(cast, "Văn bản", TaskState.ISSUED, yesterday)
    task(cast, "Đến hạn hôm nay", TaskState.ISSUED, TODAY)
    task(cast, "Đã báo cáo", TaskState.REPORTED, yesterday)
    assert of(Why.CONCLUSION, second, cast) == ["Của chuỗi"]
    assert of(Why.OVERDUE_TASK, second, cast) == ["Văn bản"]


def test_recommendations_that_nobody_answered_in_time_are_proposed(cast: Cast) -> None:
    for text, due, state in (
        ("Quá hạn", TODAY - timedelta(days=1), RecommendationState.PASSED_ON),
        ("Còn hạn", TODAY, RecommendationState.PASSED_ON),
        ("Đã trả lời", TODAY - timedelta(days=1), RecommendationState.ANSWERED),
    ):
        Recommendation.objects.create(
            unit=cast.district, receiver=cast.province, text=text, origin=RecommendationOrigin.LETTER,
            origin_title="Công văn", received_on=TODAY, due=due, state=state, changed_at=NOW,
        )  # fmt: skip
    assert of(Why.RECOMMENDATION, planned(cast), cast) == ["Kiến nghị: Quá hạn"]


def test_units_whose_figures_are_red_are_to_report(cast: Cast) -> None:
    entries = [
        Entry(unit.pk, "members.admitted", "", period, measure, value)
        for unit, admitted in ((cast.district, 300), (cast.neighbour, 50))
        for period, measure, value in (("2024-06", Measure.ACTUAL, admitted), ("2024", Measure.TARGET, 400))
    ]
    post(entries, by=cast.office, source=Source(SourceKind.IMPORT), at=NOW)
    meeting = planned(cast)
    (title,) = of(Why.BEHIND, meeting, cast)
    assert title.startswith("Thành ủy Nguyệt Hồ báo cáo về chỉ tiêu chậm tiến độ: ")
    (item,) = take_over(meeting, [f"behind-{cast.neighbour.pk}"], by=cast.office, at=NOW, revision=0)
    assert (item.binding, item.subject, item.presenter_unit) == (Binding.INDICATOR, "members.admitted", cast.neighbour)
    assert of(Why.BEHIND, meeting, cast) == []


def test_the_topic_of_the_series_and_the_months_programme_are_proposed(cast: Cast) -> None:
    topic = Topic.objects.create(unit=cast.province, code="iuu", name="Chống IUU", started_on=TODAY, changed_at=NOW)
    meeting = series.next_meeting(begun(cast, replace(WEEKLY, topic=topic)), by=cast.office, at=NOW)
    for title, month in (("Sơ kết nghị quyết", 7), ("Giao ban", 7), ("Giao ban", 7), ("Của tháng khác", 8)):
        ProgrammeItem.objects.create(
            unit=cast.province, year=2024, month=month, first_month=month, title=title, changed_at=NOW
        )
    assert of(Why.TOPIC, meeting, cast) == ["Chuyên đề: Chống IUU"]
    assert of(Why.PROGRAMME, meeting, cast) == ["Sơ kết nghị quyết", "Giao ban"]


def test_what_is_carried_over_keeps_its_task_and_is_not_proposed_again(cast: Cast) -> None:
    first, second = next_of(cast)
    long = "Rà soát toàn bộ hồ sơ " * 30
    open_task = task(cast, long, TaskState.ISSUED, TODAY + timedelta(days=5))
    concluded(cast, first, open_task)
    (item,) = take_over(second, [f"task-{open_task.pk}"], by=cast.office, at=NOW, revision=second.revision)
    assert (item.task, item.presenter_unit, len(item.title) <= 300) == (open_task, cast.district, True)
    assert proposals(second, by=cast.office, at=NOW) == ()
    second.refresh_from_db()
    with pytest.raises(MeetingRefused):
        take_over(second, [f"task-{open_task.pk}"], by=cast.office, at=NOW, revision=second.revision)


def test_who_does_not_see_the_unit_is_proposed_nothing(cast: Cast) -> None:
    task(cast, "Văn bản", TaskState.ISSUED, TODAY - timedelta(days=1))
    assert proposals(planned(cast), by=cast.officer, at=NOW) == ()
