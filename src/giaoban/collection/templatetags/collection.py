"""What the pages of forms show of a cell, in words."""

from collections.abc import Mapping

from django import template
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from giaoban.collection.paper import Row
from giaoban.collection.story import Story
from giaoban.collection.suggesting import ChildSum
from giaoban.figures.models import State
from giaoban.language.comparison import write_change
from giaoban.language.locales import Language, language_of
from giaoban.language.numbers import write_number

register = template.Library()


def _language() -> Language:
    return language_of(get_language() or "vi")


@register.filter
def cell_label(row: Row) -> str:
    """What a cell is, said alone: `Đảng viên mới kết nạp: Nữ (đảng viên)`."""
    indicator = row.indicator.name.in_language(_language())
    unit = row.indicator.unit_of_measure.in_language(_language())
    name = f"{indicator}: {row.name}" if row.breakdown else indicator
    if row.measure == "target":
        name = f"{name}, {pgettext('loại số', 'chỉ tiêu')}"
    return f"{name} ({unit})"


@register.filter
def below_typed(below: ChildSum) -> str:
    """The sum of the units below, as it is typed."""
    return write_number(below.value, "vi")


@register.filter
def shown_answer(row: Row) -> str:
    """A figure to be read: its number, its words, or as it was typed where it cannot be read."""
    if row.answer is None:
        return row.standing.typed or "–"
    if row.answer.state == State.NONE_OCCURRED:
        return _("không phát sinh")
    if row.answer.value is None:
        return _("rút số liệu")
    return write_number(row.answer.value, _language())


@register.filter
def against_last_year(row: Row) -> str:
    """`tăng 53,45% so cùng kỳ`, for whoever reviews; empty where it cannot be compared."""
    value = None if row.answer is None else row.answer.value
    before = row.beside.same_period
    if value is None or before is None:
        return ""
    change = value - before
    share = change * 100 / before if before else None
    return write_change(value=value, same_period=before, change=change, change_percent=share, language=_language())


@register.filter
def story_of(told: Mapping[int, Story], observation: int) -> Story | None:
    """The way of one observation to the books; None where it came by a file."""
    return told.get(observation)
