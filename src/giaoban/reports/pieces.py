"""Marks that stand for figures, quoted words and blocks while a template is still text.

A template becomes Markdown before it becomes a document. What comes from the books or from people must not be
read as Markdown, so it stays outside the text, and a mark of private-use characters holds its place.
"""

import re
import unicodedata

from giaoban.reports.model import Block, Inline, Text

OPEN, CLOSE = "\ue000", "\ue001"
MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
PRIVATE_USE = re.compile("[\ue000-\uf8ff]")


class Mark(str):
    """Text that consists of marks only, or of words of the template itself."""

    __slots__ = ()


class Pieces:
    """What the marks of one template stand for."""

    def __init__(self) -> None:
        self._inlines: list[tuple[Inline, ...]] = []
        self._blocks: dict[int, tuple[Block, ...]] = {}

    def inline(self, *inlines: Inline) -> Mark:
        """A mark for inlines in a sentence."""
        self._inlines.append(inlines)
        return Mark(f"{OPEN}{len(self._inlines) - 1}{CLOSE}")

    def block(self, *blocks: Block) -> Mark:
        """A mark for whole blocks; it always stands in a paragraph of its own."""
        mark = self.inline()
        self._blocks[len(self._inlines) - 1] = blocks
        return Mark(f"\n\n{mark}\n\n")

    def literal(self, text: str) -> Mark:
        """`text` as it is, whatever it holds, on one line; marks already in it keep their meaning."""
        done = [
            part if index % 2 else self._words(part)
            for index, part in enumerate(re.split(f"({OPEN}\\d+{CLOSE})", text))
        ]
        return Mark("".join(done))

    def inlines_of(self, number: int) -> tuple[Inline, ...]:
        return self._inlines[number]

    def blocks_of(self, text: str) -> tuple[Block, ...] | None:
        """The blocks, where `text` is nothing but the mark of blocks."""
        found = MARK.fullmatch(text.strip())
        return self._blocks.get(int(found[1])) if found else None

    def _words(self, text: str) -> str:
        if not text:
            return ""
        return self.inline(Text(cleaned(text)))


def cleaned(text: str) -> str:
    """`text` in NFC, white space folded to single spaces, without private-use and control characters."""
    kept = (sign for sign in PRIVATE_USE.sub("", text) if sign.isspace() or unicodedata.category(sign) != "Cc")
    composed = unicodedata.normalize("NFC", "".join(kept))
    return re.sub(r"\s+", " ", composed)
