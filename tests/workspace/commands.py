"""Running `giaoban` as its users do: as a program of its own, in a folder of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[2]


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
        order = {
            "words": ["-w", str(workspace), *map(str, words)],
            "environment": {**inherited(), **environment},
            "out": str(out),
            "err": str(err),
        }
        parent = _parent()
        assert parent.stdin is not None
        assert parent.stdout is not None
        parent.stdin.write(json.dumps(order) + "\n")
        parent.stdin.flush()
        code = int(parent.stdout.readline())
        return Ran(code, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))


@cache
def _parent() -> "subprocess.Popen[str]":
    """The process from which commands are forked; it ends with the tests, whose end closes its input."""
    command = [sys.executable, "-m", "tests.workspace.forking"]
    environment = {**inherited(), "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    return subprocess.Popen(command, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
