"""What is typed into the programme and the topics, in one shape: NFC, no blanks around, not empty where it must say something."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from giaoban.figures.acceptance import UNKEEPABLE
from giaoban.language.text import nfc


class WordsRefused(ValueError):
    """A text that is missing or cannot be kept; the sentence says which and the way out. `field` is its name on the page."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def kept_text(text: str, field: str, name: str | Promise, longest: int, *, needed: bool = True) -> str:
    """The text as it is kept; raises `WordsRefused`. `longest` counts characters, `name` is what the field is called."""
    kept = nfc(text).replace("\r\n", "\n").strip()
    if needed and not kept:
        raise WordsRefused(field, _("Chưa ghi %(name)s.") % {"name": name})
    if len(kept) > longest:
        raise WordsRefused(
            field,
            _("%(name)s dài %(length)d ký tự, tối đa %(longest)d: hãy viết gọn lại.")
            % {"name": str(name).capitalize(), "length": len(kept), "longest": longest},
        )
    if UNKEEPABLE.search(kept):
        raise WordsRefused(field, _("Trong %(name)s có ký tự không lưu được: hãy gõ lại.") % {"name": name})
    return kept
