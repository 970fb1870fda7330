"""The figures of an approved submission on their way into the ledger."""

from collections.abc import Collection, Mapping
from datetime import datetime
from textwrap import shorten

from django.utils.translation import ngettext

from giaoban.collection.blank import AnswerKey
from giaoban.collection.judging import line_key
from giaoban.collection.life import IllegalMove
from giaoban.collection.models import Submission
from giaoban.collection.suggesting import measure_in_books
from giaoban.collection.typed import WITHDRAWN, Answer
from giaoban.figures.books import Content
from giaoban.figures.entry import Entry, Source
from giaoban.figures.ledger import AlreadyPosted, correct, post
from giaoban.figures.models import Posting, SourceKind, State
from giaoban.indicators.catalogue import Form
from giaoban.people.models import Person


class BooksDiffer(IllegalMove):
    """The books hold other figures already, from a file; whoever accepts must say why they are to be replaced."""

    def __init__(self, cells: tuple[tuple[str, str], ...]) -> None:
        self.cells = cells
        message = ngettext(
            "Sổ đã có số liệu khác ở %(count)d ô (%(cell)s): ghi lý do để thay, hoặc trả lại đơn vị.",
            "Sổ đã có số liệu khác ở %(count)d ô, trước hết là %(cell)s: ghi lý do để thay, hoặc trả lại đơn vị.",
            len(cells),
        )
        super().__init__(message % {"count": len(cells), "cell": line_key(*cells[0])})


def entries_of(
    submission: Submission, form: Form, answers: Mapping[AnswerKey, Answer], emptied: Collection[AnswerKey]
) -> dict[AnswerKey, Entry]:
    """What is to stand in the books, by cell: every answer, and a withdrawal of each cell that was `emptied`.

    Of an early estimate the figures alone are posted, as estimates; its words wait for the figures themselves.
    """
    # Kept in Vietnamese like the rest of the books, whatever language the officer reads.
    place = f"biểu {shorten(form.name.in_language('vi'), 150, placeholder=' …')} · bản {submission.revision}"
    given = dict.fromkeys(emptied, WITHDRAWN) | dict(answers)
    return {
        key: Entry(
            submission.unit_id,
            *key[:2],
            submission.period,
            measure_in_books(key[2], submission.is_estimate),
            answer.value,
            State(answer.state),
            answer.text,
            place,
        )
        for key, answer in given.items()
        if not (submission.is_estimate and answer.text)
    }


def post_entries(
    entries: Mapping[AnswerKey, Entry],
    standing: Mapping[AnswerKey, Content],
    *,
    by: Person,
    at: datetime,
    reason: str,
) -> Posting | None:
    """Posts the entries, as a correction where the books say otherwise; raises `BooksDiffer` without a reason then.

    None where the books say all of it already. `by` is the officer who submitted.
    """
    source = Source(SourceKind.SUBMISSION)
    other = tuple(key[:2] for key, entry in entries.items() if key in standing and _differs(entry, standing[key]))
    if other and not reason:
        raise BooksDiffer(other)
    try:
        if reason:
            return correct(entries.values(), by=by, source=source, at=at, reason=reason)
        return post(entries.values(), by=by, source=source, at=at)
    except AlreadyPosted as late:
        # A file was posted between our look at the books and now, or a figure was withdrawn before.
        raise BooksDiffer(tuple((cell.indicator, cell.breakdown) for cell in late.cells)) from late


def _differs(entry: Entry, row: Content) -> bool:
    return (row.state, row.value, row.text) != (entry.state, entry.value, entry.text)
