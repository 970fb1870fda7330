"""The pages of meetings in a real browser: three widths, two themes, and the keyboard alone."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from giaoban.figures.entry import Entry, Source
from giaoban.figures.ledger import post
from giaoban.figures.models import Measure, SourceKind
from giaoban.followup.models import Task, TaskOrigin, TaskState
from giaoban.meetings import agenda, notes, papers, series
from giaoban.meetings.agenda import ItemWords
from giaoban.meetings.models import AgendaItem, Binding, Meeting
from tests.conftest import NOW, Cast
from tests.meetings.planned import invited
from tests.meetings.test_series import begun
from tests.site.browser import Site, fits, violations

pytestmark = pytest.mark.chromium

AGENDA = (
    ItemWords("Báo cáo kết quả công tác xây dựng Đảng 6 tháng đầu năm 2024", 30, presenter="Chánh Văn phòng Tỉnh ủy",
              binding=Binding.REPORT, subject="half_year"),
    ItemWords("Thành ủy Nguyệt Hồ báo cáo về kết nạp đảng viên", 15, presenter="Bí thư Thành ủy",
              binding=Binding.INDICATOR, subject="members.admitted"),
    ItemWords("Tình hình thực hiện các kết luận của Ban Thường vụ", 20, binding=Binding.TASKS),
    ItemWords("Kết luận hội nghị", 30, presenter="Đồng chí chủ trì"),
)  # fmt: skip


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    """A briefing with figures that are red, an overdue task, a paper, a note and a remark; and a weekly series."""
    figures = [
        Entry(unit.pk, "members.admitted", "", period, measure, value)
        for unit, admitted in ((cast.district, 300), (cast.neighbour, 50))
        for period, measure, value in (
            ("2024-06", Measure.ACTUAL, admitted), ("2024", Measure.TARGET, 400), ("2023-06", Measure.ACTUAL, 100),
        )
    ]  # fmt: skip
    post(figures, by=cast.office, source=Source(SourceKind.IMPORT), at=NOW)
    late = NOW.date() - timedelta(days=3)
    Task.objects.create(
        unit=cast.province, lead=cast.neighbour, what="Rà soát, bàn giao mặt bằng dự án đường ven biển",
        origin=TaskOrigin.CONCLUSION, origin_title="Giao ban", origin_on=late, deadline=late, first_deadline=late,
        state=TaskState.ISSUED, changed_at=NOW,
    )  # fmt: skip
    found = invited(cast)
    first, *_rest = agenda.add_items(found, AGENDA, by=cast.office, at=NOW, revision=found.revision)
    papers.add_paper(found, b"%PDF-1.7", "Dự thảo báo cáo 6 tháng.pdf", item=first, by=cast.office, at=NOW)
    notes.keep_note(found, first.pk, "Hỏi thêm về Nguyệt Hồ", by=cast.officer, at=NOW)
    notes.remark(found, first.pk, "Đề nghị bổ sung số liệu quý II", by=cast.officer, at=NOW)
    series.next_meeting(begun(cast), by=cast.office, at=NOW)
    return Meeting.objects.get(pk=found.pk)


def test_axe_finds_nothing_and_nothing_runs_off_the_screen(site: Site, cast: Cast, meeting: Meeting) -> None:
    one = f"/hop/{meeting.pk}/"
    weekly = Meeting.objects.exclude(series=None).values_list("series", flat=True)[0]
    with site.opened(cast.office) as page:
        for address in ("/hop/", "/hop/lich/", "/hop/moi/", one, f"{one}chuong-trinh/", f"{one}thanh-phan/",
                        f"{one}doi/", "/hop/dinh-ky/", f"/hop/dinh-ky/{weekly}/", "/hop/dinh-ky/moi/"):  # fmt: skip
            page.goto(address)
            fits(page)
    with site.opened(cast.officer) as page:
        page.goto(one)
        fits(page)


def test_the_agenda_is_ordered_and_taken_over_by_the_keyboard_alone(site: Site, cast: Cast, meeting: Meeting) -> None:
    with site.opened(cast.office) as page:
        page.goto(f"/hop/{meeting.pk}/chuong-trinh/")
        page.get_by_role("button", name=re.compile("Lên ?: Kết luận hội nghị")).focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").first).to_contain_text("Đã đổi thứ tự.")
        page.get_by_role("button", name=re.compile("Đưa vào ?: Rà soát")).focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").first).to_contain_text("Đã đưa vào chương trình.")
        assert violations(page) == []
    titles = list(AgendaItem.objects.filter(meeting=meeting).values_list("title", flat=True))
    assert titles[2:] == [AGENDA[3].title, AGENDA[2].title, "Rà soát, bàn giao mặt bằng dự án đường ven biển"]


def test_an_invitation_is_answered_by_the_keyboard_alone(site: Site, cast: Cast, meeting: Meeting) -> None:
    with site.opened(cast.officer) as page:
        page.goto(f"/hop/{meeting.pk}/")
        page.get_by_label("Cử người dự thay").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.type("Phó Bí thư Huyện ủy")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").first).to_contain_text("Đã gửi trả lời.")
        expect(page.get_by_role("heading", name="Bạn đã trả lời")).to_be_visible()
