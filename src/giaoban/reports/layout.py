"""How the parts around the body look, in the Party's and the state's form: lines with their face and size.

Party: Quy định 399-QĐ/TW, Hướng dẫn 36-HD/VPTW and its successor 05-HD/VPTW. State: Nghị định 30/2020/NĐ-CP, Phụ lục I.
Sizes are points, lengths millimetres. The writers only place what stands here.
"""

from dataclasses import dataclass

from giaoban.language.dates import write_long_date
from giaoban.reports.model import Frame

PAGE_WIDTH, PAGE_HEIGHT = 210, 297
MARGIN_TOP, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT = 20, 20, 30, 15
TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT
LANDSCAPE_WIDTH = PAGE_HEIGHT - MARGIN_LEFT - MARGIN_RIGHT
BODY_SIZE, TABLE_SIZE = 14, 12
INDENT = 10
"""First line of a paragraph."""
LINE = 19
"""Height of a line of the body in points (05-HD/VPTW)."""
HEAD_SHARES = (43, 57)
"""Of the width: issuing body, national or Party title."""
HEAD_LETTERS = 22
"""Bold capitals of 13 points that the issuing body's column holds."""


@dataclass(frozen=True, slots=True)
class Line:
    """One centred or left line; `rule` draws a line below, of that share of its column's width in percent."""

    text: str
    size: int = BODY_SIZE
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    rule: int = 0
    space: int = 0
    """Points above."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a document's head, title and foot, column by column."""

    left: tuple[Line, ...]
    right: tuple[Line, ...]
    title: tuple[Line, ...]
    recipients: tuple[Line, ...]
    signature: tuple[Line, ...]
    signer: Line
    """The name, after room for the signature."""
    countersigned: bool = False
    """Somebody signs on the left too: `recipients` is then centred as a signature is."""


def layout(frame: Frame) -> Layout:
    """The layout that the frame asks for."""
    return _state(frame) if frame.layout == "state" else _party(frame)


def _dated(frame: Frame) -> str:
    return f"{frame.place}, {write_long_date(frame.date, 'vi')}" if frame.place else ""


def _named(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.text)


def _party(frame: Frame) -> Layout:
    return Layout(
        left=_named((
            Line(frame.superior_body.upper()),
            Line(frame.issuing_body.upper(), bold=True),
            Line("*"),
            Line(frame.number),
            Line(frame.draft, size=13, italic=True),
        )),
        right=_named((
            Line("ĐẢNG CỘNG SẢN VIỆT NAM", size=15, bold=True, rule=76),
            Line(_dated(frame), italic=True, space=29 if frame.superior_body else 13),
        )),
        title=(
            Line(frame.document_type.upper(), size=16, bold=True, space=14),
            Line(frame.abstract, bold=True),
            Line("-----"),
        ),
        recipients=_left(frame, Line("Nơi nhận:", underlined=True), size=12),
        signature=_signature(frame),
        signer=Line(frame.signing_name, bold=True),
        countersigned=bool(frame.countersigning_post),
    )  # fmt: skip


def _state(frame: Frame) -> Layout:
    body = _in_two(frame.issuing_body.upper())
    return Layout(
        left=_named((
            *(Line(part, size=13) for part in _in_two(frame.superior_body.upper())),
            *(Line(part, size=13, bold=True) for part in body[:-1]),
            Line(body[-1], size=13, bold=True, rule=34),
            Line(frame.number, size=13, space=6),
            Line(frame.draft, size=13, italic=True),
        )),
        right=_named((
            Line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True),
            Line("Độc lập - Tự do - Hạnh phúc", bold=True, rule=56),
            Line(_dated(frame), italic=True, space=6),
        )),
        title=(
            Line(frame.document_type.upper(), bold=True, space=14),
            Line(frame.abstract, bold=True, rule=26),
        ),
        recipients=_left(frame, Line("Nơi nhận:", size=12, bold=True, italic=True), size=11),
        signature=_signature(frame),
        signer=Line(frame.signing_name, bold=True),
        countersigned=bool(frame.countersigning_post),
    )  # fmt: skip


def _in_two(name: str) -> tuple[str, ...]:
    """A body's name that is too long for the head's column in two lines of about the same length."""
    spaces = [place for place, sign in enumerate(name) if sign == " "]
    if len(name) <= HEAD_LETTERS or not spaces:
        return (name,)
    middle = min(spaces, key=lambda place: (abs(len(name) - 1 - 2 * place), -place))
    return name[:middle], name[middle + 1 :]


def _signature(frame: Frame) -> tuple[Line, ...]:
    """For whom and in whose place somebody signs, a line each (`TM. …`, `KT. …`), then the post."""
    authority = tuple(Line(line, bold=True) for line in frame.signing_authority.splitlines())
    bold = frame.layout == "state" or bool(frame.countersigning_post)
    return _named((*authority, Line(frame.signing_post, bold=bold)))


def _left(frame: Frame, title: Line, size: int) -> tuple[Line, ...]:
    """Who receives the document, or who signs it beside the first signature."""
    if frame.countersigning_post:
        return (Line(frame.countersigning_post, bold=True),)
    return (title, *_receivers(frame, size))


def _receivers(frame: Frame, size: int) -> tuple[Line, ...]:
    last = len(frame.recipients) - 1
    return tuple(
        Line(
            f"- {name}{'.' if place == last else ','}"
            if frame.layout == "party"
            else f"- {name}{'.' if place == last else ';'}",
            size=size,
        )
        for place, name in enumerate(frame.recipients)
    )
