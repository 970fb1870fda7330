"""Topics and their projects: who keeps them, who reports, what is asked back and what is refused."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from giaoban.followup import project_acts, topic_acts
from giaoban.followup.models import Project, ProjectReport, Task, TaskOrigin, TaskState, Topic
from giaoban.followup.project_acts import ReasonAsked, report_progress
from giaoban.followup.projects import Measure, Sums
from giaoban.followup.secrecy import SecretRefused
from giaoban.followup.topic_acts import AlreadyClosed
from giaoban.followup.topic_rows import project_rows, projects_seen, topics_seen
from giaoban.followup.wording import WordsRefused
from giaoban.people.access import Hidden, NotYourRole
from giaoban.people.models import Person
from tests.conftest import NOW, Cast

TODAY = NOW.date()
PLAN = Sums(Decimal("120.5"), Decimal(240), Decimal(96_000_000_000))


def sums(area: str = "10", households: int = 20, money: int = 8_000_000_000) -> Sums:
    return Sums(Decimal(area), Decimal(households), Decimal(money))


def topic_of(cast: Cast, code: str = "site-clearance", **more: Any) -> Topic:
    return topic_acts.found(
        cast.province.pk, code, "Giải phóng mặt bằng", started_on=date(2024, 1, 10), by=cast.office, at=NOW, **more
    )


def project_of(cast: Cast, topic: Topic, unit_id: int | None = None) -> Project:
    return project_acts.add_project(
        topic, unit_id or cast.district.pk, "Đường ven biển", PLAN, due=date(2024, 9, 30), by=cast.office, at=NOW
    )


def test_a_topic_has_its_indicators_in_order_and_no_others(cast: Cast) -> None:
    codes = ["site_clearance.area", "site_clearance.households"]
    topic = topic_of(cast, indicators=codes)
    assert [one.indicator for one in topic.indicators.all()] == codes
    topic_acts.change(
        topic, "GPMB", about="", started_on=topic.started_on, indicators=codes[::-1], by=cast.office, at=NOW, seen=NOW
    )
    assert [one.indicator for one in topic.indicators.all()] == codes[::-1]
    with pytest.raises(WordsRefused, match=r"không có mã “no\.such”"):
        topic_of(cast, "other", indicators=["no.such"])


def test_who_saw_an_older_topic_changes_nothing(cast: Cast) -> None:
    topic = topic_of(cast)
    later = NOW + timedelta(minutes=5)
    with pytest.raises(topic_acts.Overtaken):
        topic_acts.change(
            topic, "GPMB", about="", started_on=topic.started_on, indicators=[], by=cast.office, at=later, seen=later
        )
    topic.refresh_from_db()
    assert topic.name == "Giải phóng mặt bằng"


@pytest.mark.parametrize("code", ["Ngư dân", "them", "a--b", "", "-a", "a" * 65])
def test_a_code_that_cannot_stand_in_an_address_is_refused(cast: Cast, code: str) -> None:
    with pytest.raises(WordsRefused, match="không dùng được"):
        topic_of(cast, code)


def test_a_code_is_given_once(cast: Cast) -> None:
    topic_of(cast)
    with pytest.raises(WordsRefused, match="Đã có chuyên đề"):
        topic_of(cast)


def test_a_closed_topic_takes_nothing_in_until_it_is_opened_again(cast: Cast) -> None:
    topic = topic_of(cast)
    project = project_of(cast, topic)
    topic_acts.close(topic, TODAY, by=cast.office, at=NOW)
    with pytest.raises(AlreadyClosed, match="đã kết thúc"):
        report_progress(Project.objects.get(pk=project.pk), TODAY, sums(), by=cast.officer, at=NOW)
    topic_acts.resume(topic, by=cast.office, at=NOW)
    assert report_progress(Project.objects.get(pk=project.pk), TODAY, sums(), by=cast.officer, at=NOW)


def test_who_keeps_who_reports_and_for_whom_nothing_is_there(cast: Cast) -> None:
    topic = topic_of(cast)
    project = project_of(cast, topic)
    answers: list[tuple[Person, type[Exception]]] = [
        (cast.officer, NotYourRole), (cast.leader, NotYourRole), (cast.neighbour_officer, Hidden), (cast.outsider, Hidden),
    ]  # fmt: skip
    for person, error in answers:
        with pytest.raises(error):
            topic_acts.cite(topic, "1-KH", "Kế hoạch", TODAY, by=person, at=NOW)
    for person in (cast.officer, cast.unit_leader, cast.office):
        report_progress(project, TODAY, sums(), by=person, at=NOW)
    for person, error in ((cast.leader, NotYourRole), (cast.neighbour_officer, Hidden), (cast.outsider, Hidden)):
        with pytest.raises(error):
            report_progress(project, TODAY, sums(), by=person, at=NOW)


def test_a_district_reads_the_topic_for_its_own_project_alone(cast: Cast) -> None:
    topic = topic_of(cast)
    mine, other = project_of(cast, topic), project_of(cast, topic, cast.late_district.pk)
    for person in (cast.office, cast.leader, cast.inspector, cast.auditor):
        assert set(projects_seen(topic, person, TODAY)) == {mine, other}
    assert list(projects_seen(topic, cast.officer, TODAY)) == [mine]
    assert list(topics_seen(cast.officer, TODAY)) == [topic]
    assert list(topics_seen(cast.neighbour_officer, TODAY)) == []
    assert list(topics_seen(cast.outsider, TODAY)) == []


def test_a_task_brings_its_topic_into_sight_once_it_is_issued(cast: Cast) -> None:
    topic = topic_of(cast)
    task = Task.objects.create(
        unit=cast.province, lead=cast.neighbour, topic=topic, what="Chi trả", origin=TaskOrigin.DOCUMENT,
        origin_title="Thông báo", origin_on=TODAY, deadline=TODAY, first_deadline=TODAY, changed_at=NOW,
    )  # fmt: skip
    assert list(topics_seen(cast.neighbour_officer, TODAY)) == []
    Task.objects.filter(pk=task.pk).update(state=TaskState.ISSUED, issued_on=TODAY)
    assert list(topics_seen(cast.neighbour_officer, TODAY)) == [topic]


def test_reports_are_only_added(cast: Cast) -> None:
    project = project_of(cast, topic_of(cast))
    report_progress(project, TODAY, sums(), by=cast.officer, at=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        ProjectReport.objects.update(area=Decimal(1))
    with pytest.raises(DatabaseError), transaction.atomic():
        ProjectReport.objects.all().delete()


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (sums(area="120.5001"), "nhiều hơn kế hoạch 120,5"),
        (sums(households=241), "Số hộ 241 nhiều hơn kế hoạch 240"),
        (sums(area="9.9"), r"ít hơn số đã báo cáo đến ngày 24/06/2024 \(10\)"),
        (sums(money=7_000_000_000), "Số tiền 7.000.000.000 ít hơn"),
    ],
)
def test_what_looks_wrong_is_asked_back_and_taken_with_a_reason(cast: Cast, done: Sums, said: str) -> None:
    project = project_of(cast, topic_of(cast))
    report_progress(project, date(2024, 6, 24), sums(), by=cast.officer, at=NOW)
    with pytest.raises(ReasonAsked, match=said):
        report_progress(project, date(2024, 7, 1), done, by=cast.officer, at=NOW)
    assert report_progress(project, date(2024, 7, 1), done, "Đo đạc lại", by=cast.officer, at=NOW).note == "Đo đạc lại"


def test_a_report_in_between_is_held_against_both_sides(cast: Cast) -> None:
    project = project_of(cast, topic_of(cast))
    for day, area in ((date(2024, 6, 1), "10"), (date(2024, 6, 15), "20")):
        report_progress(project, day, sums(area=area), by=cast.officer, at=NOW)
    with pytest.raises(ReasonAsked, match=r"nhiều hơn số đã báo cáo đến ngày 15/06/2024 \(20\)"):
        report_progress(project, date(2024, 6, 8), sums(area="21"), by=cast.officer, at=NOW)
    report_progress(project, date(2024, 6, 8), sums(area="15"), by=cast.officer, at=NOW)


@pytest.mark.parametrize(
    ("day", "done", "said"),
    [
        (TODAY + timedelta(days=1), sums(), "không sau hôm nay"),
        (TODAY, sums(area="-1"), "không thể nhỏ hơn 0"),
        (TODAY, sums(area="1000001"), "lớn hơn mức có thể"),
        (TODAY, sums(area="0.00001"), "4 chữ số thập phân"),
        (TODAY, Sums(Decimal(1), Decimal("1.5"), Decimal(1)), "phải là số nguyên"),
    ],
)
def test_what_cannot_be_is_refused_whatever_the_reason(cast: Cast, day: date, done: Sums, said: str) -> None:
    with pytest.raises(WordsRefused, match=said):
        report_progress(project_of(cast, topic_of(cast)), day, done, "vì", by=cast.officer, at=NOW)


def test_a_project_without_a_plan_or_of_a_unit_elsewhere_is_refused(cast: Cast) -> None:
    topic = topic_of(cast)
    with pytest.raises(WordsRefused, match="Chưa có kế hoạch"):
        project_acts.add_project(topic, cast.district.pk, "X", sums("0", 0, 0), by=cast.office, at=NOW)
    with pytest.raises(WordsRefused, match="trực thuộc"):
        project_acts.add_project(topic, 0, "X", PLAN, by=cast.office, at=NOW)


def test_secret_words_stay_out(cast: Cast) -> None:
    project = project_of(cast, topic_of(cast))
    with pytest.raises(SecretRefused):
        project_acts.raise_obstacle(project, "Công văn số 12-CV/TU Mật", TODAY, by=cast.officer, at=NOW)
    with pytest.raises(SecretRefused):
        topic_of(cast, "other", mark="top_secret")


def test_obstacles_and_milestones_come_to_an_end_once(cast: Cast) -> None:
    project = project_of(cast, topic_of(cast))
    held = project_acts.raise_obstacle(project, "Giá đất", date(2024, 6, 1), by=cast.officer, at=NOW)
    with pytest.raises(WordsRefused, match="trước ngày đó"):
        project_acts.clear_obstacle(held, date(2024, 5, 1), by=cast.officer, at=NOW)
    project_acts.clear_obstacle(held, TODAY, by=cast.officer, at=NOW)
    with pytest.raises(AlreadyClosed):
        project_acts.clear_obstacle(held, TODAY, by=cast.officer, at=NOW)
    milestone = project_acts.add_milestone(project, "Họp dân", date(2024, 5, 1), by=cast.office, at=NOW)
    assert project_acts.reach(milestone, date(2024, 5, 3), by=cast.officer, at=NOW).done_on == date(2024, 5, 3)


def test_the_rows_cost_as_many_queries_for_ten_projects_as_for_one(cast: Cast) -> None:
    topic = topic_of(cast)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            rows = project_rows(topic, TODAY)
        assert rows[0].standing.of(Measure.AREA).percent == Decimal("8.3")
        return len(found)

    report_progress(project_of(cast, topic), TODAY, sums(), by=cast.officer, at=NOW)
    one = queries()
    for _number in range(9):
        report_progress(project_of(cast, topic), TODAY, sums(), by=cast.officer, at=NOW)
    assert queries() == one <= 4
