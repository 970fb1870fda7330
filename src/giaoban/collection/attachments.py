"""Files that a unit sends along with its figures: what they may be, how large, and who may add or take away."""

from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from pathlib import PurePath
from types import MappingProxyType
from zipfile import BadZipFile, ZipFile

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.collection.drafts import lock_writable
from giaoban.collection.models import Attachment, Submission
from giaoban.collection.permission import require
from giaoban.figures.acceptance import UNKEEPABLE
from giaoban.figures.sources import keep
from giaoban.language.text import nfc
from giaoban.people.access import Verb
from giaoban.people.models import Person

LARGEST = 20 * 1024 * 1024
"""Bytes of one file."""
MOST = 20
"""Files of one submission."""


class AttachmentRefused(ValueError):
    """A file that cannot be taken along; the sentence says why and the way out."""


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
    return UNKEEPABLE.search(text) is None


TYPES: Mapping[str, tuple[str, Callable[[bytes], bool]]] = MappingProxyType(
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


def attach(submission: Submission, data: bytes, name: str, *, by: Person, at: datetime) -> Attachment:
    """Keeps the file with the submission while its cells may be typed; raises `AttachmentRefused`."""
    require(by, Verb.REPORT, submission.unit_id, at)
    plain = _plain_name(name)
    media_type = _media_type(plain, data)
    with transaction.atomic():
        locked = lock_writable(submission)
        if locked.attachments.count() >= MOST:
            raise AttachmentRefused(
                _("Báo cáo đã có %(most)d tệp kèm theo: hãy bỏ bớt, hoặc gộp các tệp.") % {"most": MOST}
            )
        file = keep(data, plain, media_type)
        return Attachment.objects.create(submission=locked, file=file, name=plain, person=by, at=at)


def detach(attachment: Attachment, *, by: Person, at: datetime) -> None:
    """Takes a file away again while the cells may be typed; its bytes stay kept."""
    require(by, Verb.REPORT, attachment.submission.unit_id, at)
    with transaction.atomic():
        lock_writable(attachment.submission)
        Attachment.objects.filter(pk=attachment.pk).delete()


def _plain_name(name: str) -> str:
    """The name without folders and control characters, its end whole however long it is."""
    plain = UNKEEPABLE.sub("", nfc(name)).replace("\\", "/").rpartition("/")[2].strip()
    return plain[-255:]


def _media_type(name: str, data: bytes) -> str:
    suffix = PurePath(name).suffix.casefold()
    if suffix not in TYPES:
        raise AttachmentRefused(
            _("Không nhận tệp “%(name)s”: hãy gửi tệp %(types)s.") % {"name": name, "types": ", ".join(TYPES)}
        )
    if not data:
        raise AttachmentRefused(_("Tệp “%(name)s” trống: hãy chọn lại tệp.") % {"name": name})
    if len(data) > LARGEST:
        values = {"name": name, "size": -(-len(data) // (1024 * 1024)), "largest": LARGEST // (1024 * 1024)}
        raise AttachmentRefused(
            _("Tệp “%(name)s” nặng %(size)d MB, vượt %(largest)d MB: hãy nén hoặc tách tệp.") % values
        )
    media_type, is_so = TYPES[suffix]
    if not is_so(data):
        message = _("Nội dung tệp “%(name)s” không đúng loại %(suffix)s hoặc có macro: hãy lưu lại đúng định dạng.")
        raise AttachmentRefused(message % {"name": name, "suffix": suffix})
    return media_type
