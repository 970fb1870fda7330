"""Two machines that remind at the same moment send everything once."""

import subprocess
import sys

from tests.collection.receiver import UNITS
from tests.collection.test_killed_accept import ROOT, Environment, environment, told

__all__ = ["environment"]
FORMS = 4
"""Monthly forms that a district owes figures in; the command looks back over those of April, May and June."""


def chaser(act: str, environment: Environment) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.collection.chaser", act]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def test_what_two_send_together_is_what_one_would_send_alone(environment: Environment) -> None:
    told("prepare", environment)
    both = [chaser("work", environment) for _number in range(2)]
    for process in both:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    sent = [int(process.communicate(timeout=120)[0]) for process in both]
    assert [process.returncode for process in both] == [0, 0]
    claimed, notices = chaser("look", environment).communicate(timeout=60)[0].split()
    assert sum(sent) == int(claimed) == 2 * FORMS * UNITS, "May's and June's are late, April's is due too long ago"
    assert int(notices) == UNITS
