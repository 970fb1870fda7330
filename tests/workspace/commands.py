"""Running `giaoban` as its users do: as a program of its own, in a folder of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
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


def giaoban(workspace: Path, *words: str | Path, **environment: str) -> Ran:
    """Runs one command on a workspace; the books are always the workspace's own."""
    inherited: Mapping[str, str] = {
        name: value for name, value in os.environ.items() if not name.startswith(("GIAOBAN_", "DJANGO_"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "giaoban", "-w", str(workspace), *map(str, words)],
        env={**inherited, "PYTHONPATH": str(ROOT / "src"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)
