"""A process that is killed while it takes submissions to the ledger leaves of each either all or nothing."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from giaoban.collection.models import Act, State
from tests.collection.receiver import UNITS

ROOT = Path(__file__).parents[2]
WAY = [Act.OPENED, Act.SUBMITTED, Act.APPROVED, Act.POSTED]
STANDS = {State.SUBMITTED: 2, State.APPROVED: 3, State.POSTED: 4}
"""How many acts have led to the state."""

Environment = dict[str, str]


@pytest.fixture
def environment(tmp_path: Path, db: None) -> Iterator[Environment]:
    """A database of its own, on the kind of server that the tests run on."""
    name = f"giaoban_receiver_{os.getpid()}"
    url = f"sqlite:///{tmp_path / 'office' / 'giaoban.sqlite3'}"
    if connection.vendor == "postgresql":
        _on_server(f"CREATE DATABASE {name}")
        url = _url(name)
    yield {
        **os.environ,
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "giaoban.site.settings",
        "GIAOBAN_WORKSPACE": str(tmp_path / "office"),
        "GIAOBAN_DATABASE_URL": url,
    }
    if connection.vendor == "postgresql":
        _on_server(f"DROP DATABASE {name} WITH (FORCE)")


def _url(name: str) -> str:
    server = connection.settings_dict
    return f"postgres://{server['USER']}:{server['PASSWORD']}@{server['HOST']}:{server['PORT'] or 5432}/{name}"


def _on_server(statement: str) -> None:
    """Runs a statement that no transaction may hold."""
    import psycopg

    with psycopg.connect(_url("postgres"), autocommit=True) as server:
        server.execute(statement)


def receiver(verb: str, environment: Environment) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.collection.receiver", verb]
    return subprocess.Popen(command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE)


def told(verb: str, environment: Environment) -> str:
    process = receiver(verb, environment)
    out, _nothing = process.communicate(timeout=120)
    assert process.returncode == 0
    return out


def killed(environment: Environment, after: int, pause: float) -> int:
    """Kills the receiver a moment after its line number `after`; how many acceptances it told."""
    with receiver("work", environment) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _line in range(after)]
        time.sleep(pause)
        process.kill()
        return len([line for line in [*lines, *process.stdout.read().splitlines()] if line.strip()])


def posted(environment: Environment) -> int:
    """How many submissions are posted; each must be whole in every table."""
    books: dict[str, Any] = json.loads(told("look", environment))
    assert not books["problems"]
    for found in books["submissions"]:
        assert found["acts"] == WAY[: STANDS[found["state"]]]
        assert found["cells"] > 30
        assert found["rows"] == (found["cells"] if found["state"] == State.POSTED else 0)
    return sum(found["state"] == State.POSTED for found in books["submissions"])


def test_every_submission_is_in_the_ledger_whole_or_not_at_all(environment: Environment) -> None:
    told("prepare", environment)
    moments = random.Random(2024)
    acknowledged = 0
    for lines in (3, 6):
        acknowledged += killed(environment, lines, moments.uniform(0, 0.03))
        assert posted(environment) >= acknowledged, "what was acknowledged is there"
    assert posted(environment) < UNITS
    told("work", environment)
    assert posted(environment) == UNITS
