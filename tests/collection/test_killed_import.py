"""A process that is killed in the middle of an import leaves of every file either all or nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.collection.importer import KILLINGS, MONTHS

ROOT = Path(__file__).parents[2]


def told(verb: str, folder: Path) -> list[dict[str, Any]]:
    """What the books held each time that the importer looked."""
    environment = {
        **os.environ,
        "GIAOBAN_WORKSPACE": str(folder.parent / "workspace"),
        "DJANGO_SETTINGS_MODULE": "giaoban.site.settings",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    command = [sys.executable, "-m", "tests.collection.importer", verb, str(folder)]
    ran = subprocess.run(command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, check=True, timeout=300)
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_every_file_is_in_the_books_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = tmp_path / "workbooks"
    told("prepare", folder)
    looks = told("killed", folder)
    assert len(looks) == KILLINGS
    assert [books["problems"] for books in looks if books["problems"]] == []
    filled = [len(books["postings"]) for books in looks]
    assert (filled[0], filled == sorted(filled), 2 <= filled[-1] < len(MONTHS)) == (0, True, True)
    told("import", folder)
    (whole,) = told("report", folder)
    assert not whole["problems"]
    assert len(whole["postings"]) == len(MONTHS)
    sizes = {size for books in (*looks, whole) for size in books["postings"]}
    assert len(sizes) == 1, "a file is there in part"
