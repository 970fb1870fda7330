"""Calendar files, read back by icalendar and by vobject, another program's parser; held against our own turns."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import icalendar
import pytest
import vobject

from giaoban.meetings import preparing, series
from giaoban.meetings.calendar_file import NOBODY, Organizer, of_meeting, of_series
from giaoban.meetings.models import Meeting, Series
from tests.conftest import HANOI, NOW, Cast
from tests.meetings.planned import WEEKLY, invited, sitting
from tests.meetings.test_series import begun

OFFICE = Organizer("Văn phòng Tỉnh ủy")


def events(data: bytes) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(data).events


def read_elsewhere(data: bytes, last: date) -> list[datetime]:
    """When the other program has the meetings of the file until that day: the rule, without what is excepted, with what was moved."""
    calendar = vobject.readOne(data.decode())
    found: dict[datetime, datetime] = {}
    for event in calendar.vevent_list:
        if hasattr(event, "rrule"):
            end = datetime.combine(last, time.max).replace(tzinfo=event.dtstart.value.tzinfo)
            # The other program counts on the clock that it read from the file's own VTIMEZONE.
            due = event.getrruleset(addRDate=True).between(event.dtstart.value, end, inc=True)
            found |= {turn.astimezone(HANOI): turn.astimezone(HANOI) for turn in due}
    for event in calendar.vevent_list:
        if hasattr(event, "recurrence_id"):
            found[event.recurrence_id.value.astimezone(HANOI)] = event.dtstart.value.astimezone(HANOI)
    return sorted(found.values())


def made(cast: Cast, found: Series, count: int) -> list[Meeting]:
    meetings: list[Meeting] = []
    for _number in range(count):
        after = meetings[-1].turn if meetings else NOW
        assert after is not None
        meetings.append(series.next_meeting(found, by=cast.office, at=after))
    return meetings


def test_one_meeting_stands_in_the_file_as_it_was_invited(cast: Cast) -> None:
    meeting = invited(cast)
    data = of_meeting(meeting, OFFICE, link="https://giaoban.example/hop/1/", at=NOW)
    (event,) = events(data)
    assert icalendar.Calendar.from_ical(data)["METHOD"] == "REQUEST"
    assert (event["UID"], event["SEQUENCE"], event["SUMMARY"]) == (meeting.uid, 0, meeting.title)
    assert event.start == meeting.starts_at
    assert event["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert (event["ORGANIZER"], event["ORGANIZER"].params["CN"]) == (NOBODY, "Văn phòng Tỉnh ủy")
    assert "mailto" not in data.decode().lower()


def test_a_moved_meeting_keeps_its_uid_and_a_cancelled_one_says_so(cast: Cast) -> None:
    meeting = invited(cast)
    later = sitting(NOW + timedelta(days=1))
    moved = preparing.move(meeting, later, by=cast.office, at=NOW, revision=meeting.revision)
    (event,) = events(of_meeting(moved, replace(OFFICE, mail="vanphong@tinh.example"), at=NOW))
    assert (event["UID"], event["SEQUENCE"], event.start) == (meeting.uid, 1, NOW + timedelta(days=1))
    assert event["ORGANIZER"] == "mailto:vanphong@tinh.example"
    off = preparing.cancel(moved, "Bão", by=cast.office, at=NOW, revision=moved.revision)
    data = of_meeting(off, OFFICE, at=NOW)
    assert (icalendar.Calendar.from_ical(data)["METHOD"], events(data)[0]["STATUS"]) == ("CANCEL", "CANCELLED")
    assert events(data)[0]["SEQUENCE"] == 2


@pytest.mark.parametrize(
    "rule", ["FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,FR", "FREQ=MONTHLY;BYMONTHDAY=-1"]
)
@pytest.mark.parametrize("ends_on", [None, date(2025, 2, 10)])
def test_another_program_counts_the_same_turns_across_the_years_end(
    cast: Cast, rule: str, ends_on: date | None
) -> None:
    found = begun(cast, replace(WEEKLY, rule=rule, ends_on=ends_on))
    last = date(2025, 6, 30)
    read = read_elsewhere(of_series(found, [], OFFICE, at=NOW), last)
    assert read == list(series.turns(found, NOW.date(), last))
    assert any(turn.year == 2025 for turn in read)


def test_another_program_sees_the_moved_meeting_and_not_the_cancelled_one(cast: Cast) -> None:
    found = begun(cast, replace(WEEKLY, first=date(2024, 12, 20)))
    first, second, third = made(cast, found, 3)
    # From the last Monday of December to the second day of the new year.
    moved = preparing.move(
        second, sitting(second.starts_at + timedelta(days=3)), by=cast.office, at=NOW, revision=second.revision
    )
    preparing.cancel(third, "Nghỉ", by=cast.office, at=NOW, revision=third.revision)
    data = of_series(found, found.meetings.all(), OFFICE, at=NOW)
    assert read_elsewhere(data, date(2025, 1, 20)) == [
        first.starts_at, moved.starts_at, *series.turns(found, date(2025, 1, 7), date(2025, 1, 20)),
    ]  # fmt: skip
    master, changed = events(data)
    assert (changed["UID"], changed.decoded("RECURRENCE-ID")) == (master["UID"], second.turn)
    assert (master["SEQUENCE"], changed["SEQUENCE"]) == (1, 1)
    alone = events(of_meeting(moved, OFFICE, at=NOW))[0]
    assert (alone["UID"], alone.decoded("RECURRENCE-ID")) == (found.uid, second.turn)


def test_every_line_is_short_and_ends_as_the_standard_says(cast: Cast) -> None:
    long = "Làm việc với các huyện ủy, thành ủy về chống khai thác hải sản bất hợp pháp; " * 2
    data = of_series(begun(cast, replace(WEEKLY, title=long.strip())), [], OFFICE, at=NOW)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert events(data)[0]["SUMMARY"] == long.strip()
