"""One step of a submission's life: allowed, carried out if nobody was faster, and written down."""

from copy import copy
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from giaoban.collection import permission
from giaoban.collection.due import is_locked
from giaoban.collection.life import MOVES, IllegalMove, Move, refusal
from giaoban.collection.models import Act, State, Submission, SubmissionEvent
from giaoban.collection.sheet import sheet_of
from giaoban.collection.tidings import tell
from giaoban.figures.models import Posting
from giaoban.language.text import nfc
from giaoban.people.models import Person


class Overtaken(IllegalMove):
    """Somebody changed the submission since the person saw it; nothing was done."""

    def __init__(self) -> None:
        super().__init__(_("Báo cáo vừa có người thay đổi: hãy tải lại trang, xem lại rồi làm tiếp."))


class WordMissing(ValueError):
    """An act that must say why does not."""

    def __init__(self, act: Act) -> None:
        super().__init__(_("Muốn %(act)s phải ghi lý do.") % {"act": act.label})


def step_of(submission: Submission, act: Act, *, by: Person, at: datetime, revision: int) -> Move:
    """The move that the person makes by that act; raises `IllegalMove`, `Overtaken`, `NotYourRole` or `Hidden`."""
    state = State(submission.state)
    found = [move for move in MOVES if move.act is act and state in move.from_states]
    verbs = tuple(move.verb for move in found or MOVES if move.act is act)
    permission.require_any(by, verbs, submission.unit_id, at)
    if not found:
        raise refusal(act, state, locked=False)
    if found[0].kept_by_lock and locked(submission, at):
        raise refusal(act, state, locked=True)
    if submission.revision != revision:
        raise Overtaken
    return found[0]


def carry_out(submission: Submission, move: Move, *, at: datetime, **fields: Any) -> Submission:
    """The submission in its new state; to be called in a transaction. Raises `IllegalMove` where it stands elsewhere by now."""
    seen = Submission.objects.filter(pk=submission.pk, state=submission.state, revision=submission.revision)
    moved = copy(submission)
    changes = {"state": str(move.to_state), "revision": submission.revision + 1, "changed_at": at, **fields}
    for name, value in changes.items():
        setattr(moved, name, value)
    if seen.update(**changes) != 1:
        state = State(Submission.objects.get(pk=submission.pk).state)
        raise Overtaken if state in move.from_states else refusal(move.act, state, locked=False)
    return moved


def record(
    submission: Submission, act: Act, *, by: Person, at: datetime, text: str = "", posting: Posting | None = None
) -> SubmissionEvent:
    """Writes down what was done, at the submission's revision, and tells those who have to act next."""
    event = SubmissionEvent.objects.create(
        submission=submission,
        act=act,
        person=by,
        at=at,
        revision=submission.revision,
        text=nfc(text).strip(),
        posting=posting,
    )
    tell(sheet_of(submission), act, by=by, at=at, text=event.text)
    return event


def require_word(act: Act, *texts: str) -> None:
    """Raises `WordMissing` where none of the texts says anything."""
    if not any(text.strip() for text in texts):
        raise WordMissing(act)


def locked(submission: Submission, at: datetime) -> bool:
    """Whether the submission's form is locked for its unit and period by then."""
    sheet = sheet_of(submission)
    return is_locked(sheet.unit, sheet.form, sheet.period, today=localdate(at))
