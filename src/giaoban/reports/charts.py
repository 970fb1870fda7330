"""Charts drawn on the server: a Vega-Lite specification in, SVG or PNG out, kept by content."""

import json
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import vl_convert
from lxml import etree

from giaoban.language.numbers import format_locale

FONTS = Path(__file__).parent / "fonts"
VEGA_LITE = "6.4"
KEPT = 256
"""How many drawings stay in memory; a briefing's report needs fewer than ten."""
_SVG = "{http://www.w3.org/2000/svg}"


class Colour(StrEnum):
    """The palette on paper. On a page each is the CSS variable of the same name, so that it follows the theme."""

    NOW = "#3a4cc4"
    PREVIOUS = "#8d90a1"
    TARGET = "#d6478a"
    INK = "#191b28"
    GRID = "#e9e6dd"


VARIABLES = {
    Colour.NOW: "--chart-now",
    Colour.PREVIOUS: "--chart-prev",
    Colour.TARGET: "--sen-fill",
    Colour.INK: "--ink-2",
    Colour.GRID: "--chart-grid",
}
"""Palette colour -> variable of the design system."""


def svg(specification: dict[str, Any]) -> str:
    """An inline SVG for a page with a strict Content-Security-Policy: no style, no script, no outside reference.

    Wherever the specification uses a colour of `Colour`, the drawing has `var(--chart-now, #3a4cc4)` and the like
    as its presentation attribute: light and dark themes need no second drawing. The specification's
    `description` becomes the label of the picture; the picture is `role="img"`, scales with its column and has
    the class `chart`.
    """
    return _inline(_key(specification))


def picture(specification: dict[str, Any]) -> str:
    """The SVG with its colours as on paper, for PDF."""
    return _drawn(_key(specification))


def png(specification: dict[str, Any]) -> bytes:
    """A picture for Word, three times the size on paper."""
    return _png(_key(specification))


def warm() -> None:
    """Start the drawing engine: the first picture takes up to two seconds, every other a tenth of one."""
    png({"data": {"values": [{"x": 1}]}, "mark": "bar", "encoding": {"x": {"field": "x", "type": "quantitative"}}})


def _key(specification: dict[str, Any]) -> str:
    return json.dumps(specification, ensure_ascii=False, sort_keys=True)


@lru_cache(maxsize=1)
def _fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))


@lru_cache(maxsize=KEPT)
def _drawn(key: str) -> str:
    _fonts()
    drawn: str = vl_convert.vegalite_to_svg(
        json.loads(key), vl_version=VEGA_LITE, format_locale=format_locale("vi"), allowed_base_urls=[]
    )
    return drawn


@lru_cache(maxsize=KEPT)
def _png(key: str) -> bytes:
    # White below everything: Word and LibreOffice darken fine lines on a transparent ground.
    on_white = _drawn(key).replace(">", '><rect width="100%" height="100%" fill="#ffffff"/>', 1)
    drawn: bytes = vl_convert.svg_to_png(on_white, scale=3)
    return drawn


@lru_cache(maxsize=KEPT)
def _inline(key: str) -> str:
    root = etree.fromstring(_drawn(key).encode())
    for element in list(root.iter(f"{_SVG}*")):
        _clean(element)
    box = root.get("viewBox", "")
    root.attrib.clear()
    root.set("viewBox", box)
    root.set("class", "chart")
    root.set("role", "img")
    root.set("aria-label", str(json.loads(key).get("description", "")))
    text = etree.tostring(root, encoding="unicode")
    return _themed(text)


def _clean(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None and element.get("class") in {"background", "foreground"}:
        parent.remove(element)
        return
    for name in list(element.attrib):
        if name in {"class", "style", "role", "pointer-events"} or str(name).startswith("aria-"):
            del element.attrib[name]


def _themed(text: str) -> str:
    for colour, variable in VARIABLES.items():
        text = text.replace(f'"{colour.value}"', f'"var({variable}, {colour.value})"')
    return text
