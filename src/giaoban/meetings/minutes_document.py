"""The minutes of a meeting (Biên bản) as an official document: attendance, items with notes, votes with their result. Pure.

Its words are Vietnamese whatever language a page is in.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from giaoban.language.numbers import write_number, write_percent
from giaoban.language.rounding import percent
from giaoban.meetings.held import Heard, Held, Place, Poll
from giaoban.meetings.letterhead import Office, minutes_frame
from giaoban.meetings.models import Attendance
from giaoban.meetings.notice import listed, sentence, written
from giaoban.reports.anchors import plain as plain_code
from giaoban.reports.model import Block, Heading, Item, Paragraph, Report, Text
from giaoban.reports.numbering import numbered
from giaoban.reports.values import said

TEMPLATE = "minutes"


def write_minutes(held: Held, office: Office, *, at: datetime, notice: str) -> Report:
    """The minutes as they stand; `notice` is on every copy."""
    blocks = numbered(_body(held, "." if office.layout == "state" else "-"))
    digest = hashlib.sha256(said(blocks).encode()).hexdigest()[:8]
    return Report(
        code=f"BB-{plain_code(held.unit_code)[:8]}-{held.number}-{digest}"[:30],
        title=f"Biên bản, {held.title}",
        template=TEMPLATE,
        unit=held.unit_code,
        period=held.period,
        at=at,
        language="vi",
        frame=minutes_frame(office, abstract=held.title, day=held.began.date(), notice=notice),
        blocks=blocks,
    )


def _body(held: Held, mark: str) -> Iterator[Block]:
    """`mark` stands behind the Roman number of a section: `I-` of the Party, `I.` of the state."""
    yield _heading(f"I{mark} THỜI GIAN, ĐỊA ĐIỂM")
    yield _item(f"Bắt đầu: {_clock(held.began)}, ngày {written(held.began.date())}.")
    if held.place:
        yield _item(f"Địa điểm: {held.place}.")
    yield _heading(f"II{mark} THÀNH PHẦN")
    yield from _people(held)
    yield _heading(f"III{mark} NỘI DUNG")
    for number, item in enumerate(held.items, 1):
        yield from _dealt_with(number, item)
    for poll in held.polls:
        yield from _voted(poll)
    if held.loose:
        yield Heading(2, (Text("Kết luận chung"),))
        for number, point in held.loose:
            yield Item(1, f"Kết luận {number}.", sentence(point))
    if not held.items and not held.loose and not held.polls:
        yield _paragraph("Chưa có nội dung nào được ghi.")
    yield _paragraph(f"Cuộc họp kết thúc lúc {_clock(held.ended)}, ngày {written(held.ended.date())}.")


def _people(held: Held) -> Iterator[Block]:
    """Who chaired and wrote; then those who came, sent somebody, stayed away; those not ticked off last."""
    yield _item(f"Chủ trì: {held.chair}.")
    if held.secretary:
        yield _item(f"Người ghi biên bản: {held.secretary}.")
    groups = (
        (Attendance.PRESENT, "Có mặt"),
        (Attendance.SUBSTITUTE, "Cử người dự thay"),
        (Attendance.ABSENT, "Vắng mặt"),
        (Attendance.UNKNOWN, "Được mời, chưa điểm danh"),
    )
    for attendance, word in groups:
        names = [_named(one) for one in held.places if one.attendance is attendance]
        if names:
            yield _item(f"{word} ({write_number(Decimal(len(names)), 'vi')}): {listed(names)}.")


def _named(one: Place) -> str:
    more = one.substitute if one.attendance is Attendance.SUBSTITUTE else ""
    more = one.reason if one.attendance is Attendance.ABSENT else more
    return f"{one.name} ({more})" if more else one.name


def _dealt_with(number: int, item: Heard) -> Iterator[Block]:
    yield Heading(2, (Text(f"{number}. {item.title}"),))
    if item.presenter:
        yield _paragraph(f"Người trình bày: {item.presenter}.")
    if item.figures:
        yield Paragraph(item.figures)
    for line in item.notes.splitlines():
        text = line.strip()
        if text.startswith(("-", "+", "•")) and text[1:].strip():
            yield _item(text[1:].strip())
        elif text:
            yield _paragraph(text)
    for poll in item.polls:
        yield from _voted(poll)
    for conclusion, point in item.points:
        yield Item(1, f"Kết luận {conclusion}.", sentence(point))


def _voted(poll: Poll) -> Iterator[Block]:
    """The question and its counts; the share of those who agree is of all who voted."""
    yield _paragraph(f"Biểu quyết {'ghi tên' if poll.is_named else 'giơ tay'} nội dung “{poll.question}”:")
    yield _item(f"Tán thành: {_of_all(poll.agree, poll)}.")
    yield _item(f"Không tán thành: {_of_all(poll.disagree, poll)}.")
    yield _item(f"Ý kiến khác: {_of_all(poll.abstain, poll)}.")
    if poll.named:
        choices = dict.fromkeys(choice for _name, choice in poll.named)
        for choice in choices:
            yield Item(
                2,
                "+",
                (
                    Text(
                        f"{choice[:1].upper()}{choice[1:]}: {listed([name for name, one in poll.named if one == choice])}."
                    ),
                ),
            )


def _of_all(count: int, poll: Poll) -> str:
    if not poll.total:
        return "0"
    share = percent(Decimal(count), Decimal(poll.total))
    return f"{count}/{poll.total} ({write_percent(share, 'vi')})" if share is not None else str(count)


def _clock(instant: datetime) -> str:
    return f"{instant.hour:02} giờ {instant.minute:02}"


def _heading(text: str) -> Heading:
    return Heading(2, (Text(text),))


def _item(text: str) -> Item:
    return Item(1, "-", (Text(text),))


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))
