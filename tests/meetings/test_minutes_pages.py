"""The pages of minutes, conclusions and the notice: what they show, keep and refuse, and to whom."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from giaoban.followup.models import Task
from giaoban.meetings.models import Conclusion, Meeting, NoticeVersion, VersionKind, Vote
from giaoban.meetings.recording import ConclusionWords
from giaoban.people.models import Person
from tests.conftest import NOW, Cast
from tests.meetings.concluded import approved, conclude, concluded, held_briefing, work


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def at(meeting: Meeting, rest: str) -> str:
    return f"/hop/{meeting.pk}/{rest}"


FORM = {
    "viec": "Rà soát tàu cá chưa đăng ký",
    "chu-tri": "DL",
    "phoi-hop": ["NH", "CA"],
    "han": "2024-08-15",
    "bao-cao": "bằng văn bản",
    "mat": "open",
}


def test_the_minutes_show_items_notes_and_conclusions_with_what_is_not_clear(cast: Cast) -> None:
    meeting = held_briefing(cast)
    conclude(cast, meeting, ConclusionWords("Rà soát"))
    shown = signed_in(cast.office).get(at(meeting, "bien-ban/")).content.decode()
    assert "1. Kết quả sáu tháng" in shown
    assert "chưa rõ cơ quan chủ trì" in shown
    assert "Hoàn thành chậm nhất ngày nào?" in shown


def test_a_vote_is_shown_with_its_result(cast: Cast) -> None:
    meeting = held_briefing(cast)
    counts = {"agree": 1200, "disagree": 0, "abstain": 1}
    Vote.objects.create(
        meeting=meeting, item=meeting.items.all()[0], question="Thông qua", opened_at=NOW, closed_at=NOW,
        person=cast.office, **counts,
    )  # fmt: skip
    shown = signed_in(cast.office).get(at(meeting, "bien-ban/")).content.decode()
    assert "“Thông qua”: tán thành 1.200, không tán thành 0, ý kiến khác 1" in shown


def test_notes_saved_by_the_page_itself_are_answered_in_json(cast: Cast) -> None:
    meeting = held_briefing(cast)
    item = meeting.items.all()[0]
    client = signed_in(cast.office)
    address, asks = at(meeting, f"bien-ban/{item.pk}/ghi/"), {"HTTP_ACCEPT": "application/json"}
    first = client.post(address, {"ghi": "Trình bày", "revision": 0}, **asks)  # type: ignore[arg-type]
    assert first.json()["revision"] == 1
    second = client.post(address, {"ghi": "Khác", "revision": 0}, **asks)  # type: ignore[arg-type]
    assert (second.status_code, second.json()["standing"], second.json()["revision"]) == (409, "Trình bày", 1)
    secret = client.post(address, {"ghi": "Công văn (Mật)", "revision": 1}, **asks)  # type: ignore[arg-type]
    assert secret.status_code == 422


def test_without_javascript_what_was_typed_stays_beside_what_stands(cast: Cast) -> None:
    meeting = held_briefing(cast)
    item = meeting.items.all()[0]
    client = signed_in(cast.office)
    client.post(at(meeting, f"bien-ban/{item.pk}/ghi/"), {"ghi": "Bản của bạn cùng phòng", "revision": 0})
    answer = client.post(at(meeting, f"bien-ban/{item.pk}/ghi/"), {"ghi": "Bản của tôi", "revision": 0})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Bản của bạn cùng phòng" in shown
    assert "Bản của tôi</textarea>" in shown


def test_a_conclusion_is_typed_and_stands_under_its_item(cast: Cast) -> None:
    meeting = held_briefing(cast)
    item = meeting.items.get(title="Chống khai thác IUU")
    client = signed_in(cast.office)
    answer = client.post(at(meeting, "ket-luan/moi/"), FORM | {"noi-dung": item.pk})
    made = Conclusion.objects.get()
    assert answer["Location"] == at(meeting, f"bien-ban/#ket-luan-{made.pk}")
    assert (made.item, made.lead) == (item, cast.district)
    assert set(made.helpers.all()) == {cast.neighbour, cast.equivalent}
    assert "đủ năm rõ" in client.get(at(meeting, "bien-ban/")).content.decode()


def test_a_conclusion_typed_from_the_live_view_leads_back_to_it(cast: Cast) -> None:
    meeting = held_briefing(cast)
    item = meeting.items.all()[0]
    client = signed_in(cast.office)
    assert "moi/?ve=truc-tiep" in client.get(at(meeting, "truc-tiep/")).content.decode()
    shown = client.get(at(meeting, f"ket-luan/moi/?ve=truc-tiep&noi-dung={item.pk}")).content.decode()
    assert 'name="ve" value="truc-tiep"' in shown
    assert f'<option value="{item.pk}" selected>' in shown
    answer = client.post(at(meeting, "ket-luan/moi/"), FORM | {"ve": "truc-tiep"})
    assert answer["Location"] == at(meeting, "truc-tiep/")


def test_the_meetings_page_leads_writers_to_the_minutes_and_everybody_to_the_issued_notice(cast: Cast) -> None:
    meeting = approved(cast)
    minutes, notice = at(meeting, "bien-ban/"), at(meeting, "thong-bao/")
    assert minutes in signed_in(cast.office).get(at(meeting, "")).content.decode()
    assert minutes not in signed_in(cast.officer).get(at(meeting, "")).content.decode()
    typed = {"so-ky-hieu": "05-TB/TU", "ngay": "2024-07-02", "ky": "order", "revision": meeting.revision}
    signed_in(cast.office).post(at(meeting, "thong-bao/ban-hanh/"), typed)
    assert notice in signed_in(cast.officer).get(at(meeting, "")).content.decode()


def test_a_deadline_on_a_sunday_is_kept_and_pointed_out(cast: Cast) -> None:
    meeting = held_briefing(cast)
    client = signed_in(cast.office)
    answer = client.post(at(meeting, "ket-luan/moi/"), FORM | {"han": "2024-08-18"}, follow=True)
    shown = answer.content.decode()
    assert shown.count("Thời hạn 18/08/2024 là Chủ nhật") == 2
    assert "19/08/2024" in shown


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"viec": ""}, "Ô này còn trống"),
        ({"chu-tri": "không có"}, "Không có đơn vị mã"),
        ({"khong-phoi-hop": "1"}, "bỏ chọn “không có”"),
        ({"han": "32/13/2024"}, "Không đọc được ngày"),
        ({"mat": "secret"}, "hồ sơ giấy"),
        ({"nhan-dinh": "1"}, "Nhận định không giao việc"),
        ({"noi-dung": "9" * 17}, "không còn nội dung này"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_everything_typed_is_kept(
    cast: Cast, change: dict[str, str], said: str
) -> None:
    answer = signed_in(cast.office).post(at(held_briefing(cast), "ket-luan/moi/"), FORM | change)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert said in shown
    assert re.search(r'aria-describedby="fault-\w+"', shown)
    assert 'value="bằng văn bản"' in shown
    assert re.search(r'value="NH" checked', shown)


def test_a_conclusion_that_was_changed_meanwhile_comes_back_with_both(cast: Cast) -> None:
    meeting = held_briefing(cast)
    made = conclude(cast, meeting, work(cast))
    client = signed_in(cast.office)
    client.post(at(meeting, f"ket-luan/{made.pk}/"), FORM | {"viec": "Bản trước", "revision": 0})
    answer = client.post(at(meeting, f"ket-luan/{made.pk}/"), FORM | {"viec": "Bản sau", "revision": 0})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Đang lưu: “Bản trước”" in shown
    assert "Bản sau</textarea>" in shown


def test_conclusions_are_put_in_order_and_taken_away(cast: Cast) -> None:
    meeting = concluded(cast)
    first, second, _third = Conclusion.objects.filter(meeting=meeting)
    client = signed_in(cast.office)
    client.post(at(meeting, f"ket-luan/{second.pk}/chuyen/"), {"len": "1"})
    assert list(Conclusion.objects.filter(meeting=meeting))[:2] == [second, first]
    client.post(at(meeting, f"ket-luan/{first.pk}/bo/"), {"revision": 0})
    assert Conclusion.objects.filter(meeting=meeting).count() == 2
    assert client.post(at(meeting, f"ket-luan/{second.pk}/bo/"), {"revision": 7}).status_code == 409


def test_from_draft_to_issue_by_the_pages(cast: Cast) -> None:
    meeting = concluded(cast)
    office, chair = signed_in(cast.office), signed_in(cast.leader)
    office.post(at(meeting, "thong-bao/luu/"), {"ky": "order"})
    shown = chair.get(at(meeting, "thong-bao/")).content.decode()
    read = re.search(r'name="da-doc" value="(\w+)"', shown)
    assert read is not None
    chair.post(at(meeting, "thong-bao/duyet/"), {"da-doc": read[1], "ky": "order"})
    shown = office.get(at(meeting, "thong-bao/")).content.decode()
    assert 'value="01-TB/TU"' in shown
    typed = {"so-ky-hieu": "05-TB/TU", "ngay": "2024-07-02", "ky": "order", "revision": meeting.revision}
    answer = office.post(at(meeting, "thong-bao/ban-hanh/"), typed, follow=True)
    assert "Đã ban hành số 05-TB/TU, ngày 02/07/2024" in answer.content.decode()
    assert Task.objects.count() == 2
    assert [one.kind for one in NoticeVersion.objects.all()] == ["draft", "chair", "issued"]


def test_a_number_that_is_refused_stands_beside_its_field(cast: Cast) -> None:
    meeting = approved(cast)
    typed = {"so-ky-hieu": "không số", "ngay": "2024-07-02", "ky": "body", "revision": meeting.revision}
    answer = signed_in(cast.office).post(at(meeting, "thong-bao/ban-hanh/"), typed)
    assert answer.status_code == 422
    assert 'value="không số"' in answer.content.decode()
    assert 'id="fault-number"' in answer.content.decode()


def test_what_blocks_the_issuing_is_said_and_no_button_is_offered(cast: Cast) -> None:
    shown = signed_in(cast.office).get(at(concluded(cast), "thong-bao/")).content.decode()
    assert "Chủ trì chưa duyệt bản mới nhất" in shown
    assert "Ban hành và giao việc" not in shown


def test_who_takes_part_reads_the_notice_only_when_it_is_issued(cast: Cast) -> None:
    meeting = approved(cast)
    guest = signed_in(cast.officer)
    assert guest.get(at(meeting, "bien-ban/")).status_code == 403
    assert guest.get(at(meeting, "thong-bao/")).status_code == 403
    typed = {"so-ky-hieu": "05-TB/TU", "ngay": "2024-07-02", "ky": "order", "revision": meeting.revision}
    signed_in(cast.office).post(at(meeting, "thong-bao/ban-hanh/"), typed)
    shown = guest.get(at(meeting, "thong-bao/"))
    assert shown.status_code == 200
    assert "Các bản" not in shown.content.decode()
    assert guest.get(at(meeting, "thong-bao/ban/3/")).status_code == 200
    assert guest.get(at(meeting, "thong-bao/ban/1/")).status_code == 404
    assert guest.get(at(meeting, "thong-bao/so-sanh/")).status_code == 403
    assert guest.get(at(meeting, "bien-ban/")).status_code == 403
    assert signed_in(cast.neighbour_officer).get(at(meeting, "thong-bao/")).status_code == 404


def test_an_issued_notice_leaves_nothing_to_write(cast: Cast) -> None:
    meeting = approved(cast)
    client = signed_in(cast.office)
    typed = {"so-ky-hieu": "05-TB/TU", "ngay": "2024-07-02", "ky": "order", "revision": meeting.revision}
    client.post(at(meeting, "thong-bao/ban-hanh/"), typed)
    shown = client.get(at(meeting, "bien-ban/")).content.decode()
    assert "không sửa được nữa" in shown
    assert "data-notes" not in shown
    assert client.post(at(meeting, "ket-luan/moi/"), FORM).status_code == 409
    assert client.post(at(meeting, "thong-bao/ban-hanh/"), typed).status_code == 409


@pytest.mark.parametrize("ending", ["docx", "pdf", "html", "txt"])
def test_every_file_is_handed_out(cast: Cast, ending: str) -> None:
    meeting = approved(cast)
    client = signed_in(cast.leader)
    for address in (f"thong-bao/tai-ve.{ending}", f"thong-bao/tai-ve.{ending}?ban=1", f"bien-ban/tai-ve.{ending}"):
        answer = client.get(at(meeting, address))
        assert answer.status_code == 200
        assert "attachment" in answer["Content-Disposition"]
    assert client.get(at(meeting, "thong-bao/tai-ve.exe")).status_code == 404
    assert client.get(at(meeting, "thong-bao/tai-ve.txt?ban=9")).status_code == 404


def test_the_comparison_shows_what_the_chair_changed(cast: Cast) -> None:
    meeting = approved(cast)
    made = Conclusion.objects.filter(meeting=meeting)[1]
    client = signed_in(cast.leader)
    changed = FORM | {"han": "2024-08-30", "phoi-hop": ["NH"], "bao-cao": made.reporting, "revision": 0}
    client.post(at(meeting, f"ket-luan/{made.pk}/"), changed)
    read = re.search(r'name="da-doc" value="(\w+)"', client.get(at(meeting, "thong-bao/")).content.decode())
    assert read is not None
    client.post(at(meeting, "thong-bao/duyet/"), {"da-doc": read[1], "ky": "order"})
    shown = client.get(at(meeting, "thong-bao/so-sanh/")).content.decode()
    assert "<del>15/08/2024</del>" in shown
    assert "<ins>30/08/2024</ins>" in shown
    assert re.search(r'<ins><span class="unseen">thêm: </span>30</ins>', shown)


def test_one_version_alone_says_what_to_do(cast: Cast) -> None:
    shown = signed_in(cast.office).get(at(concluded(cast), "thong-bao/so-sanh/")).content.decode()
    assert "Chưa đủ hai bản để so" in shown


def test_a_meeting_without_anything_says_what_to_do(cast: Cast) -> None:
    meeting = held_briefing(cast)
    meeting.items.all().delete()
    client = signed_in(cast.office)
    assert "Chương trình họp chưa có nội dung" in client.get(at(meeting, "bien-ban/")).content.decode()
    assert "Chưa có kết luận nào" in client.get(at(meeting, "thong-bao/")).content.decode()


@pytest.mark.parametrize("page", ["bien-ban/", "thong-bao/"])
def test_more_conclusions_cost_no_more_queries(cast: Cast, page: str) -> None:
    meeting = concluded(cast)
    client = signed_in(cast.office)
    client.get(at(meeting, page))
    with CaptureQueriesContext(connection) as few:
        client.get(at(meeting, page))
    for number in range(6):
        conclude(cast, meeting, work(cast, f"Việc {number}"))
    with CaptureQueriesContext(connection) as many:
        client.get(at(meeting, page))
    assert len(many) == len(few)


def test_approving_leaves_a_version_of_the_chair(cast: Cast) -> None:
    meeting = approved(cast)
    assert NoticeVersion.objects.filter(meeting=meeting).latest("number").kind == VersionKind.CHAIR
    assert "Chủ trì đã duyệt" in signed_in(cast.office).get(at(meeting, "thong-bao/")).content.decode()
