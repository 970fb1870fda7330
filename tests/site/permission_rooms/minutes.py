"""What the permission matrix needs for the pages of minutes, conclusions and notices."""

from datetime import timedelta

from giaoban.meetings import recording, versions
from giaoban.meetings.letterhead import Signing
from giaoban.meetings.models import AgendaItem, Meeting, MeetingKind, MeetingState
from giaoban.meetings.recording import ConclusionWords
from giaoban.people.models import Person
from giaoban.units.models import Unit
from tests.conftest import NOW, Cast

MINUTES, CONCLUSION, NOTICE = "/hop/{held}/bien-ban/", "/hop/{held}/ket-luan/{conclusion}/", "/hop/{held}/thong-bao/"
ADDRESSES = {
    "minutes": MINUTES,
    "minutes_file": MINUTES + "tai-ve.txt",
    "minutes_notes": MINUTES + "{held_item}/ghi/",
    "new_conclusion": "/hop/{held}/ket-luan/moi/",
    "conclusion": CONCLUSION,
    "withdraw_conclusion": CONCLUSION + "bo/",
    "shift_conclusion": CONCLUSION + "chuyen/",
    "notice": NOTICE,
    "notice_file": NOTICE + "tai-ve.txt",
    "notice_version": NOTICE + "ban/1/",
    "notice_comparison": NOTICE + "so-sanh/",
    "save_notice": NOTICE + "luu/",
    "approve_notice": NOTICE + "duyet/",
    "issue_notice": NOTICE + "ban-hanh/",
}
"""Every page by the name of its route: its address with what changes in braces."""
CARRIED = {
    "minutes_notes": {"ghi": "Đã bàn", "revision": "0"},
    "new_conclusion": {"viec": "Rà soát", "mat": "open"},
    "conclusion": {"viec": "Rà soát lại", "mat": "open", "revision": "0"},
    "issue_notice": {"so-ky-hieu": "01-TB/HU", "ngay": "2024-07-02", "revision": "0"},
}
"""What a POST carries; other routes carry `revision=0`."""


def things(unit: Unit, officer: Person, cast: Cast) -> dict[str, object]:
    """A meeting of the unit that is over, with an item, a conclusion and the office's draft."""
    meeting = Meeting.objects.create(
        unit=unit,
        kind=MeetingKind.BRIEFING,
        title=f"Giao ban đã họp {unit.key}",
        starts_at=NOW,
        ends_at=NOW + timedelta(hours=1),
        state=MeetingState.ENDED,
        uid=f"da-hop-{unit.pk}",
        changed_at=NOW,
    )
    item = AgendaItem.objects.create(meeting=meeting, position=1, title="Kết quả sáu tháng")
    words = ConclusionWords("Rà soát tàu cá", lead=unit.pk, item=item.pk)
    conclusion = recording.conclude(meeting, words, by=cast.office, at=NOW)
    versions.save_draft(meeting, by=cast.office, at=NOW, signing=Signing.BY_ORDER)
    return {"held": meeting.pk, "held_item": item.pk, "conclusion": conclusion.pk}
