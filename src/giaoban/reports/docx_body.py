"""The body of the Word file as raw XML: paragraphs, figures with their three anchors, tables, sections."""

from collections.abc import Callable, Iterable
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from giaoban.reports import anchors
from giaoban.reports.docx_styles import twips
from giaoban.reports.grid import Place, grid
from giaoban.reports.layout import (
    HEAD_SHARES,
    LANDSCAPE_WIDTH,
    MARGIN_BOTTOM,
    MARGIN_LEFT,
    MARGIN_RIGHT,
    MARGIN_TOP,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TEXT_WIDTH,
    Line,
    layout,
)  # fmt: skip
from giaoban.reports.model import (
    Block,
    Caption,
    Chart,
    Figure,
    Heading,
    Inline,
    Item,
    PageBreak,
    Paragraph,
    Report,
    Table,
    Text,
)  # fmt: skip

SIGN = 3
"""Empty lines for the hand that signs."""
EDGE = '<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
BORDERS = "".join(EDGE.format(side=side) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))


class Body:
    """Writes the XML inside `w:body`. `drawing` gives the inline picture of a chart, `frame` the references to headers and footers."""

    def __init__(self, report: Report, drawing: Callable[[Chart], str], frame: str) -> None:
        self.report, self.drawing, self.frame = report, drawing, frame
        self.parts = layout(report.frame)
        self.ids = count(1)
        self.landscape = False
        self.closing = report.body()[-1] if report.body() else None

    def xml(self) -> str:
        """Everything between `<w:body>` and `</w:body>`, the last section included."""
        written = [*self._head(), *map(self._block, self.report.body()), *self._foot()]
        written += map(self._block, self.report.annexes())
        return "".join(written) + self._section(title_page=not self.report.annexes())

    def _head(self) -> Iterable[str]:
        yield self._two(self.parts.left, self.parts.right, HEAD_SHARES, "GBHead", "GBHead")
        for line in self.parts.title:
            yield _line(line, "Title", TEXT_WIDTH)
        yield _paragraph("BodyText", "", '<w:spacing w:line="120" w:lineRule="exact"/>')

    def _foot(self) -> Iterable[str]:
        room = (Line(""),) * SIGN
        yield _paragraph("Normal", "", '<w:keepNext/><w:spacing w:line="240" w:lineRule="exact"/>')
        left = "GBHead" if self.parts.countersigned else "GBFoot"
        signed = (*self.parts.signature, *room, self.parts.signer)
        yield self._two(self.parts.recipients, signed, (50, 50), left, "GBHead")

    def _two(self, left: Iterable[Line], right: Iterable[Line], shares: tuple[int, int], *styles: str) -> str:
        """Two columns without borders."""
        widths = [TEXT_WIDTH * share / 100 for share in shares]
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>'
            f"{''.join(_line(line, style, width - 3) for line in lines)}</w:tc>"
            for lines, style, width in zip((left, right), styles, widths, strict=True)
        )
        columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{twips(TEXT_WIDTH)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr></w:tbl>"
        )

    def _block(self, block: Block) -> str:
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Chart):
            return _paragraph("GBHead", f"<w:r>{self.drawing(block)}</w:r>", '<w:keepNext/><w:spacing w:before="120"/>')
        return self._break(block) if isinstance(block, PageBreak) else self._words(block)

    def _words(self, block: Heading | Paragraph | Item | Caption) -> str:
        runs = self._runs(block.inlines)
        if isinstance(block, Heading):
            return _paragraph(f"Heading{min(block.level, 4)}", runs)
        if isinstance(block, Item):
            return _paragraph("BodyText", _run(Text(f"{block.marker} ")) + runs)
        style = "Caption" if isinstance(block, Caption) else "BodyText"
        # The last words stay on the page of the signature.
        return _paragraph(style, runs, "<w:keepNext/>" if block is self.closing else "")

    def _runs(self, inlines: tuple[Inline, ...]) -> str:
        return "".join(self._figure(part) if isinstance(part, Figure) else _run(part) for part in inlines)

    def _figure(self, figure: Figure) -> str:
        """Bookmark outside content control outside a run in the figure's own style: the order that survives editors."""
        code, number = self.report.code, next(self.ids)
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{anchors.bookmark(code, figure.id)}"/>'
            f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(anchors.alias(code, figure.id, figure.label))}/>"
            f'<w:tag w:val="{anchors.tag(code, figure.id)}"/><w:id w:val="{700_000 + number}"/></w:sdtPr>'
            f"<w:sdtContent>{_run(figure, anchors.style_id(figure.id))}</w:sdtContent></w:sdt>"
            f'<w:bookmarkEnd w:id="{number}"/>'
        )

    def _table(self, table: Table) -> str:
        width = LANDSCAPE_WIDTH if self.landscape else TEXT_WIDTH
        total = sum(table.widths)
        widths = [twips(width * share / total) for share in table.widths]
        columns = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
        head = "<w:cantSplit/><w:tblHeader/>"
        rows = [self._row(row, widths, head) for row in grid(table.header)]
        rows += [self._row(row, widths, "<w:cantSplit/>") for row in grid(table.rows)]
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{BORDERS}</w:tblBorders>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'
            + _paragraph("Normal", "", '<w:spacing w:line="160" w:lineRule="exact"/>')
        )

    def _row(self, row: tuple[Place, ...], widths: list[int], properties: str) -> str:
        return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(self._cell(place, widths) for place in row)}</w:tr>"

    def _cell(self, place: Place, widths: list[int]) -> str:
        cell = place.cell
        width = sum(widths[place.column : place.column + cell.columns])
        merged = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
        if cell.rows > 1:
            merged += "<w:vMerge/>" if place.continued else '<w:vMerge w:val="restart"/>'
        runs = "" if place.continued else self._runs(cell.inlines)
        inside = _paragraph("GBCell", runs, f'<w:jc w:val="{cell.align}"/>')
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}<w:vAlign w:val="center"/></w:tcPr>{inside}</w:tc>'

    def _break(self, block: PageBreak) -> str:
        """Ends the section before; its page form stands at its end."""
        ended = self._section(title_page=block is self.report.annexes()[0])
        self.landscape = block.landscape
        return _paragraph("Normal", "", f'<w:spacing w:line="20" w:lineRule="exact"/>{ended}')

    def _section(self, *, title_page: bool) -> str:
        size = (PAGE_HEIGHT, PAGE_WIDTH) if self.landscape else (PAGE_WIDTH, PAGE_HEIGHT)
        turned = ' w:orient="landscape"' if self.landscape else ""
        return (
            f'<w:sectPr>{self.frame}<w:pgSz w:w="{twips(size[0])}" w:h="{twips(size[1])}"{turned}/>'
            f'<w:pgMar w:top="{twips(MARGIN_TOP)}" w:right="{twips(MARGIN_RIGHT)}" w:bottom="{twips(MARGIN_BOTTOM)}" '
            f'w:left="{twips(MARGIN_LEFT)}" w:header="{twips(10)}" w:footer="{twips(8)}" w:gutter="0"/>'
            f"{'<w:titlePg/>' if title_page else ''}</w:sectPr>"
        )


