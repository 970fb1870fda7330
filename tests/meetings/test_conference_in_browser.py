"""A half-year conference from its invitation to what came of its conclusions, with the chair, a district and the office at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from giaoban.meetings import agenda, inviting, series
from giaoban.meetings.agenda import ItemWords
from giaoban.meetings.inviting import NewPlace
from giaoban.meetings.models import Binding, Meeting, MeetingKind, Part
from giaoban.meetings.preparing import MeetingWords
from tests.conftest import NOW, Cast
from tests.meetings.planned import BEFORE, planned
from tests.meetings.test_series import begun
from tests.site.browser import Site, is_wider_than_its_window, violations

pytestmark = pytest.mark.chromium

MONDAY = date(2024, 7, 8)
"""The day of the next weekly briefing."""
AGENDA = (
    ItemWords("Dự thảo báo cáo 6 tháng", 30, binding=Binding.REPORT, subject="half_year"),
    ItemWords("Nhiệm vụ chưa hoàn thành", 15, binding=Binding.TASKS),
    ItemWords("Kết luận hội nghị, những nhiệm vụ trọng tâm sáu tháng cuối năm và việc tổ chức thực hiện", 15),
)
REVIEW, SHIPS = "Rà soát số liệu kết nạp đảng viên", "Xử lý dứt điểm tàu cá chưa đăng ký"
"""What the conference concludes: the first is done in time, the second is not."""
COUNTED = (("all", 2), ("done", 1), ("open_overdue", 1))
"""What the reports count of the two after the next briefing."""


@dataclass(frozen=True)
class Story:
    """Three browsers, the conference, and the next weekly briefing."""

    chair: Page
    unit: Page
    office: Page
    conference: Meeting
    weekly: Meeting


@pytest.fixture
def story(site: Site, cast: Cast) -> Iterator[Story]:
    words = MeetingWords(MeetingKind.CONFERENCE, "Hội nghị giao ban 6 tháng đầu năm", period="2024-H1")
    meeting = planned(cast, words)
    agenda.add_items(meeting, AGENDA, by=cast.office, at=BEFORE, revision=meeting.revision)
    meeting.refresh_from_db()
    places = [
        NewPlace(cast.province.pk, cast.leader, Part.CHAIR),
        *map(NewPlace, (cast.district.pk, cast.neighbour.pk)),
    ]
    meeting = inviting.add(meeting, places, by=cast.office, at=BEFORE, revision=meeting.revision)
    meeting, _told = inviting.invite(meeting, by=cast.office, at=BEFORE, revision=meeting.revision)
    weekly = series.next_meeting(begun(cast), by=cast.office, at=NOW)
    with site.opened(cast.leader) as chair, site.opened(cast.officer) as unit, site.opened(cast.office) as office:
        yield Story(chair, unit, office, meeting, weekly)


def test_a_conference_and_what_comes_of_it(story: Story, settings: LazySettings) -> None:
    accept(story)
    hold(story)
    conclude(story)
    approve_and_issue(story)
    settings.WORKSPACE = replace(settings.WORKSPACE, today=MONDAY)
    report_done(story)
    carry_over(story)
    confirm(story)
    for report in ("weekly/2024-W28", "half_year/2024-H2"):
        counts_lead_to_their_rows(story.chair, report)


def accept(story: Story) -> None:
    story.unit.goto("/viec-cua-toi/")
    story.unit.get_by_role("link", name=story.conference.title).first.click()
    story.unit.get_by_label("Sẽ dự").check()
    press(story.unit, "Gửi trả lời")
    expect(story.unit.get_by_role("heading", name="Bạn đã trả lời")).to_be_visible()


def hold(story: Story) -> None:
    """The chair leads, the district follows, comments, speaks and votes."""
    chair, unit = story.chair, story.unit
    for page in (chair, unit):
        page.goto(f"/hop/{story.conference.pk}/truc-tiep/")
    press(chair, "Khai mạc")
    press(chair, "Vào nội dung đầu")
    expect(unit.locator("#now")).to_have_text(AGENDA[0].title)
    expect(unit.locator("[data-matter-inside] .paper")).to_contain_text("6 tháng đầu năm 2024")
    unit.get_by_label("Ý kiến ngắn").fill("Đề nghị làm rõ số kết nạp")
    press(unit, "Gửi ý kiến")
    expect(chair.locator("[data-comments]")).to_contain_text("Đề nghị làm rõ số kết nạp")
    press(unit, "Đăng ký phát biểu")
    chair.get_by_role("button", name="Mời Cán bộ Diễn Lộc").click()
    expect(unit.locator("[data-part=speakers]")).to_contain_text("Đang phát biểu")
    chair.get_by_text("Lấy biểu quyết").click()
    chair.get_by_label("Nội dung biểu quyết").fill("Thông qua báo cáo?")
    chair.get_by_label("Ghi tên, bỏ phiếu trên máy").check()
    press(chair, "Đưa ra biểu quyết")
    press(unit, "Tán thành", exact=True)
    expect(chair.locator("[data-part=votes]")).to_contain_text("Đã có 1 phiếu")
    press(chair, "Đóng biểu quyết")
    press(chair, "Nội dung tiếp theo")
    expect(unit.locator("[data-matter-inside]")).to_contain_text("0 nhiệm vụ đang mở")
    chair.set_viewport_size({"width": 390, "height": 900})
    assert not is_wider_than_its_window(chair)
    chair.get_by_text("Bế mạc").first.click()
    press(chair, "Bế mạc cuộc họp")
    expect(unit.locator("#now")).to_have_text("Cuộc họp đã bế mạc")


def conclude(story: Story) -> None:
    """The office writes two conclusions; of the second it does not know who leads, and the draft says so."""
    office = story.office
    office.goto(f"/hop/{story.conference.pk}/bien-ban/")
    expect(office.locator(".minutes-votes")).to_contain_text("tán thành 1")
    write(office, REVIEW, "DL", "2024-07-12")
    write(office, SHIPS, "", "2024-07-05")
    expect(office.get_by_role("region", name="Cần hỏi chủ trì")).to_contain_text("Cơ quan nào chủ trì?")
    office.get_by_role("link", name="Thông báo kết luận").click()
    press(office, "Lưu thành một bản")
    expect(office.locator(".paper")).to_contain_text("[chưa rõ cơ quan chủ trì]")
    expect(office.get_by_role("button", name="Ban hành và giao việc")).to_have_count(0)


def write(page: Page, what: str, lead: str, deadline: str) -> None:
    form = page.locator("#ghi-ket-luan")
    form.get_by_label("Việc phải làm").fill(what)
    form.get_by_label("Cơ quan chủ trì").select_option(lead)
    form.get_by_label("Không có").check()
    form.get_by_label("Thời hạn").fill(deadline)
    form.get_by_label("Cách báo cáo").fill("Bằng văn bản về Văn phòng Tỉnh ủy")
    form.get_by_role("button", name="Ghi kết luận").click()
    expect(page.locator(".minutes-conclusion").last).to_contain_text(what[1:])


def approve_and_issue(story: Story) -> None:
    """The chair answers what was asked and approves; the comparison shows it; the office issues, and the work is given."""
    chair, office = story.chair, story.office
    chair.goto(f"/hop/{story.conference.pk}/thong-bao/")
    chair.get_by_role("link", name="Kết luận 2").click()
    chair.get_by_label("Cơ quan chủ trì").select_option("NH")
    press(chair, "Lưu kết luận")
    chair.get_by_role("link", name="Thông báo kết luận").click()
    press(chair, "Duyệt nội dung này")
    chair.get_by_role("link", name="So sánh").click()
    expect(chair.locator(".comparison-clears ins")).to_have_text("Thành ủy Nguyệt Hồ")
    assert violations(chair) == []
    office.reload()
    press(office, "Ban hành và giao việc")
    expect(office.locator(".notice-tasks li")).to_have_text([re.compile(REVIEW), re.compile(SHIPS)])


def report_done(story: Story) -> None:
    """The district finds its task among its own day's work, takes it and reports it done."""
    unit = story.unit
    unit.goto("/viec-cua-toi/")
    expect(unit.get_by_role("link", name=SHIPS)).to_have_count(0)
    unit.get_by_role("region", name="Tôi phải làm").get_by_role("link", name=REVIEW).click()
    press(unit, "Nhận nhiệm vụ")
    unit.locator("summary", has_text="Báo cáo hoàn thành").click()
    unit.get_by_label("Kết quả thực hiện").fill("Đã rà soát, khớp số")
    unit.locator(".task-act[open] button").click()
    expect(unit.get_by_role("status")).to_contain_text("Đã báo cáo hoàn thành")


