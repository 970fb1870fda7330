"""A report as plain values and as JSON: what is hashed, compared, handed to the PDF template and kept when issued."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from giaoban.reports.model import Block, Chart, Figure, Inline, Report, lines_of


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
                shown = inline.reference
                found += [shown.indicator, shown.breakdown, shown.unit, shown.period, shown.part]
    return "\n".join(found)
