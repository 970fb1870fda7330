"""The briefing of the province on the morning of 2 July 2024, as its office prepares it."""

from datetime import date, datetime, time, timedelta

from giaoban.meetings import inviting, preparing
from giaoban.meetings.inviting import NewPlace
from giaoban.meetings.models import Meeting, MeetingKind, Part
from giaoban.meetings.preparing import MeetingWords, Sitting
from giaoban.meetings.series import NewSeries
from tests.conftest import NOW, Cast

BEFORE = NOW - timedelta(days=3)
"""When it is prepared."""
WEEKLY = NewSeries(
    MeetingKind.BRIEFING, "Giao ban tuần", "FREQ=WEEKLY;BYDAY=MO", date(2024, 7, 2), time(7, 30), 90, "Phòng họp số 1"
)
WORDS = MeetingWords(MeetingKind.BRIEFING, "Giao ban sáu tháng đầu năm", period="2024-H1")


def sitting(starts_at: datetime = NOW, minutes: int = 120, place: str = "Phòng họp số 1") -> Sitting:
    return Sitting(starts_at, starts_at + timedelta(minutes=minutes), place)


def planned(cast: Cast, words: MeetingWords = WORDS, at: datetime = BEFORE) -> Meeting:
    """A meeting of the province with nobody on its list yet."""
    return preparing.plan(cast.province.pk, words, sitting(), by=cast.office, at=at)


def invited(cast: Cast, at: datetime = BEFORE) -> Meeting:
    """The same with the province's leader in the chair and Diễn Lộc invited; not Nguyệt Hồ."""
    meeting = planned(cast, at=at)
    places = [NewPlace(cast.province.pk, cast.leader, Part.CHAIR), NewPlace(cast.district.pk)]
    meeting = inviting.add(meeting, places, by=cast.office, at=at, revision=meeting.revision)
    return inviting.invite(meeting, by=cast.office, at=at, revision=meeting.revision)[0]
