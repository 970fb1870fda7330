"""Two versions of a notice held side by side: paragraphs matched, words put in and left out, clears that changed. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from giaoban.meetings.clears import Clear, Point, said
from giaoban.reports.layout import layout
from giaoban.reports.model import Block, Item, Report, Table, lines_of
from giaoban.reports.values import printed

ALIKE: Final = 0.4
"""From this share of common words on, two paragraphs are one that was changed, not one gone and one new."""
WORDS: Final = re.compile(r"\s+|\w+|[^\w\s]")


class Kind(StrEnum):
    """What became of a piece."""

    KEPT = "kept"
    LEFT_OUT = "left_out"
    PUT_IN = "put_in"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and what became of them."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph of either version or of both, in pieces. `kind` is KEPT where both have it, changed or not."""

    kind: Kind
    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        return any(piece.kind is not Kind.KEPT for piece in self.pieces)

    @property
    def before(self) -> str | None:
        """The paragraph in the earlier version; None where it is new."""
        return None if self.kind is Kind.PUT_IN else _joined(self.pieces, Kind.LEFT_OUT)

    @property
    def after(self) -> str | None:
        """The paragraph in the later version; None where it was left out."""
        return None if self.kind is Kind.LEFT_OUT else _joined(self.pieces, Kind.PUT_IN)


@dataclass(frozen=True, slots=True)
class ClearChange:
    """One of the five clears that is not the same any more, in words; empty where it was or is not clear."""

    clear: Clear
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PointChange:
    """One conclusion that changed. A number is None where the version has no such conclusion."""

    before: int | None
    after: int | None
    what: str
    clears: tuple[ClearChange, ...]


def compare_texts(before: Sequence[str], after: Sequence[str]) -> tuple[Change, ...]:
    """The paragraphs of both in reading order; what `Change.before` and `.after` say makes the two versions again."""
    return tuple(
        change
        for kind, old, new in _stretches(before, after)
        for change in (_kept(old) if kind == "equal" else _replaced(old, new))
    )


def compare_points(before: Sequence[Point], after: Sequence[Point]) -> tuple[PointChange, ...]:
    """The conclusions that are new, gone, at another place or in which one of the five clears changed."""
    old = {point.key: (number, point) for number, point in enumerate(before, 1)}
    new = {point.key: (number, point) for number, point in enumerate(after, 1)}
    changes = [_point(old.get(key), new.get(key)) for key in dict.fromkeys((*new, *old))]
    return tuple(change for change in changes if change.clears or change.before != change.after)


def paragraphs(report: Report) -> tuple[str, ...]:
    """All that stands on the paper, a paragraph each: head, title, body, foot. Empty lines are left out."""
    parts = layout(report.frame)
    around = (parts.left, parts.right, parts.title, (*parts.recipients, *parts.signature, parts.signer))
    head, foot = [line.text for part in around[:3] for line in part], [line.text for line in around[3]]
    body = [text for block in report.blocks for text in _texts(block)]
    return tuple(text for text in (*head, *body, *foot) if text)


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        for row in block.header + block.rows:
            yield " | ".join(printed(cell.inlines) for cell in row)
        return
    marker = f"{block.marker} " if isinstance(block, Item) else ""
    for inlines in lines_of(block):
        yield marker + printed(inlines)


def _stretches(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        yield kind, before[first:last], after[start:end]


def _kept(texts: Sequence[str]) -> Iterator[Change]:
    return (Change(Kind.KEPT, (Piece(Kind.KEPT, text),)) for text in texts)


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Those of the old that are much like one of the new became it, in order; the others are gone or new."""
    start = 0
    for text in old:
        found = next((place for place in range(start, len(new)) if _alike(text, new[place])), None)
        if found is None:
            yield Change(Kind.LEFT_OUT, (Piece(Kind.LEFT_OUT, text),))
            continue
        yield from _new(new[start:found])
        yield Change(Kind.KEPT, _pieces(text, new[found]))
        start = found + 1
    yield from _new(new[start:])


def _new(texts: Sequence[str]) -> Iterator[Change]:
    return (Change(Kind.PUT_IN, (Piece(Kind.PUT_IN, text),)) for text in texts)


def _alike(old: str, new: str) -> bool:
    return SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio() >= ALIKE


def _pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Word by word what stayed, what went and what came."""
    pieces: list[Piece] = []
    for kind, gone, come in _stretches(_words(old), _words(new)):
        if kind == "equal":
            pieces.append(Piece(Kind.KEPT, "".join(gone)))
            continue
        pieces += [Piece(name, "".join(words)) for name, words in ((Kind.LEFT_OUT, gone), (Kind.PUT_IN, come)) if words]
    return tuple(pieces)


def _words(text: str) -> list[str]:
    """Words, signs and white space; joined again they are the text."""
    return WORDS.findall(text)


def _joined(pieces: Sequence[Piece], kind: Kind) -> str:
    return "".join(piece.text for piece in pieces if piece.kind in (Kind.KEPT, kind))


def _point(old: tuple[int, Point] | None, new: tuple[int, Point] | None) -> PointChange:
    pairs = ((clear, _said(old, clear), _said(new, clear)) for clear in Clear)
    clears = tuple(ClearChange(clear, before, after) for clear, before, after in pairs if before != after)
    what = _said(new or old, Clear.WHAT)
    return PointChange(old[0] if old else None, new[0] if new else None, what, clears)


def _said(numbered: tuple[int, Point] | None, clear: Clear) -> str:
    return said(numbered[1], clear) if numbered else ""
