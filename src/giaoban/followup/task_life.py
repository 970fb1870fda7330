"""The life of a task: who may move it from which state to which. Pure; `task_acts.py` carries it out.

The office of the unit that gives a task issues it, confirms it, answers for more time; the lead acknowledges it, works, reports
it done. What is suspended and goes on is issued anew: the lead acknowledges it again, perhaps with another deadline.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext as _

from giaoban.followup.models import TaskAct, TaskState
from giaoban.people.access import Verb


class Side(StrEnum):
    """Whose act it is."""

    GIVER = "giver"
    LEAD = "lead"


VERBS: Final = {Side.GIVER: (Verb.COMPILE,), Side.LEAD: (Verb.REPORT, Verb.APPROVE)}
"""The verbs of a side, one of which is enough: of the giver at the unit that gives, of the lead at the lead."""
RUNNING: Final = frozenset({TaskState.ISSUED, TaskState.ACKNOWLEDGED, TaskState.IN_PROGRESS})
"""The states in which somebody has to do the work."""
OPEN: Final = RUNNING | {TaskState.REPORTED}
"""The states of a task that was given and has not come to its end."""
ENDED: Final = frozenset({TaskState.CONFIRMED, TaskState.CANCELLED})


class IllegalMove(Exception):
    """A task cannot be moved so from where it stands, or somebody else moved it first; a page answers 409."""

    status = 409


@dataclass(frozen=True, slots=True)
class Move:
    """One act: from which states, to which state (None: it stays), by which side, and what must come with it.

    `extension` says whether it needs an extension that waits for an answer (True), must not meet one (False), or neither.
    """

    act: TaskAct
    from_states: frozenset[TaskState]
    to_state: TaskState | None
    side: Side
    needs_text: bool = False
    extension: bool | None = None


_DRAFT: Final = frozenset({TaskState.DRAFT})
_TAKEN: Final = frozenset({TaskState.ACKNOWLEDGED, TaskState.IN_PROGRESS})
_REPORTED: Final = frozenset({TaskState.REPORTED})
MOVES: Final = (
    Move(TaskAct.REVISED, _DRAFT, None, Side.GIVER),
    Move(TaskAct.ISSUED, _DRAFT, TaskState.ISSUED, Side.GIVER),
    Move(TaskAct.ACKNOWLEDGED, frozenset({TaskState.ISSUED}), TaskState.ACKNOWLEDGED, Side.LEAD),
    Move(TaskAct.STARTED, frozenset({TaskState.ACKNOWLEDGED}), TaskState.IN_PROGRESS, Side.LEAD),
    Move(TaskAct.PROGRESSED, _TAKEN, TaskState.IN_PROGRESS, Side.LEAD, needs_text=True),
    Move(TaskAct.REPORTED, _TAKEN, TaskState.REPORTED, Side.LEAD, needs_text=True),
    Move(TaskAct.CONFIRMED, _REPORTED, TaskState.CONFIRMED, Side.GIVER),
    Move(TaskAct.SENT_BACK, _REPORTED, TaskState.IN_PROGRESS, Side.GIVER, needs_text=True),
    Move(TaskAct.EXTENSION_ASKED, RUNNING, None, Side.LEAD, needs_text=True, extension=False),
    Move(TaskAct.EXTENSION_GRANTED, OPEN, None, Side.GIVER, extension=True),
    Move(TaskAct.EXTENSION_REFUSED, OPEN, None, Side.GIVER, needs_text=True, extension=True),
    Move(TaskAct.SUSPENDED, RUNNING, TaskState.SUSPENDED, Side.GIVER, needs_text=True),
    Move(TaskAct.RESUMED, frozenset({TaskState.SUSPENDED}), TaskState.ISSUED, Side.GIVER),
    Move(
        TaskAct.CANCELLED, frozenset(TaskState) - ENDED, TaskState.CANCELLED, Side.GIVER, needs_text=True
    ),
)  # fmt: skip
"""Every move there is, each act once, in order of the way."""
MOVE_OF: Final = {move.act: move for move in MOVES}


def moves(state: TaskState, *, gives: bool, leads: bool, waits_for_extension: bool) -> tuple[Move, ...]:
    """What a person of those sides may do with a task in that state, in order of the way."""
    held = {Side.GIVER: gives, Side.LEAD: leads}
    return tuple(move for move in MOVES if held[move.side] and is_possible(move, state, waits_for_extension))


def is_possible(move: Move, state: TaskState, waits_for_extension: bool) -> bool:
    """Whether the task stands where the move begins."""
    return state in move.from_states and move.extension in {None, waits_for_extension}


def state_after(state: TaskState, act: TaskAct) -> TaskState:
    """Where a task stands after an act that was done; the first act makes it a draft."""
    if act is TaskAct.DRAFTED:
        return TaskState.DRAFT
    return MOVE_OF[act].to_state or state


def refusal(act: TaskAct, state: TaskState, waits_for_extension: bool) -> IllegalMove:
    """Why the act is not possible from that state, as an error to raise."""
    values = {"act": act.label, "state": state.label}
    if state not in MOVE_OF[act].from_states:
        return IllegalMove(_("Không thể %(act)s: nhiệm vụ đang ở trạng thái “%(state)s”.") % values)
    if waits_for_extension:
        return IllegalMove(_("Không thể %(act)s: lần xin gia hạn trước còn chờ trả lời.") % values)
    return IllegalMove(_("Không thể %(act)s: không có lần xin gia hạn nào chờ trả lời.") % values)


def is_overdue(state: TaskState, deadline: date, reported_on: date | None, on: date) -> bool:
    """Whether an open task is past its deadline (its day included) on that day.

    What was reported done waits for the giver: it is measured by the day of the report, not by how long that takes.
    """
    if state is TaskState.REPORTED and reported_on is not None:
        return reported_on > deadline
    return state in RUNNING and on > deadline
