"""What the permission matrix needs for the pages of meetings."""

from datetime import timedelta

from giaoban.meetings.models import AgendaItem, Meeting, MeetingKind, MeetingState, Paper, Participant, Series
from giaoban.people.models import Person
from giaoban.units.models import Unit
from tests.conftest import NOW, Cast

MEETING, SERIES = "/hop/{meeting}/", "/hop/dinh-ky/{series}/"
ITEM, PLACE = MEETING + "chuong-trinh/{item}/", MEETING + "thanh-phan/{place}/"
ADDRESSES = {
    "meetings": "/hop/",
    "meetings_file": "/hop/tai-ve.csv",
    "meeting_calendar": "/hop/lich/",
    "new_meeting": "/hop/moi/",
    "series_list": "/hop/dinh-ky/",
    "new_series": "/hop/dinh-ky/moi/",
    "series": SERIES,
    "series_meeting": SERIES + "lap/",
    "end_series": SERIES + "ket-thuc/",
    "series_file": SERIES + "lich.ics",
    "meeting": MEETING,
    "meeting_file": MEETING + "lich.ics",
    "meeting_invitation": MEETING + "giay-moi.docx",
    "revise_meeting": MEETING + "sua/",
    "move_meeting": MEETING + "doi/",
    "cancel_meeting": MEETING + "huy/",
    "invite_to_meeting": MEETING + "moi-hop/",
    "meeting_agenda": MEETING + "chuong-trinh/",
    "agenda_take_over": MEETING + "chuong-trinh/de-xuat/",
    "agenda_item": ITEM,
    "agenda_move": ITEM + "chuyen/",
    "agenda_remove": ITEM + "bo/",
    "meeting_participants": MEETING + "thanh-phan/",
    "add_participants": MEETING + "thanh-phan/them/",
    "remove_participant": PLACE + "bo/",
    "appoint_participant": PLACE + "tu-cach/",
    "check_participants": MEETING + "diem-danh/",
    "answer_invitation": MEETING + "tra-loi/{place}/",
    "add_paper": MEETING + "tai-lieu/",
    "meeting_paper": MEETING + "tai-lieu/{paper}/",
    "remove_paper": MEETING + "tai-lieu/{paper}/bo/",
    "meeting_note": MEETING + "ghi-chu/{item}/",
    "meeting_remark": MEETING + "gop-y/{item}/",
}
"""Every page by the name of its route: its address with what changes in braces."""
WORDS = {"ten": "Giao ban", "loai": "briefing", "mat": "open"}
SITTING = {"ngay": "2024-07-10", "bat-dau": "08:00", "ket-thuc": "09:00", "dia-diem": "Hội trường"}
BRIEF = {"ten": "Báo cáo", "so-phut": "15", "gan-voi": "none", "mat": "open"}
CARRIED = {
    "new_meeting": WORDS | SITTING | {"don-vi": "{unit}"},
    "new_series": WORDS | SITTING | {"don-vi": "{unit}", "nhip": "tuan", "thu": "0", "cach": "1", "so-phut": "90"},
    "end_series": {"het-ngay": "2024-12-31"},
    "revise_meeting": WORDS | {"revision": "0"},
    "move_meeting": SITTING | {"revision": "0"},
    "cancel_meeting": {"revision": "0", "ly-do": "Trùng lịch"},
    "meeting_agenda": BRIEF | {"revision": "0"},
    "agenda_item": BRIEF | {"revision": "0"},
    "add_participants": {"revision": "0", "don-vi-khac": "MS"},
    "appoint_participant": {"revision": "0", "tu-cach": "guest"},
    "answer_invitation": {"tra-loi": "accepted"},
    "meeting_note": {"ghi-chu": "Nhớ hỏi"},
    "meeting_remark": {"y-kien": "Đồng ý", "mat": "open"},
}
"""What a POST carries; other routes carry `revision=0`."""


def things(unit: Unit, officer: Person, cast: Cast) -> dict[str, object]:
    """A meeting of the unit itself, to which it has invited its own people and is about to invite the police's committee."""
    meeting = Meeting.objects.create(
        unit=unit,
        kind=MeetingKind.BRIEFING,
        title=f"Giao ban {unit.key}",
        starts_at=NOW + timedelta(days=1),
        ends_at=NOW + timedelta(days=1, hours=2),
        state=MeetingState.INVITED,
        uid=f"hop-{unit.pk}",
        changed_at=NOW,
    )
    place = Participant.objects.create(meeting=meeting, unit=unit, invited_at=NOW)
    Participant.objects.create(meeting=meeting, unit=cast.equivalent)
    item = AgendaItem.objects.create(meeting=meeting, position=1, title="Báo cáo")
    paper = Paper.objects.create(
        meeting=meeting, name="a.txt", media_type="text/plain", size=1, sha256="0", data=b"a", person=officer, at=NOW
    )
    series = Series.objects.create(
        unit=unit, kind=MeetingKind.BRIEFING, title="Giao ban tuần", rule="FREQ=WEEKLY;BYDAY=MO",
        starts_at=NOW - timedelta(days=1), minutes=90, uid=f"dinh-ky-{unit.pk}",
    )  # fmt: skip
    return {"meeting": meeting.pk, "place": place.pk, "item": item.pk, "paper": paper.pk, "series": series.pk}
