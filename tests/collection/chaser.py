"""A process of its own that reminds of what is due, to compete with others: `python -m tests.collection.chaser ACT`."""

import sys
from datetime import datetime

import django


def work() -> None:
    """Waits for a line, reminds, and says of how many forms."""
    from giaoban.collection.chasing import remind_due
    from giaoban.indicators.packs import current
    from tests.conftest import HANOI

    pack = current()
    sys.stdin.readline()
    done = remind_due(pack, at=datetime(2024, 7, 10, 9, 0, tzinfo=HANOI))
    sys.stdout.write(f"{len(done.sent)}\n")


def look() -> None:
    """Says how many reminders were claimed and how many messages were left."""
    from giaoban.collection.models import Reminder
    from giaoban.people.models import Notice

    sys.stdout.write(f"{Reminder.objects.filter(sent_at__isnull=False).count()}\n{Notice.objects.count()}\n")


if __name__ == "__main__":
    django.setup()
    {"work": work, "look": look}[sys.argv[1]]()
