"""The stream of events, served by a real server: everything once, in order, to those who may look and nobody else."""

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from giaoban.meetings import stream
from giaoban.meetings.models import Participant
from giaoban.people.sessions import end_all_sessions
from tests.conftest import NOW, Cast
from tests.forking import Office
from tests.meetings import stage as stages
from tests.meetings.hall import convene
from tests.workspace.commands import inherited
from tests.workspace.conftest import initialised
from tests.workspace.test_serve import free_port

__all__ = ["initialised"]


@dataclass(frozen=True)
class Stage:
    """A workspace with a meeting that is being held, and what is needed to take part in it."""

    office: Office
    meeting: int
    sessions: dict[str, str]

    def say(self, *parts: tuple[str, int]) -> None:
        """Processes that each say something so many times, all at once."""
        speakers = [self.office.begin(stages.say, name, count) for name, count in parts]
        for speaker in speakers:
            speaker.line.send("go")
        assert [speaker.end() for speaker in speakers] == [0] * len(parts)

    def happened(self) -> list[tuple[int, str, int | None]]:
        return self.office.ask(stages.look)


@pytest.fixture(scope="module")
def stage(initialised: Path, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    folder = shutil.copytree(initialised, tmp_path_factory.mktemp("stage") / "office")
    with (folder / "workspace.toml").open("a", encoding="utf-8") as file:
        file.write(f"today = {NOW:%Y-%m-%d}\n")
    office = Office(
        {**inherited(), "DJANGO_SETTINGS_MODULE": "giaoban.site.settings", "GIAOBAN_WORKSPACE": str(folder)}
    )
    prepared = office.ask(stages.prepare)
    return Stage(office, prepared.meeting, prepared.sessions)


@pytest.fixture(scope="module")
def port(stage: Stage) -> Iterator[int]:
    """Where `giaoban events` listens."""
    number = free_port()
    words = [sys.executable, "-m", "giaoban", "events", "--port", str(number)]
    process = subprocess.Popen(
        words, env=stage.office.environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        for _try in range(300):
            assert process.poll() is None
            try:
                opened(number, "/", "")
                break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail("the server of events does not answer")
        yield number
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def opened(port: int, path: str, session: str, **heads: str) -> http.client.HTTPResponse:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    cookie = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session}"} if session else {}
    line.request("GET", path, headers=cookie | {name.replace("_", "-"): value for name, value in heads.items()})
    return line.getresponse()


def messages(answer: http.client.HTTPResponse) -> Iterator[dict[str, Any]]:
    """The data of each message; signs of life are passed over."""
    while line := answer.readline():
        text = line.decode().strip()
        if text.startswith("data: "):
            yield json.loads(text.removeprefix("data: "))


def test_what_two_processes_say_at_once_comes_once_and_in_order(stage: Stage, port: int) -> None:
    last = stage.happened()[-1][0]
    answer = opened(port, f"/hop/{stage.meeting}/dong-su-kien/?sau={last}", stage.sessions["dienloc"])
    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/event-stream; charset=utf-8")
    stage.say(("một", 15), ("hai", 15))
    told: list[dict[str, Any]] = []
    for message in messages(answer):
        told.append(message)
        if len(told) == 30:
            break
    answer.close()
    events = stage.happened()
    assert [number for number, _kind, _row in events] == list(range(1, len(events) + 1))
    assert [one["number"] for one in told] == list(range(last + 1, last + 31))
    rows = [int(re.findall(r'data-comment="(\d+)"', one["comment"])[0]) for one in told]
    assert rows == [row for _number, _kind, row in events[last:]]


def test_who_comes_back_is_told_where_the_meeting_stands(stage: Stage, port: int) -> None:
    stage.say(("ba", 2))
    last = stage.happened()[-1][0]
    address = f"/hop/{stage.meeting}/dong-su-kien/?sau=1"
    answer = opened(port, address, stage.sessions["lanhdao"], Last_Event_ID=str(last - 1))
    assert next(messages(answer)) == {"number": last}
    answer.close()


@pytest.mark.parametrize(
    ("path", "who"),
    [
        ("/hop/{meeting}/dong-su-kien/", "khach"),
        ("/hop/{meeting}/dong-su-kien/", ""),
        ("/hop/{meeting}/dong-su-kien/", "made-up"),
        ("/hop/{other}/dong-su-kien/", "lanhdao"),
        ("/hop/{meeting}/truc-tiep/", "lanhdao"),
        ("/", "lanhdao"),
    ],
)
def test_nobody_else_hears_anything(stage: Stage, port: int, path: str, who: str) -> None:
    address = path.format(meeting=stage.meeting, other=stage.meeting + 1)
    answer = opened(port, address, stage.sessions.get(who, who))
    assert (answer.status, answer.read()) == (404, b"")


def test_the_question_is_asked_anew_and_then_answered_otherwise(cast: Cast) -> None:
    """Each minute: an invitation taken back, a session ended."""
    conference = convene(cast)
    client = Client()
    client.force_login(cast.officer)

    def is_let_in() -> bool:
        cookie = f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}"
        scope = {"headers": [(b"cookie", cookie.encode())], "query_string": b"sau=0"}
        return stream._admitted(scope, conference.meeting.pk, lambda: NOW) is not None

    assert is_let_in()
    Participant.objects.filter(pk=conference.district.pk).delete()
    assert not is_let_in()
    Participant.objects.create(meeting=conference.meeting, unit=cast.district)
    assert is_let_in()
    end_all_sessions(cast.officer)
    assert not is_let_in()
