"""What the current item shows by itself: the report as its figures stand in this minute.

Two hundred viewers look at one meeting: the report is built once in a process for a meeting, item and minute, by whoever
asks first, and remembered; those who ask meanwhile wait for it.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from giaoban.language.locales import Language
from giaoban.meetings.models import AgendaItem, Binding, Meeting
from giaoban.periods.period import PeriodError, parse
from giaoban.reports.build import build
from giaoban.reports.model import Figure
from giaoban.reports.problems import ReportProblem
from giaoban.reports.write_html import fragment
from giaoban.units.registry import tree_at
from giaoban.units.tree import NoSuchUnit

Key = tuple[object, ...]
KEPT: Final = 16
"""So many reports are remembered in a process: of as many meetings at once."""


class Nothing(Exception):
    """The item has nothing to show; the sentence says why and what to do."""


class Remembered:
    """The last few texts that were made, each made once whoever asks at the same time."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, threading.Lock()
        self._texts: OrderedDict[Key, SafeString] = OrderedDict()

    def get(self, key: Key, make: Callable[[], SafeString]) -> SafeString:
        with self._lock:
            if key not in self._texts:
                self._texts[key] = make()
                while len(self._texts) > self._most:
                    self._texts.popitem(last=False)
            return self._texts[key]

    def forget(self) -> None:
        with self._lock:
            self._texts.clear()


REPORTS: Final = Remembered(KEPT)


def matter(meeting: Meeting, item: AgendaItem, *, at: datetime, language: Language, links: bool) -> SafeString | None:
    """The bound report as HTML, None for an item that is bound to none.

    `links`: each figure leads to its lineage, for who may see the unit that holds the meeting. Raises `Nothing` where
    the report cannot be made.
    """
    if item.binding != Binding.REPORT:
        return None
    template = item.subject or (meeting.series.template if meeting.series else "")
    minute = at.replace(second=0, microsecond=0)
    key = (meeting.uid, meeting.pk, item.pk, template, meeting.period, minute, language, links)
    return REPORTS.get(key, lambda: _report(meeting, template, at=at, language=language, links=links))


def _report(meeting: Meeting, template: str, *, at: datetime, language: Language, links: bool) -> SafeString:
    tree = tree_at(localdate(at))
    if not meeting.period or meeting.unit_id not in tree:
        raise Nothing(_("Cuộc họp chưa chọn kỳ xem xét nên chưa có số liệu; hãy chọn kỳ ở trang chuẩn bị."))
    try:
        period = parse(meeting.period)
        unit = tree.by_unit(meeting.unit_id).code
        built = build(template, period, unit_code=unit, at=at, language=language)
    except (PeriodError, ReportProblem, NoSuchUnit) as error:
        raise Nothing(str(error)) from error
    return mark_safe(fragment(built, _lineage if links else _itself))  # noqa: S308 (the writer escapes every text)


def _itself(figure: Figure) -> str:
    return f"#{figure.id}"


def _lineage(figure: Figure) -> str:
    """The page that tells where a figure comes from."""
    shown = figure.reference
    address = reverse("lineage", args=[shown.unit, shown.indicator, shown.period, shown.part])
    return f"{address}?{urlencode({'phan-to': shown.breakdown})}" if shown.breakdown else address
