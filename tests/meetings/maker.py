"""What a process of its own does that makes the next meeting of a series, to compete with others."""

from multiprocessing.connection import Connection

from giaoban.meetings import series
from giaoban.meetings.models import Meeting, MeetingEvent, Series
from giaoban.people.models import Person, Role
from tests.conftest import NOW, add_person, add_unit
from tests.meetings.planned import WEEKLY


def prepare() -> None:
    """Empty books become a province with an office and a weekly series."""
    province = add_unit("LG", "Tỉnh ủy Lam Giang", "province_committee", None)
    office = add_person("vanphong", "Văn phòng Tỉnh ủy", Role.OFFICE, province)
    series.begin(province.pk, WEEKLY, by=office, at=NOW)


def work(line: Connection) -> None:
    """Waits for a word, makes the next meeting, and says its number."""
    office, found = Person.objects.get(login="vanphong"), Series.objects.get()
    line.recv()
    line.send(series.next_meeting(found, by=office, at=NOW).pk)


def look() -> tuple[int, int]:
    """How many meetings and how many beginnings of a meeting there are."""
    return Meeting.objects.count(), MeetingEvent.objects.filter(act="planned").count()
