"""Who did what and when, for those who may read it, however long the history is."""

import csv
import re
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from giaoban.collection.models import Act, CellRemark, Extension, FindingNote, Reminder, Submission, SubmissionEvent
from giaoban.figures.entry import Entry, Source
from giaoban.figures.ledger import correct, post
from giaoban.figures.models import Explanation, Measure, SourceKind
from giaoban.followup.models import ProgrammeEvent, ProgrammeItem, Recommendation, RecommendationEvent, Task, TaskEvent
from giaoban.meetings.models import Meeting, MeetingEvent
from giaoban.people.events import Place, record
from giaoban.people.models import AccessKind, Person
from giaoban.site.history.happening import NAMES, Kind
from giaoban.site.pages import history as page_of_history
from tests.conftest import NOW, Cast
from tests.site.conftest import sign_in

LATER = NOW + timedelta(hours=1)


def read(client: Client, query: str = "") -> str:
    answer = client.get(f"/lich-su/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def rows(client: Client, query: str = "") -> list[dict[str, str]]:
    """The history as its CSV has it."""
    text = client.get(f"/lich-su/tai-ve.csv{query}").content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


@pytest.fixture
def story(books: Cast) -> Cast:
    """Diễn Lộc's June: submitted, put off, asked about, corrected; and somebody who came in."""
    entry = Entry(books.district.pk, "members.admitted", "", "2024-06", Measure.ACTUAL, Decimal(12))
    small = Entry(books.district.pk, "members.admitted", "sex:female", "2024-06", Measure.ACTUAL, Decimal(6))
    source = Source(SourceKind.SUBMISSION)
    correct([entry, small], by=books.officer, source=source, at=LATER, reason="Đếm nhầm một lớp cảm tình Đảng")
    sheet = {"unit_id": books.district.pk, "form": "organisation_work", "period": "2024-06"}
    submission = Submission.objects.create(**sheet, changed_at=NOW)
    SubmissionEvent.objects.create(
        submission=submission, act=Act.RETURNED, person=books.unit_leader, at=NOW, revision=2, text="Xem lại số nữ"
    )
    remarked = {"submission": submission, "person": books.unit_leader, "at": NOW}
    CellRemark.objects.create(**remarked, indicator="members.admitted", breakdown="sex:female", text="Sót hai người")
    CellRemark.objects.create(
        **remarked,
        indicator="members.admitted",
        breakdown="ethnicity_religion:ethnic_minority",
        text="Chỉ có một người",
    )
    Extension.objects.create(**sheet, due="2024-07-10", reason="Bão số 1", person=books.office, at=NOW)
    Reminder.objects.create(**sheet, kind="late", day=NOW.date(), sent_at=NOW)
    figure = {"unit_id": books.district.pk, "indicator": "members.admitted", "breakdown": "", "period": "2024-06"}
    Explanation.objects.create(**figure, question="Vì sao tăng gấp đôi?", asked_by=books.office, asked_at=NOW)
    FindingNote.objects.create(
        **figure,
        finding="x",
        message="Tăng đột biến",
        verdict="accepted",
        reason="Đã kiểm",
        person=books.office,
        at=NOW,
    )
    work_under_way(books)
    place = Place(LATER, "203.0.113.7", "/don-vi/LG/")
    record(AccessKind.SIGNED_IN, place, person=books.officer)
    record(AccessKind.ROLE_GIVEN, place, person=books.administrator, about=books.officer, unit_id=books.district.pk)
    return books


def work_under_way(cast: Cast) -> None:
    """A task of Diễn Lộc with more time, its recommendation, an item of the programme that was moved, a meeting."""
    given = {"origin": "document", "origin_title": "Công văn số 12", "changed_at": NOW}
    task = Task.objects.create(
        unit=cast.province, lead=cast.district, what="Rà soát tàu cá", origin_on="2024-06-03", deadline="2024-07-05",
        first_deadline="2024-06-28", state="in_progress", issued_on="2024-06-03", **given,
    )  # fmt: skip
    done = {"person": cast.office, "at": NOW, "revision": 1}
    TaskEvent.objects.create(
        task=task, act="extension_granted", text="Chờ hồ sơ", deadline_before=date(2024, 6, 28),
        deadline_after=date(2024, 7, 5), **done,
    )  # fmt: skip
    asked = Recommendation.objects.create(
        unit=cast.district, receiver=cast.province, text="Nâng cấp kênh", received_on="2024-06-03",
        origin="letter", origin_title="Công văn số 9", changed_at=NOW,
    )  # fmt: skip
    RecommendationEvent.objects.create(recommendation=asked, act="classified", text="Thủy lợi", **done)
    planned = {"unit": cast.district, "year": 2024, "month": 7, "first_month": 6, "title": "Sơ kết", "changed_at": NOW}
    item = ProgrammeItem.objects.create(**planned)
    ProgrammeEvent.objects.create(item=item, act="moved", text="Trùng lịch", month_before=6, month_after=7, **done)
    meeting = Meeting.objects.create(
        unit=cast.district,
        kind="briefing",
        title="Giao ban huyện",
        starts_at=NOW,
        ends_at=LATER,
        uid="x",
        changed_at=NOW,
    )
    MeetingEvent.objects.create(meeting=meeting, act="planned", **done)


def test_every_kind_of_act_is_told_to_who_audits(story: Cast) -> None:
    found = rows(sign_in(story.auditor))
    names = {str(NAMES[kind]) for kind in Kind}
    assert {row["Loại"] for row in found} == names
    page = read(sign_in(story.auditor))
    for words in (
        "Đếm nhầm một lớp",
        "Xem lại số nữ",
        "gia hạn đến 10/07/2024",
        "Vì sao tăng gấp đôi?",
        "203.0.113.7",
        "Chờ hồ sơ",
        "28/06/2024",
        "tháng 7/2024",
        "Giao ban huyện",
    ):
        assert words in page


@pytest.mark.parametrize(
    ("role", "reads_of_people"),
    [
        ("auditor", True),
        ("administrator", True),
        ("office", False),
        ("leader", False),
        ("inspector", False),
        ("officer", False),
        ("unit_leader", False),
    ],
)
def test_sign_ins_are_for_those_who_audit_or_administer(story: Cast, role: str, reads_of_people: bool) -> None:
    found = {row["Loại"] for row in rows(sign_in(getattr(story, role)))}
    assert ("Đăng nhập và từ chối" in found) == ("Người dùng và vai trò" in found) == reads_of_people
    assert {"Số liệu trong sổ", "Báo cáo của đơn vị"} <= found


def test_a_kind_that_is_not_ours_to_read_gives_nothing(story: Cast) -> None:
    assert rows(sign_in(story.office), "?loai=truy-cap") == []


def test_a_unit_reads_its_own_history_and_no_other(story: Cast) -> None:
    assert {row["Đơn vị"] for row in rows(sign_in(story.officer))} == {"Huyện ủy Diễn Lộc"}
    neighbour = rows(sign_in(story.neighbour_officer))
    assert {row["Đơn vị"] for row in neighbour} == {"Thành ủy Nguyệt Hồ"}
    assert rows(sign_in(story.neighbour_officer), "?don-vi=DL") == []
    assert rows(sign_in(story.neighbour_officer), "?chi-tieu=members.admitted&don-vi=dien+loc") == []


def test_somebody_without_a_role_reads_nothing(story: Cast) -> None:
    assert "Hãy nhờ người quản trị" in read(sign_in(story.outsider))
    assert rows(sign_in(story.outsider)) == []


def test_a_correction_shows_before_and_after_and_why(story: Cast) -> None:
    (row,) = [
        row for row in rows(sign_in(story.officer), "?chi-tieu=members.admitted&loai=so-lieu") if row["Trước"] == "10"
    ]
    assert (row["Việc"], row["Sau"], row["Ai"]) == ("đính chính", "12", "Cán bộ Diễn Lộc")
    assert row["Lý do, ý kiến"] == "Đếm nhầm một lớp cảm tình Đảng"
    assert row["Nội dung"].endswith("tháng 6/2024")


def test_a_return_tells_what_it_said_of_single_figures(story: Cast) -> None:
    def said(person: Person) -> str:
        (row,) = [row for row in rows(sign_in(person), "?loai=bao-cao&don-vi=DL") if row["Việc"] == "trả lại"]
        return row["Lý do, ý kiến"]

    assert said(story.officer) == (
        "Xem lại số nữ · Kết nạp đảng viên · Nữ · tháng 6/2024: Sót hai người"
        " · Kết nạp đảng viên · Người dân tộc thiểu số · tháng 6/2024: Chỉ có một người"
    )
    assert said(story.office) == "Xem lại số nữ · Kết nạp đảng viên · Nữ · tháng 6/2024: Sót hai người"


def test_a_posting_leads_to_its_figures_and_they_to_their_lineage(story: Cast) -> None:
    client = sign_in(story.officer)
    page = read(client)
    (address,) = re.findall(r'href="(/lich-su/\?lan-ghi=\d+)">đính chính 2 số liệu', page)
    inside = client.get(address).content.decode()
    lineage = "/so-lieu/DL/members.admitted/2024-06/value/"
    assert f'href="{lineage}"' in inside
    assert f'href="{lineage}?phan-to=sex%3Afemale"' in inside
    assert client.get(lineage).status_code == 200


def test_a_posting_of_others_shows_nothing(story: Cast) -> None:
    page = read(sign_in(story.neighbour_officer), "?lan-ghi=1")
    assert "Không có dòng nào khớp" in page


def test_cells_of_sensitive_breakdowns_are_hidden_outside_the_inspection(story: Cast) -> None:
    source = Source(SourceKind.SUBMISSION)
    cell = Entry(
        story.district.pk,
        "discipline.members",
        "discipline_form_members:reprimand",
        "2024-06",
        Measure.ACTUAL,
        Decimal(3),
    )
    post([cell], by=story.officer, source=source, at=LATER)
    query = "?chi-tieu=discipline.members&loai=so-lieu&don-vi=DL"
    hidden = [row for row in rows(sign_in(story.office), query) if row["Sau"] == "được che"]
    assert len(hidden) == 1
    assert "được che" in read(sign_in(story.office), query)
    assert "được che" not in read(sign_in(story.inspector), query)
    assert "3" in {row["Sau"] for row in rows(sign_in(story.officer), query)}


@pytest.mark.parametrize(
    ("query", "units"),
    [
        ("?don-vi=DL", {"Huyện ủy Diễn Lộc"}),
        ("?don-vi=nguyet+ho", {"Thành ủy Nguyệt Hồ"}),
        ("?don-vi=LG&loai=gia-han", {"Huyện ủy Diễn Lộc"}),
        ("?nguoi=lddienloc", {"Huyện ủy Diễn Lộc"}),
        ("?nguoi=khong+ai+ca", set()),
        ("?don-vi=khong+co", set()),
        ("?tu=2024-07-02&den=2024-07-02&don-vi=MS", {"Huyện ủy Mường Sẻ"}),
        ("?den=2024-07-01", set()),
        ("?tu=2024-07-03", set()),
    ],
)
def test_it_is_searched_by_unit_person_and_days(story: Cast, query: str, units: set[str]) -> None:
    assert {row["Đơn vị"] for row in rows(sign_in(story.office), query)} == units


def test_days_that_are_none_are_said(story: Cast) -> None:
    client = sign_in(story.office)
    assert "Không đọc được ngày “31/02/2024”" in read(client, "?tu=31/02/2024")
    assert "Ngày bắt đầu sau ngày kết thúc" in read(client, "?tu=2024-07-03&den=2024-07-01")


@pytest.mark.parametrize("after", ["x", "1.2", "1.1.1.1.1.1.1.1.1", "9" * 40 + ".0" * 7])
def test_a_place_that_is_none_is_a_page_that_is_not_there(story: Cast, after: str) -> None:
    assert sign_in(story.office).get(f"/lich-su/?sau={after}").status_code == 404


def test_the_pages_tell_every_row_once(story: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_of_history, "ROWS", 3)
    client, told, address = sign_in(story.auditor), [], "/lich-su/"
    while address:
        page = client.get(address).content.decode()
        told += re.findall(r'<tr data-kind="([\w-]+)"', page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    assert len(told) == len(rows(client))
    assert min(told) == "bao-cao"


def test_the_latest_come_first(story: Cast) -> None:
    instants = [row["Lúc"] for row in rows(sign_in(story.auditor))]
    assert instants == sorted(instants, reverse=True)


def test_a_file_says_that_it_is_cut(story: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_of_history, "MOST", 2)
    client = sign_in(story.office)
    assert len(rows(client)) == 2
    assert client.get("/lich-su/tai-ve.xlsx").status_code == 200
    assert client.get("/lich-su/tai-ve.pdf").status_code == 404


@pytest.mark.parametrize("query", ["", "?chi-tieu=members.admitted", "?nguoi=dienloc&don-vi=DL"])
def test_the_number_of_queries_does_not_grow_with_the_rows(story: Cast, query: str) -> None:
    client = sign_in(story.auditor)
    read(client, query)
    with CaptureQueriesContext(connection) as few:
        read(client, query)
    people: list[Person] = [story.officer, story.neighbour_officer]
    for number, month in enumerate(("2022-01", "2022-02", "2022-03", "2022-04", "2022-05")):
        entry = Entry(story.neighbour.pk, "members.admitted", "", month, Measure.ACTUAL, Decimal(number))
        post([entry], by=people[number % 2], source=Source(SourceKind.SUBMISSION), at=LATER)
        record(AccessKind.SIGNED_IN, Place(LATER), person=people[number % 2])
    with CaptureQueriesContext(connection) as many:
        read(client, query)
    assert len(many) == len(few)
