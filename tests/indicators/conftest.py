"""A small whole pack as text beside the tests, to be read or to be spoiled."""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from giaoban.indicators.catalogue import Pack
from giaoban.indicators.pack_files import PackProblem
from giaoban.indicators.packs import PackErrors, load

SMALL_PACK = Path(__file__).parent / "small_pack"
Spoil = Callable[[str, str, str], tuple[PackProblem, ...]]


@cache
def small_pack() -> Pack:
    """The small pack of trees, read once."""
    return load(SMALL_PACK)


@pytest.fixture
def pack() -> Pack:
    """The small pack of trees."""
    return small_pack()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small pack's folder."""
    return shutil.copytree(SMALL_PACK, tmp_path / "small_pack")


@pytest.fixture
def spoil(folder: Path) -> Spoil:
    """Replaces a text in a file of the pack's copy and gives what `load` finds wrong."""

    def problems_after(file: str, old: str, new: str) -> tuple[PackProblem, ...]:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(PackErrors) as caught:
            load(folder)
        return caught.value.problems

    return problems_after
