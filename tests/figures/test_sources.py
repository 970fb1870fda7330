"""Files that figures came from lie in the workspace, once, under their hash."""

import hashlib

import pytest

from giaoban.figures.models import SourceFile
from giaoban.figures.sources import SourceDamaged, contents, keep, path_of
from giaoban.site.environment import Workspace

DATA = b"PK\x03\x04 workbook"


@pytest.fixture
def file(db: None) -> SourceFile:
    return keep(DATA, "DL-2024-06.xlsx", "application/zip")


def test_a_kept_file_lies_under_its_hash(file: SourceFile, workspace: Workspace) -> None:
    sha256 = hashlib.sha256(DATA).hexdigest()
    assert path_of(sha256) == workspace.sources / sha256[:2] / sha256
    assert (file.sha256, file.name, file.size, contents(file)) == (sha256, "DL-2024-06.xlsx", len(DATA), DATA)


def test_the_same_bytes_are_kept_once_under_their_first_name(file: SourceFile, workspace: Workspace) -> None:
    assert keep(DATA, "bản sao.xlsx", "application/zip") == file
    assert SourceFile.objects.get().name == "DL-2024-06.xlsx"
    assert len([path for path in workspace.sources.rglob("*") if path.is_file()]) == 1


def test_bytes_that_were_lost_are_kept_again(file: SourceFile) -> None:
    path_of(file.sha256).unlink()
    assert keep(DATA, "DL-2024-06.xlsx", "application/zip") == file
    assert contents(file) == DATA


def test_nothing_half_written_stays_behind(workspace: Workspace, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        keep(DATA, "DL-2024-06.xlsx", "application/zip")
    assert not [path for path in workspace.sources.rglob("*") if path.is_file()]
    assert not SourceFile.objects.exists()


def test_a_changed_or_missing_file_is_never_handed_out(file: SourceFile) -> None:
    path_of(file.sha256).write_bytes(b"PK")
    with pytest.raises(SourceDamaged, match=r"DL-2024-06\.xlsx.*đã bị thay đổi"):
        contents(file)
    path_of(file.sha256).unlink()
    with pytest.raises(SourceDamaged, match="không còn"):
        contents(file)
