"""Every pair of text and ground can be told apart, light and dark (WCAG 2.2: 4.5 for text, 3 for what is drawn)."""

import re
from pathlib import Path

import pytest

from giaoban import site

TOKENS = (Path(site.__file__).parent / "static" / "giaoban" / "css" / "tokens.css").read_text(encoding="utf-8")
TEXT = [
    "ink/paper",
    "ink/surface",
    "ink/sunken",
    "ink-2/sunken",
    "ink-2/paper",
    "ink-2/surface",
    "ink-3/paper",
    "ink-3/surface",
    "ink-3/sunken",
    "cham-ink/surface",
    "cham-ink/cham-soft",
    "cham-ink/paper",
    "cham-ink/sunken",
    "ink-2/cham-soft",
    "ink/cham-soft",
    "on-cham/cham",
    "on-cham/cham-hover",
    "lua/lua-soft",
    "nghe/nghe-soft",
    "son/son-soft",
    "lua/surface",
    "nghe/surface",
    "son/surface",
    "sen/surface",
    "sen/sunken",
    "hero-ink-2/hero-a",
    "hero-ink-2/hero-b",
    "hero-ink/hero-c",
    "surface/ink",
]
DRAWN = [
    "line-strong/surface",
    "chart-now/surface",
    "chart-now/paper",
    "chart-prev/surface",
    "sen-fill/surface",
    "lua-fill/surface",
    "nghe-fill/surface",
    "son-fill/surface",
    "lua-fill/track",
    "son-fill/track",
    "chart-now/track",
    "hero-good/hero-b",
    "hero-part/hero-b",
    "hero-late/hero-b",
    "ink/track",
]


def tokens(selector: str) -> dict[str, str]:
    block = re.search(re.escape(selector) + r" \{(.*?)\n\}", TOKENS, re.DOTALL)
    assert block is not None
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block.group(1)))


LIGHT = tokens(":root")
THEMES = {"light": LIGHT, "dark": LIGHT | tokens('[data-theme="dark"]')}


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (DRAWN, 3.0)], ids=["text", "drawn"])
def test_every_pair_has_enough_contrast(theme: str, pairs: list[str], least: float) -> None:
    colours = THEMES[theme]
    found = {pair: round(contrast(*(colours[name] for name in pair.split("/"))), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in found.items() if ratio < least} == {}


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
