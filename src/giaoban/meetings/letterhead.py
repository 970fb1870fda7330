"""The official frame of what comes out of a meeting: head, number, type, signature and recipients, from the pack's letterhead.

The words of official documents are Vietnamese whatever language a page is in. Party: Hướng dẫn 36-HD/VPTW and its successor
05-HD/VPTW; state: Nghị định 30/2020/NĐ-CP, Phụ lục I and III.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from giaoban.indicators.catalogue import Letterhead, Pack
from giaoban.reports.frame import NUMBER_TO_COME
from giaoban.reports.model import Frame
from giaoban.units.registry import tree_at


class Kind(StrEnum):
    """A kind of document by the letters in its number."""

    NOTICE = "TB"
    MINUTES = "BB"
    INVITATION = "GM"


class Signing(TextChoices):
    """How a notice is signed: by the chief of the office on order, or by a leader for the body."""

    BY_ORDER = "order", _("Thừa lệnh: Chánh Văn phòng ký")
    FOR_THE_BODY = "body", _("Thay mặt: lãnh đạo ký")


@dataclass(frozen=True, slots=True)
class Office:
    """The office that writes: its letterhead as it stands at the head of its documents."""

    letterhead: Letterhead
    layout: Literal["party", "state"]
    superior_body: str
    issuing_body: str
    symbols: str
    """The letters after the kind, `/TU` or `-UBND`; of a unit below the root `…`, for it to write its own."""
    is_root: bool

    def number(self, kind: Kind, count: int | None) -> str:
        """`08-TB/TU` of the Party, `08/TB-UBND` of the state; room for the number where there is none yet."""
        written = NUMBER_TO_COME if count is None else f"{count:02}"
        return f"{written}{'/' if self.layout == 'state' else '-'}{kind}{self.symbols}"

    def signing(self, signing: Signing) -> tuple[str, str, str]:
        """For whom, in which post and by whom it is signed; for the body where nobody signs on order."""
        head = self.letterhead
        if signing is Signing.BY_ORDER and head.by_order_authority:
            return head.by_order_authority, head.by_order_post, ""
        return head.signing_authority, head.signing_post, head.signing_name if self.is_root else ""


def office(pack: Pack, unit_id: int, on: date) -> Office:
    """The office of the unit as it stood on that day; raises `NoSuchUnit`."""
    tree = tree_at(on)
    node = tree.by_unit(unit_id)
    head, above = pack.letterhead, tree.ancestors(node)
    layout = pack.reports[0].layout if pack.reports else "party"
    return Office(
        letterhead=head,
        layout=layout,
        superior_body=above[0].name if above else head.superior_body,
        issuing_body=node.name if above else head.issuing_body,
        symbols=re.sub(r"(?<=[/-]).*", "…", _symbols(head)) if above else _symbols(head),
        is_root=not above,
    )


def notice_frame(
    office: Office,
    *,
    number: str,
    abstract: str,
    day: date,
    signing: Signing,
    receivers: Sequence[str],
    draft: str,
    notice: str,
) -> Frame:
    """The frame of a notice of conclusions. `number` is typed whole (`08-TB/TU`), empty for a draft."""
    authority, post, name = office.signing(signing)
    return Frame(
        layout=office.layout,
        superior_body=office.superior_body,
        issuing_body=office.issuing_body,
        number=_numbered(office, number or office.number(Kind.NOTICE, None)),
        place=office.letterhead.place,
        date=day,
        document_type="THÔNG BÁO",
        abstract=abstract if office.layout == "party" else _capital(abstract),
        signing_authority=authority,
        signing_post=post,
        signing_name=name,
        recipients=(*receivers, _kept(office)),
        draft=draft,
        notice=notice,
    )


def minutes_frame(office: Office, *, abstract: str, day: date, notice: str) -> Frame:
    """The frame of minutes: no place and day at the head, who wrote them signs on the left, who chaired on the right."""
    party = office.layout == "party"
    return Frame(
        layout=office.layout,
        superior_body=office.superior_body,
        issuing_body=office.issuing_body,
        number=_numbered(office, office.number(Kind.MINUTES, None)),
        place="",
        date=day,
        document_type="BIÊN BẢN",
        abstract=abstract,
        signing_authority="",
        signing_post="CHỦ TRÌ HỘI NGHỊ" if party else "CHỦ TỌA",
        signing_name="",
        recipients=(),
        draft="",
        notice=notice,
        countersigning_post="NGƯỜI GHI BIÊN BẢN" if party else "THƯ KÝ",
    )


def _symbols(head: Letterhead) -> str:
    """`/TU` of `BC/TU`, `-UBND` of `BC-UBND`: the letterhead has the letters of a report."""
    return re.sub(r"^[^/-]*", "", head.symbol)


def _numbered(office: Office, number: str) -> str:
    return f"Số: {number}" if office.layout == "state" else f"Số {number}"


def _kept(office: Office) -> str:
    """Where the copy is kept: the office's own last line, of a unit below as its form has it."""
    if office.is_root:
        return office.letterhead.recipients[-1]
    return "Lưu: VT" if office.layout == "state" else "Lưu Văn phòng"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
