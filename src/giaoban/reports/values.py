"""A report as plain values and as JSON: what is hashed, compared, handed to the PDF template and kept when issued."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from giaoban.reports.model import Block, Inline, Report


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


def content(blocks: tuple[Block, ...]) -> str:
    """The blocks as JSON, for a digest of what a report says."""
    return json.dumps(plain(blocks), ensure_ascii=False, sort_keys=True)
