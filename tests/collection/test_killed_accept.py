"""A process that is killed while it takes submissions to the ledger leaves of each either all or nothing."""

import random
import signal
import time

from giaoban.collection.models import Act, State
from tests.collection import receiver
from tests.collection.receiver import UNITS
from tests.forking import Office

WAY = [Act.OPENED, Act.SUBMITTED, Act.APPROVED, Act.POSTED]
STANDS = {State.SUBMITTED: 2, State.APPROVED: 3, State.POSTED: 4}
"""How many acts have led to the state."""


def killed(office: Office, after: int, pause: float) -> int:
    """Kills the receiver a moment after its acceptance number `after`; how many acceptances it told."""
    worker = office.begin(receiver.work)
    for _acceptance in range(after):
        worker.told()
    time.sleep(pause)
    worker.process.kill()
    more = worker.rest()
    assert worker.end() == -signal.SIGKILL
    return after + len(more)


def posted(office: Office) -> int:
    """How many submissions are posted; each must be whole in every table."""
    submissions, problems = office.ask(receiver.look)
    assert not problems
    for found in submissions:
        assert found.acts == WAY[: STANDS[State(found.state)]]
        assert found.cells > 30
        assert found.rows == (found.cells if found.state == State.POSTED else 0)
    return sum(found.state == State.POSTED for found in submissions)


def test_every_submission_is_in_the_ledger_whole_or_not_at_all(office: Office) -> None:
    office.ask(receiver.prepare)
    moments = random.Random(2024)
    acknowledged = 0
    for acceptances in (3, 6):
        acknowledged += killed(office, acceptances, moments.uniform(0, 0.03))
        assert posted(office) >= acknowledged, "what was acknowledged is there"
    assert posted(office) < UNITS
    worker = office.begin(receiver.work)
    assert len(worker.rest()) + acknowledged <= UNITS
    assert worker.end() == 0
    assert posted(office) == UNITS
