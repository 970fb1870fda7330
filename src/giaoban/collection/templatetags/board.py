"""How the board, the checks and the requests are shown."""

from datetime import date
from typing import Final

from django import template
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from giaoban.collection.board import STATE_NAMES, Cell, CellState
from giaoban.collection.findings_done import DONE_NAMES, Done
from giaoban.collection.pages.shown import Shown
from giaoban.collection.timeliness import Timeliness
from giaoban.language.dates import write_date
from giaoban.language.locales import language_of

register = template.Library()

_LOOKS: Final = {
    CellState.NONE: ("plain", "circle-dashed"),
    CellState.PARTLY: ("part", "circle-dashed"),
    CellState.DRAFT: ("part", "pencil"),
    CellState.RETURNED: ("warn", "undo-2"),
    CellState.SUBMITTED: ("part", "send"),
    CellState.APPROVED: ("part", "badge-check"),
    CellState.ESTIMATE: ("warn", "circle-dashed"),
    CellState.POSTED: ("good", "book-check"),
}
_DONE_LOOKS: Final = {
    Done.OPEN: ("warn", "circle-dashed"),
    Done.ASKED: ("part", "message-square-text"),
    Done.EXPLAINED: ("good", "check"),
    Done.ACCEPTED: ("good", "circle-check"),
}


@register.filter
def look(cell: Cell) -> Shown:
    """Where a form stands: tone, icon, word."""
    tone, icon = _LOOKS[cell.state]
    if cell.is_overdue:
        tone, icon = "bad", "triangle-alert"
    return Shown(tone, icon, _("Đang đính chính") if cell.is_correction else str(STATE_NAMES[cell.state]))


@register.filter
def state_name(state: CellState) -> str | Promise:
    """The name of a state."""
    return STATE_NAMES[state]


@register.filter
def state_tone(state: CellState) -> str:
    """The tone of a state."""
    return _LOOKS[state][0]


@register.filter
def lateness(cell: Cell, today: date) -> str:
    """`trễ 3 ngày`, `nộp muộn 2 ngày`, `hạn 05/07`, or nothing where it came in time."""
    if cell.is_overdue:
        return ngettext("trễ %(count)d ngày", "trễ %(count)d ngày", cell.days_late) % {"count": cell.days_late}
    if cell.came_late:
        words = ngettext("nộp muộn %(count)d ngày", "nộp muộn %(count)d ngày", cell.days_late)
        return words % {"count": cell.days_late}
    if cell.is_missing and cell.is_owed:
        day = write_date(cell.due, language_of(get_language() or "vi"))
        return _("hạn %(day)s") % {"day": day if cell.due != today else _("hôm nay")}
    return ""


@register.filter
def done_look(done: Done) -> Shown:
    """What was done about a finding: tone, icon, word."""
    tone, icon = _DONE_LOOKS[done]
    return Shown(tone, icon, str(DONE_NAMES[done]))


@register.filter
def timeliness_tone(found: Timeliness) -> str:
    """Good from 90 percent in time, a warning from 70."""
    share = found.timely_percent
    if share is None:
        return "plain"
    return "good" if share >= 90 else "warn" if share >= 70 else "bad"
