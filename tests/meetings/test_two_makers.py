"""Two machines that make the next meeting of a series at the same moment make one."""

from tests.forking import Office
from tests.meetings import maker


def test_both_are_given_the_one_meeting_of_the_turn(office: Office) -> None:
    office.ask(maker.prepare)
    both = [office.begin(maker.work) for _number in range(2)]
    for worker in both:
        worker.line.send("go")
    made = [worker.told() for worker in both]
    assert [worker.end() for worker in both] == [0, 0]
    assert len(set(made)) == 1
    assert office.ask(maker.look) == (1, 1)
