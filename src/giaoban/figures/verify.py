"""The chain is walked from the first posting to the head, and what does not fit is named."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.figures.chain import ChainRow, heading_of, json_of, posting_hash
from giaoban.figures.dialects import standing_still
from giaoban.figures.guards import missing_guards
from giaoban.figures.ledger import head
from giaoban.figures.models import Head, Posting, SourceFile
from giaoban.figures.sources import SourceDamaged, contents
from giaoban.figures.walk import misplaced_rows, posted_rows, unsucceeded_rows


@dataclass(frozen=True, slots=True)
class ChainProblem:
    """What does not fit, as a sentence; `posting` is the first posting concerned, None where it is none in particular."""

    posting: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Verification:
    """How much was read, and what did not fit, in order of posting; no problems means that the books are whole."""

    postings: int
    observations: int
    files: int
    problems: tuple[ChainProblem, ...]


def verify(stamps: Collection[str] = ()) -> Verification:
    """Reads everything that was ever posted, row by row, and every source file.

    `stamps` are `ledger_stamp`s kept outside the database, on an issued report or a sheet of paper: each must still be
    in the chain. Without one, a chain that was rewritten from some posting to its end cannot be told from a true one.
    """
    with standing_still():
        walk = _Walk(set(stamps) - {str(Head())})
        walk.postings_and_rows()
        walk.successions()
        files = walk.source_files()
    ordered = sorted(walk.problems, key=lambda problem: (problem.posting is None, problem.posting or 0))
    return Verification(walk.last, walk.observations, files, tuple(ordered))


class _Walk:
    """One reading of the books from the first posting on; `last` is where it stands."""

    def __init__(self, stamps: set[str]) -> None:
        self.problems: list[ChainProblem] = []
        self.last = 0
        self.observations = 0
        self._hash = ""
        self._next_number: int | None = 1
        self._stamps = stamps

    def _note(self, posting: int | None, message: str) -> None:
        self.problems.append(ChainProblem(posting, message))

    def postings_and_rows(self) -> None:
        rows = posted_rows()
        waiting = next(rows, None)
        for posting in Posting.objects.select_related("author", "source_file").order_by("pk").iterator(2000):
            while waiting and waiting[0] < posting.pk:
                self._orphans(*waiting)
                waiting = next(rows, None)
            own: list[ChainRow] = []
            if waiting and waiting[0] == posting.pk:
                own = waiting[1]
                waiting = next(rows, None)
            self._posting(posting, own)
        while waiting:
            self._orphans(*waiting)
            waiting = next(rows, None)
        self._head(head())
        for stamp in sorted(self._stamps):
            self._note(None, _("Mã chốt sổ “%(stamp)s” không có trong chuỗi: sổ đã bị viết lại.") % {"stamp": stamp})

    def _orphans(self, posting: int, rows: list[ChainRow]) -> None:
        self.observations += len(rows)
        message = ngettext(
            "%(count)d dòng thuộc lần ghi %(posting)d, mà lần ghi này không còn.",
            "%(count)d dòng thuộc lần ghi %(posting)d, mà lần ghi này không còn.",
            len(rows),
        )
        self._note(posting, message % {"count": len(rows), "posting": posting})

    def _posting(self, posting: Posting, rows: list[ChainRow]) -> None:
        self._place_in_chain(posting)
        complete = self._numbers(posting, [row[0] for row in rows])
        if complete and posting_hash(heading_of(posting), json_of(rows)) != posting.hash:
            self._note(
                posting.pk,
                _("Nội dung của lần ghi %(posting)d đã bị sửa: mã băm không khớp.") % {"posting": posting.pk},
            )
        self.observations += len(rows)
        self._hash = posting.hash
        self._stamps.discard(f"{posting.pk}-{posting.hash}")

    def _place_in_chain(self, posting: Posting) -> None:
        """Whether the posting follows the one before it."""
        expected = self.last + 1
        if posting.pk != expected:
            self._note(
                expected,
                _("Thiếu lần ghi %(first)d; lần ghi kế tiếp còn trong sổ là lần ghi %(next)d.")
                % {"first": expected, "next": posting.pk},
            )
            self._next_number = None
        elif posting.previous_hash != self._hash:
            self._note(posting.pk, _("Lần ghi %(posting)d không nối với lần ghi trước nó.") % {"posting": posting.pk})
        self.last = posting.pk

    def _numbers(self, posting: Posting, numbers: list[int]) -> bool:
        """Whether the rows are all there and no more; after a missing posting the first number is taken as it is."""
        first = self._next_number or min(numbers, default=1)
        expected = range(first, first + posting.rows)
        self._next_number = expected.stop
        missing = sorted(set(expected) - set(numbers))
        added = sorted(set(numbers) - set(expected))
        if missing:
            message = _("Lần ghi %(posting)d thiếu %(count)d dòng, trước hết là dòng số %(number)d.")
            self._note(posting.pk, message % {"posting": posting.pk, "count": len(missing), "number": missing[0]})
        if added:
            message = _("Lần ghi %(posting)d thừa %(count)d dòng, trước hết là dòng số %(number)d.")
            self._note(posting.pk, message % {"posting": posting.pk, "count": len(added), "number": added[0]})
        return not missing and not added

    def _head(self, end: Head) -> None:
        if end.postings > self.last:
            message = _("Sổ kết thúc ở lần ghi %(last)d, nhưng điểm chốt sổ ghi đã có %(postings)d lần ghi.")
            self._note(self.last + 1, message % {"last": self.last, "postings": end.postings})
        elif (end.postings, end.hash) != (self.last, self._hash) or not _head_fits_last(end):
            message = _("Điểm chốt sổ không khớp với lần ghi cuối (lần ghi %(last)d).")
            self._note(self.last, message % {"last": self.last})

    def successions(self) -> None:
        """Whether each row carries its posting's instant and gives way exactly when the next of its cell comes."""
        for posting, number in misplaced_rows():
            self._note(posting, _("Dòng số %(number)d không mang giờ của lần ghi của nó.") % {"number": number})
        for posting, number in unsucceeded_rows():
            message = _("Dòng số %(number)d có giờ thay thế không khớp với dòng thay nó.")
            self._note(posting, message % {"number": number})
        for name in missing_guards(connection):
            self._note(None, _("Khóa bảo vệ “%(name)s” của cơ sở dữ liệu không còn.") % {"name": name})

    def source_files(self) -> int:
        """Reads each file; how many there are."""
        count = 0
        for file in SourceFile.objects.order_by("pk").iterator(500):
            count += 1
            for message in _file_problems(file):
                first = file.postings.order_by("pk").values_list("pk", flat=True).first()
                self._note(first, message)
        return count


def _head_fits_last(end: Head) -> bool:
    """Whether the counts and the instant of the head are those of the last posting."""
    last = Posting.objects.filter(pk=end.postings).first()
    newest = last.observations.order_by("-pk").values_list("pk", flat=True).first() if last else 0
    return (last.recorded_at if last else None, newest or 0) == (end.recorded_at, end.observations)


def _file_problems(file: SourceFile) -> Iterator[str]:
    try:
        size = len(contents(file))
    except SourceDamaged as damage:
        yield str(damage)
        return
    if size != file.size:
        yield _("Tệp nguồn “%(name)s” có %(size)d byte, sổ ghi %(stated)d byte.") % {
            "name": file.name,
            "size": size,
            "stated": file.size,
        }
