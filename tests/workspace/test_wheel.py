"""The installed console script works: a wheel is built, installed into an empty environment and tried."""

import os
import subprocess
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.forking import ROOT

ALONE = ("--quiet", "--no-deps", "--no-index")


def run(*command: str | Path, **environment: str) -> str:
    names = ("PATH", "HOME", "LANG", "PYTHONPYCACHEPREFIX")
    inherited = {name: os.environ[name] for name in names if name in os.environ}
    done = subprocess.run(
        [str(part) for part in command],
        env=inherited | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment that holds the wheel alone."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ".")
    # The installer that the tests' own environment has puts the wheel there: one more would take longer than all else.
    run(sys.executable, "-m", "venv", "--without-pip", folder / "environment")
    commands = folder / "environment" / "bin"
    (wheel,) = folder.glob("giaoban-*.whl")
    if find_spec("pip") is not None:
        run(sys.executable, "-m", "pip", "--python", commands / "python", "install", "--no-compile", *ALONE, wheel)
    else:
        run("uv", "pip", "install", "--python", commands / "python", *ALONE, wheel)
    return commands


def test_the_console_script_makes_a_workspace(installed: Path, tmp_path: Path) -> None:
    libraries = {"PYTHONPATH": sysconfig.get_paths()["purelib"], "GIAOBAN_ADMINISTRATOR_PASSWORD": "sông Lam mùa lũ"}
    where = run(installed / "python", "-c", "import giaoban; print(giaoban.__file__)", **libraries)
    assert str(installed.parent) in where
    command = (installed / "giaoban", "-w", tmp_path / "office")
    run(*command, "init", "--pack", "party_committee", "--administrator", "quantri", **libraries)
    assert "members.admitted" in run(*command, "indicators", **libraries)
