"""The pages of meetings: lists, the month, one meeting with its live figures, forms that keep what was typed."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import icalendar
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from giaoban.figures.entry import Entry, Source
from giaoban.figures.ledger import post
from giaoban.figures.models import Measure, SourceKind
from giaoban.meetings import agenda, notes, preparing
from giaoban.meetings.agenda import ItemWords
from giaoban.meetings.models import Answer, Attendance, Binding, Meeting, MeetingKind, MeetingState, Paper, Series
from giaoban.meetings.preparing import MeetingWords
from giaoban.people.models import Person
from tests.conftest import NOW, Cast
from tests.meetings.planned import BEFORE, WORDS, invited, planned, sitting
from tests.meetings.test_series import begun

SITTING = {"ngay": "2024-07-10", "bat-dau": "08:00", "ket-thuc": "09:30", "dia-diem": "Hội trường"}
NEW = SITTING | {"don-vi": "LG", "ten": "Giao ban tháng 7", "loai": "briefing", "ky": "2024-06", "mat": "open"}


def of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def sent(client: Client, address: str, typed: Mapping[str, Any], status: int = 302) -> str:
    answer = client.post(address, typed)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_list_shows_what_one_may_know_of_and_says_what_to_do_where_there_is_nothing(cast: Cast) -> None:
    assert "Hãy lập cuộc họp" in page(of(cast.office), "/hop/")
    meeting = invited(cast)
    assert meeting.title in page(of(cast.office), "/hop/")
    assert "Chờ bạn trả lời" in page(of(cast.officer), "/hop/")
    assert meeting.title not in page(of(cast.neighbour_officer), "/hop/")
    assert meeting.title not in page(of(cast.office), "/hop/?khi=da-qua")


def test_the_list_is_filtered_by_words_without_marks_kind_unit_and_ones_own(cast: Cast) -> None:
    meeting = invited(cast)
    client = of(cast.officer)
    for found in ("tim=sau+thang", "loai=briefing", "cua-toi=1", "tim=phong+hop"):
        assert meeting.title in page(client, f"/hop/?{found}")
    for missed in ("tim=khong+co", "loai=conference"):
        assert "Không có cuộc họp nào khớp" in page(client, f"/hop/?{missed}")
    assert "Không có cuộc họp nào khớp" in page(of(cast.inspector), "/hop/?cua-toi=1")


def test_the_list_is_taken_away_as_a_table(cast: Cast) -> None:
    invited(cast)
    text = page(of(cast.officer), "/hop/tai-ve.csv?khi=sap-toi")
    assert "02/07/2024,08:00,Giao ban sáu tháng đầu năm,Giao ban,Tỉnh ủy Lam Giang" in text
    assert of(cast.office).get("/hop/tai-ve.xlsx").content.startswith(b"PK")
    assert "Giao ban sáu" not in page(of(cast.neighbour_officer), "/hop/tai-ve.csv")
    page(of(cast.office), "/hop/tai-ve.doc", 404)


def test_the_month_shows_meetings_and_the_turns_still_to_be_made(cast: Cast) -> None:
    meeting = invited(cast)
    begun(cast)
    text = page(of(cast.office), "/hop/lich/?thang=2024-07")
    assert meeting.title in text
    assert text.count("(dự kiến)") == 4
    assert "Tháng này chưa có cuộc họp nào" in page(of(cast.officer), "/hop/lich/?thang=2024-03")
    page(of(cast.office), "/hop/lich/?thang=2024-13", 404)


def test_a_meeting_is_planned_on_the_page_and_what_is_wrong_is_asked_again(cast: Cast) -> None:
    client = of(cast.office)
    again = sent(client, "/hop/moi/", NEW | {"ket-thuc": "07:00", "muc-dich": "Đánh giá tháng 6"}, 422)
    assert "Giờ kết thúc phải sau giờ bắt đầu" in again
    assert "Giao ban tháng 7" in again
    assert "Đánh giá tháng 6" in again
    assert "Độ mật" in sent(client, "/hop/moi/", NEW | {"mat": "secret"}, 422)
    sent(client, "/hop/moi/", NEW)
    meeting = Meeting.objects.get()
    assert (meeting.title, meeting.period, meeting.ends_at - meeting.starts_at) == (
        "Giao ban tháng 7", "2024-06", timedelta(minutes=90),
    )  # fmt: skip


def test_who_was_overtaken_is_told_so_and_changes_nothing(cast: Cast) -> None:
    meeting = planned(cast)
    preparing.revise(meeting, WORDS, by=cast.office, at=NOW, revision=0)
    words = {"ten": "Khác", "loai": "briefing", "mat": "open", "revision": "0"}
    assert "vừa có người thay đổi" in sent(of(cast.office), f"/hop/{meeting.pk}/sua/", words, 409)


def test_a_bound_item_shows_the_live_figures_of_the_period(cast: Cast) -> None:
    entries = [
        Entry(cast.district.pk, "members.admitted", "", period, measure, value)
        for period, measure, value in (("2024-06", Measure.ACTUAL, 300), ("2024", Measure.TARGET, 400))
    ]
    post(entries, by=cast.office, source=Source(SourceKind.IMPORT), at=NOW)
    meeting = invited(cast)
    words = [
        ItemWords("Báo cáo", binding=Binding.REPORT, subject="half_year"),
        ItemWords("Kết nạp", binding=Binding.INDICATOR, subject="members.admitted", presenter_unit_id=cast.district.pk),
        ItemWords("Việc đang mở", binding=Binding.TASKS),
    ]
    agenda.add_items(meeting, words, by=cast.office, at=NOW, revision=meeting.revision)
    office = page(of(cast.office), f"/hop/{meeting.pk}/")
    assert "/bao-cao/half_year/2024-H1/?don-vi=LG" in office
    assert '/so-lieu/LG/members.admitted/2024-H1/year_to_date/"' in office
    assert "Huyện ủy Diễn Lộc: " in office
    invited_unit = page(of(cast.officer), f"/hop/{meeting.pk}/")
    assert ">300<" in invited_unit.replace("</span>", "<")
    assert "/so-lieu/LG/" not in invited_unit, "no way to figures that are out of sight"
    post([Entry(cast.neighbour.pk, "members.admitted", "", "2024-06", Measure.ACTUAL, 55)],
         by=cast.office, source=Source(SourceKind.IMPORT), at=NOW)  # fmt: skip
    assert ">355<" in page(of(cast.office), f"/hop/{meeting.pk}/")


def test_an_invited_unit_answers_on_the_page(cast: Cast) -> None:
    meeting = invited(cast)
    place = meeting.participants.get(unit=cast.district)
    client, address = of(cast.officer), f"/hop/{meeting.pk}/tra-loi/{place.pk}/"
    assert "Trả lời giấy mời" in page(client, f"/hop/{meeting.pk}/")
    again = sent(client, address, {"tra-loi": "declined", "du-thay": "Phó Bí thư"}, 422)
    assert "Phó Bí thư" in again
    assert "còn trống" in again
    sent(client, address, {"tra-loi": "declined", "ly-do": "Đi công tác"})
    place.refresh_from_db()
    assert (place.answer, place.reason) == (Answer.DECLINED, "Đi công tác")
    sent(of(cast.neighbour_officer), address, {"tra-loi": "accepted"}, 404)


def test_the_agenda_is_made_by_buttons(cast: Cast) -> None:
    meeting, client = planned(cast), of(cast.office)
    address = f"/hop/{meeting.pk}/chuong-trinh/"
    words = {"so-phut": "15", "gan-voi": "indicator:members.admitted", "mat": "open"}
    sent(client, address, words | {"ten": "Một", "revision": "0"})
    sent(client, address, words | {"ten": "Hai", "revision": "1"})
    assert "Số phút" in sent(client, address, words | {"ten": "Ba", "so-phut": "x", "revision": "2"}, 422)
    second = meeting.items.get(title="Hai")
    sent(client, f"{address}{second.pk}/chuyen/", {"huong": "len", "revision": "2"})
    assert list(meeting.items.values_list("title", flat=True)) == ["Hai", "Một"]
    sent(client, f"{address}{second.pk}/", words | {"ten": "Hai, sửa", "gan-voi": "none", "revision": "3"})
    sent(client, f"{address}{second.pk}/bo/", {"revision": "4"})
    assert [item.subject for item in meeting.items.all()] == ["members.admitted"]
    assert "còn 105 phút" in page(client, address)


def test_a_paper_is_downloaded_and_never_opened_in_the_page(cast: Cast) -> None:
    meeting = invited(cast)
    file = SimpleUploadedFile("dự thảo.pdf", b"%PDF-1.7")
    sent(of(cast.office), f"/hop/{meeting.pk}/tai-lieu/", {"tep": file, "mat": "open"})
    kept = Paper.objects.get()
    answer = of(cast.officer).get(f"/hop/{meeting.pk}/tai-lieu/{kept.pk}/")
    assert answer.content == b"%PDF-1.7"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    bad = SimpleUploadedFile("a.pdf", b"MZ")
    again = sent(of(cast.office), f"/hop/{meeting.pk}/tai-lieu/", {"tep": bad, "mat": "open"}, 422)
    assert "không đúng loại .pdf" in again


def test_a_private_note_is_shown_to_its_writer_alone(cast: Cast) -> None:
    meeting = invited(cast)
    item = agenda.add_item(meeting, ItemWords("Một"), by=cast.office, at=NOW, revision=meeting.revision)
    notes.keep_note(meeting, item.pk, "Điều chỉ tôi biết", by=cast.officer, at=NOW)
    assert "Điều chỉ tôi biết" in page(of(cast.officer), f"/hop/{meeting.pk}/")
    for person in (cast.office, cast.leader, cast.administrator, cast.unit_leader):
        assert "Điều chỉ tôi biết" not in page(of(person), f"/hop/{meeting.pk}/")


def test_calendar_files_come_from_the_pages(cast: Cast) -> None:
    meeting, found = invited(cast), begun(cast)
    answer = of(cast.officer).get(f"/hop/{meeting.pk}/lich.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["ORGANIZER"].params["CN"] == "Tỉnh ủy Lam Giang"
    whole = of(cast.office).get(f"/hop/dinh-ky/{found.pk}/lich.ics")
    assert b"RRULE:FREQ=WEEKLY;BYDAY=MO" in whole.content


def test_a_series_is_begun_with_plain_fields_and_makes_its_meetings(cast: Cast) -> None:
    client = of(cast.office)
    new = {"don-vi": "LG", "ten": "Giao ban tuần", "loai": "briefing", "nhip": "tuan", "cach": "1", "ngay": "2024-07-02",
           "bat-dau": "07:30", "so-phut": "90", "mat": "open"}  # fmt: skip
    assert "ít nhất một thứ" in sent(client, "/hop/dinh-ky/moi/", new, 422)
    sent(client, "/hop/dinh-ky/moi/", new | {"thu": ["0", "3"]})
    found = Series.objects.get()
    assert found.rule == "FREQ=WEEKLY;BYDAY=MO,TH"
    text = page(client, f"/hop/dinh-ky/{found.pk}/")
    assert "07:30 thứ Hai, thứ Năm hằng tuần" in text
    sent(client, f"/hop/dinh-ky/{found.pk}/lap/", {})
    sent(client, f"/hop/dinh-ky/{found.pk}/lap/", {"buoi": "2024-07-08T07:30:00+07:00"})
    sent(client, f"/hop/dinh-ky/{found.pk}/lap/", {"buoi": "2024-07-09T07:30:00+07:00"}, 404)
    assert [meeting.title for meeting in Meeting.objects.order_by("turn")] == [
        "Giao ban tuần, 04/07/2024", "Giao ban tuần, 08/07/2024",
    ]  # fmt: skip
    sent(client, f"/hop/dinh-ky/{found.pk}/ket-thuc/", {"het-ngay": "2024-07-31"})
    assert "29/07/2024" in page(client, f"/hop/dinh-ky/{found.pk}/")


@pytest.mark.parametrize("rhythm", [
    ({"nhip": "thang", "ngay-thang": "25"}, "FREQ=MONTHLY;BYMONTHDAY=25"),
    ({"nhip": "quy", "ngay-thang": "-1", "thang": ["3"]}, "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
    ({"nhip": "nam", "ngay-thang": "15", "thang": ["1", "7"]}, "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=15"),
])  # fmt: skip
def test_other_rhythms_read_only_their_own_fields(cast: Cast, rhythm: tuple[dict[str, Any], str]) -> None:
    typed, rule = rhythm
    new = {"don-vi": "LG", "ten": "Họp", "loai": "steering_committee", "cach": "1", "thu": "0", "ngay": "2024-07-02",
           "bat-dau": "08:00", "so-phut": "90", "mat": "open"}  # fmt: skip
    sent(of(cast.office), "/hop/dinh-ky/moi/", new | typed)
    assert Series.objects.get().rule == rule


def test_one_button_takes_the_answers_for_who_came_but_not_against_what_was_ticked(cast: Cast) -> None:
    meeting = invited(cast)
    chair, unit = meeting.participants.exclude(person=None).get(), meeting.participants.get(person=None)
    assert "Điểm danh theo trả lời" not in page(of(cast.office), f"/hop/{meeting.pk}/thanh-phan/")
    meeting.participants.update(answer=Answer.DECLINED)
    assert "Điểm danh theo trả lời" in page(of(cast.office), f"/hop/{meeting.pk}/thanh-phan/")
    ticked = {f"diem-danh-{chair.pk}": "present", f"diem-danh-{unit.pk}": "unknown", "tra-loi": "1"}
    sent(of(cast.office), f"/hop/{meeting.pk}/diem-danh/", ticked)
    found = dict(meeting.participants.values_list("pk", "attendance"))
    assert found == {chair.pk: Attendance.PRESENT, unit.pk: Attendance.ABSENT}


def test_what_was_called_off_says_why(cast: Cast) -> None:
    meeting = invited(cast)
    sent(of(cast.office), f"/hop/{meeting.pk}/huy/", {"ly-do": "Bão số 2", "revision": str(meeting.revision)})
    text = page(of(cast.officer), f"/hop/{meeting.pk}/")
    assert "Đã hoãn, hủy" in text
    assert "Bão số 2" in text


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_more_meetings_make_no_more_queries(cast: Cast) -> None:
    def plan(count: int) -> None:
        for number in range(count):
            words = MeetingWords(MeetingKind.CONFERENCE, f"Hội nghị {number}")
            preparing.plan(cast.province.pk, words, sitting(), by=cast.office, at=BEFORE)

    client = of(cast.office)
    plan(3)
    addresses = ("/hop/", "/hop/lich/", "/hop/tai-ve.csv")
    few = [queries(client, address) for address in addresses]
    plan(6)
    assert [queries(client, address) for address in addresses] == few


def test_more_items_make_no_more_queries(cast: Cast) -> None:
    meeting = invited(cast)
    bound = [
        ItemWords("A", binding=Binding.REPORT, subject="half_year"),
        ItemWords("B", binding=Binding.INDICATOR, subject="members.admitted", presenter_unit_id=cast.district.pk),
        ItemWords("C", binding=Binding.TASKS),
    ]
    agenda.add_items(meeting, bound, by=cast.office, at=NOW, revision=meeting.revision)
    addresses = (f"/hop/{meeting.pk}/", f"/hop/{meeting.pk}/chuong-trinh/")
    client = of(cast.office)
    few = [queries(client, address) for address in addresses]
    agenda.add_items(meeting, bound * 3, by=cast.office, at=NOW, revision=meeting.revision + 1)
    assert [queries(client, address) for address in addresses] == few
    assert Meeting.objects.get().state == MeetingState.INVITED
