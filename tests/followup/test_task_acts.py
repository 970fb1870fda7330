"""What people do about a task: the way from draft to confirmed, the five clears, more time, who is told, who may not."""

from datetime import date, timedelta

import pytest

from giaoban.followup import task_acts
from giaoban.followup.models import Task, TaskAct, TaskEvent, TaskState, Topic
from giaoban.followup.secrecy import Mark, SecretRefused
from giaoban.followup.task_clears import TaskRefused, deadline_remark
from giaoban.followup.task_life import IllegalMove
from giaoban.followup.task_moving import Overtaken
from giaoban.people.access import Hidden, NotYourRole
from giaoban.people.models import Notice, Person, Role
from tests.conftest import NOW, Cast, add_person
from tests.followup.givers import DEADLINE, desk_of, fresh, given, new_task


def told(person: Person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("text", flat=True))


def test_a_task_goes_its_way_and_every_act_stands_in_its_story(cast: Cast) -> None:
    desk = desk_of(cast)
    desk.do("acknowledge")
    desk.do("start")
    desk.do("progress", "Đã rà soát 3 dự án")
    desk.do("report_done", "Đã rà soát xong 5 dự án")
    desk.do("confirm")
    task = fresh(desk.task)
    assert (task.state, task.issued_on, task.reported_on, task.confirmed_on) == (
        TaskState.CONFIRMED, NOW.date(), NOW.date(), NOW.date(),
    )  # fmt: skip
    story = TaskEvent.objects.filter(task=task)
    assert [event.act for event in story] == [
        TaskAct.DRAFTED, TaskAct.ISSUED, TaskAct.ACKNOWLEDGED, TaskAct.STARTED, TaskAct.PROGRESSED, TaskAct.REPORTED,
        TaskAct.CONFIRMED,
    ]  # fmt: skip
    assert [event.revision for event in story] == list(range(7))
    assert story[4].text == "Đã rà soát 3 dự án"


@pytest.mark.parametrize(
    ("field", "value", "asked"),
    [
        ("lead_id", None, "Ai chủ trì?"),
        ("helper_ids", None, "Ai phối hợp?"),
        ("what", " ", "Làm việc gì?"),
        ("deadline", None, "Bao giờ xong?"),
        ("reporting", "", "Báo cáo thế nào?"),
        ("origin", "dream", "Nhiệm vụ từ đâu?"),
        ("origin_title", "", "tên văn bản"),
        ("origin_on", date(2024, 7, 3), "chưa tới"),
        ("what", "x" * 4001, "viết gọn"),
    ],
)
def test_what_is_not_clear_is_asked_back(cast: Cast, field: str, value: object, asked: str) -> None:
    with pytest.raises(TaskRefused, match=asked) as refused:
        task_acts.draft(new_task(cast, **{field: value}), by=cast.office, at=NOW)
    assert list(refused.value.faults) == [field.removesuffix("_id").replace("helper_ids", "helpers")]
    assert not Task.objects.exists()


def test_everything_that_is_missing_is_asked_at_once(cast: Cast) -> None:
    unclear = new_task(cast, lead_id=None, helper_ids=None, what="", deadline=None, reporting="")
    with pytest.raises(TaskRefused) as refused:
        task_acts.draft(unclear, by=cast.office, at=NOW)
    assert list(refused.value.faults) == ["lead", "helpers", "what", "deadline", "reporting"]


def test_nobody_may_help_if_that_is_said(cast: Cast) -> None:
    assert not given(cast, helper_ids=()).helpers.exists()


def test_a_task_is_given_to_units_of_the_giver_and_to_each_once(cast: Cast) -> None:
    office = add_person("vpdienloc", "Văn phòng Diễn Lộc", Role.OFFICE, cast.district)
    for wrong in ({"lead_id": cast.neighbour.pk}, {"helper_ids": (cast.province.pk,)}):
        new = new_task(cast, **({"unit_id": cast.district.pk, "helper_ids": ()} | wrong))
        with pytest.raises(TaskRefused, match="không thuộc đơn vị giao"):
            task_acts.draft(new, by=office, at=NOW)
    with pytest.raises(TaskRefused, match="không phối hợp với chính mình"):
        task_acts.draft(new_task(cast, helper_ids=(cast.district.pk,)), by=cast.office, at=NOW)


