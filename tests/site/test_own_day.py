"""Each person's own day: what is due from them, what waits for them, the next meeting, and what is new."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from giaoban.followup import task_acts
from giaoban.followup.models import LastLook, Recommendation, Task, TaskOrigin
from giaoban.followup.task_clears import NewTask
from giaoban.meetings import agenda, inviting, preparing, versions
from giaoban.meetings.agenda import ItemWords
from giaoban.meetings.inviting import NewPlace
from giaoban.meetings.letterhead import Signing
from giaoban.meetings.models import Meeting, MeetingKind
from giaoban.meetings.preparing import MeetingWords, Sitting
from giaoban.people.models import Person
from giaoban.site import own_day
from tests.conftest import NOW, Cast
from tests.meetings.concluded import AFTER, concluded
from tests.site.conftest import sign_in

YESTERDAY = NOW - timedelta(days=1)
STEPS = ("Soạn thông báo kết luận", "Duyệt thông báo kết luận", "Ban hành thông báo kết luận")


def task(cast: Cast, what: str, deadline: date, at: datetime = YESTERDAY) -> Task:
    new = NewTask(
        unit_id=cast.province.pk, lead_id=cast.district.pk, helper_ids=(), what=what, deadline=deadline,
        reporting="Bằng văn bản", origin=TaskOrigin.DOCUMENT, origin_title="Công văn số 12-CV/TU", origin_on=at.date(),
    )  # fmt: skip
    return task_acts.draft_and_issue(new, by=cast.office, at=at)


def meeting(cast: Cast) -> Meeting:
    start = NOW + timedelta(hours=2)
    words = MeetingWords(MeetingKind.CONFERENCE, "Hội nghị sơ kết 6 tháng")
    sitting = Sitting(start, start + timedelta(hours=2), "Hội trường lớn")
    planned = preparing.plan(cast.province.pk, words, sitting, by=cast.office, at=YESTERDAY)
    agenda.add_item(planned, ItemWords("Dự thảo báo cáo"), by=cast.office, at=YESTERDAY, revision=planned.revision)
    planned.refresh_from_db()
    places = [NewPlace(cast.district.pk), NewPlace(cast.neighbour.pk)]
    planned = inviting.add(planned, places, by=cast.office, at=YESTERDAY, revision=planned.revision)
    return inviting.invite(planned, by=cast.office, at=YESTERDAY, revision=planned.revision)[0]


def recommendation(cast: Cast, state: str) -> Recommendation:
    return Recommendation.objects.create(
        unit=cast.district, receiver=cast.province, owner=cast.neighbour, text=f"Kiến nghị {state}", origin="letter",
        origin_title="Công văn số 9", received_on=YESTERDAY.date(), state=state, changed_at=NOW,
    )  # fmt: skip


def page(person: Person) -> str:
    answer = sign_in(person).get("/viec-cua-toi/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_a_unit_owes_stands_with_its_officer_the_earliest_first(books: Cast) -> None:
    task(books, "Việc sau", NOW.date() + timedelta(days=20))
    task(books, "Việc trước", NOW.date() + timedelta(days=1))
    told = page(books.officer)
    assert told.index("Việc trước") < told.index("Việc sau")
    assert "Nhận nhiệm vụ" in told
    assert "Việc trước" not in page(books.neighbour_officer)


def test_what_is_late_is_counted_at_the_top(books: Cast) -> None:
    task(books, "Việc trễ", NOW.date() - timedelta(days=2), NOW - timedelta(days=9))
    assert "Quá hạn 2 ngày" in page(books.officer)


@pytest.mark.parametrize(
    ("who", "state", "act"),
    [
        ("office", "received", "Phân loại kiến nghị"),
        ("office", "classified", "Chuyển cơ quan giải quyết"),
        ("officer", "answered", "Xác nhận kết quả giải quyết"),
        ("neighbour_officer", "passed_on", "Trả lời kiến nghị"),
    ],
)
def test_a_recommendation_waits_for_whoever_moves_it_on(books: Cast, who: str, state: str, act: str) -> None:
    recommendation(books, state)
    told = page(getattr(books, who))
    assert act in told
    assert f"Kiến nghị {state}" in told
    assert act not in page(books.auditor)


def test_a_task_reported_done_waits_for_the_office_that_gave_it(books: Cast) -> None:
    made = task(books, "Việc đã xong", NOW.date() + timedelta(days=5))
    made = task_acts.acknowledge(made, by=books.officer, at=YESTERDAY, revision=made.revision)
    made = task_acts.start(made, by=books.officer, at=YESTERDAY, revision=made.revision)
    task_acts.report_done(made, "Đã xong", by=books.officer, at=YESTERDAY, revision=made.revision)
    assert "Xác nhận hoàn thành" in page(books.office)
    assert "Xác nhận hoàn thành" not in page(books.officer)


def test_the_next_meeting_stands_with_everybody_invited_and_asks_for_an_answer(books: Cast) -> None:
    held = meeting(books)
    for person in (books.officer, books.neighbour_officer):
        told = page(person)
        assert "Hội nghị sơ kết 6 tháng" in told
        assert f"/hop/{held.pk}/" in told
        assert "Trả lời giấy mời" in told
    outsider = sign_in(books.outsider).get("/viec-cua-toi/").content.decode()
    assert "Hội nghị sơ kết" not in outsider


def test_a_notice_waits_for_the_office_for_the_chair_and_for_the_office_again(books: Cast) -> None:
    held = concluded(books)

    def asked() -> list[str]:
        pages = {person.login: page(person) for person in (books.office, books.leader, books.officer)}
        return [f"{login}: {act}" for login, told in pages.items() for act in STEPS if f"{act} ·" in told]

    steps = asked()
    versions.save_draft(held, by=books.office, at=AFTER, signing=Signing.BY_ORDER)
    steps += asked()
    seen = versions.composed(held, at=AFTER, signing=Signing.BY_ORDER).digest
    versions.approve(held, by=books.leader, at=AFTER, signing=Signing.BY_ORDER, seen=seen)
    assert steps + asked() == [f"vanphong: {STEPS[0]}", f"lanhdao: {STEPS[1]}", f"vanphong: {STEPS[2]}"]


def test_what_others_did_is_new_until_the_next_look(books: Cast) -> None:
    task(books, "Việc mới giao", NOW.date() + timedelta(days=9))
    assert "Việc mới giao" in page(books.unit_leader).partition("Mới từ lần xem trước")[2]
    first = own_day.look(books.auditor, NOW)
    assert first == NOW - own_day.FIRST_LOOK
    assert own_day.look(books.auditor, NOW + timedelta(minutes=30)) == NOW - own_day.FIRST_LOOK
    assert own_day.look(books.auditor, NOW + timedelta(hours=2)) == NOW
    assert own_day.look(books.auditor, NOW + timedelta(hours=2, minutes=1)) == NOW
    assert LastLook.objects.filter(person=books.auditor).count() == 1


def test_an_empty_day_says_so(books: Cast) -> None:
    told = page(books.inspector)
    assert "Không có việc nào phải làm lúc này." in told
    assert "Không có việc nào đang chờ bạn." in told
    assert "Chưa có cuộc họp nào" in told


def test_the_queries_do_not_grow_with_the_rows(books: Cast, client: Client) -> None:
    client.force_login(books.officer)
    client.get("/viec-cua-toi/")
    counted = []
    for _round in range(2):
        for number in range(4):
            task(books, f"Việc {number}", NOW.date() + timedelta(days=4 + number))
            recommendation(books, "answered")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/viec-cua-toi/")
        counted.append(len(queries))
    assert counted[0] == counted[1]
