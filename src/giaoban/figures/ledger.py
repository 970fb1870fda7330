"""The one way into the books: postings, appended one after the other, each chained to the one before."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.figures.acceptance import EntryProblem, Row, WrongEntries, accept, write_cell
from giaoban.figures.chain import MICROSECOND, ChainRow, heading_of, json_of, posting_hash
from giaoban.figures.dialects import dialect
from giaoban.figures.entry import CellKey, Entry, Source
from giaoban.figures.models import Head, Observation, Posting, State
from giaoban.indicators.packs import current as current_pack
from giaoban.people.models import Person
from giaoban.units.among import Among
from giaoban.units.models import Unit
from giaoban.units.prepared import Prepared, Slot

__all__ = ["AlreadyPosted", "BrokenHead", "CellKey", "Entry", "EntryProblem", "ReasonMissing", "Source"]
__all__ += ["WrongEntries", "correct", "head", "ledger_stamp", "post"]


class AlreadyPosted(ValueError):
    """Cells that hold another value already; nothing was written. `cells` names them, in the order of the entries."""

    def __init__(self, cells: tuple[CellKey, ...]) -> None:
        self.cells = cells
        super().__init__(
            ngettext(
                "%(count)d ô đã có số liệu khác trong sổ (%(cell)s); muốn thay thì đính chính và nêu lý do.",
                "%(count)d ô đã có số liệu khác trong sổ, trước hết là %(cell)s; muốn thay thì đính chính và nêu lý do.",
                len(cells),
            )
            % {"count": len(cells), "cell": write_cell(cells[0])}
        )


class ReasonMissing(ValueError):
    """A correction without a reason."""

    def __init__(self) -> None:
        super().__init__(_("Đính chính số liệu đã ghi sổ phải nêu lý do."))


class BrokenHead(RuntimeError):
    """The end of the chain does not fit the postings; writing on would hide what happened."""

    def __init__(self) -> None:
        super().__init__(_("Điểm chốt sổ không khớp với lần ghi cuối; hãy chạy “giaoban verify” trước khi ghi tiếp."))


@dataclass(frozen=True, slots=True)
class _Standing:
    """A current row: its number and what it says."""

    number: int
    content: tuple[str, int | None, str]


def post(entries: Iterable[Entry], *, by: Person, source: Source, at: datetime) -> Posting | None:
    """Adds entries to cells that are still empty, in one transaction; `at` is aware.

    Entries that say what the books say already are dropped; None where none is left. A cell that holds another value,
    or was withdrawn, raises `AlreadyPosted`; entries that the pack or the books cannot hold raise `WrongEntries`.

    The posting's `recorded_at` is `at`, or a microsecond after the last posting's where `at` is not later than that:
    requests overtake each other and clocks are set back, but the order of the books is the order of posting.
    """
    return _append(entries, by=by, source=source, at=at, reason="")


def correct(entries: Iterable[Entry], *, by: Person, source: Source, at: datetime, reason: str) -> Posting | None:
    """Like `post`, but a cell that holds another value gets the new one: the old row is kept, as superseded.

    An entry with the state `WITHDRAWN` empties its cell. Raises `ReasonMissing` without a reason, and `WrongEntries`.
    """
    if not reason.strip():
        raise ReasonMissing
    return _append(entries, by=by, source=source, at=at, reason=reason.strip())


def head() -> Head:
    """The end of the chain: counts, the last posting's hash and instant (None while the books are empty).

    `snapshot(known_at=head().recorded_at)` gives these very books for ever; the clock's time would not, because a
    posting that is on its way may still be recorded before it.
    """
    return next(iter(_HEAD.objects()), Head(pk=1))


def ledger_stamp() -> str:
    """`NUMBER-HASH` of the last posting: it changes when the books do. Printed outside, it is a witness for `verify`."""
    return str(head())


def _append(entries: Iterable[Entry], *, by: Person, source: Source, at: datetime, reason: str) -> Posting | None:
    if at.utcoffset() is None:
        raise ValueError(f"{at!r} has no time zone: postings are recorded at aware instants.")
    given = tuple(entries)
    keys = _unit_keys({entry.unit_id for entry in given})
    rows = accept(given, current_pack(), keys)
    with transaction.atomic():
        end = _locked_head()
        standing = _standing(rows)
        fresh = [row for row in rows if not _says_the_same(row, standing.get(row[:5]))]
        taken = [row.cell for row in fresh if row[:5] in standing]
        if taken and not reason:
            raise AlreadyPosted(tuple(taken))
        if not fresh:
            return None
        posting = _posting(end, by=by, source=source, at=at, reason=reason, rows=len(fresh))
        chain_rows = _chain_rows(fresh, keys, first=end.observations + 1)
        text = json_of(chain_rows)
        posting.hash = posting_hash(heading_of(posting), text)
        posting.save(force_insert=True)
        _supersede([standing[cell].number for cell in taken], posting.recorded_at)
        with connection.cursor() as cursor:
            dialect().insert(cursor, posting, chain_rows, text)
        _move_head(end, posting)
    return posting


def _unit_keys(unit_ids: Collection[int]) -> dict[int, str]:
    """The stable key of each unit that exists."""
    return dict(_KEYS.rows(units=unit_ids))


_KEYS = Prepared(lambda: Unit.objects.filter(Among("id", Slot("units"))).values_list("id", "key"))


def _locked_head() -> Head:
    """The head, locked until the transaction ends, so that the chain never forks.

    SQLite needs no row lock: its transactions are IMMEDIATE and run one at a time.
    """
    end = next(iter(_LOCKED.objects()), None)
    if end is None:
        if Posting.objects.exists():
            raise BrokenHead
        # Two first postings at once: one makes the head, the other waits for it and takes it.
        Head.objects.bulk_create([Head(pk=1)], ignore_conflicts=True)
        (end,) = _LOCKED.objects()
    return end


_HEAD = Prepared(lambda: Head.objects.filter(pk=1))
_LOCKED = Prepared(lambda: Head.objects.select_for_update().filter(pk=1))


def _standing(rows: Iterable[Row]) -> dict[tuple[object, ...], _Standing]:
    """The current row of each cell that has one; other cells of the same units and periods come along."""
    with connection.cursor() as cursor:
        found = dialect().standing(cursor, {(row.unit_id, row.period) for row in rows})
    return {row[:5]: _Standing(row[5], row[6:]) for row in found}


def _says_the_same(row: Row, standing: _Standing | None) -> bool:
    """Whether the books say already what the row says; withdrawing from an empty cell says nothing new."""
    return row.state == State.WITHDRAWN if standing is None else row.content == standing.content


def _posting(end: Head, *, by: Person, source: Source, at: datetime, reason: str, rows: int) -> Posting:
    """The next posting of the chain, still without its hash."""
    return Posting(
        pk=end.postings + 1,
        recorded_at=at if end.recorded_at is None else max(at, end.recorded_at + MICROSECOND),
        author=by,
        source_kind=source.kind,
        source_file=source.file,
        reason=reason,
        rows=rows,
        previous_hash=end.hash,
    )


def _chain_rows(rows: list[Row], keys: dict[int, str], first: int) -> list[ChainRow]:
    return [(number, keys[row.unit_id], *row[1:]) for number, row in enumerate(rows, first)]


def _supersede(numbers: list[int], at: datetime) -> None:
    if numbers:
        Observation.objects.filter(Among("id", numbers)).update(superseded_at=at)


def _move_head(end: Head, posting: Posting) -> None:
    end.postings = posting.pk
    end.observations += posting.rows
    end.hash = posting.hash
    end.recorded_at = posting.recorded_at
    end.save(force_update=True)
