"""The import table of docs/architecture.md holds, at any depth, string references to models included."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import giaoban

SOURCE = Path(giaoban.__file__).parent
DOCUMENT = SOURCE.parent.parent / "docs" / "architecture.md"
GROUND = {"language", "periods", "units", "people", "indicators"}
ROOMS = {
    "language": set[str](),
    "periods": {"language"},
    "units": {"language"},
    "people": {"language", "units"},
    "indicators": {"language", "periods", "units"},
    "reading": {"language", "periods"},
    "figures": {"language", "periods", "units", "people", "indicators"},
    "followup": GROUND | {"figures"},
    "collection": GROUND | {"reading", "figures", "analysis", "followup"},
    "analysis": {"language", "periods", "units", "indicators", "figures"},
    "reports": GROUND | {"analysis", "followup"},
    "meetings": GROUND | {"reading", "reports", "followup"},
    "site": GROUND | {"reading", "figures", "followup", "collection", "analysis", "reports", "meetings", "workspace"},
    "workspace": GROUND | {"reading", "figures", "followup", "collection", "analysis", "reports", "meetings", "site"},
}
# `indicators.forms` are the forms that units fill in, not a page's.
PRIVATE = re.compile(r"giaoban\.(\w+)\.(views|(?<!indicators\.)forms|urls)\b")


def imported_names(tree: ast.AST) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.startswith("giaoban.")}


def model_references(tree: ast.AST) -> set[str]:
    """Rooms named in strings such as "units.Unit" that are the first argument of a relation."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            text = node.args[0].value
            if isinstance(text, str) and (match := re.fullmatch(r"(\w+)\.[A-Z]\w+", text)):
                found.add(match[1])
    return found & ROOMS.keys()


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def modules(room: str) -> list[Path]:
    return sorted((SOURCE / room).rglob("*.py"))


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_the_table_allows(room: str) -> None:
    allowed = ROOMS[room] | {room}
    for path in modules(room):
        tree = parsed(path)
        used = {name.split(".")[1] for name in imported_names(tree)} & (ROOMS.keys() | {"packs"})
        used |= model_references(tree)
        assert used <= allowed, f"{path.relative_to(SOURCE)} imports {sorted(used - allowed)}"


@pytest.mark.parametrize("room", ROOMS)
def test_no_room_imports_another_rooms_pages(room: str) -> None:
    for path in modules(room):
        for name in imported_names(parsed(path)):
            private = PRIVATE.match(name)
            assert not private or private[1] == room, f"{path.relative_to(SOURCE)} imports {name}"


def test_every_folder_of_the_package_is_a_room_of_the_table() -> None:
    folders = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    assert folders == ROOMS.keys()


def test_only_the_site_and_the_workspace_are_free_of_a_row_that_imports_them() -> None:
    importers = {room for room, allowed in ROOMS.items() if "site" in allowed}
    assert importers == {"workspace"}


def test_the_document_shows_this_table() -> None:
    rows = re.findall(r"^\| `(\w+)/` \|.*\| ([^|]*) \|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    shown = {room: set(re.findall(r"\w+", cell)) - {"nothing"} for room, cell in rows}
    assert shown == ROOMS


def test_every_module_begins_with_a_docstring() -> None:
    for path in SOURCE.rglob("*.py"):
        if "migrations" not in path.parts:
            assert ast.get_docstring(parsed(path)), path
