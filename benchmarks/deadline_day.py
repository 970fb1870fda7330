"""Deadline day: thousands of units hand in 60 figures each through the real door, against a plain Django view.

Every unit has an officer with a session of its own; tokens against forged forms and all checks are on. The server is a
real one, in processes of its own; in the second half it is killed with -9 and started again. At the end the database is
held against what was acknowledged, figure by figure, and, of the first form, the ledger too. Alone:
`python -m benchmarks.deadline_day [UNITS [PEOPLE AT ONCE]]`.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError, URLError

from benchmarks.crowd import Act, Day, send
from benchmarks.postgresql import database_server
from benchmarks.result import Result

UNITS = 3_321
AT_ONCE = 16
ROOT = Path(__file__).parents[1]


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


@dataclass
class RealServer:
    """`python -m` something, in a group of processes of its own, that listens on `port`."""

    words: list[str]
    environment: dict[str, str]
    port: int = field(default_factory=free_port)
    health: str = "/healthz"
    process: subprocess.Popen[bytes] | None = None

    def restart(self) -> None:
        words = [sys.executable, "-m", *self.words, "--port", str(self.port)]
        self.process = subprocess.Popen(
            words,
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _try in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}{self.health}", timeout=5).close()
            except HTTPError:
                return
            except (URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
            else:
                return
        raise TimeoutError(f"no server came up: {' '.join(words)}")

    def kill(self) -> None:
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@contextmanager
def running(words: list[str], environment: dict[str, str], health: str = "/healthz") -> Iterator[RealServer]:
    server = RealServer(words, environment, health=health)
    server.restart()
    try:
        yield server
    finally:
        server.kill()


@dataclass(frozen=True)
class Office:
    """A workspace and a database for one run, worked on by processes of their own."""

    folder: Path
    url: str

    @property
    def environment(self) -> dict[str, str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("GIAOBAN_", "DJANGO_"))}
        mine = {"GIAOBAN_WORKSPACE": str(self.folder / "office"), "GIAOBAN_DATABASE_URL": self.url}
        mine["GIAOBAN_SECRET_KEY"] = "k" * 50
        return clean | mine | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}

    def run(self, module: str, *words: str | Path) -> str:
        command = [sys.executable, "-m", f"benchmarks.{module}", *map(str, words)]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, check=True, stdout=subprocess.PIPE, text=True)
        return done.stdout

    def acts(self, module: str, *words: str) -> list[Act]:
        file = self.folder / f"{words[0]}.jsonl"
        self.run(module, *words, file)
        return [Act(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


def run(units: int = UNITS, at_once: int = AT_ONCE) -> Iterator[Result]:
    """On SQLite, then on PostgreSQL where a server is given or can be started."""
    yield from _on("SQLite", "", units, at_once, workers=1)
    with database_server() as server:
        if server is None:
            print("deadline day on PostgreSQL: left out, there is no server here")
            return
        yield from _on("PostgreSQL", server, units, at_once, workers=os.cpu_count() or 1)


def _on(database: str, server: str, units: int, at_once: int, *, workers: int) -> Iterator[Result]:
    with ExitStack() as stack:
        ours, plain = (_office(stack, server, name) for name in ("ours", "plain"))
        day, accepted = _our_day(ours, units, at_once, workers)
        peer = _plain_day(plain, units, at_once, workers)
        work = len(day.acknowledged)
        yield Result(f"deadline day, {database}", day.seconds, "Django view, bulk_create", peer.seconds, work, "forms")
        print(f"    accepted into the ledger: {_told(accepted)}")


def _office(stack: ExitStack, server: str, name: str) -> Office:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="giaoban-deadline-")))
    if not server:
        return Office(folder, f"sqlite:///{folder / name}.sqlite3" if name == "plain" else "")
    from benchmarks.postgresql import fresh_database

    return Office(folder, stack.enter_context(fresh_database(server, f"deadline_{name}_{os.getpid()}")))


def _our_day(office: Office, units: int, at_once: int, workers: int) -> tuple[Day, Day]:
    acts = office.acts("deadline_office", "build", str(units))
    words = ["giaoban", "serve", "--workers", str(workers)]
    with running(words, office.environment) as server:
        send(acts[:1], server, at_once=1)
        day = send(acts[1:], server, at_once=at_once, kill=True)
        day.acknowledged.append(acts[0].name)
        print(f"    handed in: {_told(day)}")
        for word in ("duyet", "ghi-so"):
            moved = send(office.acts("deadline_office", "step", word, "organisation_work"), server, at_once=at_once)
    (office.folder / "acknowledged").write_text("\n".join(day.acknowledged), encoding="utf-8")
    found = json.loads(
        office.run("deadline_office", "compare", office.folder / "build.jsonl", office.folder / "acknowledged")
    )
    print(f"    of {len(day.acknowledged)} acknowledged: {found}")
    if any(found[name] for name in ("missing", "wrong", "astray", "broken")) or day.refused or moved.refused:
        raise AssertionError(f"something was lost or failed: {found}, {day.statuses}, {moved.statuses}")
    return day, moved


def _plain_day(office: Office, units: int, at_once: int, workers: int) -> Day:
    acts = office.acts("plain_site", "build", str(units))
    words = ["benchmarks.plain_server", "--workers", str(workers)]
    with running(words, office.environment) as server:
        send(acts[:1], server, at_once=1)
        day = send(acts[1:], server, at_once=at_once)
    print(f"    plain view: {_told(day)}")
    return day


def _told(day: Day) -> str:
    """Rate, median, 99th percentile and errors in a line."""
    answered = sum(day.statuses.values())
    return (
        f"{answered} requests, {answered / day.seconds:.0f}/s, p50 {day.percentile(0.5) * 1000:.0f} ms,"
        f" p99 {day.percentile(0.99) * 1000:.0f} ms, 5xx {sum(n for s, n in day.statuses.items() if s >= 500)},"
        f" other refusals {day.refused}, sent again after the kill {day.unanswered}"
    )


if __name__ == "__main__":
    for result in run(*map(int, sys.argv[1:])):
        print(f"{result.name}: {result.work / result.ours_seconds:.0f} {result.unit}/s, {result.ratio:.2f}x the peer")
