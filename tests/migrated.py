"""Databases that need no migrating: one is migrated for all processes of a run of the tests, the others are its copies."""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection, connections
from pytest_django import DjangoDbBlocker

from tests.forking import ROOT, Office


def shared(factory: pytest.TempPathFactory) -> Path:
    """The folder of this run of the tests, common to all its processes."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@contextmanager
def locked(file: Path, way: int = fcntl.LOCK_EX) -> Iterator[None]:
    """One process of the run after another, or all that come with `LOCK_SH` together."""
    with file.open("w") as lock:
        fcntl.flock(lock, way)
        yield


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a database as `migrate` leaves it: the first process that asks makes it, the last one removes it."""
    folder = shared(tmp_path_factory)
    users, note = folder / "migrated.users", folder / "migrated.address"
    with locked(users, fcntl.LOCK_SH):
        with locked(folder / "migrated.lock"):
            if not note.exists():
                note.write_text(_migrate(folder / "migrated"), encoding="utf-8")
        address = note.read_text(encoding="utf-8")
        yield address
    if connection.vendor == "postgresql":
        with suppress(BlockingIOError), locked(users, fcntl.LOCK_EX | fcntl.LOCK_NB):
            note.unlink()
            on_server(f"DROP DATABASE {_name(address)} WITH (FORCE)")


@pytest.fixture(scope="session")
def django_db_setup(
    migrated: str,
    tmp_path_factory: pytest.TempPathFactory,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """The database that the tests of this process share: a copy too. SQLite keeps it in memory, open to every line."""
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            connection.settings_dict["NAME"] = "file:tests?mode=memory&cache=shared"
            with closing(sqlite3.connect(_name(migrated))) as file:
                connection.ensure_connection()
                file.backup(connection.connection)
            yield
        else:
            with copied(migrated, tmp_path_factory.mktemp("tests")) as address:
                connection.settings_dict["NAME"] = _name(address)
                yield
                connections.close_all()


@contextmanager
def copied(migrated: str, folder: Path) -> Iterator[str]:
    """The address of a copy: a file in the folder, or a database on the server that lasts as long as it is used."""
    address = _address(folder)
    if connection.vendor == "sqlite":
        shutil.copy(_name(migrated), _name(address))
        yield address
    else:
        on_server(f"CREATE DATABASE {_name(address)} TEMPLATE {_name(migrated)}")
        yield address
        on_server(f"DROP DATABASE {_name(address)} WITH (FORCE)")


@pytest.fixture
def office(migrated: str, tmp_path: Path) -> Iterator[Office]:
    """An office with empty books of its own, on the kind of database that the tests run on."""
    folder = tmp_path / "office"
    folder.mkdir()
    with copied(migrated, folder) as address:
        yield _office(folder, address)


def on_server(statement: str) -> None:
    """Runs a statement that no transaction may hold on the PostgreSQL server of the tests."""
    import psycopg

    with psycopg.connect(_on_postgresql("postgres"), autocommit=True) as server:
        server.execute(statement)


def _migrate(folder: Path) -> str:
    folder.mkdir()
    address = _address(folder)
    if connection.vendor == "postgresql":
        on_server(f"CREATE DATABASE {_name(address)}")
    environment = {**_office(folder, address).environment, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity", "0"], env=environment, check=True)
    return address


def _office(folder: Path, address: str) -> Office:
    return Office({**os.environ, "GIAOBAN_WORKSPACE": str(folder), "GIAOBAN_DATABASE_URL": address})


def _address(folder: Path) -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{folder / 'giaoban.sqlite3'}"
    return _on_postgresql(f"giaoban_{folder.name}_{os.getpid()}")


def _on_postgresql(name: str) -> str:
    server = connection.settings_dict
    return f"postgres://{server['USER']}:{server['PASSWORD']}@{server['HOST']}:{server['PORT'] or 5432}/{name}"


def _name(address: str) -> str:
    """The name of a database on the server, or the file."""
    return urlsplit(address).path.removeprefix("/")
