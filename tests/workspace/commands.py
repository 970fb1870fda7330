"""Running `giaoban` as its users do: as a program of its own, in a folder of its own."""

import json
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import django

from tests.forking import ROOT, change_environment, fork, set_up


@dataclass(frozen=True)
class Ran:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.out)
        return found


def inherited() -> Mapping[str, str]:
    """The environment without what the tests themselves were told."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GIAOBAN_", "DJANGO_"))}
    return {**clean, "PYTHONPATH": str(ROOT / "src")}


@dataclass(frozen=True)
class Running:
    """A command that may still be at work, and the folder where it prints."""

    process: ForkServerProcess
    printed: Path

    def end(self) -> Ran:
        self.process.join()
        assert self.process.exitcode is not None
        out, err = ((self.printed / name).read_text(encoding="utf-8") for name in ("out", "err"))
        shutil.rmtree(self.printed)
        return Ran(self.process.exitcode, out, err)


def begin(workspace: Path, *words: str | Path, **environment: str) -> Running:
    """Begins one command on a workspace; the books are always the workspace's own."""
    printed = Path(mkdtemp())
    process = fork(_become, {**inherited(), **environment}, ["-w", str(workspace), *map(str, words)], printed)
    return Running(process, printed)


def giaoban(workspace: Path, *words: str | Path, **environment: str) -> Ran:
    """Runs one command to its end."""
    return begin(workspace, *words, **environment).end()


def _become(environment: Mapping[str, str], words: list[str], printed: Path) -> None:
    """From here on the process is the command."""
    change_environment(environment)
    for number, name in ((1, "out"), (2, "err")):
        with (printed / name).open("wb") as file:
            os.dup2(file.fileno(), number)
    sys.argv = ["giaoban", *words]
    django.setup = set_up
    from giaoban.workspace.command_line import main

    main()
