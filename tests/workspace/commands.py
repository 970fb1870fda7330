"""Running `giaoban` as its users do: as a program of its own, in a folder of its own."""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
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


def giaoban(workspace: Path, *words: str | Path, **environment: str) -> Ran:
    """Runs one command on a workspace; the books are always the workspace's own."""
    with TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        process = fork(_become, {**inherited(), **environment}, ["-w", str(workspace), *map(str, words)], out, err)
        process.join()
        assert process.exitcode is not None
        return Ran(process.exitcode, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))


def _become(environment: Mapping[str, str], words: list[str], out: Path, err: Path) -> None:
    """From here on the process is the command."""
    change_environment(environment)
    for number, path in ((1, out), (2, err)):
        with path.open("wb") as file:
            os.dup2(file.fileno(), number)
    sys.argv = ["giaoban", *words]
    django.setup = set_up
    from giaoban.workspace.command_line import main

    main()
