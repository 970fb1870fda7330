"""The commands of `docs/deployment.md` do what it says, and its units and addresses are the product's own."""

import configparser
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from giaoban.workspace.command_line import COMMANDS
from tests.forking import ROOT
from tests.workspace.commands import giaoban

TEXT = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
BLOCKS = {
    match[1]: match[2] for match in re.finditer(r"^```sh\n# ([^:\n]+)[^\n]*\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
}


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
