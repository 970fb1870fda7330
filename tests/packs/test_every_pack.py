"""What holds for every pack that comes with the product, and that the product's code holds nothing of any of them."""

import ast
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from pydantic import BaseModel

import giaoban
from giaoban.indicators.catalogue import Named, Pack
from giaoban.indicators.forms import asked_by, cells
from giaoban.indicators.packs import PACKS, named
from giaoban.indicators.rules import evaluate

SOURCE = Path(giaoban.__file__).parent
CODES = sorted(path.parent.name for path in PACKS.glob("*/pack.yaml"))
ROOMS = sorted(path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists())
DEMONSTRATION = SOURCE / "workspace" / "demonstration"
"""The demonstration shows one pack and speaks of it."""
ALSO_WORDS = {"cell"}
"""Also what a workbook and a table consist of."""
DOTTED = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")


@pytest.fixture(params=CODES)
def pack(request: pytest.FixtureRequest) -> Pack:
    return named(str(request.param))


def texts(value: object) -> Iterator[Named]:
    if isinstance(value, Named):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)


def test_every_text_is_composed_and_trimmed_and_differs_between_the_languages(pack: Pack) -> None:
    for text in texts(pack):
        for words in (text.vi, text.en):
            assert words == unicodedata.normalize("NFC", words).strip()
        assert text.vi != text.en or text.vi in {"%", "ha"}
        assert text.en.isascii() or "“{category}”" in text.en


def test_every_definition_is_a_sentence(pack: Pack) -> None:
    for indicator in pack.indicators:
        assert indicator.definition.vi.endswith(".")
        assert indicator.definition.en.endswith(".")


def test_no_two_indicators_have_the_same_name(pack: Pack) -> None:
    for language in ("vi", "en"):
        names = [indicator.name.in_language(language) for indicator in pack.indicators]
        assert len(names) == len(set(names))


def test_a_narrow_column_has_a_short_name_for_every_long_one(pack: Pack) -> None:
    for indicator in pack.indicators:
        short = indicator.short_name or indicator.name
        assert len(short.vi) <= 50, indicator.code
        assert len(short.en) <= 50, indicator.code


def test_every_rule_is_broken_by_some_figures_and_says_so(pack: Pack) -> None:
    for rule in pack.rules:
        form = next(form for form in pack.forms if rule.left in asked_by(form))
        asked = {(cell.indicator, cell.breakdown) for cell in cells(pack, form) if cell.measure == "actual"}
        values = {cell: Decimal(1000) if cell == (rule.left, "") else Decimal(7) for cell in asked}
        if rule.kind == "parts_within":
            values[rule.left, ""] = Decimal(0)
        found = [
            finding
            for finding in evaluate(pack, form, values, dict.fromkeys(asked, Decimal(1)))
            if finding.rule == rule.code
        ]
        assert found, rule.code
        assert re.search(r"\d", found[0].message)


def test_errors_are_for_the_impossible_and_comparisons_over_time_only_warn(pack: Pack) -> None:
    over_time = {rule.severity for rule in pack.rules if rule.kind in {"jump", "carried_over"}}
    assert over_time == {"warning"}


@cache
def own_codes() -> frozenset[str]:
    """The codes of every pack's indicators, forms and kinds of units."""
    packs = [named(code) for code in CODES]
    indicators = {one.code for pack in packs for one in pack.indicators}
    forms = {one.code for pack in packs for one in pack.forms}
    kinds = {one.code for pack in packs for one in pack.unit_kinds}
    return frozenset(indicators | forms | kinds) - ALSO_WORDS


@cache
def constants(path: Path) -> frozenset[str]:
    """The texts that a module works with; documentation may give examples."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    remarks = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    texts = (node for node in nodes if isinstance(node, ast.Constant) and id(node) not in remarks)
    return frozenset(node.value for node in texts if isinstance(node.value, str))


def spoken_of(text: str) -> set[str]:
    """What may be codes in a text: words with dots or underscores anywhere, a plain word where it is the whole text."""
    return {word for word in DOTTED.findall(text) if word == text or set(word) & set("._")}


@pytest.mark.parametrize("room", ROOMS)
def test_no_code_of_a_pack_stands_in_the_products_code(room: str) -> None:
    for path in sorted((SOURCE / room).rglob("*.py")):
        if DEMONSTRATION not in path.parents:
            found = {word for text in constants(path) for word in spoken_of(text)} & own_codes()
            assert not found, f"{path.relative_to(SOURCE)} speaks of {sorted(found)}"


@pytest.mark.parametrize("room", ROOMS)
def test_no_code_of_a_pack_stands_in_a_page(room: str) -> None:
    for path in sorted((SOURCE / room).rglob("*")):
        if path.suffix in {".html", ".js", ".typ"}:
            found = spoken_of(path.read_text(encoding="utf-8")) & own_codes()
            assert not found, f"{path.relative_to(SOURCE)} speaks of {sorted(found)}"


def test_a_pack_is_named_only_as_the_default_and_in_examples() -> None:
    naming = {
        path.relative_to(SOURCE).as_posix()
        for room in ROOMS
        for path in (SOURCE / room).rglob("*.py")
        if DEMONSTRATION not in path.parents and any(set(CODES) & spoken_of(text) for text in constants(path))
    }
    assert naming == {"site/environment.py", "workspace/commands/init.py", "workspace/desk.py"}
