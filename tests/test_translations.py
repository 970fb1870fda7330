"""Every text that a user reads has its English, in the room's own catalogue, compiled as it is written."""

import ast
import contextlib
import shutil
import subprocess
from gettext import GNUTranslations
from pathlib import Path

import click
import pytest
from django.core.management import call_command

import giaoban
from tests.programs import require_program

SOURCE = Path(giaoban.__file__).parent
CLICK = SOURCE / "workspace" / "locale" / "vi" / "LC_MESSAGES" / "click.po"
SPOKEN = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")
"""The modules of click whose words a user may meet."""
FOR_PROGRAMMERS = (
    "DeprecationWarning", "Value must be an iterable", "Could not determine name", "No options defined",
    "Arguments take exactly", "Name '{name}' defined twice", "Boolean option", "Invalid start character",
    "Unknown color", "Choice({choices})", "{len_type} values", "{value!r} is not a valid UUID",
)  # fmt: skip
ROOMS = sorted(path.parents[3].name for path in SOURCE.glob("*/locale/en/LC_MESSAGES/django.po"))


def catalogue(path: Path) -> dict[str, str]:
    """The texts of a compiled catalogue, each form of a plural on its own, without the head."""
    with path.open("rb") as file:
        texts: dict[str | tuple[str, int], str] = GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {str(key): text for key, text in texts.items() if key != ""}


def compiled(po: Path, to: Path) -> dict[str, str]:
    subprocess.run([require_program("gettext"), "--check-format", "-o", to, po], check=True)
    return catalogue(to)


def test_each_room_with_words_has_a_catalogue() -> None:
    with_words = {
        path.relative_to(SOURCE).parts[0]
        for pattern in ("*.py", "*.html")
        for path in SOURCE.rglob(pattern)
        if any(mark in path.read_text(encoding="utf-8") for mark in ("import gettext", "translate", "ngettext"))
    }
    assert with_words - {"site"} <= set(ROOMS), "rooms whose words have no English"


def test_no_text_has_two_translations() -> None:
    """All catalogues are merged into one: a text that two rooms translate apart would be said at random."""
    said: dict[str, dict[str, str]] = {}
    for room in ROOMS:
        for key, text in catalogue(SOURCE / room / "locale" / "en" / "LC_MESSAGES" / "django.mo").items():
            said.setdefault(key, {})[room] = text
    assert {key: texts for key, texts in said.items() if len(set(texts.values())) > 1} == {}


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copies of the rooms whose catalogues were written anew from their words."""
    copies = tmp_path_factory.mktemp("copies")
    for room in ROOMS:
        shutil.copytree(SOURCE / room, copies / room, ignore=shutil.ignore_patterns("__pycache__", "static", "fonts"))
        with contextlib.chdir(copies / room):
            call_command("makemessages", locale=["en"], no_location=True, no_obsolete=True, verbosity=0)
    return copies


@pytest.mark.parametrize("room", ROOMS)
def test_the_english_of_a_room_is_whole_and_compiled(room: str, extracted: Path, tmp_path: Path) -> None:
    folder = Path("locale", "en", "LC_MESSAGES")
    kept = catalogue(SOURCE / room / folder / "django.mo")
    assert kept == compiled(SOURCE / room / folder / "django.po", tmp_path / "kept.mo"), "run msgfmt again"
    written = extracted / room / folder / "django.po"
    fresh = written.read_text(encoding="utf-8")
    assert "#, fuzzy" not in fresh.split("msgid", 2)[2], "a text has changed: translate it again"
    # An untranslated text does not reach the compiled catalogue.
    assert fresh.count('\nmsgstr ""\n\n') == 0, "a text has no English"
    assert compiled(written, tmp_path / "fresh.mo").keys() == kept.keys(), "a text is new or gone"


def said_by(module: Path) -> set[str]:
    """The texts that a module of click looks up in a catalogue."""
    calls = [node for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    looked_up = [
        call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id in {"_", "ngettext"}
    ]
    return {str(text.value) for text in looked_up if isinstance(text, ast.Constant)}


def test_the_words_of_the_command_lines_library_are_whole_and_compiled(tmp_path: Path) -> None:
    assert catalogue(CLICK.with_suffix(".mo")) == compiled(CLICK, tmp_path / "click.mo"), "run msgfmt again"
    folder = Path(click.__file__).parent
    said = {text for name in SPOKEN for text in said_by(folder / f"{name}.py")}
    with CLICK.with_suffix(".mo").open("rb") as file:
        vietnamese = GNUTranslations(file)
    untranslated = {text for text in said if text == vietnamese.gettext(text) == vietnamese.ngettext(text, text, 1)}
    assert {text for text in untranslated if not text.startswith(FOR_PROGRAMMERS)} == set()
