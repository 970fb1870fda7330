"""What stands typed in a submission: saved cell by cell as people type, so that two of them lose nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.collection.blank import AnswerKey
from giaoban.collection.dialects import Row, keep_cells
from giaoban.collection.judging import ReadCells, Typed, line_key, read_cells
from giaoban.collection.life import WRITABLE, IllegalMove
from giaoban.collection.models import DraftCell, State, Submission
from giaoban.collection.permission import require
from giaoban.collection.problems import Complaint
from giaoban.collection.sheet import asked, key_of
from giaoban.figures.acceptance import UNKEEPABLE
from giaoban.indicators.catalogue import Pack
from giaoban.indicators.packs import current as current_pack
from giaoban.language.text import nfc
from giaoban.people.access import Verb
from giaoban.people.models import Person


class NotAsked(ValueError):
    """Cells that the form does not ask; nothing was kept."""


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
    """Somebody else changed the cell after it was seen; theirs stands, `typed` and `reason` are what did not get in."""

    cell: AnswerKey
    typed: str
    reason: str
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


def save_cells(submission: Submission, cells: Sequence[TypedCell], *, by: Person, at: datetime) -> Saved:
    """Keeps what was typed, for an officer of the unit, while the submission is a draft or was returned.

    A cell that somebody else changed after `seen_revision` stays theirs and is told as a conflict. An empty text
    empties the cell. Raises `NotAsked`, and `IllegalMove` in any other state.
    """
    require(by, Verb.REPORT, submission.unit_id, at)
    pack = current_pack()
    given = [cleaned(cell) for cell in cells]
    require_asked(pack, submission.form, given)
    with transaction.atomic():
        locked = lock_writable(submission)
        fresh, conflicts = sift(given, draft(locked), by)
        if fresh:
            locked.revision += 1
            keep_cells(locked.pk, fresh, revision=locked.revision, person_id=by.pk, at=at)
            Submission.objects.filter(pk=locked.pk).update(revision=locked.revision, changed_at=at)
    return Saved(locked.revision, conflicts, read_cells(pack, {cell.key: cell.typed for cell in given}).complaints)


def lock_writable(submission: Submission) -> Submission:
    """The submission as it stands, locked until the transaction ends; raises `IllegalMove` where nothing may be typed."""
    locked = Submission.objects.select_for_update().get(pk=submission.pk)
    if locked.state not in WRITABLE:
        message = _("Không nhập được nữa: báo cáo đang ở trạng thái “%(state)s”; hãy tải lại trang.")
        raise IllegalMove(message % {"state": State(locked.state).label})
    return locked


def draft(submission: Submission) -> dict[AnswerKey, DraftCell]:
    """What stands typed, by cell, each with who typed it."""
    rows = DraftCell.objects.filter(submission=submission.pk).select_related("changed_by")
    return {(row.indicator, row.breakdown, row.measure): row for row in rows}


def typed_cells(submission: Submission) -> dict[AnswerKey, Typed]:
    """What stands typed, by cell, as `judging.judge` takes it."""
    rows = DraftCell.objects.filter(submission=submission.pk).values_list(
        "indicator", "breakdown", "measure", "typed", "reason"
    )
    return {(indicator, breakdown, measure): Typed(*said) for indicator, breakdown, measure, *said in rows}


def answers(submission: Submission) -> ReadCells:
    """What stands typed, read as the workbook's cells are read."""
    return read_cells(current_pack(), {key: cell.typed for key, cell in typed_cells(submission).items()})


def cleaned(cell: TypedCell) -> TypedCell:
    """The cell as it is kept: NFC, without characters that no database or document can hold."""
    typed, reason = (UNKEEPABLE.sub("", nfc(text)).strip() for text in (cell.typed, cell.reason))
    return TypedCell(*cell.key, typed, reason, cell.seen_revision)


def require_asked(pack: Pack, form: str, cells: Iterable[TypedCell]) -> None:
    """Raises `NotAsked` where the form does not ask one of the cells."""
    known = {key_of(cell) for cell in asked(pack, pack.form(form))}
    strange = [cell for cell in cells if cell.key not in known]
    if strange:
        values = {"form": form, "cell": line_key(*strange[0].key[:2])}
        raise NotAsked(_("Biểu “%(form)s” không hỏi “%(cell)s”: hãy tải lại trang.") % values)


def sift(
    given: Iterable[TypedCell], standing: dict[AnswerKey, DraftCell], by: Person
) -> tuple[list[Row], tuple[Conflict, ...]]:
    """What of the given cells changes the draft, and what somebody else was faster with."""
    fresh: list[Row] = []
    conflicts: list[Conflict] = []
    for cell in given:
        row = standing.get(cell.key)
        if (cell.typed, cell.reason) == ((row.typed, row.reason) if row else ("", "")):
            continue
        if row is not None and row.revision > cell.seen_revision and row.changed_by_id != by.pk:
            conflicts.append(_conflict(cell, row))
        else:
            fresh.append((*cell.key, cell.typed, cell.reason))
    return fresh, tuple(conflicts)


def _conflict(cell: TypedCell, row: DraftCell) -> Conflict:
    who = row.changed_by.display_name
    return Conflict(cell.key, cell.typed, cell.reason, row.typed, row.reason, who, row.changed_at, row.revision)
