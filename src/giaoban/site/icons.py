"""Icons: the Lucide files in `static/giaoban/icons`, written into the page so that they take the text's colour."""

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "static" / "giaoban" / "icons"

FAMILIES = {
    "discipline": "gavel",
    "inspection": "search-check",
    "members": "users",
    "organisations": "building-2",
    "recommendations": "message-square-text",
    "supervision": "eye",
}
"""The icon of an indicator by the first word of its code."""


class NoSuchIcon(LookupError):
    """A template asks for an icon that was not copied into the static files."""


@cache
def drawing(name: str) -> str:
    """The inside of the icon's SVG, on one line; raises `NoSuchIcon`."""
    file = FOLDER / f"{name}.svg"
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    inside = re.search(r"<svg[^>]*>(.*)</svg>", text, re.DOTALL)
    if inside is None:
        raise NoSuchIcon(f"There is no icon {name!r} in {FOLDER}: copy {name}.svg from lucide-static, or name another.")
    return re.sub(r"\s+", " ", inside.group(1)).strip()


def indicator_icon(code: str) -> str:
    """The name of the icon for an indicator's family; a plain chart for a family without one."""
    return FAMILIES.get(code.partition(".")[0], "chart-column")
