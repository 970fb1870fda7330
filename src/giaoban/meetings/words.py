"""What is typed about meetings as it is kept: whole letters, no control signs, no longer than its place."""

import re
from typing import Final

from django.utils.translation import gettext as _

from giaoban.language.text import nfc
from giaoban.meetings.moving import MeetingRefused

_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def one_line(text: str, field: str, *, longest: int, needed: bool = False) -> str:
    """The text on one line; raises `MeetingRefused` where it is too long, or empty though it is needed."""
    return _fitting(" ".join(_CONTROL.sub("", nfc(text)).split()), field, longest, needed=needed)


def lines(text: str, field: str, *, longest: int, needed: bool = False) -> str:
    """The text with its lines; raises `MeetingRefused` likewise."""
    plain = nfc(text).replace("\r\n", "\n").replace("\r", "\n")
    return _fitting(_CONTROL.sub("", plain).strip(), field, longest, needed=needed)


def _fitting(text: str, field: str, longest: int, *, needed: bool) -> str:
    if needed and not text:
        raise MeetingRefused(_("Ô này còn trống: hãy ghi rồi gửi lại."), field)
    if len(text) > longest:
        values = {"count": len(text), "longest": longest}
        raise MeetingRefused(_("Dài %(count)d ký tự, nhiều nhất là %(longest)d: hãy viết gọn lại.") % values, field)
    return text
