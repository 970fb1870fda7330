"""Meetings as calendar files (iCalendar, RFC 5545), which every calendar program takes up: one meeting, or a whole series.

A meeting of a series is told by the series' UID and the turn as RECURRENCE-ID, in either file, so that a calendar that
has both shows it once. Instants stand on the clock of Asia/Ho_Chi_Minh, with its VTIMEZONE in the file.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard, vCalAddress, vRecur, vText

from giaoban.language.dates import HANOI
from giaoban.meetings.models import Meeting, MeetingState, Series

PRODUCT: Final = "-//Giao ban//Giao ban//VI"
MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
NOBODY: Final = "invalid:nomail"
"""The address of an organizer who has none: a calendar program then offers no answer by mail."""
SINCE: Final = date(1975, 6, 13)
"""Since that day the whole country keeps UTC+7."""


@dataclass(frozen=True, slots=True)
class Organizer:
    """Which unit invites; `mail` is the address of the office, never of a person, and empty where none is set up."""

    name: str
    mail: str = ""


def of_meeting(meeting: Meeting, organizer: Organizer, *, link: str = "", at: datetime) -> bytes:
    """The file of one meeting: a request, or its cancellation. `link` is the address of its page; `at` stamps the file."""
    is_off = meeting.state == MeetingState.CANCELLED
    calendar = _calendar("CANCEL" if is_off else "REQUEST")
    calendar.add_component(_occurrence(meeting, organizer, link, at))
    return bytes(calendar.to_ical())


def of_series(series: Series, meetings: Iterable[Meeting], organizer: Organizer, *, at: datetime) -> bytes:
    """The file of a series: its rule, without the turns that were called off, and what differs from it.

    `meetings` are those of the series that were made. The sequence grows with each that is called off.
    """
    made = [meeting for meeting in meetings if meeting.turn is not None]
    off = sorted(meeting.turn for meeting in made if meeting.turn and meeting.state == MeetingState.CANCELLED)
    calendar = _calendar("REQUEST")
    master = _event(series.uid, series.sequence + len(off), series.title, series.place, organizer, at)
    master.add("dtstart", series.starts_at.astimezone(HANOI))
    master.add("dtend", series.starts_at.astimezone(HANOI) + timedelta(minutes=series.minutes))
    master.add("rrule", vRecur.from_ical(_rule(series)))
    for turn in off:
        master.add("exdate", turn.astimezone(HANOI))
    calendar.add_component(master)
    for meeting in made:
        if meeting.state != MeetingState.CANCELLED and _differs(meeting, series):
            calendar.add_component(_occurrence(meeting, organizer, "", at))
    return bytes(calendar.to_ical())


def _occurrence(meeting: Meeting, organizer: Organizer, link: str, at: datetime) -> Event:
    """One meeting; of a series by its turn."""
    uid = meeting.series.uid if meeting.series is not None and meeting.turn is not None else meeting.uid
    event = _event(uid, meeting.sequence, meeting.title, meeting.place, organizer, at)
    event.add("dtstart", meeting.starts_at.astimezone(HANOI))
    event.add("dtend", meeting.ends_at.astimezone(HANOI))
    if meeting.series is not None and meeting.turn is not None:
        event.add("recurrence-id", meeting.turn.astimezone(HANOI))
    if meeting.about:
        event.add("description", meeting.about)
    if link:
        event.add("url", link)
    is_off = meeting.state == MeetingState.CANCELLED
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    if not is_off:
        event.add_component(_alarm(meeting.title))
    return event


def _event(uid: str, sequence: int, title: str, place: str, organizer: Organizer, at: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", at.astimezone(UTC))
    event.add("summary", title)
    if place:
        event.add("location", place)
    address = vCalAddress(f"mailto:{organizer.mail}" if organizer.mail else NOBODY)
    address.params["CN"] = vText(organizer.name)
    event.add("organizer", address)
    return event


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(minutes=-30))
    return alarm


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_zone())
    return calendar


def _zone() -> Timezone:
    """The one time of the country, without summer time."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", HANOI.key)
    standard.add("dtstart", datetime.combine(SINCE, time()))
    standard.add("tzoffsetfrom", timedelta(hours=7))
    standard.add("tzoffsetto", timedelta(hours=7))
    standard.add("tzname", "+07")
    zone.add_component(standard)
    return zone


def _rule(series: Series) -> str:
    """The rule with its end, which RFC 5545 wants in UTC."""
    if series.ends_on is None:
        return series.rule
    until = datetime.combine(series.ends_on, time(23, 59, 59), HANOI).astimezone(UTC)
    return f"{series.rule};UNTIL={until:%Y%m%dT%H%M%SZ}"


def _differs(meeting: Meeting, series: Series) -> bool:
    """Whether a meeting sits at another time, for another while or elsewhere than its turn has it."""
    if meeting.turn is None:
        return False
    due = (meeting.turn, meeting.turn + timedelta(minutes=series.minutes), series.place)
    return (meeting.starts_at, meeting.ends_at, meeting.place) != due
