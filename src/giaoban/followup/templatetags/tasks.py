"""How tasks are shown: where one stands, and how it stands with its deadline, each in a word with an icon."""

from datetime import date
from typing import Final

from django import template
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from giaoban.followup.models import Task, TaskState
from giaoban.followup.statistic import STANDING_NAMES, Counts, Standing
from giaoban.followup.task_life import RUNNING, is_overdue
from giaoban.followup.task_listing import SOON
from giaoban.followup.task_tidings import title
from giaoban.language.dates import write_date
from giaoban.language.locales import language_of

register = template.Library()

_LOOKS: Final = {
    TaskState.DRAFT: ("plain", "pencil"),
    TaskState.ISSUED: ("warn", "inbox"),
    TaskState.ACKNOWLEDGED: ("part", "eye"),
    TaskState.IN_PROGRESS: ("part", "circle-dashed"),
    TaskState.REPORTED: ("part", "send"),
    TaskState.CONFIRMED: ("good", "badge-check"),
    TaskState.SUSPENDED: ("plain", "clock"),
    TaskState.CANCELLED: ("plain", "ban"),
}
_TONES: Final = {
    Standing.DONE_IN_TIME: "good",
    Standing.DONE_LATE: "warn",
    Standing.OPEN_IN_TIME: "plain",
    Standing.OPEN_OVERDUE: "bad",
    Standing.SUSPENDED: "plain",
    Standing.CANCELLED: "plain",
}


@register.inclusion_tag("followup/task_tag.html")
def task_tag(task: Task) -> dict[str, str]:
    """Where the task stands."""
    tone, icon_name = _LOOKS[TaskState(task.state)]
    return {"tone": tone, "icon_name": icon_name, "text": task.get_state_display()}


@register.inclusion_tag("followup/task_tag.html")
def deadline_tag(task: Task, today: date) -> dict[str, str]:
    """How the task stands with its deadline; nothing where there is nothing to say."""
    state, late = TaskState(task.state), _days_late(task, today)
    if late > 0:
        past = ngettext("Muộn %(count)d ngày", "Muộn %(count)d ngày", late)
        over = ngettext("Quá hạn %(count)d ngày", "Quá hạn %(count)d ngày", late)
        done = state is TaskState.CONFIRMED
        return _tag("warn" if done else "bad", "triangle-alert", (past if done else over) % {"count": late})
    if state is TaskState.CONFIRMED:
        return _tag("good", "check", _("Đúng hạn"))
    left = (task.deadline - today).days
    if state in RUNNING and left == 0:
        return _tag("warn", "clock", _("Hạn hôm nay"))
    if state in RUNNING and task.deadline <= today + SOON:
        return _tag("warn", "clock", ngettext("Còn %(count)d ngày", "Còn %(count)d ngày", left) % {"count": left})
    return _tag("", "", "")


@register.filter
def title_of(task: Task) -> str:
    """The task in one line."""
    return title(task)


@register.filter
def standing_name(standing: Standing) -> str:
    """`Hoàn thành đúng hạn`."""
    return str(STANDING_NAMES[standing])


@register.filter
def standing_tone(standing: Standing) -> str:
    """The tone of a bar or a tag."""
    return _TONES[standing]


@register.filter
def count_of(counts: Counts, standing: str) -> int:
    """The count of one standing, by its word."""
    return counts.of(Standing(standing))


@register.filter
def iso(value: date | str | None) -> str:
    """A day as a date field wants it; what was typed stays as it was typed."""
    return value.isoformat() if isinstance(value, date) else value or ""


@register.filter
def written(value: date | None) -> str:
    """A day in the reader's language; a dash where there is none."""
    return write_date(value, language_of(get_language() or "vi")) if value else "–"


def _days_late(task: Task, today: date) -> int:
    """Days after the deadline on which it was done, or which have passed; 0 where it is in time or nothing is due."""
    state = TaskState(task.state)
    if state is TaskState.CONFIRMED or (state is TaskState.REPORTED and task.reported_on is not None):
        return max(0, ((task.reported_on or task.deadline) - task.deadline).days)
    return (today - task.deadline).days if is_overdue(state, task.deadline, None, today) else 0


def _tag(tone: str, icon_name: str, text: str) -> dict[str, str]:
    return {"tone": tone, "icon_name": icon_name, "text": text}
