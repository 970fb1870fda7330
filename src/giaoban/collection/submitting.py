"""What people do with a submission: each act in one transaction, with its event, refused where somebody was faster.

Every act asks `people.access` itself: `Hidden` (404) where the unit is out of sight, `NotYourRole` (403) where the
act belongs to another role, `IllegalMove` (409) where the submission stands elsewhere, is locked or was changed since
`revision`. A submission that is passed in stays as it is; the moved one is returned.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from giaoban.collection import permission
from giaoban.collection.blank import AnswerKey
from giaoban.collection.dialects import Row, hand_in, keep_cells
from giaoban.collection.drafts import TypedCell, cleaned, draft, sift, typed_cells
from giaoban.collection.due import is_locked
from giaoban.collection.filling import fill_from_books, opened
from giaoban.collection.judging import Judgement, Typed, judge
from giaoban.collection.life import WRITABLE, IllegalMove, Move, moves, refusal
from giaoban.collection.models import Act, CellRemark, State, Submission, SubmissionEvent
from giaoban.collection.moving import Overtaken, carry_out, locked, record, require_word, step_of
from giaoban.collection.posting import entries_of, post_entries
from giaoban.collection.raising import hand_over
from giaoban.collection.sheet import Sheet, require_asked, sheet_of
from giaoban.collection.suggesting import standing
from giaoban.collection.tidings import tell
from giaoban.figures.books import Content
from giaoban.figures.dialects import dialect
from giaoban.figures.models import Measure, Posting, unscaled
from giaoban.indicators.catalogue import Form, Pack
from giaoban.indicators.forms import asked_by
from giaoban.indicators.packs import current as current_pack
from giaoban.indicators.rules import Values
from giaoban.language.text import nfc
from giaoban.people.access import Verb
from giaoban.people.models import Person
from giaoban.periods.period import Period, previous
from giaoban.units.tree import Node

_LOOKS_BACK = {"jump", "carried_over"}


class NotYetRight(IllegalMove):
    """The figures cannot go on as they are; `judgement` holds what blocks them."""

    def __init__(self, judgement: Judgement) -> None:
        self.judgement = judgement
        super().__init__(_("Số liệu chưa gửi được: %(message)s") % {"message": judgement.blocking[0].message})


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reviewer says of one figure."""

    indicator: str
    breakdown: str
    text: str


def open_submission(unit: Node, form: Form, period: Period, *, by: Person, at: datetime) -> Submission:
    """The submission of the unit for the form and period, for whoever sees the unit; made for an officer where it is new.

    What the books hold already for a new one (a workbook came first) stands in its cells. Raises `NoSuchSheet`.
    """
    sheet = require_asked(Sheet(unit, form, period))
    wanted = Submission.objects.filter(unit=unit.unit_id, form=form.code, period=period.code)
    if (found := wanted.first()) is not None:
        permission.require(by, Verb.SEE, unit.unit_id, at)
        return found
    permission.require(by, Verb.REPORT, unit.unit_id, at)
    try:
        with transaction.atomic():
            return opened(sheet, by=by, at=at)
    except IntegrityError:
        return wanted.get()


def submit_whole(
    unit: Node, form: Form, period: Period, cells: Sequence[TypedCell], *, by: Person, at: datetime
) -> Submission:
    """Opens the form, fills it with exactly these cells, judges and submits, in one transaction and a few statements.

    Nothing is kept where it raises: `NotYetRight`, `Overtaken` where somebody else typed meanwhile, and what the
    single acts raise.
    """
    permission.require(by, Verb.REPORT, unit.unit_id, at)
    sheet, pack = require_asked(Sheet(unit, form, period)), current_pack()
    if is_locked(unit, form, period, today=localdate(at)):
        raise refusal(Act.SUBMITTED, State.DRAFT, locked=True)
    given = [cleaned(cell) for cell in cells]
    judgement = judge(
        pack, form, {cell.key: Typed(cell.typed, cell.reason) for cell in given}, figures_before(pack, sheet)
    )
    if judgement.blocks:
        raise NotYetRight(judgement)
    with transaction.atomic():
        return _hand_in(sheet, given, by=by, at=at)


def moves_open(submission: Submission, *, by: Person, at: datetime) -> tuple[Move, ...]:
    """What the person may do with the submission now; for the buttons of a page."""
    on = localdate(at)
    held = {
        verb: permission.may(by, verb, submission.unit_id, on) for verb in (Verb.REPORT, Verb.APPROVE, Verb.COMPILE)
    }
    return moves(
        State(submission.state),
        may_report=held[Verb.REPORT],
        may_approve=held[Verb.APPROVE],
        may_receive=held[Verb.COMPILE],
        locked=locked(submission, at),
    )


