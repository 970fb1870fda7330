"""An office whose books are on a PostgreSQL server: it is made, served by several processes, backed up and restored."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.programs import require_program
from tests.workspace.commands import giaoban
from tests.workspace.conftest import PASSWORD
from tests.workspace.test_deployment import counted, run
from tests.workspace.test_serve import served, status

pytestmark = pytest.mark.postgresql


@dataclass(frozen=True)
class OnServer:
    """The workspace, the address of its database and that of an empty one beside it."""

    folder: Path
    address: str
    empty: str


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnServer]:
    require_program("postgresql")
    server = os.environ.get("GIAOBAN_TEST_POSTGRESQL_URL")
    if server is None:
        pytest.skip("GIAOBAN_TEST_POSTGRESQL_URL names no server: this test needs one.")
    names = [f"giaoban_{what}_{os.getpid()}" for what in ("served", "restored")]
    address, empty = (urlsplit(server)._replace(path=f"/{name}").geturl() for name in names)
    for name in names:
        subprocess.run(["psql", "-qd", server, "-c", f"CREATE DATABASE {name}"], check=True)
    folder = tmp_path_factory.mktemp("postgresql") / "office"
    settings = {"GIAOBAN_DATABASE_URL": address, "GIAOBAN_ADMINISTRATOR_PASSWORD": PASSWORD}
    made = giaoban(folder, "init", "--pack", "party_committee", "--administrator", "quantri", **settings)
    assert made.code == 0, made.err
    yield OnServer(folder, address, empty)
    for name in names:
        subprocess.run(["psql", "-qd", server, "-c", f"DROP DATABASE {name} WITH (FORCE)"], check=True)


def test_processes_each_have_connections_of_their_own(office: OnServer) -> None:
    """The start opens a pool to bring the database up to date: its children could not use it."""
    with served(office.folder, "--workers", "2", GIAOBAN_DATABASE_URL=office.address) as (_process, port):
        assert {status(port, "/readyz") for _time in range(8)} == {200}


def test_a_backup_comes_back_whole(office: OnServer, tmp_path: Path) -> None:
    run("backup of PostgreSQL", DATABASE=office.address, BACKUP=tmp_path / "backup")
    run("restore of PostgreSQL", DATABASE=office.empty, BACKUP=tmp_path / "backup")
    restored = counted(office.folder, GIAOBAN_DATABASE_URL=office.empty)
    assert restored == counted(office.folder, GIAOBAN_DATABASE_URL=office.address)
