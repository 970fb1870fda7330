"""Notice and minutes as official documents: what they say, and that Word, LibreOffice and PDF readers can read it."""

import io
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from giaoban.figures.entry import Entry, Source
from giaoban.figures.ledger import correct, post
from giaoban.figures.models import Measure, SourceKind
from giaoban.figures.sources import keep
from giaoban.indicators import packs
from giaoban.meetings import recording, versions
from giaoban.meetings.clears import Point
from giaoban.meetings.held import Held, held
from giaoban.meetings.letterhead import Office, Signing, office
from giaoban.meetings.minutes_document import write_minutes
from giaoban.meetings.models import Answer, Attendance, Ballot, Binding, Choice, Meeting, MeetingAct, MeetingEvent, Vote
from giaoban.meetings.notice import receivers, sentence, spoken, write_notice
from giaoban.meetings.recording import ConclusionWords
from giaoban.reports.addresses import address_of
from giaoban.reports.layout import layout
from giaoban.reports.model import Report
from giaoban.reports.values import printed
from giaoban.reports.write_text import text
from giaoban.reports.writers import WRITERS
from tests.conftest import NOW, Cast
from tests.meetings.concluded import AFTER, conclude, concluded, held_briefing
from tests.programs import require_program

POINT = Point(
    1,
    "Rà soát tàu cá chưa đăng ký.",
    lead="Huyện ủy Diễn Lộc",
    helpers=("Thành ủy Nguyệt Hồ", "Đảng ủy Công an tỉnh"),
    deadline=date(2024, 8, 15),
    reporting="Bằng văn bản về Văn phòng Tỉnh ủy.",
)


def in_words(point: Point) -> str:
    return printed(sentence(point))


def test_a_conclusion_says_its_five_clears_in_one_sentence() -> None:
    assert in_words(POINT) == (
        "Giao Huyện ủy Diễn Lộc chủ trì, phối hợp với Thành ủy Nguyệt Hồ và Đảng ủy Công an tỉnh rà soát tàu cá chưa "
        "đăng ký; hoàn thành chậm nhất ngày 15/8/2024; báo cáo kết quả bằng văn bản về Văn phòng Tỉnh ủy."
    )


def test_where_nobody_helps_nobody_is_named() -> None:
    said = in_words(replace(POINT, helpers=(), alone=True, reporting="Báo cáo hằng tuần"))
    assert said.startswith("Giao Huyện ủy Diễn Lộc rà soát tàu cá")
    assert said.endswith("; báo cáo hằng tuần.")


def test_a_name_behind_the_first_word_keeps_its_capital() -> None:
    assert "tỉnh: Gửi Bộ Công an văn bản;" in in_words(replace(POINT, what="Gửi Bộ Công an văn bản"))
    assert "tỉnh: UBND huyện họp;" in in_words(replace(POINT, what="UBND huyện họp"))


def test_who_declined_is_not_said_to_have_come(cast: Cast) -> None:
    meeting = concluded(cast)
    for answer, count in ((Answer.ACCEPTED, 1), (Answer.DECLINED, 0)):
        meeting.participants.filter(unit=cast.district).update(attendance=Attendance.UNKNOWN, answer=answer)
        written = text(versions.composed(meeting, at=AFTER, signing=Signing.BY_ORDER).report)
        assert written.count("Thành phần dự họp gồm Huyện ủy Diễn Lộc") == count


def test_what_is_not_clear_stands_in_brackets_in_the_draft() -> None:
    said = in_words(Point(1, "Rà soát tàu cá"))
    for unclear in ("cơ quan chủ trì", "cơ quan phối hợp", "thời hạn", "cách báo cáo"):
        assert f"[chưa rõ {unclear}]" in said


def test_a_statement_is_printed_as_it_was_said() -> None:
    assert in_words(Point(1, "Hội nghị thống nhất", is_statement=True)) == "Hội nghị thống nhất."


def test_the_recipients_are_those_that_lead_or_help_each_once() -> None:
    assert receivers([POINT, replace(POINT, lead="Thành ủy Nguyệt Hồ", helpers=("Huyện ủy Diễn Lộc",))]) == (
        "Huyện ủy Diễn Lộc",
        "Thành ủy Nguyệt Hồ",
        "Đảng ủy Công an tỉnh",
    )


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Giao ban tuần 27", "cuộc giao ban tuần 27"),
        ("Làm việc với Huyện ủy Diễn Lộc", "buổi làm việc với Huyện ủy Diễn Lộc"),
        ("Hội nghị sơ kết", "Hội nghị sơ kết"),
    ],
)
def test_a_meeting_is_named_in_a_sentence(title: str, said: str) -> None:
    assert spoken(title) == said


def writer(cast: Cast, pack: str = "party_committee") -> Office:
    return office(packs.named(pack), cast.province.pk, NOW.date())


