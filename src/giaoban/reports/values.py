"""A report as plain values and as JSON: what is hashed, compared, handed to the PDF template and kept when issued."""

import json
from collections.abc import Mapping
from dataclasses import astuple, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import Any, Final, get_type_hints

from giaoban.reports.model import (
    Block,
    Caption,
    Cell,
    Chart,
    Counted,
    Figure,
    Frame,
    Heading,
    Inline,
    Item,
    PageBreak,
    Paragraph,
    Reference,
    Report,
    Table,
    Text,
    lines_of,
)  # fmt: skip

KINDS: Final[Mapping[str, type]] = MappingProxyType({
    one.__name__.lower(): one
    for one in (Caption, Cell, Chart, Counted, Figure, Frame, Heading, Item, PageBreak, Paragraph, Reference, Report, Table, Text)
})  # fmt: skip
"""The classes of the model by the `kind` that `plain` gives them."""


def plain(value: Any) -> Any:
    """Dataclasses become objects with their `kind`, tuples lists, dates ISO text."""
    if is_dataclass(value) and not isinstance(value, type):
        named = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        return {"kind": type(value).__name__.lower()} | named
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def as_json(report: Report) -> str:
    """The whole report; the same report gives the same text."""
    return json.dumps(plain(report), ensure_ascii=False, sort_keys=True)


def read_json(text: str) -> Report:
    """The report that `as_json` wrote; the same report, so its files have the same bytes. Raises `ValueError` for anything else."""
    try:
        report = _read(json.loads(text))
    except (KeyError, TypeError) as strange:
        raise ValueError(f"This is no report that was kept as JSON: {strange!r}") from strange
    if not isinstance(report, Report):
        raise ValueError("This JSON holds no report.")  # noqa: TRY004 (the text is wrong, not its type)
    return report


def _read(value: Any) -> Any:
    """Objects with a `kind` become what they were, lists tuples; the days and instants are read where the model has them."""
    if isinstance(value, list):
        return tuple(_read(part) for part in value)
    if not isinstance(value, dict):
        return value
    kind = KINDS[value["kind"]]
    return kind(**{name: _field(kind, name, part) for name, part in value.items() if name != "kind"})


def _field(kind: type, name: str, value: Any) -> Any:
    wanted = _hints(kind)[name]
    if wanted is datetime or wanted is date:
        return wanted.fromisoformat(value)
    # A chart's specification is a plain object of another language: its own `kind` and lists stay as they are.
    return value if kind is Chart else _read(value)


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def printed(inlines: tuple[Inline, ...]) -> str:
    """What stands on paper."""
    return "".join(inline.text for inline in inlines)


def said(blocks: tuple[Block, ...]) -> str:
    """All that stands in the blocks and what every figure refers to, for a digest."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Chart):
            found.append(json.dumps(block.specification, ensure_ascii=False, sort_keys=True))
        for inline in (inline for inlines in lines_of(block) for inline in inlines):
            found.append(inline.text)
            if isinstance(inline, Figure):
                found += astuple(inline.reference)
    return "\n".join(found)
