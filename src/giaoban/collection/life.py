"""The life of a submission: who may move it from which state to which. Pure; `submitting.py` carries it out.

An officer fills and submits, the unit's leader approves or returns, the receiving office accepts (which posts to the
ledger) or returns; what is posted is reopened to be corrected and goes the same way again.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from giaoban.collection.models import Act, State
from giaoban.people.access import Verb

WRITABLE: Final = frozenset({State.DRAFT, State.RETURNED})
"""The states in which cells may be typed."""


class IllegalMove(Exception):
    """A submission cannot be moved so from where it stands, or somebody else moved it first; a page answers 409."""

    status = 409


@dataclass(frozen=True, slots=True)
class Move:
    """One act: from which states, to which state (None: it stays), by whom, and whether it needs a word.

    `by` is the verb that the person needs: REPORT and APPROVE at the unit, COMPILE at the unit above, which receives.
    A move that is `kept_by_lock` is refused once the form is locked for the period.
    """

    act: Act
    from_states: frozenset[State]
    to_state: State
    verb: Verb
    needs_text: bool = False
    kept_by_lock: bool = False


MOVES: Final = (
    Move(Act.SUBMITTED, WRITABLE, State.SUBMITTED, Verb.REPORT, kept_by_lock=True),
    Move(Act.RECALLED, frozenset({State.SUBMITTED}), State.DRAFT, Verb.REPORT, kept_by_lock=True),
    Move(Act.APPROVED, frozenset({State.SUBMITTED}), State.APPROVED, Verb.APPROVE),
    Move(Act.RETURNED, frozenset({State.SUBMITTED}), State.RETURNED, Verb.APPROVE, needs_text=True),
    Move(Act.RETURNED, frozenset({State.APPROVED}), State.RETURNED, Verb.COMPILE, needs_text=True),
    Move(Act.POSTED, frozenset({State.APPROVED}), State.POSTED, Verb.COMPILE),
    Move(Act.REOPENED, frozenset({State.POSTED}), State.DRAFT, Verb.REPORT, needs_text=True, kept_by_lock=True),
    Move(Act.REOPENED, frozenset({State.POSTED}), State.DRAFT, Verb.COMPILE, needs_text=True, kept_by_lock=True),
)
"""Every move there is; an act may stand for two persons."""


def moves(state: State, *, may_report: bool, may_approve: bool, may_receive: bool, locked: bool) -> tuple[Move, ...]:
    """What a person with those verbs may do with a submission in that state, each act once, in order of the way."""
    held = {Verb.REPORT: may_report, Verb.APPROVE: may_approve, Verb.COMPILE: may_receive}
    found: dict[Act, Move] = {}
    for move in MOVES:
        if state in move.from_states and held[move.verb] and not (locked and move.kept_by_lock):
            found.setdefault(move.act, move)
    return tuple(found.values())


def refusal(act: Act, state: State, *, locked: bool) -> IllegalMove:
    """Why the act is not possible from that state, as an error to raise."""
    values = {"act": Act(act).label, "state": State(state).label}
    if locked and any(move.act == act and state in move.from_states for move in MOVES):
        message = _("Biểu đã khóa nên không thể %(act)s; hãy đề nghị Văn phòng cấp trên gia hạn.")
    else:
        message = _("Không thể %(act)s: báo cáo đang ở trạng thái “%(state)s”.")
    return IllegalMove(message % values)
