"""The briefing of 2 July as it is written down: two items, two conclusions that give work and one that gives none."""

from datetime import date, timedelta

from giaoban.meetings import agenda, recording, versions
from giaoban.meetings.agenda import ItemWords
from giaoban.meetings.letterhead import Signing
from giaoban.meetings.models import Attendance, Conclusion, Meeting, MeetingState
from giaoban.meetings.recording import ConclusionWords
from tests.conftest import NOW, Cast
from tests.meetings.planned import BEFORE, invited

DEADLINE = date(2024, 8, 15)
AFTER = NOW + timedelta(hours=3)
"""When the meeting is over."""


def held_briefing(cast: Cast) -> Meeting:
    """The province's briefing with two items, over; Diễn Lộc came."""
    meeting = invited(cast)
    words = [ItemWords("Kết quả sáu tháng", presenter="Chánh Văn phòng"), ItemWords("Chống khai thác IUU")]
    agenda.add_items(meeting, words, by=cast.office, at=BEFORE, revision=meeting.revision)
    meeting.participants.filter(unit=cast.district).update(attendance=Attendance.PRESENT)
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.ENDED)
    meeting.refresh_from_db()
    return meeting


def work(cast: Cast, what: str = "Rà soát tàu cá chưa đăng ký", deadline: date | None = DEADLINE) -> ConclusionWords:
    """Work with all five clear: Diễn Lộc leads, Nguyệt Hồ helps."""
    return ConclusionWords(
        what,
        lead=cast.district.pk,
        helpers=(cast.neighbour.pk,),
        deadline=deadline,
        reporting="Báo cáo bằng văn bản về Văn phòng Tỉnh ủy",
    )


def conclude(cast: Cast, meeting: Meeting, words: ConclusionWords) -> Conclusion:
    return recording.conclude(meeting, words, by=cast.office, at=AFTER)


def concluded(cast: Cast) -> Meeting:
    """The briefing with its three conclusions."""
    meeting = held_briefing(cast)
    second = meeting.items.get(title="Chống khai thác IUU")
    conclude(cast, meeting, ConclusionWords("Hội nghị thống nhất với dự thảo báo cáo", is_statement=True))
    conclude(cast, meeting, work(cast))
    alone = ConclusionWords(
        "Báo cáo tiến độ hằng tuần", lead=cast.neighbour.pk, alone=True, deadline=DEADLINE, reporting="Trên hệ thống",
        item=second.pk,
    )  # fmt: skip
    conclude(cast, meeting, alone)
    return meeting


def approved(cast: Cast) -> Meeting:
    """The same, drafted by the office and approved by the chair."""
    meeting = concluded(cast)
    versions.save_draft(meeting, by=cast.office, at=AFTER, signing=Signing.BY_ORDER)
    seen = versions.composed(meeting, at=AFTER, signing=Signing.BY_ORDER).digest
    versions.approve(meeting, by=cast.leader, at=AFTER, signing=Signing.BY_ORDER, seen=seen)
    return meeting
