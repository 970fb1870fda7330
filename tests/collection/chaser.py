"""What a process of its own does that reminds of what is due, to compete with others."""

from datetime import datetime
from multiprocessing.connection import Connection

from giaoban.collection.chasing import remind_due
from giaoban.collection.models import Reminder
from giaoban.indicators.packs import current
from giaoban.people.models import Notice
from tests.conftest import HANOI


def work(line: Connection) -> None:
    """Waits for a word, reminds, and says of how many forms."""
    pack = current()
    line.recv()
    done = remind_due(pack, at=datetime(2024, 7, 10, 9, 0, tzinfo=HANOI))
    line.send(len(done.sent))


def look() -> tuple[int, int]:
    """How many reminders were claimed and how many messages were left."""
    return Reminder.objects.filter(sent_at__isnull=False).count(), Notice.objects.count()
