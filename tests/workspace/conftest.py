"""One demonstration, built once for all tests that read it."""

import fcntl
import os
from pathlib import Path

import pytest

from tests.workspace.commands import giaoban


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demonstration. Tests read it and change nothing in it."""
    # Processes of one run have neighbouring folders; the first that comes builds, the others wait.
    together = (
        tmp_path_factory.getbasetemp().parent if "PYTEST_XDIST_WORKER" in os.environ else tmp_path_factory.getbasetemp()
    )
    folder = together / "demonstration" / "workspace"
    with (together / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        built = giaoban(folder, "demo", "--no-serve")
    assert built.code == 0, built.err
    return folder
