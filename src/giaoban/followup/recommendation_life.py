"""The life of a recommendation: which side may move it from which state to which. Pure; `recommendation_acts.py` carries it out.

The receiver's office classifies it and passes it on, its owner answers, and only the side that raised it ends it: by
confirming that it is settled, or by withdrawing it. What was split ends by itself when all of its parts have ended.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext as _

from giaoban.followup.models import RecommendationAct as Act
from giaoban.followup.models import RecommendationState as State


class IllegalMove(Exception):
    """A recommendation cannot be moved so from where it stands, or somebody else moved it first; a page answers 409."""

    status = 409


class Side(StrEnum):
    """Who acts: the office of the unit that received it, the body that has to answer, the unit that raised it."""

    OFFICE = "office"
    OWNER = "owner"
    PROPOSER = "proposer"


@dataclass(frozen=True, slots=True)
class Move:
    """One act: from which states, to which state (None: it stays), by which side, and whether it needs a word."""

    act: Act
    from_states: frozenset[State]
    to_state: State | None
    side: Side
    needs_text: bool = False


ENDED: Final = frozenset({State.CLOSED, State.WITHDRAWN})
OPEN: Final = frozenset(State) - ENDED
"""What has not come to its end; a recommendation that was split is open until its parts have ended."""
WAITS_FOR_OWNER: Final = frozenset({State.PASSED_ON, State.IN_PROGRESS})
"""Where the owner is to answer by the due day."""

MOVES: Final = (
    Move(Act.CLASSIFIED, frozenset({State.RECEIVED, State.CLASSIFIED}), State.CLASSIFIED, Side.OFFICE),
    Move(
        Act.PASSED_ON,
        frozenset({State.CLASSIFIED, State.DEFERRED}) | WAITS_FOR_OWNER,
        State.PASSED_ON,
        Side.OFFICE,
    ),
    Move(Act.SPLIT, frozenset({State.RECEIVED, State.CLASSIFIED}) | WAITS_FOR_OWNER, State.SPLIT, Side.OFFICE),
    Move(Act.STARTED, frozenset({State.PASSED_ON, State.DEFERRED}), State.IN_PROGRESS, Side.OWNER),
    Move(Act.PROGRESSED, frozenset({State.IN_PROGRESS, State.DEFERRED}), None, Side.OWNER, needs_text=True),
    Move(Act.PROGRESSED, frozenset({State.SENT_UP}), None, Side.OFFICE, needs_text=True),
    Move(Act.ANSWERED, frozenset({State.DEFERRED}) | WAITS_FOR_OWNER, State.ANSWERED, Side.OWNER, needs_text=True),
    Move(Act.ANSWERED, frozenset({State.SENT_UP}), State.ANSWERED, Side.OFFICE, needs_text=True),
    Move(Act.DEFERRED, WAITS_FOR_OWNER, State.DEFERRED, Side.OWNER, needs_text=True),
    Move(Act.DEFERRED, frozenset({State.CLASSIFIED}) | WAITS_FOR_OWNER, State.DEFERRED, Side.OFFICE, needs_text=True),
    Move(
        Act.SENT_UP,
        frozenset({State.CLASSIFIED, State.DEFERRED}) | WAITS_FOR_OWNER,
        State.SENT_UP,
        Side.OFFICE,
        needs_text=True,
    ),
    Move(Act.CONFIRMED, frozenset({State.ANSWERED}), State.CLOSED, Side.PROPOSER),
    Move(Act.DISPUTED, frozenset({State.ANSWERED}), State.IN_PROGRESS, Side.PROPOSER, needs_text=True),
    Move(Act.WITHDRAWN, OPEN - {State.SPLIT}, State.WITHDRAWN, Side.PROPOSER, needs_text=True),
)
"""Every move that a person makes; an act may stand for two sides."""


def moves(state: State, sides: Collection[Side], *, is_part: bool = False) -> tuple[Move, ...]:
    """What somebody of those sides may do with a recommendation in that state, each act once, in order of the way.

    A part is not split once more: each has one owner already.
    """
    found: dict[Act, Move] = {}
    for move in MOVES:
        if state in move.from_states and move.side in sides and not (is_part and move.act is Act.SPLIT):
            found.setdefault(move.act, move)
    return tuple(found.values())


def end_of(parts: Collection[State]) -> State | None:
    """How a recommendation ends whose parts stand so: None while one is open, withdrawn only where all of them are."""
    if not parts or any(state in OPEN for state in parts):
        return None
    return State.CLOSED if State.CLOSED in parts else State.WITHDRAWN


def replayed(acts: Iterable[Act]) -> State | None:
    """Where a recommendation stands after those acts, in their order; None where they are no way that can be gone.

    A whole one begins by being received, a part by the splitting; what was split ends by the end of its last part,
    which stands in its own story as confirmed or withdrawn.
    """
    beginnings = {Act.RECEIVED: State.RECEIVED, Act.SPLIT: State.CLASSIFIED}
    endings = {Act.CONFIRMED: State.CLOSED, Act.WITHDRAWN: State.WITHDRAWN}
    state: State | None = None
    for number, act in enumerate(acts):
        if number == 0:
            state = beginnings.get(act)
        elif state is State.SPLIT:
            state = endings.get(act)
        else:
            state = next(
                (move.to_state or state for move in MOVES if move.act is act and state in move.from_states), None
            )
        if state is None:
            return None
    return state


def refusal(act: Act, state: State) -> IllegalMove:
    """Why the act is not possible from that state, as an error to raise."""
    message = _("Không thể %(act)s: kiến nghị đang ở trạng thái “%(state)s”.")
    return IllegalMove(message % {"act": act.label, "state": state.label})
