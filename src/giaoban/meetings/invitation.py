"""The invitation (Giấy mời) to a meeting as an official document. Pure; its words are Vietnamese whatever language a page is in."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from giaoban.language.dates import HANOI, weekday_name
from giaoban.meetings.letterhead import Kind, Office, Signing, notice_frame
from giaoban.meetings.notice import listed, spoken, written
from giaoban.reports.anchors import plain as plain_code
from giaoban.reports.model import Block, Item, Paragraph, Report, Text
from giaoban.reports.values import said

TEMPLATE = "invitation"


@dataclass(frozen=True, slots=True)
class Occasion:
    """What an invitation tells: `items` are those of the agenda in order, `host` is the unit that invites, `guests` whom."""

    number: int
    unit_code: str
    host: str
    title: str
    about: str
    period: str
    starts_at: datetime
    place: str
    chair: str
    guests: Sequence[str]
    items: Sequence[str]
    papers: Sequence[str]


def write_invitation(occasion: Occasion, office: Office, *, at: datetime, notice: str) -> Report:
    """The invitation with room for its number and signature; `notice` is on every copy."""
    blocks = tuple(_body(occasion, office))
    digest = hashlib.sha256(said(blocks).encode()).hexdigest()[:8]
    outside = notice_frame(
        office,
        number=office.number(Kind.INVITATION, None),
        abstract=f"dự {spoken(occasion.title)}",
        day=at.astimezone(HANOI).date(),
        signing=Signing.BY_ORDER,
        receivers=("Như trên",),
        draft="",
        notice=notice,
    )
    return Report(
        code=f"GM-{plain_code(occasion.unit_code)[:8]}-{occasion.number}-{digest}"[:30],
        title=f"Giấy mời, {occasion.title}",
        template=TEMPLATE,
        unit=occasion.unit_code,
        period=occasion.period,
        at=at,
        language="vi",
        frame=replace(outside, document_type="GIẤY MỜI"),
        blocks=blocks,
    )


def _body(occasion: Occasion, office: Office) -> Iterator[Block]:
    yield _paragraph(f"{occasion.host} trân trọng kính mời:")
    for guest in occasion.guests:
        yield _item(f"{guest};")
    yield _paragraph(f"Dự {spoken(occasion.title)}.")
    if occasion.about:
        yield from (_paragraph(line.strip()) for line in occasion.about.splitlines() if line.strip())
    start = occasion.starts_at.astimezone(HANOI)
    if occasion.chair:
        yield _item(f"Chủ trì: {occasion.chair}.")
    clock = f"{start.hour:02} giờ {start.minute:02}"
    yield _item(f"Thời gian: {clock}, {weekday_name(start.date(), 'vi')}, ngày {written(start.date())}.")
    yield _item(f"Địa điểm: {occasion.place or 'sẽ thông báo sau'}.")
    if occasion.items:
        yield _paragraph("Nội dung:")
        yield from (Item(1, f"{place}.", (Text(f"{title}."),)) for place, title in enumerate(occasion.items, 1))
    if occasion.papers:
        yield _paragraph(f"Tài liệu gửi kèm: {listed(occasion.papers)}.")
    yield _paragraph("Đề nghị thành phần được mời thu xếp thời gian dự họp đầy đủ, đúng giờ" + _end(office))


def _end(office: Office) -> str:
    return "./." if office.layout == "state" else "."


def _item(text: str) -> Item:
    return Item(1, "-", (Text(text),))


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))
