"""A process that is killed in the middle of an import leaves of every file either all or nothing."""

import signal
from pathlib import Path

from tests.collection import importer
from tests.collection.importer import MONTHS
from tests.forking import Office

KILLINGS = 8
"""After one writing statement, after two, and so on: a file takes five."""


def killed(office: Office, folder: Path, writes: int) -> list[int]:
    """How many observations each posting has after an import that was killed so; nothing else may be wrong."""
    worker = office.begin(importer.be_killed, folder, writes)
    assert worker.end() == -signal.SIGKILL, "no file was left to write"
    postings, problems = office.ask(importer.look)
    assert not problems
    return postings


def test_every_file_is_in_the_books_whole_or_not_at_all(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "workbooks"
    office.ask(importer.prepare, folder)
    looks = [killed(office, folder, writes) for writes in range(1, KILLINGS + 1)]
    filled = [len(postings) for postings in looks]
    assert (filled[0], filled == sorted(filled), 2 <= filled[-1] < len(MONTHS)) == (0, True, True)
    office.ask(importer.take_in, folder)
    whole, problems = office.ask(importer.look)
    assert not problems
    assert len(whole) == len(MONTHS)
    assert len({size for postings in (*looks, whole) for size in postings}) == 1, "a file is there in part"