def _paragraph(style: str, runs: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def _run(inline: Inline, style: str = "") -> str:
    face = f'<w:rStyle w:val="{style}"/>' if style else ""
    face += ("<w:b/>" if inline.bold else "") + ("<w:i/>" if inline.italic else "")
    return f'<w:r>{f"<w:rPr>{face}</w:rPr>" if face else ""}<w:t xml:space="preserve">{escape(inline.text)}</w:t></w:r>'


def _line(line: Line, style: str, width: float) -> str:
    """A line of head or foot; its rule is the border of a low paragraph below it, drawn in from both sides."""
    properties = f'<w:spacing w:before="{line.space * 20}"/>' if line.space else ""
    face = ("<w:b/>" if line.bold else "") + ("<w:i/>" if line.italic else "")
    face += f'<w:sz w:val="{line.size * 2}"/>' + ('<w:u w:val="single"/>' if line.underlined else "")
    run = f'<w:r><w:rPr>{face}</w:rPr><w:t xml:space="preserve">{escape(line.text)}</w:t></w:r>' if line.text else ""
    return _paragraph(style, run, properties) + (_rule(style, line.rule, width) if line.rule else "")


def _rule(style: str, share: int, width: float) -> str:
    inset = twips(width * (100 - share) / 200)
    return _paragraph(
        style,
        "",
        '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:pBdr><w:spacing w:before="30" w:line="40" w:lineRule="exact"/>'
        f'<w:ind w:left="{inset}" w:right="{inset}"/>',
    )