def notice(cast: Cast, about: Held, pack: str = "party_committee", draft: str = "Dự thảo") -> Report:
    return write_notice(
        about,
        writer(cast, pack),
        at=AFTER,
        number="",
        day=AFTER.date(),
        signing=Signing.BY_ORDER,
        draft=draft,
        notice="",
    )


def test_the_notice_of_the_party_has_its_form(cast: Cast) -> None:
    report = notice(cast, held(concluded(cast), AFTER))
    parts = layout(report.frame)
    assert [line.text for line in parts.title] == [
        "THÔNG BÁO",
        "kết luận của Thường trực Tỉnh ủy tại cuộc giao ban sáu tháng đầu năm",
        "-----",
    ]
    assert parts.left[2].text.endswith("-TB/TU")
    assert [line.text for line in parts.signature] == ["T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG"]
    assert [line.text for line in parts.recipients] == [
        "Nơi nhận:",
        "- Huyện ủy Diễn Lộc,",
        "- Thành ủy Nguyệt Hồ,",
        "- Lưu Văn phòng Tỉnh ủy.",
    ]
    said = text(report)
    assert "Sáng ngày 02/7/2024, tại Phòng họp số 1, Thường trực Tỉnh ủy chủ trì cuộc giao ban sáu tháng" in said
    assert "Cùng dự có đại diện Huyện ủy Diễn Lộc." in said
    assert "Sau khi nghe Chánh Văn phòng báo cáo “Kết quả sáu tháng”; thảo luận về “Chống khai thác IUU”" in said
    assert said.index("1. Hội nghị thống nhất") < said.index("2. Giao Huyện ủy Diễn Lộc") < said.index("3. Giao Thành")


def test_the_notice_of_the_state_has_its_own(cast: Cast) -> None:
    report = notice(cast, held(concluded(cast), AFTER), "people_committee")
    said = text(report)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in said
    assert "/TB-UBND" in report.frame.number
    assert report.frame.abstract.startswith("Kết luận của")
    assert "thực hiện./." in said
    assert "TL. CHỦ TỊCH" in said


def test_a_unit_below_the_root_writes_under_its_own_name(cast: Cast) -> None:
    below = office(packs.named("party_committee"), cast.district.pk, NOW.date())
    assert (below.superior_body, below.issuing_body) == ("Tỉnh ủy Lam Giang", "Huyện ủy Diễn Lộc")


def test_the_code_tells_one_content_from_another_and_fits_words_anchors(cast: Cast) -> None:
    meeting = concluded(cast)
    first = notice(cast, held(meeting, AFTER))
    conclude(cast, meeting, ConclusionWords("Thêm", is_statement=True))
    assert first.code != notice(cast, held(meeting, AFTER)).code
    assert len(first.code) <= 30


def voted(cast: Cast) -> Meeting:
    meeting = concluded(cast)
    first, second = meeting.items.all()
    recording.save_notes(first, "Trình bày xong.\n- Diễn Lộc: thống nhất.", by=cast.office, at=NOW, revision=0)
    closed = {"meeting": meeting, "opened_at": NOW, "closed_at": NOW, "person": cast.office}
    Vote.objects.create(item=first, question="Thông qua báo cáo", agree=12, disagree=1, abstain=1, **closed)
    named = Vote.objects.create(item=second, question="Lập tổ công tác", is_named=True, **closed)
    place = meeting.participants.get(unit=cast.district)
    Ballot.objects.create(vote=named, participant=place, person=cast.officer, choice=Choice.AGREE, at=NOW)
    return meeting


def minutes(cast: Cast, meeting: Meeting) -> Report:
    return write_minutes(held(meeting, AFTER), writer(cast), at=AFTER, notice="")


def test_the_minutes_tell_who_came_what_was_said_and_how_it_was_voted(cast: Cast) -> None:
    said = text(minutes(cast, voted(cast)))
    assert "Có mặt (1): Huyện ủy Diễn Lộc." in said
    assert "- Diễn Lộc: thống nhất." in said
    assert "Biểu quyết giơ tay nội dung “Thông qua báo cáo”" in said
    assert "Tán thành: 12/14 (85,71%)." in said
    assert "Biểu quyết ghi tên nội dung “Lập tổ công tác”" in said
    assert "Tán thành: Huyện ủy Diễn Lộc." in said
    assert "Kết luận 3. Giao Thành ủy Nguyệt Hồ báo cáo tiến độ" in said


def test_the_minutes_are_signed_on_both_sides_and_tell_no_place_and_day_at_the_head(cast: Cast) -> None:
    parts = layout(minutes(cast, held_briefing(cast)).frame)
    assert parts.recipients[0].text == "NGƯỜI GHI BIÊN BẢN"
    assert parts.signature[0].text == "CHỦ TRÌ HỘI NGHỊ"
    assert [line.text for line in parts.right] == ["ĐẢNG CỘNG SẢN VIỆT NAM"]


