"""What kinds of file are taken, how large, and how their bytes are known. Pure."""

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import PurePath
from types import MappingProxyType
from typing import Final
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from giaoban.language.text import nfc

LARGEST: Final = 20 * 1024 * 1024
"""Bytes of one file."""
LONGEST_NAME: Final = 255
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


class FileRefused(ValueError):
    """A file that is not taken; the sentence says why and the way out."""


def _begins(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(signatures)


def _holds(member: str) -> Callable[[bytes], bool]:
    """Whether it is an archive with that member; one with macros is refused."""

    def holds(data: bytes) -> bool:
        try:
            names = ZipFile(BytesIO(data)).namelist()
        except BadZipFile:
            return False
        return member in names and not any("vbaProject" in name for name in names)

    return holds


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return _CONTROL.search(text) is None


TYPES: Final[Mapping[str, tuple[str, Callable[[bytes], bool]]]] = MappingProxyType(
    {
        ".pdf": ("application/pdf", _begins(b"%PDF-")),
        ".docx": (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            _holds("word/document.xml"),
        ),
        ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _holds("xl/workbook.xml")),
        ".pptx": (
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            _holds("ppt/presentation.xml"),
        ),
        ".odt": ("application/vnd.oasis.opendocument.text", _holds("content.xml")),
        ".ods": ("application/vnd.oasis.opendocument.spreadsheet", _holds("content.xml")),
        ".png": ("image/png", _begins(b"\x89PNG\r\n\x1a\n")),
        ".jpg": ("image/jpeg", _begins(b"\xff\xd8\xff")),
        ".jpeg": ("image/jpeg", _begins(b"\xff\xd8\xff")),
        ".txt": ("text/plain", _is_text),
        ".csv": ("text/csv", _is_text),
    }
)
"""What may be sent, by the end of its name: its media type, and how its bytes are known. The old formats of Office
(.doc, .xls) are not taken: they may carry macros that nobody sees."""


def plain_name(name: str) -> str:
    """The name without folders and control characters, its end whole however long it is."""
    plain = _CONTROL.sub("", nfc(name)).replace("\\", "/").rpartition("/")[2].strip()
    return plain[-LONGEST_NAME:]


def media_type(name: str, data: bytes) -> str:
    """The media type of a file that is taken; `name` as `plain_name` gives it. Raises `FileRefused`."""
    suffix = PurePath(name).suffix.casefold()
    if suffix not in TYPES:
        raise FileRefused(
            _("Không nhận tệp “%(name)s”: hãy gửi tệp %(types)s.") % {"name": name, "types": ", ".join(TYPES)}
        )
    if not data:
        raise FileRefused(_("Tệp “%(name)s” trống: hãy chọn lại tệp.") % {"name": name})
    if len(data) > LARGEST:
        values = {"name": name, "size": -(-len(data) // (1024 * 1024)), "largest": LARGEST // (1024 * 1024)}
        raise FileRefused(_("Tệp “%(name)s” nặng %(size)d MB, vượt %(largest)d MB: hãy nén hoặc tách tệp.") % values)
    found, is_so = TYPES[suffix]
    if not is_so(data):
        message = _("Nội dung tệp “%(name)s” không đúng loại %(suffix)s hoặc có macro: hãy lưu lại đúng định dạng.")
        raise FileRefused(message % {"name": name, "suffix": suffix})
    return found
