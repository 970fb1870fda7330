"""What people do about a task, each act a function in one transaction.

Every act takes the person (`by`), the instant (`at`) and the revision that the person saw, and gives the task as it then
stands. It asks `people.access` itself. Errors: `Hidden` (404), `NotYourRole` (403), `IllegalMove` and its `Overtaken` (409),
`TaskRefused` and `SecretRefused` (422).
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from giaoban.followup.models import Task, TaskAct
from giaoban.followup.secrecy import require_open
from giaoban.followup.task_clears import NewTask, TaskRefused, require_clear, require_time_left
from giaoban.followup.task_moving import carry_out, record, step_of
from giaoban.followup.topic_rows import topics_seen
from giaoban.language.dates import write_date
from giaoban.language.text import nfc
from giaoban.people import access
from giaoban.people.access import Verb
from giaoban.people.models import Person
from giaoban.units.registry import tree_at


@transaction.atomic
def draft(new: NewTask, *, by: Person, at: datetime) -> Task:
    """A draft, which only the office that gives it sees."""
    on = localdate(at)
    access.require_one(by, [(Verb.COMPILE, new.unit_id)], [new.unit_id], on)
    fields = _checked(new, by, on)
    task = Task.objects.create(unit_id=new.unit_id, changed_at=at, **fields)
    task.helpers.set(new.helper_ids or ())
    record(task, TaskAct.DRAFTED, by=by, at=at, text="", deadline_before=task.deadline)
    return task


@transaction.atomic
def revise(task: Task, new: NewTask, *, by: Person, at: datetime, revision: int) -> Task:
    """The draft as it is typed now; the unit that gives it stays."""
    move = step_of(task, TaskAct.REVISED, by=by, at=at, revision=revision)
    if new.unit_id != task.unit_id:
        raise TaskRefused({"unit": _("Đơn vị giao của dự thảo không đổi được: hãy soạn một dự thảo khác.")})
    revised = carry_out(task, move, by=by, at=at, **_checked(new, by, localdate(at)))
    revised.helpers.set(new.helper_ids or ())
    return revised


@transaction.atomic
def issue(task: Task, *, by: Person, at: datetime, revision: int) -> Task:
    """Gives the task. Its deadline may not lie before the day of the act."""
    move = step_of(task, TaskAct.ISSUED, by=by, at=at, revision=revision)
    require_time_left(task.deadline, localdate(at))
    return carry_out(task, move, by=by, at=at, issued_on=localdate(at), first_deadline=task.deadline)


@transaction.atomic
def revise_and_issue(task: Task, new: NewTask, *, by: Person, at: datetime, revision: int) -> Task:
    """The draft as it is typed now, given at once: both or neither."""
    revised = revise(task, new, by=by, at=at, revision=revision)
    return issue(revised, by=by, at=at, revision=revised.revision)


@transaction.atomic
def draft_and_issue(new: NewTask, *, by: Person, at: datetime) -> Task:
    """Gives the task at once, as a meeting does with its conclusions: all of it or nothing."""
    task = draft(new, by=by, at=at)
    return issue(task, by=by, at=at, revision=task.revision)


@transaction.atomic
def acknowledge(task: Task, text: str = "", *, by: Person, at: datetime, revision: int) -> Task:
    """The lead has taken note of the task."""
    move = step_of(task, TaskAct.ACKNOWLEDGED, by=by, at=at, revision=revision, text=text)
    return carry_out(task, move, by=by, at=at, text=text)


@transaction.atomic
def start(task: Task, text: str = "", *, by: Person, at: datetime, revision: int) -> Task:
    """The lead has begun."""
    move = step_of(task, TaskAct.STARTED, by=by, at=at, revision=revision, text=text)
    return carry_out(task, move, by=by, at=at, text=text)


@transaction.atomic
def progress(task: Task, text: str, *, by: Person, at: datetime, revision: int) -> Task:
    """The lead says how far it is."""
    move = step_of(task, TaskAct.PROGRESSED, by=by, at=at, revision=revision, text=text)
    return carry_out(task, move, by=by, at=at, text=text)


@transaction.atomic
def report_done(task: Task, text: str, *, by: Person, at: datetime, revision: int) -> Task:
    """The lead reports the result; once confirmed, the day of this act is the day on which the work was done."""
    move = step_of(task, TaskAct.REPORTED, by=by, at=at, revision=revision, text=text)
    return carry_out(task, move, by=by, at=at, text=text, reported_on=localdate(at))


@transaction.atomic
def confirm(task: Task, text: str = "", *, by: Person, at: datetime, revision: int) -> Task:
    """The giver is content; an extension that was never answered falls away."""
    move = step_of(task, TaskAct.CONFIRMED, by=by, at=at, revision=revision, text=text)
    return carry_out(task, move, by=by, at=at, text=text, confirmed_on=localdate(at), asked_deadline=None)


@transaction.atomic
def send_back(task: Task, text: str, *, by: Person, at: datetime, revision: int) -> Task:
    """The giver says what is still to be done; the report of before counts no more."""
    move = step_of(task, TaskAct.SENT_BACK, by=by, at=at, revision=revision, text=text)
    return carry_out(task, move, by=by, at=at, text=text, reported_on=None)


@transaction.atomic
def ask_extension(task: Task, deadline: date | None, text: str, *, by: Person, at: datetime, revision: int) -> Task:
    """The lead asks for time until a later day; the deadline in force stays until that is granted."""
    move = step_of(task, TaskAct.EXTENSION_ASKED, by=by, at=at, revision=revision, text=text)
    return carry_out(task, move, by=by, at=at, text=text, asked_deadline=_later(task, deadline, localdate(at)))


@transaction.atomic
def grant_extension(
    task: Task, text: str = "", *, by: Person, at: datetime, revision: int, deadline: date | None = None
) -> Task:
    """The giver grants the day that was asked for, or another later one; the event keeps the deadline of before."""
    move = step_of(task, TaskAct.EXTENSION_GRANTED, by=by, at=at, revision=revision, text=text)
    granted = task.asked_deadline if deadline is None else _later(task, deadline, None)
    return carry_out(task, move, by=by, at=at, text=text, deadline=granted, asked_deadline=None)


@transaction.atomic
def refuse_extension(task: Task, text: str, *, by: Person, at: datetime, revision: int) -> Task:
    """The giver says why the deadline stays."""
    move = step_of(task, TaskAct.EXTENSION_REFUSED, by=by, at=at, revision=revision, text=text)
    return carry_out(task, move, by=by, at=at, text=text, asked_deadline=None)


@transaction.atomic
def suspend(task: Task, text: str, *, by: Person, at: datetime, revision: int) -> Task:
    """The giver lets the task rest; while it rests it is neither in time nor overdue."""
    move = step_of(task, TaskAct.SUSPENDED, by=by, at=at, revision=revision, text=text)
    return carry_out(task, move, by=by, at=at, text=text)


@transaction.atomic
def resume(
    task: Task, text: str = "", *, by: Person, at: datetime, revision: int, deadline: date | None = None
) -> Task:
    """The task goes on, with the deadline of before or a new one; the lead acknowledges it again."""
    move = step_of(task, TaskAct.RESUMED, by=by, at=at, revision=revision, text=text)
    if deadline is None:
        return carry_out(task, move, by=by, at=at, text=text)
    require_time_left(deadline, localdate(at))
    # An extension that was asked for before the task rested is answered by the new deadline.
    return carry_out(task, move, by=by, at=at, text=text, deadline=deadline, asked_deadline=None)


@transaction.atomic
def cancel(task: Task, text: str, *, by: Person, at: datetime, revision: int) -> Task:
    """The giver takes the task back; it stays in the books with its story."""
    move = step_of(task, TaskAct.CANCELLED, by=by, at=at, revision=revision, text=text)
    return carry_out(task, move, by=by, at=at, text=text, asked_deadline=None)


def _checked(new: NewTask, by: Person, on: date) -> dict[str, Any]:
    """The fields of the task, where all of it is clear, open and within reach."""
    tree = tree_at(on)
    units = {node.unit_id for node in tree.subtree(tree.by_unit(new.unit_id))}
    require_clear(new, units, on)
    require_open(new.mark, new.what, new.reporting, new.origin_title)
    if new.topic_id is not None:
        _require_topic(new.topic_id, by, on)
    return {
        "lead_id": new.lead_id,
        "topic_id": new.topic_id,
        "what": nfc(new.what).strip(),
        "reporting": nfc(new.reporting).strip(),
        "origin": new.origin,
        "origin_title": nfc(new.origin_title).strip(),
        "origin_on": new.origin_on,
        "deadline": new.deadline,
        "first_deadline": new.deadline,
    }


def _require_topic(topic_id: int, by: Person, on: date) -> None:
    if not topics_seen(by, on).filter(pk=topic_id).exists():
        raise TaskRefused({"topic": _("Không có chuyên đề này: hãy chọn trong danh sách.")})


def _later(task: Task, deadline: date | None, on: date | None) -> date:
    """The new deadline, where it gives time; `on` is the day before which it may not lie."""
    if deadline is None:
        raise TaskRefused({"deadline": _("Gia hạn đến bao giờ? Hãy chọn ngày.")})
    if deadline <= task.deadline or (on is not None and deadline < on):
        values = {"new": write_date(deadline, "vi"), "old": write_date(task.deadline, "vi")}
        sentence = _("Hạn mới %(new)s phải sau hạn đang có (%(old)s) và không sớm hơn hôm nay: hãy chọn ngày muộn hơn.")
        raise TaskRefused({"deadline": sentence % values})
    return deadline
