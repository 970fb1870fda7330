"""Two machines that remind at the same moment send everything once."""

from tests.collection import chaser, receiver
from tests.collection.receiver import UNITS
from tests.forking import Office

FORMS = 4
"""Monthly forms that a district owes figures in; the command looks back over those of April, May and June."""


def test_what_two_send_together_is_what_one_would_send_alone(office: Office) -> None:
    office.ask(receiver.prepare)
    both = [office.begin(chaser.work) for _number in range(2)]
    for worker in both:
        worker.line.send("go")
    sent = [worker.told() for worker in both]
    assert [worker.end() for worker in both] == [0, 0]
    claimed, notices = office.ask(chaser.look)
    assert sum(sent) == claimed == 2 * FORMS * UNITS, "May's and June's are late, April's is due too long ago"
    assert notices == UNITS
