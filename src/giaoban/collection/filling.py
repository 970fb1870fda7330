"""A submission's cells filled with what the books hold: when it is opened after a file came first, and reopened."""

from datetime import datetime

from giaoban.collection.dialects import Row, keep_cells
from giaoban.collection.drafts import draft
from giaoban.collection.models import Act, State, Submission, SubmissionEvent
from giaoban.collection.sheet import Sheet, is_whole
from giaoban.collection.suggesting import as_typed, standing
from giaoban.figures.models import Posting
from giaoban.indicators.packs import current as current_pack
from giaoban.people.models import Person
from giaoban.units.among import Among


def opened(sheet: Sheet, *, by: Person, at: datetime) -> Submission:
    """A new submission, in a transaction of the caller's. What a file brought to the books stands in its cells.

    Where that is the whole form, the submission is posted from the beginning: a change then is a correction. Its first
    event carries the posting. `IntegrityError` where somebody opened it at the same moment.
    """
    pack = current_pack()
    stands = standing(pack, sheet)
    submission = Submission(unit_id=sheet.unit.unit_id, form=sheet.form.code, period=sheet.period.code, changed_at=at)
    postings = {row.posting_id for row in stands.values()}
    if is_whole(pack, sheet.form, stands):
        submission.state = State.POSTED
        recorded = Posting.objects.filter(Among("id", postings)).values_list("recorded_at", flat=True)
        submission.submitted_at, submission.posted_at = min(recorded), max(recorded)
    submission.save(force_insert=True)
    rows: list[Row] = [(*key, as_typed(row), "") for key, row in stands.items()]
    _keep(submission, rows, by=by, at=at)
    SubmissionEvent.objects.create(
        submission=submission, act=Act.OPENED, person=by, at=at, revision=0, posting_id=max(postings, default=None)
    )
    return submission


def fill_from_books(submission: Submission, sheet: Sheet, *, by: Person, at: datetime) -> None:
    """Puts what the books hold into the cells that say otherwise, at the submission's revision.

    A cell that the books do not hold is emptied, but for the words of an early estimate: they were never posted.
    """
    stands = standing(current_pack(), sheet, is_estimate=submission.is_estimate)
    rows: list[Row] = []
    cells = draft(submission)
    for key in stands.keys() | cells.keys():
        before = cells.get(key)
        typed = as_typed(stands[key]) if key in stands else ""
        if before is None or (before.typed != typed and (key in stands or not submission.is_estimate)):
            rows.append((*key, typed, before.reason if before else ""))
    _keep(submission, rows, by=by, at=at)


def _keep(submission: Submission, rows: list[Row], *, by: Person, at: datetime) -> None:
    if rows:
        keep_cells(submission.pk, rows, revision=submission.revision, person_id=by.pk, at=at)
