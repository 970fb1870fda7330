"""Workspaces that are made once, by the first process of a run that needs them; the others wait."""

from pathlib import Path

import pytest

from tests.migrated import locked, shared
from tests.workspace.commands import giaoban

PASSWORD = "một mật khẩu đủ dài"


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demonstration. Tests read it and change nothing in it."""
    folder = shared(tmp_path_factory) / "demonstration" / "workspace"
    with locked(shared(tmp_path_factory) / "demonstration.lock"):
        if not folder.exists():
            built = giaoban(folder, "demo", "--no-serve")
            assert built.code == 0, built.err
    return folder


@pytest.fixture(scope="session")
def initialised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace as `giaoban init` leaves it, with the administrator `quantri`. Tests copy it."""
    folder = shared(tmp_path_factory) / "initialised"
    with locked(shared(tmp_path_factory) / "initialised.lock"):
        if not folder.exists():
            words = ("init", "--pack", "party_committee", "--administrator", "quantri")
            made = giaoban(folder, *words, GIAOBAN_ADMINISTRATOR_PASSWORD=PASSWORD)
            assert made.code == 0, made.err
    return folder
