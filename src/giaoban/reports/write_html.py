"""The report as a web page of its own, and as the piece that the product's page shows."""

from collections.abc import Callable, Iterable
from functools import cache
from html import escape
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.reports import charts
from giaoban.reports.files import WrittenFile, file_name
from giaoban.reports.layout import Layout, Line, layout
from giaoban.reports.model import (
    Block,
    Caption,
    Cell,
    Chart,
    Figure,
    Heading,
    Inline,
    Item,
    PageBreak,
    Paragraph,
    Report,
    Table,
)  # fmt: skip

Address = Callable[[Figure], str]
"""Where a click on a figure leads."""


def write(report: Report) -> WrittenFile:
    """A file that needs nothing beside it, set in the reader's own Times New Roman; its figures lead to themselves, with their source in words as a title."""
    page = (
        f'<!doctype html>\n<html lang="{report.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(report.title)}</title>'
        f'<meta name="giaoban-report" content="{escape(report.code)}"><style>\n{_sheet()}</style></head>\n'
        f"<body>{fragment(report, lambda figure: f'#{figure.id}')}</body></html>\n"
    )
    return WrittenFile(file_name(report, "html"), "text/html; charset=utf-8", page.encode())


def fragment(report: Report, address: Address) -> str:
    """The document as one `<article class="paper">` without styles and scripts of its own, for a strict page.

    Every figure is a link `<a class="figure" id="f0001">` to `address(figure)`.
    """
    with override(report.language):
        return _Page(report, address).article()


@cache
def _sheet() -> str:
    rules = (Path(__file__).parent / "static" / "reports" / "paper.css").read_text(encoding="utf-8")
    return "".join(line for line in rules.splitlines(keepends=True) if not line.startswith("@font-face"))


class _Page:
    """Writes one report; lists are opened and closed as items come and go."""

    def __init__(self, report: Report, address: Address) -> None:
        self.report, self.address = report, address

    def article(self) -> str:
        frame = self.report.frame
        notice = f'<p class="notice">{escape(frame.notice)}</p>' if frame.notice else ""
        return "\n".join((
            f'<article class="paper {frame.layout}" lang="{self.report.language}"><div class="sheet">',
            notice,
            *self.document(layout(frame)),
            *self.blocks(self.report.annexes()),
            "</div></article>",
        ))  # fmt: skip

    def document(self, parts: Layout) -> Iterable[str]:
        """Head, title, body and foot."""
        title, *below = parts.title
        yield f'<header class="head"><div>{_lines(parts.left)}</div><div>{_lines(parts.right)}</div></header>'
        yield f'<h1 class="{_face(title)}">{escape(title.text)}</h1><div class="abstract">{_lines(below)}</div>'
        yield from self.blocks(self.report.body())
        left = "signature" if parts.countersigned else "recipients"
        yield f'<footer class="foot"><div class="{left}">{_lines(parts.recipients)}</div>'
        yield f'<div class="signature">{_lines(parts.signature)}{_line(parts.signer, "signer ")}</div></footer>'

    def blocks(self, blocks: Iterable[Block]) -> Iterable[str]:
        return (self.block(block) for block in blocks)

    def block(self, block: Block) -> str:
        if isinstance(block, Heading):
            level = min(block.level + 1, 6)
            return f"<h{level}>{self.inlines(block.inlines)}</h{level}>"
        if isinstance(block, Item):
            marker = f'<span class="marker">{escape(block.marker)}</span>'
            return f'<p class="item level-{min(block.level, 3)}">{marker} {self.inlines(block.inlines)}</p>'
        if isinstance(block, Paragraph | Caption):
            kind = ' class="caption"' if isinstance(block, Caption) else ""
            return f"<p{kind}>{self.inlines(block.inlines)}</p>"
        if isinstance(block, Table):
            return self.table(block)
        return _drawn(block) if isinstance(block, Chart) else _break(block)

    def table(self, table: Table) -> str:
        total, label = sum(table.widths), escape(_("Bảng số liệu"))
        columns = "".join(f'<col width="{100 * width / total:.2f}%">' for width in table.widths)
        head = "".join(self.row(row, "th") for row in table.header)
        body = "".join(self.row(row, "td") for row in table.rows)
        return (
            f'<div class="spread" tabindex="0" role="group" aria-label="{label}">'
            f'<table id="{table.id}"><colgroup>{columns}</colgroup><thead>{head}</thead><tbody>{body}</tbody></table></div>'
        )

    def row(self, row: tuple[Cell, ...], tag: str) -> str:
        return f"<tr>{''.join(self.cell(cell, tag) for cell in row)}</tr>"

    def cell(self, cell: Cell, tag: str) -> str:
        merged = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        merged += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        scope = (' scope="colgroup"' if cell.columns > 1 else ' scope="col"') if tag == "th" else ""
        side = "" if cell.align == "left" else f' class="{cell.align}"'
        return f"<{tag}{merged}{scope}{side}>{self.inlines(cell.inlines)}</{tag}>"

    def inlines(self, inlines: tuple[Inline, ...]) -> str:
        return "".join(self.inline(inline) for inline in inlines)

    def inline(self, inline: Inline) -> str:
        words = escape(inline.text)
        if isinstance(inline, Figure):
            kind = "figure" if inline.known else "figure unknown"
            words = (
                f'<a class="{kind}" id="{inline.id}" data-lineage href="{escape(self.address(inline))}" '
                f'title="{escape(inline.label)}">{words}</a>'
            )
        words = f"<strong>{words}</strong>" if inline.bold else words
        return f"<em>{words}</em>" if inline.italic else words


def _drawn(chart: Chart) -> str:
    return f'<figure class="picture" id="{chart.id}">{charts.svg(chart.specification)}</figure>'


def _break(block: PageBreak) -> str:
    """The next sheet of paper."""
    return f'</div><div class="{"sheet landscape" if block.landscape else "sheet"}">'


def _lines(lines: Iterable[Line]) -> str:
    return "".join(_line(line) for line in lines)


def _line(line: Line, kind: str = "") -> str:
    return f'<p class="{kind}{_face(line)}">{escape(line.text)}</p>'


def _face(line: Line) -> str:
    faces = {
        f"size-{line.size}": True,
        f"rule rule-{line.rule}": line.rule > 0,
        "bold": line.bold,
        "italic": line.italic,
        "underlined": line.underlined,
        "apart": line.space > 0,
    }
    return " ".join(name for name, on in faces.items() if on)