def test_the_hours_are_those_of_opening_and_closing(cast: Cast) -> None:
    meeting = held_briefing(cast)
    for act, later in ((MeetingAct.OPENED, 10), (MeetingAct.ENDED, 95)):
        MeetingEvent.objects.create(
            meeting=meeting, act=act, person=cast.leader, at=NOW + timedelta(minutes=later), revision=1
        )
    said = text(minutes(cast, meeting))
    assert "Bắt đầu: 08 giờ 10, ngày 02/7/2024." in said
    assert "kết thúc lúc 09 giờ 35, ngày 02/7/2024." in said


def test_who_sent_somebody_and_who_stayed_away_are_told_apart(cast: Cast) -> None:
    meeting = held_briefing(cast)
    place = meeting.participants.get(unit=cast.district)
    meeting.participants.filter(pk=place.pk).update(attendance=Attendance.SUBSTITUTE, substitute="Phó Bí thư")
    assert "Cử người dự thay (1): Huyện ủy Diễn Lộc (Phó Bí thư)." in text(minutes(cast, meeting))
    meeting.participants.filter(pk=place.pk).update(attendance=Attendance.ABSENT, reason="đi công tác")
    assert "Vắng mặt (1): Huyện ủy Diễn Lộc (đi công tác)." in text(minutes(cast, meeting))


def test_word_and_pdf_say_the_same(cast: Cast) -> None:
    for report in (notice(cast, held(concluded(cast), AFTER)), minutes(cast, voted(cast))):
        word = Document(io.BytesIO(WRITERS["docx"](report).data))
        body = "\n".join(paragraph.text for paragraph in word.paragraphs)
        pages = pypdfium2.PdfDocument(WRITERS["pdf"](report).data)
        printed_pages = " ".join("".join(page.get_textpage().get_text_bounded() for page in pages).split())
        for point in ("Hội nghị thống nhất với dự thảo báo cáo.", "hoàn thành chậm nhất ngày 15/8/2024"):
            assert point in body
            assert point in printed_pages
        assert word.core_properties.subject == report.code


def test_figures_of_a_bound_item_are_quoted_and_traced(cast: Cast) -> None:
    meeting = concluded(cast)
    meeting.items.filter(title="Kết quả sáu tháng").update(binding=Binding.INDICATOR, subject="members.admitted")
    figure = Entry(cast.district.pk, "members.admitted", "", "2024-06", Measure.ACTUAL, Decimal(13))
    source = Source(SourceKind.IMPORT, keep(b"x", "x.csv", "text/csv"))
    post([figure], by=cast.officer, source=source, at=NOW)
    before = versions.composed(meeting, at=AFTER, signing=Signing.BY_ORDER)
    (quoted, *_more) = before.report.figures()
    assert (quoted.id, quoted.text) == ("f0001", "13")
    assert address_of(quoted) == "/so-lieu/LG/members.admitted/2024-H1/value/"
    assert "Kết nạp đảng viên" in text(minutes(cast, meeting))
    correct([replace(figure, value=Decimal(14))], by=cast.officer, source=source, at=AFTER, reason="đếm lại")
    # A figure that changed is another text: the chair reads it again before it is issued.
    assert versions.composed(meeting, at=AFTER, signing=Signing.BY_ORDER).digest != before.digest


@pytest.mark.libreoffice
def test_libreoffice_reads_the_notice_and_the_minutes(cast: Cast, tmp_path: Path) -> None:
    for name, report in (
        ("notice", notice(cast, held(concluded(cast), AFTER))),
        ("minutes", minutes(cast, voted(cast))),
    ):
        (tmp_path / f"{name}.docx").write_bytes(WRITERS["docx"](report).data)
    program = require_program("libreoffice")
    command = [
        program,
        f"-env:UserInstallation=file://{tmp_path}/home",
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
    ]
    files = [str(tmp_path / "notice.docx"), str(tmp_path / "minutes.docx")]
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=120)
    for name, expected in (("notice", "THÔNG BÁO"), ("minutes", "NGƯỜI GHI BIÊN BẢN")):
        assert expected in (tmp_path / f"{name}.txt").read_text(encoding="utf-8")


def test_a_long_meeting_costs_no_more_queries(cast: Cast) -> None:
    meeting = concluded(cast)
    with CaptureQueriesContext(connection) as few:
        versions.composed(meeting, at=AFTER, signing=Signing.BY_ORDER)
    for number in range(5):
        helpers = (cast.neighbour.pk, cast.equivalent.pk)
        conclude(cast, meeting, ConclusionWords(f"Việc {number}", lead=cast.district.pk, helpers=helpers))
    with CaptureQueriesContext(connection) as many:
        versions.composed(meeting, at=AFTER, signing=Signing.BY_ORDER)
    assert len(many) == len(few)
