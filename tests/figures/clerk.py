"""A process of its own that posts to the books, to be killed or to compete: `python -m tests.figures.clerk ACT …`."""

import sys
from datetime import UTC, datetime

import django
from django.core.management import call_command

ROWS = 300
"""Rows of one posting."""


def say(*lines: object) -> None:
    """Each on a line of its own, at once."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def prepare() -> None:
    """An empty database becomes books with one author and enough units."""
    from giaoban.people.models import Person
    from giaoban.units.models import Unit

    call_command("migrate", verbosity=0)
    Person.objects.create_person("thuky", "Thư ký")
    Unit.objects.bulk_create([Unit(key=f"U{number}:2020-01-01") for number in range(ROWS)])


def work(start: int, count: int) -> None:
    """Posts `count` months, each from a file of its own, and says each posting's number when it is written."""
    from giaoban.figures.entry import Entry, Source
    from giaoban.figures.ledger import post
    from giaoban.figures.models import Measure, SourceKind
    from giaoban.figures.sources import keep
    from giaoban.people.models import Person
    from giaoban.units.models import Unit

    clerk = Person.objects.get()
    units = list(Unit.objects.values_list("pk", flat=True))
    for number in range(start, start + count):
        period = f"{1900 + number // 12}-{number % 12 + 1:02}"
        source = Source(SourceKind.IMPORT, keep(period.encode(), f"{period}.csv", "text/csv"))
        entries = [Entry(unit, "members.admitted", "", period, Measure.ACTUAL, number) for unit in units]
        posting = post(entries, by=clerk, source=source, at=datetime.now(UTC))
        say(posting.pk if posting else 0)


def look() -> None:
    """Says how many postings and observations there are, then every problem."""
    from giaoban.figures.verify import verify

    found = verify()
    say(found.postings, found.observations, *(problem.message for problem in found.problems))


if __name__ == "__main__":
    django.setup()
    match sys.argv[1:]:
        case ["work", start, count]:
            work(int(start), int(count))
        case ["look"]:
            look()
        case _:
            prepare()
