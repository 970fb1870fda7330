"""What a person may do with a task now, in the words of a page: the button, the field beside it, what is asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giaoban.followup.models import Task, TaskAct, TaskState
from giaoban.followup.task_life import VERBS, Move, Side, moves
from giaoban.followup.task_sight import own_units
from giaoban.people.access import units_where
from giaoban.people.models import Person


@dataclass(frozen=True, slots=True)
class Look:
    """How an act is offered: the page it is sent to, its icon, its button; what its text and its day are called.

    An act without `text_name` is done by its button alone, one without `day_name` asks for no day.
    """

    route: str
    icon: str
    name: str | Promise
    text_name: str | Promise = ""
    day_name: str | Promise = ""
    needs_day: bool = False


LOOKS: Final[Mapping[TaskAct, Look]] = MappingProxyType(
    {
        TaskAct.ISSUED: Look("task_issue", "send", _("Giao nhiệm vụ")),
        TaskAct.ACKNOWLEDGED: Look("task_acknowledge", "check", _("Nhận nhiệm vụ")),
        TaskAct.STARTED: Look("task_start", "circle-dashed", _("Bắt đầu thực hiện")),
        TaskAct.PROGRESSED: Look(
            "task_progress", "message-square-text", _("Báo cáo tiến độ"), _("Đã làm được gì, còn vướng gì")
        ),
        TaskAct.REPORTED: Look(
            "task_report", "circle-check", _("Báo cáo hoàn thành"), _("Kết quả thực hiện")
        ),
        TaskAct.CONFIRMED: Look(
            "task_confirm", "badge-check", _("Xác nhận hoàn thành"), _("Nhận xét (không bắt buộc)")
        ),
        TaskAct.SENT_BACK: Look("task_send_back", "undo-2", _("Yêu cầu làm tiếp"), _("Còn phải làm gì")),
        TaskAct.EXTENSION_ASKED: Look(
            "task_ask_extension", "clock", _("Xin gia hạn"), _("Lý do"), _("Xin đến ngày"), needs_day=True
        ),
        TaskAct.EXTENSION_GRANTED: Look(
            "task_grant_extension", "check", _("Đồng ý gia hạn"), _("Ý kiến (không bắt buộc)"), _("Gia hạn đến ngày")
        ),
        TaskAct.EXTENSION_REFUSED: Look(
            "task_refuse_extension", "x", _("Không gia hạn"), _("Lý do")
        ),
        TaskAct.SUSPENDED: Look("task_suspend", "clock", pgettext_lazy("diễn biến", "Tạm dừng"), _("Lý do")),
        TaskAct.RESUMED: Look(
            "task_resume", "arrow-right", _("Tiếp tục thực hiện"), _("Ý kiến (không bắt buộc)"),
            _("Thời hạn mới (để trống nếu giữ hạn cũ)"),
        ),
        TaskAct.CANCELLED: Look("task_cancel", "ban", _("Hủy nhiệm vụ"), _("Lý do")),
    }
)  # fmt: skip
"""Every act but drafting and revising, which have a page of their own."""
_FIRST: Final = (
    TaskAct.EXTENSION_GRANTED,
    TaskAct.ISSUED,
    TaskAct.ACKNOWLEDGED,
    TaskAct.CONFIRMED,
    TaskAct.REPORTED,
    TaskAct.RESUMED,
)
"""What is waited for comes before everything else; the first of these that is possible is the primary button."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent with an act and could not be done, with what is wrong by field; for the page that shows it again."""

    act: TaskAct
    text: str = ""
    day: str = ""
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """One act that the person may do now; `for_lead` where the office does it in the name of a unit below it."""

    look: Look
    needs_text: bool
    is_primary: bool
    for_lead: bool
    day: date | str
    text: str
    faults: Mapping[str, str]

    @property
    def is_plain(self) -> bool:
        """Whether its button is all there is."""
        return not self.look.text_name

    @property
    def is_open(self) -> bool:
        """Whether its fields are shown at once."""
        return bool(self.faults)


def moves_open(task: Task, by: Person, on: date) -> tuple[Move, ...]:
    """The moves that this person may make with the task now."""
    places = {Side.GIVER: task.unit_id, Side.LEAD: task.lead_id}
    held = {side: any(places[side] in units_where(by, verb, on) for verb in VERBS[side]) for side in Side}
    return moves(
        TaskState(task.state),
        gives=held[Side.GIVER],
        leads=held[Side.LEAD] and task.issued_on is not None,
        waits_for_extension=task.asked_deadline is not None,
    )


def offers(task: Task, by: Person, on: date, typed: Typed | None = None) -> tuple[Offer, ...]:
    """What this person may do with the task now: what is waited for first, what is done in the lead's name last."""
    possible = [move for move in moves_open(task, by, on) if move.act in LOOKS]
    in_name = set() if task.lead_id in own_units(by, Side.LEAD, on) else {Side.LEAD}
    ordered = sorted(possible, key=lambda move: (move.side in in_name, _place(move.act)))
    primary = next((move for move in ordered if move.act in _FIRST and move.side not in in_name), None)
    return tuple(
        _offer(task, move, move is primary, move.side in in_name, typed if typed and typed.act is move.act else None)
        for move in ordered
    )


def _place(act: TaskAct) -> int:
    return _FIRST.index(act) if act in _FIRST else len(_FIRST)


def _offer(task: Task, move: Move, is_primary: bool, for_lead: bool, typed: Typed | None) -> Offer:
    usual: date | str = ""
    if move.act is TaskAct.EXTENSION_GRANTED and task.asked_deadline is not None:
        usual = task.asked_deadline
    return Offer(
        look=LOOKS[move.act],
        needs_text=move.needs_text,
        is_primary=is_primary,
        for_lead=for_lead,
        day=typed.day if typed else usual,
        text=typed.text if typed else "",
        faults=typed.faults if typed else {},
    )