def test_a_secret_task_is_refused_however_its_mark_comes(cast: Cast) -> None:
    for secret in ({"mark": Mark.TOP_SECRET}, {"what": "Rà soát phương án (Mật)"}, {"origin_title": "12-TB/TU Mật"}):
        with pytest.raises(SecretRefused):
            given(cast, **secret)
    desk = desk_of(cast)
    desk.do("acknowledge")
    with pytest.raises(SecretRefused):
        desk.do("progress", "Theo Công văn 5-CV/TU (Mật)")
    assert Task.objects.count() == 1


def test_a_deadline_of_before_the_day_of_issue_is_refused_but_not_in_a_draft(cast: Cast) -> None:
    yesterday = NOW.date() - timedelta(days=1)
    task = task_acts.draft(new_task(cast, deadline=yesterday), by=cast.office, at=NOW)
    with pytest.raises(TaskRefused, match="đã qua khi giao"):
        task_acts.issue(task, by=cast.office, at=NOW, revision=task.revision)
    # In a demonstration of earlier days the day of the act counts.
    earlier = NOW - timedelta(days=9)
    assert given(cast, earlier, deadline=yesterday, origin_on=earlier.date()).issued_on == earlier.date()


def test_a_deadline_on_a_day_off_is_asked_about() -> None:
    assert deadline_remark(DEADLINE, (), "vi") == ""
    assert "thứ Bảy" in deadline_remark(date(2024, 7, 13), (), "vi")
    assert "ngày nghỉ (thứ Hai)" in deadline_remark(date(2024, 9, 2), {date(2024, 9, 2)}, "vi")


def test_a_granted_extension_keeps_the_old_deadline_in_its_event(cast: Cast) -> None:
    desk = desk_of(cast)
    desk.do("ask_extension", date(2024, 7, 26), "Chờ bản đồ địa chính")
    assert (desk.task.deadline, desk.task.asked_deadline) == (DEADLINE, date(2024, 7, 26))
    desk.do("grant_extension")
    task = fresh(desk.task)
    assert (task.deadline, task.first_deadline, task.asked_deadline) == (date(2024, 7, 26), DEADLINE, None)
    event = task.events.last()
    assert event is not None
    assert (event.act, event.deadline_before, event.deadline_after) == (
        TaskAct.EXTENSION_GRANTED, DEADLINE, date(2024, 7, 26),
    )  # fmt: skip


def test_the_giver_may_grant_less_or_refuse_with_a_reason(cast: Cast) -> None:
    desk = desk_of(cast)
    desk.do("ask_extension", date(2024, 7, 26), "Chờ bản đồ")
    assert desk.do("grant_extension", deadline=date(2024, 7, 19)).deadline == date(2024, 7, 19)
    desk.do("ask_extension", date(2024, 8, 2), "Vẫn chờ bản đồ")
    with pytest.raises(TaskRefused, match="phải ghi rõ"):
        desk.do("refuse_extension", " ")
    assert desk.do("refuse_extension", "Cần xong trước kỳ họp").deadline == date(2024, 7, 19)


@pytest.mark.parametrize("day", [None, DEADLINE, date(2024, 7, 3)])
def test_an_extension_gives_time(cast: Cast, day: date | None) -> None:
    with pytest.raises(TaskRefused) as refused:
        desk_of(cast).do("ask_extension", day, "Chờ bản đồ")
    assert list(refused.value.faults) == ["deadline"]


def test_one_extension_waits_at_a_time_and_none_is_answered_that_was_not_asked(cast: Cast) -> None:
    desk = desk_of(cast)
    with pytest.raises(IllegalMove, match="không có lần xin gia hạn nào"):
        desk.do("grant_extension")
    desk.do("ask_extension", date(2024, 7, 26), "Chờ bản đồ")
    with pytest.raises(IllegalMove, match="còn chờ trả lời"):
        desk.do("ask_extension", date(2024, 7, 30), "Chờ nữa")


def test_what_is_sent_back_is_not_done_any_more(cast: Cast) -> None:
    desk = desk_of(cast)
    desk.do("acknowledge")
    desk.do("report_done", "Xong")
    desk.do("send_back", "Còn thiếu dự án cảng cá")
    assert (desk.task.state, fresh(desk.task).reported_on) == (TaskState.IN_PROGRESS, None)


def test_what_rested_goes_on_with_a_new_deadline_and_is_acknowledged_again(cast: Cast) -> None:
    desk = desk_of(cast)
    desk.do("acknowledge")
    desk.do("suspend", "Chờ quy hoạch được duyệt")
    with pytest.raises(TaskRefused, match="đã qua khi giao"):
        desk.do("resume", deadline=date(2024, 7, 1))
    desk.do("resume", deadline=date(2024, 8, 30))
    assert (desk.task.state, desk.task.deadline, desk.task.first_deadline) == (
        TaskState.ISSUED, date(2024, 8, 30), DEADLINE,
    )  # fmt: skip


