"""The pages of tasks: the list and its two by two, one task and its acts, the form, the statistic, what waits for whom."""

import csv
from datetime import date, timedelta
from io import BytesIO, StringIO
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from giaoban.followup import task_acts
from giaoban.followup.models import Task, TaskState, Topic
from giaoban.followup.statistic import Standing
from giaoban.followup.task_sight import waiting_tasks
from giaoban.people.models import Person
from tests.conftest import NOW, Cast
from tests.followup.givers import DEADLINE, Desk, desk_of, fresh, given, new_task

LIST, NEW, STATISTIC = "/nhiem-vu/", "/nhiem-vu/moi/", "/nhiem-vu/thong-ke/"
DAY = timedelta(days=1)
FORM = {
    "giver": "LG",
    "lead": "DL",
    "helpers": ["NH", "MS"],
    "what": "Rà soát các dự án",
    "deadline": "2024-07-12",
    "reporting": "Bằng văn bản",
    "origin": "conclusion",
    "origin_title": "Thông báo 45-TB/TU",
    "origin_on": "2024-07-01",
    "mark": "open",
}


def browse(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def send(person: Person, task: Task, act: str, **fields: str) -> tuple[int, str]:
    """What an act is answered, with the task's revision of now unless another is given."""
    answer = browse(person).post(f"{LIST}{task.pk}/{act}/", {"revision": str(fresh(task).revision)} | fields)
    return answer.status_code, answer.content.decode()


@pytest.fixture
def some(cast: Cast) -> list[Task]:
    """Six tasks, one of each standing on the standing day; the seventh is a draft."""
    long_ago, usual = NOW - 30 * DAY, {"origin_on": date(2024, 6, 1)}
    desks = [
        Desk(cast, given(cast, long_ago, deadline=NOW.date() + days * DAY, what=f"Việc số {place}", **usual), long_ago)
        for place, days in enumerate((5, -5, 5, -5, 5, 5))
    ]
    for desk in desks[:2]:
        desk.do("acknowledge")
        desk.do("report_done", "Xong", at=NOW - DAY)
        desk.do("confirm")
    desks[4].do("suspend", "Chờ")
    desks[5].do("cancel", "Thôi")
    draft = task_acts.draft(new_task(cast, what="Việc còn soạn"), by=cast.office, at=NOW)
    return [*(desk.task for desk in desks), draft]


def test_each_cell_of_the_two_by_two_leads_to_the_tasks_that_it_counts(cast: Cast, some: list[Task]) -> None:
    client = browse(cast.office)
    for standing, task in zip(Standing, some[:6], strict=True):
        shown = page(client, f"{LIST}?loc={standing.value}")
        assert f'href="/nhiem-vu/{task.pk}/"' in shown
        assert shown.count('<th scope="row"><a') == 1
        assert f'href="/nhiem-vu/?loc={standing.value}"' in page(client, LIST)


def test_a_list_is_narrowed_by_part_state_unit_origin_topic_and_words(cast: Cast, some: list[Task]) -> None:
    client = browse(cast.office)
    topic = Topic.objects.create(unit=cast.province, code="iuu", name="Chống khai thác IUU", started_on=NOW.date(), changed_at=NOW)  # fmt: skip
    letter = given(cast, lead_id=cast.neighbour.pk, helper_ids=(), origin="letter", topic_id=topic.pk, what="Khai thác hải sản")  # fmt: skip
    for query in (
        "don-vi=NH",
        "nguon=letter",
        "chuyen-de=iuu",
        "tim=hai+san",
        "vai=giao&tim=KHAI+thac",
        "xep=moi&tim=h%E1%BA%A3i",
    ):
        shown = page(client, f"{LIST}?{query}")
        assert (shown.count('<th scope="row"><a'), f'href="/nhiem-vu/{letter.pk}/"' in shown) == (1, True), query
    assert "Không có nhiệm vụ nào khớp" in page(client, f"{LIST}?tim=khong+co+viec+nay")
    assert "Việc còn soạn" in page(client, f"{LIST}?loc=du-thao")
    assert page(client, f"{LIST}?loc=sap-den-han").count('<th scope="row"><a') == 1
    assert page(client, f"{LIST}?loc=không-có&xep=x&vai=y&trang=z").count('<th scope="row"><a') == 8


def test_everybody_sees_their_own_part_and_nobody_a_draft_of_others(cast: Cast, some: list[Task]) -> None:
    lead, helper = page(browse(cast.officer), LIST), page(browse(cast.neighbour_officer), f"{LIST}?vai=phoi-hop")
    assert lead.count('<th scope="row"><a') == helper.count('<th scope="row"><a') == 6
    assert "Việc còn soạn" not in lead + page(browse(cast.leader), LIST)
    assert "Chưa có nhiệm vụ nào giao cho đơn vị của bạn" in page(browse(cast.outsider), LIST)


def test_a_list_of_a_past_day_tells_how_things_stood_then(cast: Cast, some: list[Task]) -> None:
    client = browse(cast.office)
    before_reports = "tu=2024-06-01&den=2024-06-20"
    assert page(client, f"{LIST}?{before_reports}&loc=trong-han").count('<th scope="row"><a') == 4
    assert page(client, f"{LIST}?{before_reports}&loc=xong-muon").count('<th scope="row"><a') == 0


def test_the_list_is_taken_away_as_it_is_narrowed(cast: Cast, some: list[Task]) -> None:
    client = browse(cast.office)
    answer = client.get(f"{LIST}tai-ve.csv?loc=xong-muon")
    (row,) = csv.DictReader(StringIO(answer.content.decode("utf-8-sig")))
    assert (row["Nhiệm vụ"], row["Chủ trì"], row["Phối hợp"]) == (
        "Việc số 1",
        "Huyện ủy Diễn Lộc",
        "Thành ủy Nguyệt Hồ",
    )
    assert (row["Thời hạn"], row["Báo cáo hoàn thành ngày"]) == ("27/06/2024", "01/07/2024")
    sheet = openpyxl.load_workbook(BytesIO(client.get(f"{LIST}tai-ve.xlsx").content)).active
    assert sheet is not None
    assert sheet.max_row == 4 + 7


def test_who_gives_sees_the_acts_of_the_giver_and_the_lead_those_of_the_lead(cast: Cast) -> None:
    task = given(cast)
    lead, giver = page(browse(cast.officer), f"{LIST}{task.pk}/"), page(browse(cast.office), f"{LIST}{task.pk}/")
    assert "/nhan/" in lead
    assert "/huy/" not in lead
    assert "/huy/" in giver
    for reader in (cast.neighbour_officer, cast.leader, cast.auditor):
        assert "Việc bạn có thể làm" not in page(browse(reader), f"{LIST}{task.pk}/")
    assert (lead.count("button-primary"), giver.count("button-primary")) == (1, 0)
    assert "Ghi thay Huyện ủy Diễn Lộc" in giver
    assert "Ghi thay" not in lead


def test_a_task_is_worked_off_by_its_pages(cast: Cast) -> None:
    task = given(cast)
    assert send(cast.officer, task, "nhan")[0] == 302
    assert send(cast.officer, task, "tien-do", **{"noi-dung": "Đã rà soát 3 dự án"})[0] == 302
    assert send(cast.officer, task, "xin-gia-han", **{"noi-dung": "Chờ bản đồ", "han": "26/07/2024"})[0] == 302
    assert 'value="2024-07-26"' in page(browse(cast.office), f"{LIST}{task.pk}/")
    assert send(cast.office, task, "gia-han", han="2024-07-19")[0] == 302
    assert send(cast.officer, task, "bao-cao", **{"noi-dung": "Đã xong"})[0] == 302
    assert send(cast.office, task, "xac-nhan")[0] == 302
    shown = page(browse(cast.leader), f"{LIST}{task.pk}/")
    assert "<s>12/07/2024</s>" in shown
    assert "Đã rà soát 3 dự án" in shown
    assert (fresh(task).state, fresh(task).deadline) == (TaskState.CONFIRMED, date(2024, 7, 19))


def test_what_was_typed_wrongly_comes_back_with_what_is_wrong(cast: Cast) -> None:
    task = given(cast)
    status, shown = send(cast.officer, task, "xin-gia-han", **{"noi-dung": "Chờ <bản đồ>", "han": "2024-07-01"})
    assert status == 422
    assert "phải sau hạn đang có" in shown
    assert "Chờ &lt;bản đồ&gt;" in shown
    assert '<details class="task-act" open>' in shown
    for field, typed, said in (("han", "mai", "Không đọc được ngày"), ("noi-dung", "Theo CV (Mật)", "hồ sơ giấy")):
        status, shown = send(
            cast.officer, task, "xin-gia-han", **({"noi-dung": "Chờ", "han": "2024-07-26"} | {field: typed})
        )
        assert (status, said in shown, typed in shown) == (422, True, True)


def test_who_acts_on_what_has_moved_on_is_told_so(cast: Cast) -> None:
    task = given(cast)
    assert send(cast.officer, task, "nhan")[0] == 302
    status, shown = send(cast.office, task, "tam-dung", revision="1", **{"noi-dung": "Chờ"})
    assert (status, "vừa có người thay đổi" in shown) == (409, True)
    assert send(cast.office, task, "xac-nhan")[0] == 409


def test_a_task_is_drafted_revised_and_issued(cast: Cast) -> None:
    client = browse(cast.office)
    assert client.post(NEW, FORM).status_code == 302
    task = Task.objects.get()
    assert (task.state, task.helpers.count(), task.deadline) == (TaskState.DRAFT, 2, DEADLINE)
    assert 'value="MS" checked' in page(client, f"{LIST}{task.pk}/sua/")
    revised = FORM | {"helpers": [], "khong-phoi-hop": "1", "revision": "0", "giao": "1", "what": "Rà soát lại"}
    assert client.post(f"{LIST}{task.pk}/sua/", revised).status_code == 302
    task = fresh(task)
    assert (task.state, task.helpers.count(), task.what) == (TaskState.ISSUED, 0, "Rà soát lại")
    assert client.post(f"{LIST}{task.pk}/sua/", revised | {"revision": "2"}).status_code == 409


def test_the_form_asks_back_what_is_not_clear_and_keeps_the_rest(cast: Cast) -> None:
    client = browse(cast.office)
    unclear = FORM | {"lead": "", "helpers": [], "reporting": "", "deadline": "31/02/2024"}
    answer = client.post(NEW, unclear | {"giao": "1"})
    shown = answer.content.decode()
    assert answer.status_code == 422
    for question in ("Ai chủ trì?", "Ai phối hợp?", "Bao giờ xong?", "Báo cáo thế nào?"):
        assert question in shown
    assert "31/02/2024" in shown
    assert "Thông báo 45-TB/TU" in shown
    secret = client.post(NEW, FORM | {"mark": "secret"})
    assert (secret.status_code, "hồ sơ giấy" in secret.content.decode()) == (422, True)
    late = client.post(NEW, FORM | {"deadline": "2024-07-01", "giao": "1"})
    assert (late.status_code, "đã qua khi giao" in late.content.decode()) == (422, True)
    assert not Task.objects.exists()


def test_a_deadline_on_a_day_off_is_asked_about_once(cast: Cast) -> None:
    client = browse(cast.office)
    for day, said in (("2024-07-13", "thứ Bảy"), ("2024-09-02", "ngày nghỉ (thứ Hai)")):
        asked = client.post(NEW, FORM | {"deadline": day, "giao": "1"})
        assert (asked.status_code, said in asked.content.decode()) == (422, True)
        assert client.post(NEW, FORM | {"deadline": day, "giao": "1", "giu-han": "1"}).status_code == 302
    assert set(Task.objects.values_list("deadline", flat=True)) == {date(2024, 7, 13), date(2024, 9, 2)}


def test_a_page_that_leads_to_the_form_may_say_what_it_is_about(cast: Cast) -> None:
    shown = page(
        browse(cast.office), f"{NEW}?chu-tri=NH&noi-dung=Ra+so%C3%A1t&van-ban=Th%C3%B4ng+b%C3%A1o+1&nguon=conclusion"
    )
    assert 'value="NH" selected' in shown
    assert "Ra soát</textarea>" in shown
    assert page(browse(cast.officer), NEW, 403)
    assert page(browse(cast.office), f"{NEW}?don-vi-giao=khong-co", 404)


def test_the_statistic_adds_up_and_each_number_leads_to_its_list(cast: Cast, some: list[Task]) -> None:
    client = browse(cast.office)
    for by in ("chu-tri", "don-vi-giao", "nguon", "chuyen-de"):
        shown = client.get(f"{STATISTIC}?nhom={by}")
        (group,) = shown.context["groups"]
        assert group.counts == shown.context["total"].counts
        assert group.counts.all == 6
        for _standing, count, address in group.cells:
            if address:
                asked = client.get(address)
                assert asked.context["page"].paginator.count == count == 1
                assert parse_qs(urlsplit(address).query)["den"] == ["2024-07-02"]


def test_the_statistic_of_a_past_day_does_not_know_what_came_later(cast: Cast, some: list[Task]) -> None:
    shown = browse(cast.office).get(f"{STATISTIC}?tu=2024-06-01&den=2024-06-20").context["total"]
    assert (shown.counts.open_in_time, shown.counts.suspended, shown.counts.cancelled) == (4, 1, 1)


def test_the_statistic_is_taken_away(cast: Cast, some: list[Task]) -> None:
    answer = browse(cast.office).get(f"{STATISTIC}tai-ve.csv?nhom=nguon")
    (row,) = csv.DictReader(StringIO(answer.content.decode("utf-8-sig")))
    assert (row["Nguồn giao"], row["Tổng số"], row["Hoàn thành muộn"]) == (
        "kết luận cuộc họp: Thông báo 45-TB/TU",
        "6",
        "1",
    )


def test_what_waits_for_whom_is_counted(cast: Cast) -> None:
    today = NOW.date()
    desk, late = desk_of(cast), desk_of(cast)
    desk.do("ask_extension", date(2024, 7, 26), "Chờ")
    assert waiting_tasks(cast.officer, today) == 2
    assert waiting_tasks(cast.office, today) == 1
    late.do("acknowledge")
    assert waiting_tasks(cast.officer, today) == 1
    assert waiting_tasks(cast.officer, DEADLINE + DAY) == 2, (
        "one of them is overdue and not acknowledged, and counts once"
    )
    late.do("report_done", "Xong")
    assert waiting_tasks(cast.office, today) == 2
    assert waiting_tasks(cast.neighbour_officer, today) == 0
    assert waiting_tasks(cast.outsider, today) == 0


def test_what_waits_costs_the_same_however_much_there_is(cast: Cast) -> None:
    made = []
    for _times in range(2):
        given(cast)
        with CaptureQueriesContext(connection) as queries:
            waiting_tasks(cast.office, NOW.date())
        made.append(len(queries))
    assert made[0] == made[1]


def test_whatever_stands_in_the_address_a_list_comes(cast: Cast) -> None:
    client = browse(cast.office)
    for query in (
        "tim=%00&van-ban=%00&chuyen-de=%00&nguon=%00",
        "tu=mai&den=9999-99-99&loc=%F0%9F%98%80",
        "tu=9999-12-31&den=0001-01-01",
    ):
        assert client.get(f"{LIST}?{query}").status_code == client.get(f"{STATISTIC}?{query}").status_code == 200
    for address in (f"{LIST}?don-vi=khong-co", f"{LIST}999999999999/", f"{LIST}tai-ve.pdf", f"{STATISTIC}tai-ve.pdf"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address", [LIST, f"{LIST}?tu=2024-06-01", f"{LIST}tai-ve.csv", STATISTIC, f"{STATISTIC}?nhom=chuyen-de"]
)
def test_twice_as_many_tasks_make_no_more_queries(cast: Cast, address: str) -> None:
    client, made = browse(cast.office), []
    for _times in range(2):
        for _number in range(4):
            given(cast)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        made.append(len(queries))
    assert made[0] == made[1]
