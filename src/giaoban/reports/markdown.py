"""Markdown with marks becomes blocks: headings, paragraphs, lists; no HTML, links or pictures of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from giaoban.reports.model import Block, Heading, Inline, Item, Paragraph, Text
from giaoban.reports.pieces import MARK, Pieces

BULLETS = ("-", "+")
"""Of the first and the second level, as official documents print them."""

_PARSER = MarkdownIt("commonmark", {"html": False}).disable(
    ["html_block", "html_inline", "link", "image", "autolink", "code", "fence", "blockquote", "hr", "reference"]
)


def read_blocks(text: str, pieces: Pieces) -> tuple[Block, ...]:
    """The blocks of a rendered template; marks become what they stand for."""
    return tuple(_Reader(pieces).read(_PARSER.parse(text)))


class _Reader:
    """Walks the tokens; knows in which list it stands."""

    def __init__(self, pieces: Pieces) -> None:
        self.pieces = pieces
        self.markers: list[str] = []
        self.heading = 0
        self.starts_item = False

    def read(self, tokens: Iterable[Token]) -> list[Block]:
        blocks: list[Block] = []
        for token in tokens:
            self._enter_or_leave(token)
            if token.type == "inline":
                blocks += self._block(token)
        return blocks

    def _enter_or_leave(self, token: Token) -> None:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            self.markers.append("")
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            self.markers.pop()
        elif token.type == "list_item_open":
            bullet = BULLETS[min(len(self.markers), len(BULLETS)) - 1]
            self.markers[-1] = f"{token.info}." if token.info else bullet
            self.starts_item = True
        elif token.type in {"heading_open", "heading_close"}:
            self.heading = int(token.tag[1]) if token.nesting == 1 else 0

    def _block(self, token: Token) -> Sequence[Block]:
        inserted = self.pieces.blocks_of(token.content)
        if inserted is not None:
            return inserted
        inlines = self._inlines(token.children or [])
        if not inlines:
            return ()
        if self.heading:
            return (Heading(self.heading, inlines),)
        if self.markers and self.starts_item:
            self.starts_item = False
            return (Item(len(self.markers), self.markers[-1], inlines),)
        return (Paragraph(inlines),)

    def _inlines(self, children: Sequence[Token]) -> tuple[Inline, ...]:
        found: list[Inline] = []
        bold = italic = 0
        for token in children:
            bold += token.nesting if token.tag == "strong" else 0
            italic += token.nesting if token.tag == "em" else 0
            if token.type in {"softbreak", "hardbreak"}:
                found.append(Text(" ", bold > 0, italic > 0))
            elif token.content:
                found += self._run(token.content, bold > 0, italic > 0)
        return _joined(found)

    def _run(self, content: str, bold: bool, italic: bool) -> Iterable[Inline]:
        for index, part in enumerate(MARK.split(content)):
            if index % 2:
                for inline in self.pieces.inlines_of(int(part)):
                    yield replace(inline, bold=bold or inline.bold, italic=italic or inline.italic)
            elif part:
                yield Text(part, bold, italic)


def _joined(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts of the same face become one run."""
    done: list[Inline] = []
    for inline in inlines:
        last = done[-1] if done else None
        if (
            isinstance(inline, Text)
            and isinstance(last, Text)
            and (last.bold, last.italic) == (inline.bold, inline.italic)
        ):
            done[-1] = replace(last, text=last.text + inline.text)
        else:
            done.append(inline)
    return tuple(done)
