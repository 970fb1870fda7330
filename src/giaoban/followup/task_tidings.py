"""Who is told when a task moves: the lead and the helpers of what the giver decides, the giver's office of what the lead asks."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Final

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.followup.models import Task, TaskAct
from giaoban.language.dates import write_date
from giaoban.people.access import Verb
from giaoban.people.models import Person
from giaoban.people.notices import notify
from giaoban.people.recipients import nearest
from giaoban.units.registry import tree_at

NOTICE: Final = "task"
LONGEST_TITLE: Final = 120
TO_GIVER: Final = frozenset({TaskAct.REPORTED, TaskAct.EXTENSION_ASKED})
TO_LEAD: Final = frozenset(
    {
        TaskAct.ISSUED,
        TaskAct.SENT_BACK,
        TaskAct.CONFIRMED,
        TaskAct.EXTENSION_GRANTED,
        TaskAct.EXTENSION_REFUSED,
        TaskAct.SUSPENDED,
        TaskAct.RESUMED,
        TaskAct.CANCELLED,
    }
)


def tell(task: Task, act: TaskAct, *, by: Person, at: datetime, text: str = "") -> int:
    """Leaves the message of an act with those whom it concerns, never with who did it; with how many.

    Kept in Vietnamese, as everything that is kept. Nobody hears of a draft that is dropped.
    """
    if task.issued_on is None or act not in TO_GIVER | TO_LEAD:
        return 0
    persons = [one for one in _concerned(task, act, localdate(at)) if one.pk != by.pk]
    with override("vi"):
        said = _words(task, act, localdate(at))
        if text.strip():
            said += " " + _("Ý kiến: %(text)s") % {"text": text.strip()}
    return notify(persons, NOTICE, said, reverse("task", args=[task.pk]), at)


def title(task: Task) -> str:
    """The task in one line, cut at a word where it is long."""
    what = " ".join(task.what.split())
    return what if len(what) <= LONGEST_TITLE else what[:LONGEST_TITLE].rsplit(" ", 1)[0] + "…"


def _concerned(task: Task, act: TaskAct, on: date) -> Iterator[Person]:
    if act in TO_GIVER:
        yield from nearest(Verb.COMPILE, task.unit_id, on)
        return
    for unit_id in (task.lead_id, *_helpers(task)):
        yield from nearest(Verb.REPORT, unit_id, on)


def _helpers(task: Task) -> Iterable[int]:
    return task.helpers.order_by("pk").values_list("pk", flat=True)


def _words(task: Task, act: TaskAct, on: date) -> str:
    tree = tree_at(on)
    lead = tree.by_unit(task.lead_id).name if task.lead_id in tree else ""
    asked = task.asked_deadline or task.deadline
    return {
        TaskAct.ISSUED: _("Nhiệm vụ mới, %(lead)s chủ trì, hạn %(deadline)s: “%(what)s”."),
        TaskAct.SENT_BACK: _("Nhiệm vụ “%(what)s”: chưa được xác nhận hoàn thành, %(lead)s làm tiếp."),
        TaskAct.CONFIRMED: _("Nhiệm vụ “%(what)s” đã được xác nhận hoàn thành."),
        TaskAct.EXTENSION_GRANTED: _("Nhiệm vụ “%(what)s” được gia hạn đến %(deadline)s."),
        TaskAct.EXTENSION_REFUSED: _("Nhiệm vụ “%(what)s” không được gia hạn, hạn vẫn là %(deadline)s."),
        TaskAct.SUSPENDED: _("Nhiệm vụ “%(what)s” tạm dừng."),
        TaskAct.RESUMED: _("Nhiệm vụ “%(what)s” tiếp tục, %(lead)s chủ trì, hạn %(deadline)s."),
        TaskAct.CANCELLED: _("Nhiệm vụ “%(what)s” đã hủy."),
        TaskAct.REPORTED: _("%(lead)s báo cáo hoàn thành nhiệm vụ “%(what)s”, chờ xác nhận."),
        TaskAct.EXTENSION_ASKED: _("%(lead)s xin gia hạn nhiệm vụ “%(what)s” đến %(asked)s."),
    }[act] % {
        "what": title(task),
        "lead": lead,
        "deadline": write_date(task.deadline, "vi"),
        "asked": write_date(asked, "vi"),
    }
