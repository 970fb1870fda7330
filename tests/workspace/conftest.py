"""One demonstration, built once for all tests that read it."""

from pathlib import Path

import pytest

from tests.workspace.commands import giaoban


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demonstration. Tests read it and change nothing in it."""
    folder = tmp_path_factory.mktemp("demonstration") / "workspace"
    built = giaoban(folder, "demo", "--no-serve")
    assert built.code == 0, built.err
    return folder