def carry_over(story: Story) -> None:
    """The next weekly briefing proposes both, the overdue one too, and takes them over."""
    office = story.office
    office.goto(f"/hop/{story.weekly.pk}/chuong-trinh/")
    for what in (REVIEW, SHIPS):
        office.get_by_role("button", name=re.compile(f"Đưa vào ?: {what}")).click()
        expect(office.get_by_role("status").first).to_contain_text("Đã đưa vào chương trình.")
    assert list(story.weekly.items.values_list("title", flat=True)) == [REVIEW, SHIPS]


def confirm(story: Story) -> None:
    """What waits for the office is the district's report; what its list shows as overdue is the other one."""
    office = story.office
    office.goto("/viec-cua-toi/")
    office.get_by_role("region", name="Chờ tôi xử lý").get_by_role("link", name=REVIEW).click()
    office.locator("summary", has_text="Xác nhận hoàn thành").click()
    office.locator(".task-act[open] button").click()
    expect(office.get_by_role("status")).to_contain_text("xác nhận")
    office.goto("/nhiem-vu/")
    late = office.get_by_role("row").filter(has_text=SHIPS)
    expect(late).to_contain_text("Quá hạn 3 ngày")
    expect(office.get_by_role("row").filter(has_text=REVIEW)).to_contain_text("Đúng hạn")


def counts_lead_to_their_rows(page: Page, report: str) -> None:
    page.goto(f"/bao-cao/{report}/")
    for question, count in COUNTED:
        link = page.locator(f'.paper a[href*="/dem/tasks/{question}/"]').first
        expect(link).to_have_text(str(count))
        link.click()
        expect(page.get_by_role("dialog")).to_contain_text(REVIEW if question == "done" else SHIPS)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()


def press(page: Page, name: str, *, exact: bool = False) -> None:
    page.get_by_role("button", name=name, exact=exact).first.click()
