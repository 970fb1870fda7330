"""What a process of its own does that posts to the books, to be killed or to compete."""

from datetime import UTC, datetime
from multiprocessing.connection import Connection

from giaoban.figures.entry import Entry, Source
from giaoban.figures.ledger import post
from giaoban.figures.models import Measure, SourceKind
from giaoban.figures.sources import keep
from giaoban.figures.verify import verify
from giaoban.people.models import Person
from giaoban.units.models import Unit

ROWS = 300
"""Rows of one posting."""


def prepare() -> None:
    """Empty books become books with one author and enough units."""
    Person.objects.create_person("thuky", "Thư ký")
    Unit.objects.bulk_create([Unit(key=f"U{number}:2020-01-01") for number in range(ROWS)])


def work(line: Connection, start: int, count: int) -> None:
    """Posts `count` months, each from a file of its own, and says each posting's number when it is written."""
    clerk = Person.objects.get()
    units = list(Unit.objects.values_list("pk", flat=True))
    for number in range(start, start + count):
        period = f"{1900 + number // 12}-{number % 12 + 1:02}"
        source = Source(SourceKind.IMPORT, keep(period.encode(), f"{period}.csv", "text/csv"))
        entries = [Entry(unit, "members.admitted", "", period, Measure.ACTUAL, number) for unit in units]
        posting = post(entries, by=clerk, source=source, at=datetime.now(UTC))
        line.send(posting.pk if posting else 0)


def look() -> tuple[int, int, list[str]]:
    """How many postings and observations there are, and every problem."""
    found = verify()
    return found.postings, found.observations, [problem.message for problem in found.problems]
