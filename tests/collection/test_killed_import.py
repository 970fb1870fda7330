"""A process that is killed in the middle of an import leaves of every file either all or nothing."""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.collection.importer import MONTHS

ROOT = Path(__file__).parents[2]


def importer(verb: str, folder: Path, **more: Any) -> "subprocess.Popen[str]":
    environment = {
        **os.environ,
        "GIAOBAN_WORKSPACE": str(folder.parent / "workspace"),
        "DJANGO_SETTINGS_MODULE": "giaoban.site.settings",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    command = [sys.executable, "-m", "tests.collection.importer", verb, str(folder)]
    return subprocess.Popen(command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, **more)


def told(verb: str, folder: Path) -> str:
    process = importer(verb, folder)
    out, _nothing = process.communicate(timeout=120)
    assert process.returncode == 0
    return out


def kill_while_importing(folder: Path, after: int, pause: float) -> None:
    """Kills the importer a moment after it said its line number `after`."""
    with importer("import", folder) as process:
        assert process.stdout is not None
        for _line in range(after):
            process.stdout.readline()
        time.sleep(pause)
        process.kill()


def test_every_file_is_in_the_books_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = tmp_path / "workbooks"
    told("prepare", folder)
    moments = random.Random(7)
    for lines in (2, 5):
        kill_while_importing(folder, len(MONTHS) + lines, moments.uniform(0, 0.02))
    books = json.loads(told("report", folder))
    assert not books["problems"]
    assert 0 < len(books["postings"]) < len(MONTHS)
    told("import", folder)
    whole = json.loads(told("report", folder))
    assert not whole["problems"]
    assert len(whole["postings"]) == len(MONTHS)
    assert len(set(books["postings"] + whole["postings"])) == 1