def test_the_lead_and_the_helpers_hear_what_the_giver_decides_and_the_giver_what_the_lead_asks(cast: Cast) -> None:
    desk = desk_of(cast)
    given_text = (
        "Nhiệm vụ mới, Huyện ủy Diễn Lộc chủ trì, hạn 12/07/2024: “Rà soát các dự án chậm giải phóng mặt bằng”."
    )
    assert told(cast.officer) == told(cast.unit_leader) == told(cast.neighbour_officer) == [given_text]
    desk.do("acknowledge")
    assert told(cast.office) == []
    desk.do("ask_extension", date(2024, 7, 26), "Chờ bản đồ")
    desk.do("grant_extension", "Lần cuối")
    desk.do("report_done", "Xong")
    what = "Rà soát các dự án chậm giải phóng mặt bằng"
    assert told(cast.office) == [
        f"Huyện ủy Diễn Lộc xin gia hạn nhiệm vụ “{what}” đến 26/07/2024. Ý kiến: Chờ bản đồ",
        f"Huyện ủy Diễn Lộc báo cáo hoàn thành nhiệm vụ “{what}”, chờ xác nhận. Ý kiến: Xong",
    ]
    assert told(cast.neighbour_officer)[1].endswith("được gia hạn đến 26/07/2024. Ý kiến: Lần cuối")
    assert told(cast.outsider) == []


def test_a_draft_exists_for_the_giver_alone(cast: Cast) -> None:
    task = task_acts.draft(new_task(cast), by=cast.office, at=NOW)
    for person in (cast.officer, cast.leader, cast.outsider):
        with pytest.raises(Hidden):
            task_acts.issue(task, by=person, at=NOW, revision=0)
    dropped = task_acts.cancel(task, "Trùng với nhiệm vụ khác", by=cast.office, at=NOW, revision=0)
    assert dropped.state == TaskState.CANCELLED
    assert not Notice.objects.exists()


def test_a_draft_is_revised_until_it_is_issued(cast: Cast) -> None:
    task = task_acts.draft(new_task(cast), by=cast.office, at=NOW)
    later = new_task(cast, lead_id=cast.neighbour.pk, helper_ids=(), deadline=date(2024, 7, 19))
    task = task_acts.revise(task, later, by=cast.office, at=NOW, revision=0)
    task = task_acts.issue(task, by=cast.office, at=NOW, revision=1)
    assert (task.lead_id, task.first_deadline, task.helpers.count()) == (cast.neighbour.pk, date(2024, 7, 19), 0)
    with pytest.raises(IllegalMove):
        task_acts.revise(task, later, by=cast.office, at=NOW, revision=2)


def test_who_sees_a_task_but_has_no_part_in_it_may_do_nothing(cast: Cast) -> None:
    task = given(cast)
    for person in (cast.neighbour_officer, cast.leader, cast.auditor):
        with pytest.raises(NotYourRole):
            task_acts.acknowledge(task, by=person, at=NOW, revision=1)
    with pytest.raises(NotYourRole):
        task_acts.cancel(task, "Thôi", by=cast.officer, at=NOW, revision=1)
    with pytest.raises(Hidden):
        task_acts.acknowledge(task, by=cast.outsider, at=NOW, revision=1)


def test_who_comes_second_has_done_nothing(cast: Cast) -> None:
    task = given(cast)
    task_acts.acknowledge(task, by=cast.officer, at=NOW, revision=1)
    with pytest.raises(Overtaken):
        task_acts.cancel(task, "Thôi", by=cast.office, at=NOW, revision=1)
    assert fresh(task).state == TaskState.ACKNOWLEDGED


def test_a_topic_out_of_reach_is_no_topic(cast: Cast) -> None:
    topic = Topic.objects.create(unit=cast.province, code="iuu", name="Chống khai thác IUU", started_on=NOW.date(), changed_at=NOW)  # fmt: skip
    office = add_person("vpdienloc", "Văn phòng Diễn Lộc", Role.OFFICE, cast.district)
    own = new_task(cast, unit_id=cast.district.pk, helper_ids=(), topic_id=topic.pk)
    with pytest.raises(TaskRefused, match="chuyên đề"):
        task_acts.draft(own, by=office, at=NOW)
    assert given(cast, topic_id=topic.pk).topic == topic
    # A topic with a task of the district is in its sight.
    assert task_acts.draft(own, by=office, at=NOW).topic == topic
