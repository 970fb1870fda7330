"""A PostgreSQL server for benchmarks: the one that is given, or one of our own for as long as it is needed."""

import os
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit


@contextmanager
def database_server() -> Iterator[str | None]:
    """The address of `GIAOBAN_TEST_POSTGRESQL_URL`, else of a server started here, durable as it comes; None without."""
    given = os.environ.get("GIAOBAN_TEST_POSTGRESQL_URL")
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))
    if given or not programs:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="giaoban-postgresql-") as folder, socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
        door.close()
        user = "postgres" if os.geteuid() == 0 else None
        if user:
            subprocess.run(["chown", user, folder], check=True)
        control, data = str(programs[-1]), f"{folder}/data"
        initdb = [
            str(programs[-1].with_name("initdb")),
            "-D",
            data,
            "-U",
            "giaoban",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        ]
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
        _run(initdb, folder, user)
        _run([control, "-D", data, "-o", options, "-l", f"{folder}/log", "-w", "start"], folder, user)
        try:
            yield f"postgres://giaoban@127.0.0.1:{port}/postgres"
        finally:
            _run([control, "-D", data, "-m", "immediate", "stop"], folder, user)


def _run(words: list[str], folder: str, user: str | None) -> None:
    subprocess.run(words, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL)


@contextmanager
def fresh_database(server: str, name: str) -> Iterator[str]:
    """The address of an empty database on the server, dropped in the end."""
    subprocess.run(["psql", "-qd", server, "-c", f"CREATE DATABASE {name}"], check=True)
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        subprocess.run(["psql", "-qd", server, "-c", f"DROP DATABASE {name} WITH (FORCE)"], check=True)
