"""Two machines that make the next meeting of a series at the same moment make one."""

import subprocess
import sys

from tests.collection.test_killed_accept import ROOT, Environment, environment, told

__all__ = ["environment"]


def maker(act: str, environment: Environment) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.meetings.maker", act]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def test_both_are_given_the_one_meeting_of_the_turn(environment: Environment) -> None:
    told("prepare", environment)
    prepared = maker("prepare", environment)
    prepared.communicate(timeout=120)
    assert prepared.returncode == 0
    both = [maker("work", environment) for _number in range(2)]
    for process in both:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    made = [process.communicate(timeout=120)[0].strip() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert len(set(made)) == 1
    assert maker("look", environment).communicate(timeout=120)[0].split() == ["1", "1"]
