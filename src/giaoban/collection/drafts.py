"""What stands typed in a submission: saved cell by cell as people type, so that two of them lose nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from giaoban.collection.blank import AnswerKey
from giaoban.collection.models import DraftCell, Submission
from giaoban.collection.problems import Complaint
from giaoban.collection.typed import Answer
from giaoban.people.models import Person


@dataclass(frozen=True, slots=True)
class TypedCell:
    """What somebody typed into one cell, and the submission's revision that they had seen when they typed it."""

    indicator: str
    breakdown: str
    measure: str
    typed: str
    reason: str
    seen_revision: int

    @property
    def key(self) -> AnswerKey:
        return self.indicator, self.breakdown, self.measure


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else changed the cell after it was seen; theirs stands, `typed` is what did not get in."""

    cell: AnswerKey
    typed: str
    theirs: str
    theirs_reason: str
    by: str
    at: datetime
    revision: int


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save. `problems` are of the cells given, by cell: they were kept, but cannot be read yet."""

    revision: int
    conflicts: tuple[Conflict, ...]
    problems: dict[AnswerKey, Complaint]


@dataclass(frozen=True, slots=True)
class ReadCells:
    """What typed cells say: answers by cell, complaints by cell; empty cells are in neither."""

    answers: dict[AnswerKey, Answer]
    complaints: dict[AnswerKey, Complaint]


def save_cells(submission: Submission, cells: Sequence[TypedCell], *, by: Person, at: datetime) -> Saved:
    """Keeps what was typed. A cell that somebody else changed after `seen_revision` stays theirs and is told."""
    raise NotImplementedError


def draft(submission: Submission) -> dict[AnswerKey, DraftCell]:
    """What stands typed, by cell."""
    raise NotImplementedError


def answers(submission: Submission) -> ReadCells:
    """What stands typed, read as the workbook's cells are read."""
    raise NotImplementedError


def from_children(submission: Submission) -> dict[AnswerKey, Answer]:
    """The sums of what the unit's children have posted for the same period, by cell of the form: a suggestion."""
    raise NotImplementedError
