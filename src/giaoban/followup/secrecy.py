"""Secret work stays out of this system: it is known by its mark, whether chosen or written in the text, and refused.

The three degrees are those of the Law on protection of state secrets (Luật Bảo vệ bí mật nhà nước 2018, Điều 8). A stamp is
told from an ordinary word: `(Mật)`, `TỐI MẬT` and `12-CV/TU Mật` are stamps, `bí mật`, `mật độ`, `mật ong` are words. What a
text says without a stamp nobody here can judge: the person who types it answers for it.
"""

import re
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.language.text import nfc


class Mark(TextChoices):
    """The degree of secrecy that a text carries."""

    OPEN = "open", gettext_lazy("không mật")
    SECRET = "secret", gettext_lazy("mật")
    TOP_SECRET = "top_secret", gettext_lazy("tối mật")
    MOST_SECRET = "most_secret", gettext_lazy("tuyệt mật")


class SecretRefused(ValueError):
    """A text carries a mark of secrecy; the sentence says which, why it stays out and what to do."""

    def __init__(self, mark: Mark, found: str = "") -> None:
        said = (
            _("Trong nội dung có dấu chỉ độ mật “%(found)s”.") % {"found": found}
            if found
            else _("Nội dung này có độ mật “%(mark)s”.") % {"mark": mark.label}
        )
        way_out = _(
            "Hệ thống không lưu nội dung mật: hãy theo dõi bằng hồ sơ giấy theo quy định bảo vệ bí mật nhà nước."
        )
        reword = _("Nếu nội dung không mật, hãy bỏ dấu đó khỏi câu chữ.") if found else ""
        super().__init__(" ".join(part for part in (said, way_out, reword) if part))
        self.mark = mark
        self.found = found


def require_open(mark: str, *texts: str) -> None:
    """Passes where the mark is `open` and no text carries a stamp; else raises `SecretRefused`.

    A mark that is none of `Mark` is a `ValueError`: nobody has said that the text is open.
    """
    if mark not in Mark.values:
        raise ValueError(_("Chưa chọn độ mật: hãy chọn “không mật” nếu nội dung không có độ mật."))
    if mark != Mark.OPEN:
        raise SecretRefused(Mark(mark))
    for text in texts:
        if stamp := stamp_in(text):
            raise SecretRefused(*stamp)


def stamp_in(text: str) -> tuple[Mark, str] | None:
    """The first stamp of secrecy in the text, as the degree and the very words; None where there is none."""
    plain = nfc(text)
    found = [match for shape in _STAMPS if (match := shape.search(plain))]
    if not found:
        return None
    first = min(found, key=lambda match: match.start())
    return _degree(first["degree"]), " ".join(first[0].split())


_AFTER: Final = "độ|ong|thiết|khẩu|mã|danh|vụ|thám|ngữ|báo|thư|ngọt|rỉ|mía|hoa|gấu|lợn|bò|tịch|nghị|ước|tin|dụ"
"""Syllables that make `mật` the beginning of another word."""
_END: Final = rf"(?!\w)(?!\s+(?i:{_AFTER})(?!\w))"
_HIGH: Final = rf"(?<!\w)(?i:tối|tuyệt)\s+(?i:mật){_END}"
_ANY: Final = rf"(?P<degree>{_HIGH}|(?<!\w)(?i:mật){_END})"
_CAPITAL: Final = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_PAPER: Final = "văn bản|công văn|tài liệu|hồ sơ|kế hoạch|báo cáo|thông báo|quyết định|chỉ thị|nghị quyết|kết luận"
_STAMPS: Final = tuple(
    re.compile(shape)
    for shape in (
        # `tối mật` and `TUYỆT MẬT` are always the degree.
        rf"(?P<degree>{_HIGH})",
        rf"[(\[{{]\s*{_ANY}\s*[)\]}}]",
        rf"(?i:độ\s+mật)\s*[:=–-]\s*[“\"']?{_ANY}",
        # A text that is nothing else, a line that begins with it.
        rf"\A\s*{_ANY}\s*\Z",
        rf"(?m:^)[ \t]*(?P<degree>M(?:ật|ẬT)){_END}[ \t]*(?:[.:;,–-]|(?m:$))",
        # `12-CV/TU Mật`, `số 15/KH-UBND, mật`: right behind a document's number.
        rf"\d[-/][{_CAPITAL}][{_CAPITAL}\d/-]*[\s,;]+{_ANY}",
        # `công văn Mật`, with a capital; in small letters it is a kind of paper that is spoken of.
        rf"(?i:{_PAPER})\s+(?P<degree>M(?:ật|ẬT)){_END}",
        # `MẬT` alone; within a run of capitals it is a part of a heading.
        rf"(?<!\w)(?<![{_CAPITAL}][ \t])(?P<degree>MẬT)(?!\w)(?!\s+[{_CAPITAL}]{{2}})",
    )
)


def _degree(words: str) -> Mark:
    first = words.split(maxsplit=1)[0].casefold()
    return {"tuyệt": Mark.MOST_SECRET, "tối": Mark.TOP_SECRET}.get(first, Mark.SECRET)
