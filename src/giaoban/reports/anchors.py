"""The names under which a figure is found again in a file: bookmark, content control and character style.

Three anchors, because editors lose different ones: in a study of LibreOffice, retyping, tracked changes and
odt/doc/rtf round trips, a bookmark around a content control around a run in its own style kept at least one.
"""

import re

BOOKMARK_LIMIT = 40
"""Word cuts longer bookmark names."""
TAG_LIMIT = 64
"""Word refuses longer tags and aliases of content controls."""
PROPERTY = "GiaobanReport"
"""The custom document property that holds the report's code."""

FIGURE_ID = r"f\d{4,}"
BOOKMARK = re.compile(rf"GB_(\w+?)_({FIGURE_ID})")
TAG = re.compile(rf"gb:(.+):({FIGURE_ID})")
ALIAS = re.compile(rf".* · (.+)/({FIGURE_ID})")
STYLE = re.compile(rf"GB (\w+) ({FIGURE_ID})")


def plain(code: str) -> str:
    """A report's code with nothing but letters, digits and low lines, as bookmarks and styles want it."""
    return re.sub(r"[^0-9A-Za-z]", "_", code)


def bookmark(code: str, figure_id: str) -> str:
    """At most 40 characters for a code of at most 30."""
    return f"GB_{plain(code)}_{figure_id}"


def tag(code: str, figure_id: str) -> str:
    return f"gb:{code}:{figure_id}"


def alias(code: str, figure_id: str, label: str) -> str:
    """What Word shows at the content control: as much of the label as fits, then code and figure."""
    end = f" · {code}/{figure_id}"
    return label[: TAG_LIMIT - len(end)] + end


def style_name(code: str, figure_id: str) -> str:
    return f"GB {plain(code)} {figure_id}"


def style_id(figure_id: str) -> str:
    return f"GB{figure_id}"
