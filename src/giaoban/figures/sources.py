"""Source files in the workspace: kept under their SHA-256, the same bytes once."""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from giaoban.figures.models import SourceFile


class SourceDamaged(RuntimeError):
    """A kept file is gone, or its bytes are no longer those that were kept."""


def keep(data: bytes, name: str, media_type: str) -> SourceFile:
    """Keeps the bytes and returns their row; bytes that are kept already keep the name they first came under."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = path_of(sha256)
    if not path.exists():
        _write(path, data)
    row, _created = SourceFile.objects.get_or_create(
        sha256=sha256, defaults={"name": name[-255:], "media_type": media_type, "size": len(data)}
    )
    return row


def contents(source_file: SourceFile) -> bytes:
    """The bytes as they were kept; raises `SourceDamaged` where they are gone or changed."""
    try:
        data = path_of(source_file.sha256).read_bytes()
    except FileNotFoundError:
        raise SourceDamaged(
            _("Tệp nguồn “%(name)s” (%(sha256)s) không còn trong thư mục lưu.")
            % {"name": source_file.name, "sha256": source_file.sha256[:12]}
        ) from None
    if hashlib.sha256(data).hexdigest() != source_file.sha256:
        raise SourceDamaged(
            _("Tệp nguồn “%(name)s” (%(sha256)s) đã bị thay đổi.")
            % {"name": source_file.name, "sha256": source_file.sha256[:12]}
        )
    return data


def path_of(sha256: str) -> Path:
    """Where the bytes of that hash lie: two letters of the hash, then all of it."""
    folder: Path = settings.WORKSPACE.sources
    return folder / sha256[:2] / sha256


def _write(path: Path, data: bytes) -> None:
    """All or nothing: a temporary file beside, flushed to the disk, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".keeping-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    """A rename is on the disk only when its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