def judge_now(submission: Submission) -> Judgement:
    """What blocks or asks in the submission as it stands typed."""
    sheet = sheet_of(submission)
    return _judge(current_pack(), sheet, typed_cells(submission))


def figures_before(pack: Pack, sheet: Sheet) -> Values:
    """The figures of the period before that the form's rules look back to, by (indicator, breakdown)."""
    asked = asked_by(sheet.form)
    wanted = {rule.left for rule in pack.rules if rule.kind in _LOOKS_BACK and rule.left in asked}
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        rows = dialect().standing(cursor, {(sheet.unit.unit_id, previous(sheet.period).code)})
    return {
        (indicator, breakdown): None if value is None else unscaled(value)
        for _unit, indicator, breakdown, _period, measure, _number, _state, value, _text in rows
        if measure == Measure.ACTUAL and indicator in wanted
    }


def submit(submission: Submission, *, by: Person, at: datetime, revision: int) -> Submission:
    """Hands the draft to the unit's leader; raises `NotYetRight` with what must be put right before."""
    step = step_of(submission, Act.SUBMITTED, by=by, at=at, revision=revision)
    judgement = judge_now(submission)
    if judgement.blocks:
        raise NotYetRight(judgement)
    with transaction.atomic():
        moved = _handed_up(submission, step, at)
        record(moved, Act.SUBMITTED, by=by, at=at)
    return moved


def recall(submission: Submission, *, by: Person, at: datetime, revision: int) -> Submission:
    """Takes a submission back that nobody has approved yet."""
    step = step_of(submission, Act.RECALLED, by=by, at=at, revision=revision)
    with transaction.atomic():
        moved = carry_out(
            submission, step, at=at, submitted_at=submission.submitted_at if submission.posted_at else None
        )
        record(moved, Act.RECALLED, by=by, at=at)
    return moved


def approve(submission: Submission, *, by: Person, at: datetime, revision: int, text: str = "") -> Submission:
    """The unit's leader stands by the figures."""
    step = step_of(submission, Act.APPROVED, by=by, at=at, revision=revision)
    with transaction.atomic():
        moved = carry_out(submission, step, at=at)
        record(moved, Act.APPROVED, by=by, at=at, text=text)
    return moved


def give_back(
    submission: Submission, remarks: Sequence[Remark], text: str, *, by: Person, at: datetime, revision: int
) -> Submission:
    """The unit's leader, or after approval the receiving office, returns it with remarks on single figures.

    Raises `WordMissing` without a text and without a remark.
    """
    step = step_of(submission, Act.RETURNED, by=by, at=at, revision=revision)
    said = [remark for remark in remarks if remark.text.strip()]
    require_word(Act.RETURNED, text, *(remark.text for remark in said))
    with transaction.atomic():
        moved = carry_out(submission, step, at=at)
        CellRemark.objects.bulk_create(
            CellRemark(
                submission=moved,
                indicator=remark.indicator,
                breakdown=remark.breakdown,
                text=nfc(remark.text).strip(),
                person=by,
                at=at,
            )
            for remark in said
        )
        record(moved, Act.RETURNED, by=by, at=at, text=text)
    return moved


def accept(submission: Submission, *, by: Person, at: datetime, revision: int, reason: str = "") -> Posting | None:
    """The receiving office takes the figures to the ledger; None where the books say all of it already.

    What the unit recommends goes into the register of recommendations in the same transaction.

    The posting's author is the officer who submitted; its reason is that of the reopening, or `reason`. Raises
    `BooksDiffer` where the books hold other figures and neither says why.
    """
    step = step_of(submission, Act.POSTED, by=by, at=at, revision=revision)
    sheet, pack = sheet_of(submission), current_pack()
    with transaction.atomic():
        moved = carry_out(submission, step, at=at, posted_at=at)
        cells = typed_cells(submission)
        judgement = _judge(pack, sheet, cells)
        if any(finding.severity == "error" for finding in judgement.findings):
            raise NotYetRight(judgement)
        officer, why = _said_by_the_unit(submission)
        stands = standing(pack, sheet, is_estimate=submission.is_estimate)
        entries = entries_of(submission, sheet.form, judgement.answers, _emptied(cells, stands))
        posting = post_entries(entries, stands, by=officer, at=at, reason=reason.strip() or why)
        hand_over(submission, sheet, by=by, at=at)
        record(moved, Act.POSTED, by=by, at=at, text=reason, posting=posting)
    return posting


