"""The report as plain text: for mail and for comparing two versions line by line."""

from collections.abc import Iterable, Sequence
from textwrap import wrap

from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.reports.files import WrittenFile, file_name
from giaoban.reports.grid import grid
from giaoban.reports.layout import Line, layout
from giaoban.reports.model import Block, Caption, Chart, Heading, Item, PageBreak, Report, Table
from giaoban.reports.values import printed

WIDTH = 100
LEFT = 44
"""Columns of the whole and of its left half."""
NARROWEST = 12
"""A column of figures is at least so wide, so that the words of its head fit."""


def write(report: Report) -> WrittenFile:
    """UTF-8, lines ended by a line feed, paragraphs on one line each, tables in columns."""
    return WrittenFile(file_name(report, "txt"), "text/plain; charset=utf-8", text(report).encode())


def text(report: Report) -> str:
    """The whole document as text."""
    with override(report.language):
        return "\n".join(_lines(report)).rstrip() + "\n"


def _lines(report: Report) -> list[str]:
    parts = layout(report.frame)
    lines = [report.frame.notice, ""] if report.frame.notice else []
    lines += _side_by_side(parts.left, parts.right)
    lines += ["", *(line.text.center(WIDTH).rstrip() for line in parts.title), ""]
    lines += _blocks(report.body())
    lines += ["", *_side_by_side(parts.recipients, (*parts.signature, Line(""), Line(""), parts.signer))]
    return lines + _blocks(report.annexes())


def _side_by_side(left: tuple[Line, ...], right: tuple[Line, ...]) -> list[str]:
    rows = []
    for place in range(max(len(left), len(right))):
        first = left[place].text if place < len(left) else ""
        second = right[place].text if place < len(right) else ""
        rows.append(f"{first:<{LEFT}}{second.center(WIDTH - LEFT) if second else ''}".rstrip())
    return rows


def _blocks(blocks: Iterable[Block]) -> list[str]:
    return [line for block in blocks for line in (*_block(block), "")]


def _block(block: Block) -> Iterable[str]:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Chart):
        return (_("[Biểu đồ] %(title)s") % {"title": block.specification.get("description", block.alternative)},)
    if isinstance(block, PageBreak):
        return ("-" * WIDTH,)
    if isinstance(block, Item):
        return (f"{'  ' * (block.level - 1)}{block.marker} {printed(block.inlines)}",)
    if isinstance(block, Caption | Heading):
        return (printed(block.inlines),)
    return (f"    {printed(block.inlines)}",)


def _table(table: Table) -> list[str]:
    rows = [[printed(cell.inlines) for cell in row] for row in table.rows]
    heads = _heads(table)
    columns = zip(*rows, strict=True) if rows else [()] * len(heads)
    widths = [max([min(NARROWEST, len(head)), *map(len, column)]) for head, column in zip(heads, columns, strict=True)]
    wrapped = [wrap(head, width) for head, width in zip(heads, widths, strict=True)]
    high = max(len(head) for head in wrapped)
    lines = [
        _row([head[level] if level < len(head) else "" for head in wrapped], widths, ["left"] * len(widths))
        for level in range(high)
    ]
    lines.append("  ".join("-" * width for width in widths))
    return lines + [
        _row(row, widths, [cell.align for cell in cells]) for row, cells in zip(rows, table.rows, strict=True)
    ]


def _row(values: Sequence[str], widths: Sequence[int], sides: Sequence[str]) -> str:
    cells = (
        value.rjust(width) if side == "right" else value.ljust(width)
        for value, width, side in zip(values, widths, sides, strict=True)
    )
    return "  ".join(cells).rstrip()


def _heads(table: Table) -> list[str]:
    """One head a column: a merged head is named before each column below it."""
    heads = [[""] * len(table.widths) for _row in table.header]
    for level, row in enumerate(grid(table.header)):
        for place in row:
            for column in range(place.column, place.column + place.cell.columns):
                heads[level][column] = "" if place.continued else printed(place.cell.inlines)
    return [": ".join(part for part in column if part) for column in zip(*heads, strict=True)]
