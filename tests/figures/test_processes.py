"""Processes that die in the middle of a posting, and processes that post at once."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection

from tests.figures.clerk import ROWS
from tests.programs import require_program

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Office:
    """A database of its own and the environment in which clerks work on it."""

    environment: dict[str, str]

    def clerk(self, *words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.figures.clerk", *words]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True)

    def lines(self, *words: str) -> list[str]:
        """What a clerk says who is left in peace."""
        process = self.clerk(*words)
        said, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        return said.split("\n")[:-1]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def office(request: pytest.FixtureRequest, tmp_path: Path, db: None) -> Iterator[Office]:
    url = ""
    if request.param == "postgresql":
        require_program("postgresql")
        if connection.vendor != "postgresql":
            pytest.skip("GIAOBAN_DATABASE_URL names no PostgreSQL server: this test needs one.")
        url = _postgresql_url(f"giaoban_office_{os.getpid()}")
    (tmp_path / "office").mkdir()
    made = Office(
        {
            **os.environ,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "DJANGO_SETTINGS_MODULE": "giaoban.site.settings",
            "GIAOBAN_WORKSPACE": str(tmp_path / "office"),
            "GIAOBAN_DATABASE_URL": url or f"sqlite:///{tmp_path / 'office' / 'giaoban.sqlite3'}",
        }
    )
    if url:
        _on_server(f"CREATE DATABASE giaoban_office_{os.getpid()}")
    made.lines("prepare")
    yield made
    if url:
        _on_server(f"DROP DATABASE giaoban_office_{os.getpid()} WITH (FORCE)")


def _postgresql_url(name: str) -> str:
    server = connection.settings_dict
    return f"postgres://{server['USER']}:{server['PASSWORD']}@{server['HOST']}:{server['PORT'] or 5432}/{name}"


def _on_server(statement: str) -> None:
    """Runs a statement that no transaction may hold."""
    import psycopg

    with psycopg.connect(_postgresql_url("postgres"), autocommit=True) as server:
        server.execute(statement)


def test_a_clerk_killed_in_the_middle_leaves_all_or_nothing_of_a_posting(office: Office) -> None:
    chance = random.Random(2024)
    told = 0
    for start in (0, 3000, 6000):
        clerk = office.clerk("work", str(start), "3000")
        assert clerk.stdout is not None
        told = int(clerk.stdout.readline())
        time.sleep(chance.uniform(0, 0.3))
        clerk.kill()
        told = max([told, *(int(line) for line in clerk.stdout.read().split("\n")[:-1])])
        clerk.wait()
        clerk.stdout.close()
    postings, observations, *problems = office.lines("look")
    assert problems == []
    assert int(postings) >= told >= 3
    assert int(observations) == ROWS * int(postings)


def test_clerks_who_post_at_once_lose_nothing_and_make_one_chain(office: Office) -> None:
    clerks = [office.clerk("work", str(start), "8") for start in (0, 1000, 2000)]
    said = [clerk.communicate(timeout=120)[0].split("\n")[:-1] for clerk in clerks]
    assert [clerk.returncode for clerk in clerks] == [0, 0, 0]
    assert sorted(int(line) for lines in said for line in lines) == list(range(1, 25))
    assert office.lines("look") == ["24", str(24 * ROWS)]
