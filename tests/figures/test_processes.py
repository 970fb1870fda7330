"""Processes that die in the middle of a posting, and processes that post at once."""

import random
import signal
import time

import pytest

from tests.figures import clerk
from tests.figures.clerk import ROWS
from tests.forking import Office


@pytest.fixture
def books(office: Office) -> Office:
    office.ask(clerk.prepare)
    return office


def test_a_clerk_killed_in_the_middle_leaves_all_or_nothing_of_a_posting(books: Office) -> None:
    chance = random.Random(2024)
    told = 0
    for start in (0, 3000, 6000):
        at_work = books.begin(clerk.work, start, 3000)
        told = at_work.told()
        time.sleep(chance.uniform(0, 0.3))
        at_work.process.kill()
        told = max([told, *at_work.rest()])
        assert at_work.end() == -signal.SIGKILL
    postings, observations, problems = books.ask(clerk.look)
    assert problems == []
    assert postings >= told >= 3
    assert observations == ROWS * postings


def test_clerks_who_post_at_once_lose_nothing_and_make_one_chain(books: Office) -> None:
    clerks = [books.begin(clerk.work, start, 8) for start in (0, 1000, 2000)]
    said = [number for one in clerks for number in one.rest()]
    assert [one.end() for one in clerks] == [0, 0, 0]
    assert sorted(said) == list(range(1, 25))
    assert books.ask(clerk.look) == (24, 24 * ROWS, [])
