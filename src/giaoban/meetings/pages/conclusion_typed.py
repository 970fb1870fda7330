"""A conclusion as it is typed: the five clears asked one by one; what is not known yet is left empty."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from giaoban.followup.secrecy import Mark
from giaoban.language.dates import DateError, read_date
from giaoban.meetings.models import AgendaItem, Conclusion, Meeting
from giaoban.meetings.moving import MeetingRefused
from giaoban.meetings.pages.desk import Desk
from giaoban.meetings.recording import ConclusionWords
from giaoban.people.access import Verb, may
from giaoban.units.tree import Node

WHAT, STATEMENT, LEAD, HELPERS, ALONE = "viec", "nhan-dinh", "chu-tri", "phoi-hop", "khong-phoi-hop"
DEADLINE, REPORTING, ITEM, MARK = "han", "bao-cao", "noi-dung", "mat"
"""The names of the fields."""


@dataclass(frozen=True)
class Sheet:
    """The form as it stands: what is typed by field, what is wrong, and what may be chosen."""

    typed: Mapping[str, Any]
    offered: tuple[Node, ...]
    items: tuple[AgendaItem, ...]
    faults: Mapping[str, str] = field(default_factory=dict)
    marks: tuple[tuple[str, str], ...] = ()


def sheet(desk: Desk, meeting: Meeting, typed: Mapping[str, Any], faults: Mapping[str, str] | None = None) -> Sheet:
    """The form for that meeting; of units it offers the one that holds it, those one level below and those that take part."""
    chosen = {typed.get("lead", ""), *typed.get("helpers", ())}
    return Sheet(
        typed=typed,
        offered=_offered(desk, meeting, chosen),
        items=tuple(meeting.items.all()),
        faults=faults or {},
        marks=tuple((str(value), str(label)) for value, label in Mark.choices),
    )


def blank(item: str) -> dict[str, Any]:
    """An empty form, on that item of the agenda."""
    return {"item": item, "helpers": (), "mark": str(Mark.OPEN)}


def stored(desk: Desk, conclusion: Conclusion) -> dict[str, Any]:
    """A conclusion as the form shows it."""
    codes = {node.unit_id: node.code for node in desk.tree}
    return {
        "what": conclusion.what,
        "is_statement": conclusion.is_statement,
        "lead": codes.get(conclusion.lead_id or 0, ""),
        "helpers": tuple(codes[one.pk] for one in conclusion.helpers.all() if one.pk in codes),
        "alone": conclusion.is_alone,
        "deadline": conclusion.deadline.isoformat() if conclusion.deadline else "",
        "reporting": conclusion.reporting,
        "item": str(conclusion.item_id or ""),
        "mark": str(Mark.OPEN),
    }


def again(sent: QueryDict) -> dict[str, Any]:
    """What was typed, to be shown once more."""
    return {
        "what": sent.get(WHAT, ""),
        "is_statement": STATEMENT in sent,
        "lead": sent.get(LEAD, ""),
        "helpers": tuple(sent.getlist(HELPERS)),
        "alone": ALONE in sent,
        "deadline": sent.get(DEADLINE, ""),
        "reporting": sent.get(REPORTING, ""),
        "item": sent.get(ITEM, ""),
        "mark": sent.get(MARK, ""),
    }


def read(sent: QueryDict, desk: Desk, meeting: Meeting) -> ConclusionWords:
    """What was typed, as values; raises `MeetingRefused` for a day or a unit that is none."""
    units = {node.code: node.unit_id for node in desk.tree}
    item = _item(sent.get(ITEM, ""), meeting)
    return ConclusionWords(
        what=sent.get(WHAT, ""),
        is_statement=STATEMENT in sent,
        lead=_unit(units, sent.get(LEAD, ""), "lead"),
        helpers=tuple(_known(units, code, "helpers") for code in dict.fromkeys(sent.getlist(HELPERS))),
        alone=ALONE in sent,
        deadline=_day(sent.get(DEADLINE, ""), desk),
        reporting=sent.get(REPORTING, ""),
        item=item.pk if item else None,
        topic=_topic(desk, meeting, item),
        mark=sent.get(MARK, ""),
    )


def _offered(desk: Desk, meeting: Meeting, chosen: set[str]) -> tuple[Node, ...]:
    holder = desk.node(meeting.unit_id)
    if holder is None:
        return ()
    invited = set(meeting.participants.values_list("unit_id", flat=True))
    return tuple(
        node
        for node in desk.tree.subtree(holder)
        if node is holder or node.parent == holder.index or node.unit_id in invited or node.code in chosen
    )


def _item(typed: str, meeting: Meeting) -> AgendaItem | None:
    if not typed:
        return None
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 18 else 0
    item = AgendaItem.objects.filter(meeting=meeting.pk, pk=number).first()
    if item is None:
        raise MeetingRefused(_("Chương trình họp không còn nội dung này: hãy chọn nội dung khác."), "item")
    return item


def _topic(desk: Desk, meeting: Meeting, item: AgendaItem | None) -> int | None:
    """The topic of the item, else of the meeting, where the person sees it: the work then stands on its page."""
    topic = (item.topic if item else None) or meeting.topic
    return topic.pk if topic is not None and may(desk.person, Verb.SEE, topic.unit_id, desk.today) else None


def _unit(units: Mapping[str, int], code: str, where: str) -> int | None:
    return _known(units, code, where) if code else None


def _known(units: Mapping[str, int], code: str, where: str) -> int:
    if code not in units:
        raise MeetingRefused(_("Không có đơn vị mã “%(code)s”: hãy chọn trong danh sách.") % {"code": code[:40]}, where)
    return units[code]


def _day(typed: str, desk: Desk) -> date | None:
    """The day as a date field sends it or as somebody writes it."""
    if not typed.strip():
        return None
    try:
        return read_date(typed, desk.language)
    except DateError as unreadable:
        raise MeetingRefused(str(unreadable), "deadline") from unreadable


NAMES: Final[Mapping[str, str]] = {
    "what": WHAT,
    "statement": STATEMENT,
    "lead": LEAD,
    "helpers": HELPERS,
    "alone": ALONE,
    "deadline": DEADLINE,
    "reporting": REPORTING,
    "item": ITEM,
    "mark": MARK,
}
"""The fields by the words that templates use."""
