"""The commands of `docs/deployment.md` do what it says, and its units and addresses are the product's own."""

import configparser
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from giaoban.workspace.command_line import COMMANDS
from tests.programs import require_program
from tests.workspace.commands import ROOT, giaoban

TEXT = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
BLOCKS = {
    match[1]: match[2] for match in re.finditer(r"^```sh\n# ([^:\n]+)[^\n]*\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
}
PASSWORD = {"GIAOBAN_ADMINISTRATOR_PASSWORD": "một mật khẩu đủ dài"}


def run(block: str, **places: str | Path) -> None:
    subprocess.run(["sh", "-eu", "-c", BLOCKS[block]], check=True, env={**os.environ, **_texts(places)})


def _texts(places: dict[str, str | Path]) -> dict[str, str]:
    return {name: str(place) for name, place in places.items()}


def counted(workspace: Path, **environment: str) -> dict[str, object]:
    verified = giaoban(workspace, "verify", "--format", "json", **environment)
    assert verified.code == 0, verified.out + verified.err
    found: dict[str, object] = dict(verified.rows)  # type: ignore[arg-type] # one object
    return found


def test_every_block_of_the_document_is_run_here() -> None:
    assert BLOCKS.keys() == {
        f"{act} of {what}"
        for act, what in (
            ("backup", "SQLite"),
            ("backup", "PostgreSQL"),
            ("backup", "the workspace"),
            ("restore", "the workspace"),
            ("restore", "SQLite"),
            ("restore", "PostgreSQL"),
        )
    }


def test_a_backup_of_sqlite_comes_back_whole(demonstration: Path, tmp_path: Path) -> None:
    backup, restored = tmp_path / "backup", tmp_path / "restored"
    run("backup of SQLite", WORKSPACE=demonstration, BACKUP=backup)
    run("backup of the workspace", WORKSPACE=demonstration, BACKUP=backup)
    run("restore of the workspace", WORKSPACE=restored, BACKUP=backup)
    assert not (restored / "giaoban.sqlite3").exists()
    run("restore of SQLite", WORKSPACE=restored, BACKUP=backup)
    assert counted(restored) == counted(demonstration)
    assert (restored / "secret.key").stat().st_mode & 0o077 == 0


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A database of its own on the server of the tests, and a second one beside it, both empty."""
    require_program("postgresql")
    server = os.environ.get("GIAOBAN_TEST_POSTGRESQL_URL")
    if server is None:
        pytest.skip("GIAOBAN_TEST_POSTGRESQL_URL names no server: this test needs one.")
    name = f"giaoban_deployed_{os.getpid()}"
    for database in (name, f"{name}_2"):
        subprocess.run(["psql", "-qd", server, "-c", f"CREATE DATABASE {database}"], check=True)
    yield urlsplit(server)._replace(path=f"/{name}").geturl()
    for database in (name, f"{name}_2"):
        subprocess.run(["psql", "-qd", server, "-c", f"DROP DATABASE {database} WITH (FORCE)"], check=True)


@pytest.mark.postgresql
def test_a_backup_of_postgresql_comes_back_whole(address: str, tmp_path: Path) -> None:
    office, backup = tmp_path / "office", tmp_path / "backup"
    first, second = {"GIAOBAN_DATABASE_URL": address}, {"GIAOBAN_DATABASE_URL": f"{address}_2"}
    made = giaoban(office, "init", "--pack", "party_committee", "--administrator", "quantri", **PASSWORD, **first)
    assert made.code == 0, made.err
    run("backup of PostgreSQL", DATABASE=address, BACKUP=backup)
    run("restore of PostgreSQL", DATABASE=second["GIAOBAN_DATABASE_URL"], BACKUP=backup)
    assert counted(office, **second) == counted(office, **first)


def test_the_units_start_commands_that_exist() -> None:
    units = re.findall(r"^```ini\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    assert len(units) == 3
    for text in units:
        unit = configparser.ConfigParser(strict=False, interpolation=None)
        unit.optionxform = str  # type: ignore[assignment,method-assign] # systemd's names have capitals
        unit.read_string(text)
        if unit.has_section("Service"):
            program, command, *_words = unit["Service"]["ExecStart"].split()
            assert (program, command in COMMANDS) == ("/opt/giaoban/giaoban", True), command


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd-analyze is not installed: this test needs it.")
    named = re.findall(r"^`/etc/systemd/system/([\w.-]+)`:\n\n```ini\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    for name, text in named:
        (tmp_path / name).write_text(text.replace("/opt/giaoban/giaoban ", "/bin/true "))
    verified = subprocess.run(
        [analyze, "verify", *(str(tmp_path / name) for name, _text in named)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line for line in verified.stderr.splitlines() if str(tmp_path) in line] == []


def test_serving_takes_the_options_of_the_unit() -> None:
    from giaoban.workspace.commands.serve import command

    line = re.search(r"ExecStart=\S+ serve (.*)", TEXT)
    assert line
    asked = set(re.findall(r"--\w+", line[1]))
    assert asked <= {option for parameter in command.params for option in parameter.opts}
