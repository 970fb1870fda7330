"""A process of its own that makes the next meeting of a series, to compete with others: `python -m tests.meetings.maker ACT`."""

import sys

import django


def prepare() -> None:
    """A weekly series of the province."""
    from giaoban.meetings import series
    from giaoban.people.models import Person
    from giaoban.units.models import Unit
    from tests.conftest import NOW
    from tests.meetings.planned import WEEKLY

    office = Person.objects.get(login="vanphong")
    series.begin(Unit.objects.get(key__startswith="LG:").pk, WEEKLY, by=office, at=NOW)


def work() -> None:
    """Waits for a line, makes the next meeting, and says its number."""
    from giaoban.meetings import series
    from giaoban.meetings.models import Series
    from giaoban.people.models import Person
    from tests.conftest import NOW

    office, found = Person.objects.get(login="vanphong"), Series.objects.get()
    sys.stdin.readline()
    sys.stdout.write(f"{series.next_meeting(found, by=office, at=NOW).pk}\n")


def look() -> None:
    """Says how many meetings and how many beginnings of a meeting there are."""
    from giaoban.meetings.models import Meeting, MeetingEvent

    sys.stdout.write(f"{Meeting.objects.count()}\n{MeetingEvent.objects.filter(act='planned').count()}\n")


if __name__ == "__main__":
    django.setup()
    {"prepare": prepare, "work": work, "look": look}[sys.argv[1]]()
