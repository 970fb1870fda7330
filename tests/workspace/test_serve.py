"""The server as a process of its own: it comes up, tells wrong settings, and ends what it has begun."""

import http.client
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.workspace.commands import giaoban, inherited


@pytest.fixture
def office(initialised: Path, tmp_path: Path) -> Path:
    return shutil.copytree(initialised, tmp_path / "office")


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port at which somebody else listens."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        yield door.getsockname()[1]


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


@contextmanager
def served(folder: Path, *words: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server that answers, and its port; killed in the end, whatever happens."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "giaoban", "-w", str(folder), "serve", "--port", str(port), *words],
        env={**inherited(), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        for _try in range(300):
            if process.poll() is not None:
                pytest.fail(f"the server ended: {process.communicate()}")
            if status(port, "/healthz") == 200:
                break
            time.sleep(0.1)
        yield process, port
    finally:
        # With its children: a parent that is killed leaves them behind.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def status(port: int, address: str) -> int:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        line.request("GET", address)
        return line.getresponse().status
    except OSError:
        return 0
    finally:
        line.close()


def test_a_port_that_is_taken_is_told_in_a_sentence(office: Path, taken_port: int) -> None:
    ran = giaoban(office, "serve", "--port", str(taken_port))
    assert ran.code == 2
    assert "chọn cổng khác bằng --port" in ran.err


def test_books_and_packs_that_cannot_be_opened_are_told_in_a_sentence(office: Path) -> None:
    for file in office.glob("giaoban.sqlite3*"):
        file.write_bytes(b"no database at all" * 100)
    ran = giaoban(office, "verify")
    assert (ran.code, "Không mở được cơ sở dữ liệu" in ran.err) == (2, True), ran.err
    settings = office / "workspace.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("party_committee", "nobodys"), encoding="utf-8")
    ran = giaoban(office, "verify")
    assert (ran.code, "party_committee" in ran.err) == (2, True), ran.err


def test_a_server_is_ready_logs_its_requests_and_answers_one_under_way_before_it_stops(office: Path) -> None:
    """The books are locked by a writer; the sign-in that waits for them is told to the log of the door in the end."""
    with served(office, "--workers", "2", GIAOBAN_LOG_FORMAT="json") as (process, port):
        assert status(port, "/readyz") == 200
        assert status(port, "/khong-co/") in {302, 404}
        writer = sqlite3.connect(office / "giaoban.sqlite3", isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        found: list[int] = []
        waiting = threading.Thread(target=lambda: found.append(fail_to_sign_in(port)))
        waiting.start()
        time.sleep(1.5)
        process.send_signal(signal.SIGTERM)
        time.sleep(1)
        assert process.poll() is None
        assert found == []
        writer.execute("ROLLBACK")
        writer.close()
        waiting.join(timeout=30)
        _out, err = process.communicate(timeout=30)
    assert process.returncode == 0
    assert found == [200]
    routes = [json.loads(line).get("route") for line in err.splitlines()]
    assert {"alive", "ready"} <= set(routes)


def fail_to_sign_in(port: int) -> int:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("GET", "/dang-nhap/")
    page = line.getresponse()
    text, cookie = page.read().decode(), (page.getheader("Set-Cookie") or "").split(";")[0]
    token = text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    body = f"username=quantri&password=sai&csrfmiddlewaretoken={token}"
    line.request("POST", "/dang-nhap/", body, {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"})
    answer = line.getresponse()
    line.close()
    return answer.status


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"GIAOBAN_SECRET_KEY": "ngắn"}, "giaoban.E002: Khóa ký quá ngắn."),
        ({"GIAOBAN_DATABASE_URL": "books"}, "GIAOBAN_DATABASE_URL is not the address of a database"),
        ({"GIAOBAN_HTTPS": "maybe"}, "GIAOBAN_HTTPS is 'maybe': write 1 or 0."),
        ({"GIAOBAN_HOSTS": "bao.example", "GIAOBAN_DEBUG": "1"}, "giaoban.E007"),
        ({"GIAOBAN_LOG_FORMAT": "xml"}, "GIAOBAN_LOG_FORMAT is 'xml': write text or json."),
    ],
)
def test_wrong_settings_are_told_and_nobody_is_let_in(office: Path, environment: dict[str, str], words: str) -> None:
    ran = giaoban(office, "serve", "--port", str(free_port()), **environment)
    assert (ran.code, words in ran.err) == (2, True), ran.err


def test_a_misspelt_setting_is_told_at_the_start_which_goes_on_as_far_as_the_port(
    office: Path, taken_port: int
) -> None:
    ran = giaoban(office, "serve", "--port", str(taken_port), GIAOBAN_HTPPS="1")
    assert "giaoban.W010: Không có cài đặt nào tên GIAOBAN_HTPPS." in ran.err
    assert "chọn cổng khác bằng --port" in ran.err
