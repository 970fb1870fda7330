"""What people do with a submission: each act in one transaction, with its event, refused where somebody was faster."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from giaoban.collection.drafts import TypedCell
from giaoban.collection.life import Move
from giaoban.collection.models import Submission
from giaoban.figures.models import Posting
from giaoban.indicators.catalogue import Form
from giaoban.people.models import Person
from giaoban.periods.period import Period
from giaoban.units.tree import Node


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reviewer says of one figure."""

    indicator: str
    breakdown: str
    text: str


def open_submission(unit: Node, form: Form, period: Period, *, by: Person, at: datetime) -> Submission:
    """The submission of the unit for the form and period; made as a draft where it is new.

    What the books hold already for a new one (a workbook came first) stands in its cells. Needs REPORT at the unit.
    """
    raise NotImplementedError


def moves_open(submission: Submission, *, by: Person, at: datetime) -> tuple[Move, ...]:
    """What the person may do with the submission now; for the buttons of a page."""
    raise NotImplementedError


def submit(submission: Submission, *, by: Person, at: datetime, revision: int) -> Submission:
    """Hands the draft to the unit's leader; raises `NotYetRight` with what must be put right before."""
    raise NotImplementedError


def submit_whole(
    unit: Node, form: Form, period: Period, cells: Sequence[TypedCell], *, by: Person, at: datetime
) -> Submission:
    """Opens, fills with exactly these cells, judges and submits, in one transaction and a handful of statements."""
    raise NotImplementedError


def recall(submission: Submission, *, by: Person, at: datetime, revision: int) -> Submission:
    """Takes a submission back that nobody has approved yet."""
    raise NotImplementedError


def approve(submission: Submission, *, by: Person, at: datetime, revision: int, text: str = "") -> Submission:
    """The unit's leader stands by the figures."""
    raise NotImplementedError


def give_back(
    submission: Submission, remarks: Sequence[Remark], text: str, *, by: Person, at: datetime, revision: int
) -> Submission:
    """The unit's leader, or after approval the receiving office, returns it with remarks on single figures."""
    raise NotImplementedError


def accept(submission: Submission, *, by: Person, at: datetime, revision: int, reason: str = "") -> Posting | None:
    """The receiving office takes the figures to the ledger; None where the books say all of it already."""
    raise NotImplementedError


def reopen(submission: Submission, reason: str, *, by: Person, at: datetime, revision: int) -> Submission:
    """Opens what was posted for a correction; the officer of the unit or the receiving office does so."""
    raise NotImplementedError


def set_estimate(submission: Submission, is_estimate: bool, *, by: Person, at: datetime, revision: int) -> Submission:
    """Marks a draft as an early estimate or as final; a posted estimate is opened for the final figures by False."""
    raise NotImplementedError
