"""Figures get their ids in reading order, tables and charts keep theirs."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import count

from giaoban.reports.model import Block, Caption, Figure, Heading, Inline, Item, Paragraph, Table


def numbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The same blocks, their figures named `f0001`, `f0002` … in the order in which they are read."""
    numbers = count(1)

    def named(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(
            replace(inline, id=f"f{next(numbers):04d}") if isinstance(inline, Figure) else inline for inline in inlines
        )

    def block(found: Block) -> Block:
        if isinstance(found, Heading | Paragraph | Item | Caption):
            return replace(found, inlines=named(found.inlines))
        if isinstance(found, Table):
            header, rows = (
                tuple(tuple(replace(cell, inlines=named(cell.inlines)) for cell in row) for row in part)
                for part in (found.header, found.rows)
            )
            return replace(found, header=header, rows=rows)
        return found

    return tuple(block(found) for found in blocks)
