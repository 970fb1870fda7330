"""The life of an item of the work programme, and what of a programme was kept. Pure; `programme_acts.py` carries it out.

An item is planned for a month; it may be moved, is done or dropped, and may be taken up again. What was kept is measured
against the month for which the item was first planned: moving it later does not make it done in time.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext as _

from giaoban.followup.models import ProgrammeAct, ProgrammeState


class IllegalMove(Exception):
    """An item cannot be moved so from where it stands, or somebody else moved it first; a page answers 409."""

    status = 409


@dataclass(frozen=True, slots=True)
class Move:
    """One act: from which states, to which state, and whether it needs a reason. All of them are the office's."""

    act: ProgrammeAct
    from_states: frozenset[ProgrammeState]
    to_state: ProgrammeState
    needs_text: bool = False


_PLANNED: Final = frozenset({ProgrammeState.PLANNED})
MOVES: Final = (
    Move(ProgrammeAct.DONE, _PLANNED, ProgrammeState.DONE),
    Move(ProgrammeAct.MOVED, _PLANNED, ProgrammeState.PLANNED, needs_text=True),
    Move(ProgrammeAct.REVISED, _PLANNED, ProgrammeState.PLANNED),
    Move(ProgrammeAct.DROPPED, _PLANNED, ProgrammeState.DROPPED, needs_text=True),
    Move(
        ProgrammeAct.REOPENED,
        frozenset({ProgrammeState.DONE, ProgrammeState.DROPPED}),
        ProgrammeState.PLANNED,
        needs_text=True,
    ),
)
"""Every move there is, in the order in which a page offers them."""


def moves(state: ProgrammeState) -> tuple[Move, ...]:
    """What the office may do with an item in that state."""
    return tuple(move for move in MOVES if state in move.from_states)


def move_of(act: ProgrammeAct, state: ProgrammeState) -> Move:
    """The move that is made by the act from that state; raises `IllegalMove`."""
    for move in moves(state):
        if move.act is act:
            return move
    raise IllegalMove(
        _("Không thể %(act)s: việc này đang ở trạng thái “%(state)s”.") % {"act": act.label, "state": state.label}
    )


class Keeping(StrEnum):
    """How an item that was planned for a period stands as of a day; each item stands in exactly one way."""

    IN_TIME = "in_time"
    LATER = "later"
    MOVED = "moved"
    DROPPED = "dropped"
    NOT_DONE = "not_done"
    AHEAD = "ahead"
    """Not done, but its month is not over."""


@dataclass(frozen=True, slots=True)
class Step:
    """One act of an item's story: the day on which it was written down and the month in which the item stands since.

    `done_on` is the day on which the work was done, where the act says so.
    """

    act: ProgrammeAct
    day: date
    month: int
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """An item with all its acts in order. `turn` is the day on which its duty comes round, for an item from a duty."""

    number: int
    year: int
    first_month: int
    steps: tuple[Step, ...]
    turn: date | None = None

    @property
    def planned_for(self) -> date:
        """The day by which it was first to be done: its turn, else the end of its first month."""
        return self.turn or month_end(self.year, self.first_month)


@dataclass(frozen=True, slots=True)
class Kept:
    """What of a programme was kept: the numbers of the items that stand in each way."""

    items: tuple[tuple[int, Keeping], ...]

    def of(self, *ways: Keeping) -> tuple[int, ...]:
        """The numbers of the items that stand in one of those ways, in the order of the programme."""
        return tuple(number for number, way in self.items if way in ways)

    def count(self, way: Keeping) -> int:
        return Counter(way for _number, way in self.items)[way]

    @property
    def planned(self) -> int:
        return len(self.items)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def kept_of(stories: Iterable[Story], first: date, last: date, on: date) -> Kept:
    """How the items planned for the days `first` to `last` (both included) stand, as it was written down by the day `on`."""
    found = [story for story in stories if first <= story.planned_for <= last]
    ways = ((story.number, keeping_of(story, on)) for story in sorted(found, key=_order))
    return Kept(tuple((number, way) for number, way in ways if way is not None))


def keeping_of(story: Story, on: date) -> Keeping | None:
    """How one item stands by that day; None where it was not in the programme yet."""
    known = [step for step in story.steps if step.day <= on]
    if not known:
        return None
    state, month = state_after(known), known[-1].month
    if state is ProgrammeState.DROPPED:
        return Keeping.DROPPED
    if state is ProgrammeState.DONE:
        done_on = known[-1].done_on or known[-1].day
        return Keeping.IN_TIME if done_on <= month_end(story.year, story.first_month) else Keeping.LATER
    if month_end(story.year, month) < on:
        return Keeping.NOT_DONE
    return Keeping.MOVED if month != story.first_month else Keeping.AHEAD


def state_after(steps: Iterable[Step]) -> ProgrammeState:
    """Where an item stands after those acts."""
    state = ProgrammeState.PLANNED
    for step in steps:
        state = next((move.to_state for move in MOVES if move.act is step.act), ProgrammeState.PLANNED)
    return state


def _order(story: Story) -> tuple[date, int]:
    return story.planned_for, story.number
