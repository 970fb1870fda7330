"""A comment as a line of HTML, the same for every viewer: written once in a process, and then handed out from memory."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.translation import override

from giaoban.language.locales import Language
from giaoban.meetings.live import Said


@lru_cache(maxsize=4_096)
def line(said: Said, language: Language) -> str:
    """A `<li>` that names the comment, so that a page that has it already leaves it out."""
    with override(language):
        return render_to_string("meetings/live_comment.html", {"said": said}).strip()
