"""The life of a meeting: who may do what with it in which state. Pure; `moving.py` carries it out.

The office plans and invites, the chair opens and closes, the office writes the minutes and issues the notice.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext as _

from giaoban.meetings.models import MeetingAct, MeetingState

AHEAD: Final = frozenset({MeetingState.PLANNED, MeetingState.INVITED})
"""The states of a meeting that is still to come."""
CHANGEABLE: Final = AHEAD | {MeetingState.RUNNING}
"""The states in which agenda and papers may be changed."""


class IllegalMove(Exception):
    """A meeting cannot be treated so as it stands, or somebody else changed it first; a page answers 409."""

    status = 409


class Duty(StrEnum):
    """What a person does for a meeting."""

    PREPARE = "prepare"
    """Its office and its secretary."""
    CHAIR = "chair"
    """Who chairs it, and the leaders of its unit."""
    TAKE_PART = "take_part"
    """Whoever answers for a participant."""


@dataclass(frozen=True, slots=True)
class Move:
    """One act: from which states, to which state (None: it stays), by whom, and whether it needs a word.

    An act that is `told` raises the invitation's sequence: whoever holds the invitation must hear of it.
    """

    act: MeetingAct
    from_states: frozenset[MeetingState]
    to_state: MeetingState | None
    duty: Duty
    needs_text: bool = False
    told: bool = False


MOVES: Final = (
    Move(MeetingAct.REVISED, AHEAD, None, Duty.PREPARE),
    Move(MeetingAct.AGENDA_CHANGED, CHANGEABLE, None, Duty.PREPARE),
    Move(MeetingAct.INVITED, AHEAD, MeetingState.INVITED, Duty.PREPARE),
    Move(MeetingAct.MOVED, AHEAD, None, Duty.PREPARE, told=True),
    Move(MeetingAct.CANCELLED, AHEAD, MeetingState.CANCELLED, Duty.PREPARE, needs_text=True, told=True),
    Move(MeetingAct.ANSWERED, frozenset({MeetingState.INVITED}), None, Duty.TAKE_PART),
    Move(MeetingAct.OPENED, AHEAD, MeetingState.RUNNING, Duty.CHAIR),
    Move(MeetingAct.CHECKED, CHANGEABLE | {MeetingState.ENDED}, None, Duty.PREPARE),
    Move(MeetingAct.ENDED, frozenset({MeetingState.RUNNING}), MeetingState.ENDED, Duty.CHAIR),
    Move(MeetingAct.REOPENED, frozenset({MeetingState.ENDED}), MeetingState.RUNNING, Duty.CHAIR, needs_text=True),
    Move(MeetingAct.NOTICE_ISSUED, frozenset({MeetingState.ENDED}), None, Duty.PREPARE),
)
"""Every move there is; planning a meeting begins its life."""


def move_of(act: MeetingAct) -> Move:
    """The move of that act."""
    return next(move for move in MOVES if move.act == act)


def moves(state: MeetingState, duties: frozenset[Duty]) -> frozenset[MeetingAct]:
    """What a person with those duties may do with a meeting in that state."""
    return frozenset(move.act for move in MOVES if state in move.from_states and move.duty in duties)


def refusal(act: MeetingAct, state: MeetingState) -> IllegalMove:
    """Why the act is not possible from that state, as an error to raise."""
    values = {"act": MeetingAct(act).label, "state": MeetingState(state).label}
    return IllegalMove(_("Không thể %(act)s: cuộc họp ở trạng thái “%(state)s”.") % values)
