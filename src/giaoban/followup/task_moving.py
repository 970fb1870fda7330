"""One step of a task's life: allowed, carried out if nobody was faster, and written down."""

from copy import copy
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from giaoban.followup.models import Task, TaskAct, TaskEvent, TaskState
from giaoban.followup.secrecy import Mark, require_open
from giaoban.followup.task_clears import LONGEST, TaskRefused, require_keepable
from giaoban.followup.task_life import MOVE_OF, VERBS, IllegalMove, Move, Side, is_possible, refusal
from giaoban.followup.task_tidings import tell
from giaoban.language.text import nfc
from giaoban.people import access
from giaoban.people.access import Verb
from giaoban.people.models import Person


class Overtaken(IllegalMove):
    """Somebody changed the task since the person saw it; nothing was done."""

    def __init__(self) -> None:
        super().__init__(_("Nhiệm vụ vừa có người thay đổi: hãy tải lại trang, xem lại rồi làm tiếp."))


def step_of(task: Task, act: TaskAct, *, by: Person, at: datetime, revision: int, text: str = "") -> Move:
    """The move that the person makes by that act.

    Raises `Hidden`, `NotYourRole`, `IllegalMove`, `Overtaken`; `TaskRefused` where the act must say why and does not,
    `SecretRefused` where what it says carries a mark of secrecy.
    """
    move = MOVE_OF[act]
    _require(task, move.side, by, localdate(at))
    waits = task.asked_deadline is not None
    if not is_possible(move, TaskState(task.state), waits):
        raise refusal(act, TaskState(task.state), waits)
    if task.revision != revision:
        raise Overtaken
    if move.needs_text and not text.strip():
        raise TaskRefused({"text": _("Muốn %(act)s phải ghi rõ nội dung, lý do.") % {"act": act.label}})
    require_keepable("text", text, LONGEST["what"])
    require_open(Mark.OPEN, text)
    return move


def carry_out(task: Task, move: Move, *, by: Person, at: datetime, text: str = "", **fields: Any) -> Task:
    """The task in its new state, with the act in its story and those told whom it concerns; to be called in a transaction.

    Raises `Overtaken` where it stands elsewhere by now.
    """
    moved = copy(task)
    changes: dict[str, Any] = {"revision": task.revision + 1, "changed_at": at, **fields}
    if move.to_state is not None:
        changes["state"] = str(move.to_state)
    for name, value in changes.items():
        setattr(moved, name, value)
    if Task.objects.filter(pk=task.pk, state=task.state, revision=task.revision).update(**changes) != 1:
        raise Overtaken
    record(moved, move.act, by=by, at=at, text=text, deadline_before=task.deadline)
    tell(moved, move.act, by=by, at=at, text=text)
    return moved


def record(task: Task, act: TaskAct, *, by: Person, at: datetime, text: str, deadline_before: date) -> TaskEvent:
    """Writes down what was done, at the task's revision, with the deadline before and after."""
    return TaskEvent.objects.create(
        task=task,
        act=act,
        person=by,
        at=at,
        revision=task.revision,
        text=nfc(text).strip(),
        deadline_before=deadline_before,
        deadline_after=task.deadline,
    )


def _require(task: Task, side: Side, by: Person, on: date) -> None:
    """Passes who is of that side; a draft does not exist but for the office that gives it."""
    if task.issued_on is None:
        access.require(by, Verb.COMPILE, task.unit_id, on)
    place = task.unit_id if side is Side.GIVER else task.lead_id
    helpers = task.helpers.values_list("pk", flat=True)
    access.require_one(by, [(verb, place) for verb in VERBS[side]], [task.unit_id, task.lead_id, *helpers], on)
