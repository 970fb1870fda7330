"""What the current item shows by itself: its report or indicator as the figures stand in this minute, what is open, and its papers.

Two hundred viewers look at one meeting: a report is built once in a process for a meeting, item and minute, by whoever
asks first, and remembered with the HTML around it; those who ask meanwhile wait for it.
"""

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Generic, TypeVar

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.language.locales import Language
from giaoban.meetings.models import AgendaItem, Binding, Meeting
from giaoban.meetings.open_work import open_rows
from giaoban.meetings.showing import Showing
from giaoban.periods.period import Period, PeriodError, parse
from giaoban.reports.addresses import address_of
from giaoban.reports.build import build
from giaoban.reports.glimpse import indicator_line
from giaoban.reports.model import Figure, Inline
from giaoban.reports.problems import ReportProblem, WrongTemplateCall
from giaoban.reports.write_html import fragment
from giaoban.units.registry import tree_at, tree_stamp
from giaoban.units.tree import NoSuchUnit

Key = tuple[object, ...]
Thing = TypeVar("Thing")
KEPT: Final = 32
"""So many pieces are remembered in a process: of the meetings that are held at once, in both languages, with and without links."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of HTML as bytes, plain and packed by gzip, and the mark by which a browser knows that it has it."""

    plain: bytes
    packed: bytes
    mark: str


class Nothing(Exception):
    """The item has nothing to show; the sentence says why and what to do."""


class Remembered(Generic[Thing]):
    """The last few things, each made once whoever asks at the same time."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, threading.Lock()
        self._things: OrderedDict[Key, Thing] = OrderedDict()

    def get(self, key: Key, make: Callable[[], Thing]) -> Thing:
        with self._lock:
            if key not in self._things:
                self._things[key] = make()
                while len(self._things) > self._most:
                    self._things.popitem(last=False)
            return self._things[key]


PIECES: Final[Remembered[Piece]] = Remembered(KEPT)


def piece(meeting: Meeting, *, at: datetime, language: Language, links: bool) -> Piece:
    """What the meeting's current item shows in this minute.

    `links`: each figure leads to its lineage, for who may see the unit that holds the meeting.
    """
    item = meeting.current_item
    if item is None:
        return _piece("")
    papers = tuple(item.papers.order_by("pk").values_list("pk", "name"))
    bound = (item.title, item.binding, item.subject, item.topic_id, item.task_id, meeting.period, meeting.series_id)
    minute = at.replace(second=0, microsecond=0)
    key = (tree_stamp(), meeting.uid, meeting.pk, item.pk, *bound, papers, minute, language, links)
    return PIECES.get(key, lambda: _piece(_written(meeting, item, papers, at=at, language=language, links=links)))


def _written(
    meeting: Meeting,
    item: AgendaItem,
    papers: tuple[tuple[int, str], ...],
    *,
    at: datetime,
    language: Language,
    links: bool,
) -> str:
    context: dict[str, object] = {"meeting": meeting, "item": item, "papers": papers}
    with override(language):
        try:
            if item.binding == Binding.REPORT:
                context["report"] = _report(meeting, item, at=at, links=links)
            elif item.binding == Binding.INDICATOR:
                context["line"] = _indicator(meeting, item, at=at, language=language, links=links)
            elif item.task_id is not None or item.binding != Binding.NONE:
                context |= _open(meeting, item, at=at, language=language, links=links)
        except Nothing as nothing:
            context["nothing"] = str(nothing)
        return render_to_string("meetings/live_matter.html", context)


def _report(meeting: Meeting, item: AgendaItem, *, at: datetime, links: bool) -> SafeString:
    """The whole report; official documents are in Vietnamese whatever the page is in."""
    template = item.subject or (meeting.series.template if meeting.series else "")
    period, unit = _looked_at(meeting, at)
    try:
        built = build(template, period, unit_code=unit, at=at, language="vi")
    except (ReportProblem, NoSuchUnit) as error:
        raise Nothing(str(error)) from error
    return mark_safe(fragment(built, address_of if links else _itself))  # noqa: S308 (the writer escapes every text)


def _indicator(
    meeting: Meeting, item: AgendaItem, *, at: datetime, language: Language, links: bool
) -> list[tuple[str, str]]:
    """The indicator's line in pieces, each with its address, empty for plain words."""
    period, unit = _looked_at(meeting, at)
    try:
        inlines = indicator_line(item.subject, period, unit, at, language)
    except (WrongTemplateCall, NoSuchUnit) as error:
        raise Nothing(str(error)) from error

    def address(inline: Inline) -> str:
        return address_of(inline) if links and isinstance(inline, Figure) else ""

    return [(inline.text, address(inline)) for inline in inlines]


def _open(meeting: Meeting, item: AgendaItem, *, at: datetime, language: Language, links: bool) -> dict[str, object]:
    """How much is open, a topic's figures, and the rows."""
    today = localdate(at)
    shown = Showing(meeting, [item], follows=links, at=at, language=language).of(item)
    return {"shown": shown, "rows": open_rows(meeting, item, tree_at(today), today, links=links), "links": links}


def _looked_at(meeting: Meeting, at: datetime) -> tuple[Period, str]:
    """The period that the meeting looks at and the code of its unit; raises `Nothing` where there is none."""
    tree = tree_at(localdate(at))
    if not meeting.period or meeting.unit_id not in tree:
        raise Nothing(_("Cuộc họp chưa chọn kỳ xem xét nên chưa có số liệu; hãy chọn kỳ ở trang chuẩn bị."))
    try:
        return parse(meeting.period), tree.by_unit(meeting.unit_id).code
    except PeriodError as error:
        raise Nothing(str(error)) from error


def _piece(html: str) -> Piece:
    plain = html.encode()
    return Piece(plain, gzip.compress(plain, 6, mtime=0), f'"{hashlib.sha256(plain).hexdigest()[:32]}"')


def _itself(figure: Figure) -> str:
    return f"#{figure.id}"
