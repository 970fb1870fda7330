"""The document model: small, frozen, and the only thing that writers read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Reference:
    """What a figure shows, so that its lineage can be computed again: which part of which rolled-up figure."""

    indicator: str
    breakdown: str
    unit: str
    period: str
    part: str
    """The name of a number in `analysis.figure.RolledFigure`, such as `value`, `target` or `change_percent`."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a count of the second ledger counts, so that its rows can be listed again.

    `register` and `question` are those of `reports.work`; `subject` narrows to a topic's code or a project's number.
    """

    register: str
    question: str
    unit: str
    period: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A run of plain text."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in the text. `id` (`f0001`, in order of appearance) names this occurrence in every file.

    `text` is what stands in print, from the word of direction to the unit where they touch the number
    (`tăng 53,45%`); where the books hold nothing it says so, and `known` is False.
    """

    id: str
    text: str
    label: str
    reference: Reference | Counted
    known: bool = True
    bold: bool = False
    italic: bool = False


Inline = Text | Figure


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A list item; `level` starts at 1. `marker` is `-`, `+` or `1.`, as printed."""

    level: int
    marker: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Caption:
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    inlines: tuple[Inline, ...]
    columns: int = 1
    rows: int = 1
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """`header` and `rows` hold cells in reading order; a merged cell stands once, where it starts. Widths are shares."""

    id: str
    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A Vega-Lite specification with its data inside; `alternative` says in words what it shows."""

    id: str
    specification: dict[str, Any]
    alternative: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block starts a new page; `landscape` pages are for wide annexes.

    The first one ends the document proper: signature and recipients stand before it.
    """

    landscape: bool = False


Block = Heading | Paragraph | Item | Caption | Table | Chart | PageBreak


@dataclass(frozen=True, slots=True)
class Frame:
    """The parts of an official document around its body; see `docs/documents.md`."""

    layout: Literal["party", "state"]
    superior_body: str
    issuing_body: str
    number: str
    place: str
    """Empty where the document tells no place and day at its head, as minutes do."""
    date: date
    document_type: str
    abstract: str
    signing_authority: str
    signing_post: str
    signing_name: str
    recipients: tuple[str, ...]
    draft: str
    """Such as `Dự thảo lần 1`; empty once issued."""
    notice: str
    """A line that must be seen on every copy, such as that the data are made up; empty for real work."""
    countersigning_post: str = ""
    """Who signs on the left, where the recipients stand else: `NGƯỜI GHI BIÊN BẢN` of minutes."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report. `code` is short, unique to template, unit, period and content, and part of every anchor in Word.

    `at` is the instant of the books and of every date inside the files.
    """

    code: str
    title: str
    template: str
    unit: str
    period: str
    at: datetime
    language: Literal["vi", "en"]
    frame: Frame
    blocks: tuple[Block, ...] = field(default=())

    def lines(self) -> Iterator[tuple[Inline, ...]]:
        """The inlines of every paragraph-like thing, in reading order."""
        for block in self.blocks:
            yield from lines_of(block)

    def figures(self) -> Iterator[Figure]:
        """Every figure, in reading order."""
        for inlines in self.lines():
            for inline in inlines:
                if isinstance(inline, Figure):
                    yield inline

    def body(self) -> tuple[Block, ...]:
        """The blocks that the signature closes."""
        return self.blocks[: self._end_of_body()]

    def annexes(self) -> tuple[Block, ...]:
        """The blocks after the signature; empty, or the first is a `PageBreak`."""
        return self.blocks[self._end_of_body() :]

    def _end_of_body(self) -> int:
        breaks = (index for index, block in enumerate(self.blocks) if isinstance(block, PageBreak))
        return next(breaks, len(self.blocks))

    def unknown(self) -> tuple[Figure, ...]:
        """The figures for which the books hold nothing yet, in reading order."""
        return tuple(figure for figure in self.figures() if not figure.known)


def lines_of(block: Block) -> Iterator[tuple[Inline, ...]]:
    """The inlines of every paragraph-like thing in a block, in reading order."""
    if isinstance(block, Table):
        for row in block.header + block.rows:
            for cell in row:
                yield cell.inlines
    elif isinstance(block, Heading | Paragraph | Item | Caption):
        yield block.inlines