def reopen(submission: Submission, reason: str, *, by: Person, at: datetime, revision: int) -> Submission:
    """Opens what was posted for a correction; the officer of the unit or the receiving office does so.

    The cells then hold what the books say, which another file may have changed meanwhile.
    """
    step = step_of(submission, Act.REOPENED, by=by, at=at, revision=revision)
    require_word(Act.REOPENED, reason)
    with transaction.atomic():
        moved = carry_out(submission, step, at=at)
        fill_from_books(moved, sheet_of(moved), by=by, at=at)
        record(moved, Act.REOPENED, by=by, at=at, text=reason)
    return moved


def set_estimate(submission: Submission, is_estimate: bool, *, by: Person, at: datetime, revision: int) -> Submission:
    """Marks a draft as an early estimate or as final; a posted estimate is opened for the final figures by False."""
    permission.require(by, Verb.REPORT, submission.unit_id, at)
    act = Act.ESTIMATED if is_estimate else Act.FINALISED
    state = State(submission.state)
    opens = state is State.POSTED and submission.is_estimate and not is_estimate
    if state not in WRITABLE and not opens:
        raise refusal(act, state, locked=False)
    if submission.revision != revision:
        raise Overtaken
    if submission.is_estimate == is_estimate:
        return submission
    to_state = State.DRAFT if opens else state
    with transaction.atomic():
        move = Move(act, frozenset({state}), to_state, Verb.REPORT)
        moved = carry_out(submission, move, at=at, is_estimate=is_estimate)
        record(moved, act, by=by, at=at)
    return moved


def _hand_in(sheet: Sheet, given: list[TypedCell], *, by: Person, at: datetime) -> Submission:
    """The sheet's submission with these cells, handed to the unit's leader."""
    address = {"unit_id": sheet.unit.unit_id, "form": sheet.form.code, "period": sheet.period.code}
    number = hand_in(sheet.unit.unit_id, sheet.form.code, sheet.period.code, state=State.SUBMITTED, at=at)
    if number is None:
        handed, fresh = _handed_over(Submission.objects.select_for_update().get(**address), given, by=by, at=at)
        acts = [Act.SUBMITTED]
    else:
        handed = Submission(pk=number, **address, state=State.SUBMITTED, revision=1, submitted_at=at, changed_at=at)
        fresh, acts = sift(given, {}, by)[0], [Act.OPENED, Act.SUBMITTED]
    if fresh:
        keep_cells(handed.pk, fresh, revision=handed.revision, person_id=by.pk, at=at)
    SubmissionEvent.objects.bulk_create(
        SubmissionEvent(submission=handed, act=act, person=by, at=at, revision=handed.revision) for act in acts
    )
    tell(sheet, Act.SUBMITTED, by=by, at=at)
    return handed


def _handed_over(
    found: Submission, given: list[TypedCell], *, by: Person, at: datetime
) -> tuple[Submission, list[Row]]:
    """A draft that stood already, handed up, and what the given cells change in it."""
    step = step_of(found, Act.SUBMITTED, by=by, at=at, revision=found.revision)
    stands = draft(found)
    fresh, conflicts = sift([*given, *_emptied_cells(given, stands)], stands, by)
    if conflicts:
        raise Overtaken
    return _handed_up(found, step, at), fresh


def _emptied_cells(given: Sequence[TypedCell], stands: Collection[AnswerKey]) -> Iterator[TypedCell]:
    """The cells that stand typed and were not given: the whole form was, so they are to be empty."""
    seen = max((cell.seen_revision for cell in given), default=0)
    for key in set(stands) - {cell.key for cell in given}:
        yield TypedCell(*key, "", "", seen)


def _handed_up(submission: Submission, step: Move, at: datetime) -> Submission:
    """The submission with the unit's leader, its remarks settled."""
    moved = carry_out(submission, step, at=at, submitted_at=submission.submitted_at or at)
    CellRemark.objects.filter(submission=moved.pk, settled_at=None).update(settled_at=at)
    return moved


def _judge(pack: Pack, sheet: Sheet, cells: dict[AnswerKey, Typed]) -> Judgement:
    return judge(pack, sheet.form, cells, figures_before(pack, sheet))


def _said_by_the_unit(submission: Submission) -> tuple[Person, str]:
    """Who handed the figures over last, and why they were reopened, empty where they never were."""
    events = SubmissionEvent.objects.filter(submission=submission.pk, act__in=(Act.SUBMITTED, Act.REOPENED))
    told = {event.act: event for event in events.select_related("person").order_by("pk")}
    reopened = told.get(Act.REOPENED)
    return told[Act.SUBMITTED].person, reopened.text if reopened else ""


def _emptied(cells: dict[AnswerKey, Typed], stands: dict[AnswerKey, Content]) -> frozenset[AnswerKey]:
    """Cells that somebody emptied though the books hold a figure; a cell that nobody touched withdraws nothing."""
    return frozenset(key for key in stands if key in cells and not cells[key].typed)
