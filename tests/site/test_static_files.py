"""What lies in the static files is what the pages use, and nothing that old browsers do not know."""

import re
from pathlib import Path

import pytest

import giaoban
from giaoban.site.icons import FAMILIES, FOLDER, NoSuchIcon, drawing, indicator_icon
from giaoban.site.ornament import drum

ROOM = Path(giaoban.__file__).parent
STATIC = ROOM / "site" / "static" / "giaoban"
SOURCES = [*ROOM.glob("*/templates/**/*.html"), *ROOM.glob("*/**/*.py")]
TOO_NEW = re.compile(r"oklch|color-mix|light-dark\(|@layer|@container|^\s+&|:has\(", re.MULTILINE)


def test_the_drum_is_the_one_that_is_drawn() -> None:
    assert (STATIC / "drum.svg").read_text(encoding="utf-8") == drum()


def test_every_icon_that_is_named_lies_there_and_every_one_that_lies_there_is_named() -> None:
    lying = {path.stem for path in FOLDER.glob("*.svg")}
    text = "\n".join(source.read_text(encoding="utf-8") for source in SOURCES)
    named = set(re.findall(r'{% icon "([a-z0-9-]+)"', text))
    assert named <= lying
    assert {name for name in lying if f'"{name}"' not in text} == set()


def test_an_icon_that_is_not_there_says_how_to_get_it() -> None:
    with pytest.raises(NoSuchIcon, match=r"copy unicorn\.svg from lucide-static"):
        drawing("unicorn")
    assert indicator_icon("something.new") == "chart-column"
    assert set(FAMILIES.values()) <= {path.stem for path in FOLDER.glob("*.svg")}


@pytest.mark.parametrize("sheet", sorted(ROOM.glob("*/static/**/*.css")), ids=lambda path: path.name)
def test_style_sheets_know_only_what_chrome_109_and_firefox_115_know(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert TOO_NEW.findall(text) == []
    assert len(text.splitlines()) <= 400
    names = set(re.findall(r"var\((--[\w-]+)", text))
    assert names <= set(re.findall(r"(--[\w-]+):", (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")))


def test_fonts_and_icons_carry_their_licences() -> None:
    for licence in ("fonts/OFL-inter.txt", "fonts/OFL-be-vietnam-pro.txt", "icons/LICENSE-lucide.txt"):
        assert (STATIC / licence).stat().st_size > 500
