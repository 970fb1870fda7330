"""A workbook sent back by the page: what it would change in the unit's sheets, and putting that into their drafts."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.collection.blank import AnswerKey
from giaoban.collection.checking import books_of, check, is_blocking
from giaoban.collection.drafts import TypedCell, draft, save_cells
from giaoban.collection.due import is_locked
from giaoban.collection.judging import read_cell
from giaoban.collection.life import WRITABLE
from giaoban.collection.models import State, Submission
from giaoban.collection.problems import Complaint, Problem
from giaoban.collection.reading import Given, ReadFile, Scope
from giaoban.collection.sheet import Sheet, asked, is_whole, key_of
from giaoban.collection.submitting import open_submission
from giaoban.collection.suggesting import as_typed, standing
from giaoban.collection.typed import Answer
from giaoban.collection.workbook_read import read_workbook
from giaoban.figures.models import State as Reported
from giaoban.indicators.breakdowns import breakdown_name
from giaoban.indicators.catalogue import Form, Pack
from giaoban.indicators.forms import forms_for
from giaoban.language.locales import Language
from giaoban.people.access import Verb, units_where
from giaoban.people.models import Person
from giaoban.periods.period import Period
from giaoban.units.tree import Node


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that the workbook would change: what stands in the draft or in the books, and what the workbook says."""

    key: AnswerKey
    name: str
    place: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class FormDifferences:
    """What the workbook would change in one form, and the revision of its draft that was compared (None: no draft)."""

    form: Form
    revision: int | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A workbook held against what stands. Nothing may be taken while a problem `blocks`."""

    file: str
    sha256: str
    forms: tuple[FormDifferences, ...]
    unchanged: int
    problems: tuple[Problem, ...]

    @property
    def blocks(self) -> bool:
        return is_blocking(self.problems)

    @property
    def count(self) -> int:
        return sum(len(form.differences) for form in self.forms)

    @property
    def seen(self) -> str:
        """The revisions that were compared, in one word: whoever confirms sends it back."""
        return " ".join(f"{one.form.code}:{'-' if one.revision is None else one.revision}" for one in self.forms)


def compare(
    name: str, data: bytes, unit: Node, period: Period, *, pack: Pack, by: Person, at: datetime, language: Language
) -> Comparison:
    """The workbook of that unit and period held against the drafts and the books; every problem with its cell."""
    scope = Scope(pack, units_where(by, Verb.REPORT, at.date()), at.date())
    sha256 = hashlib.sha256(data).hexdigest()
    read = read_workbook(name, data, sha256, scope)
    strange = _other_workbook(read, unit, period)
    if strange is not None or read.about is None:
        problems = read.problems if strange is None else (strange,)
        return Comparison(name, sha256, (), 0, problems)
    # What stands in the books is held against the draft here: a changed figure is no problem before it is posted.
    checked = check(read, books_of(read, pack), scope, reason=_("nhập bằng sổ"))
    desk = _Desk(read, unit, period, pack, at, language)
    forms, strays = desk.forms(), desk.strays()
    count = sum(len(one.differences) for one in forms)
    problems = (*read.problems, *checked.problems, *desk.closed(forms), *strays)
    return Comparison(name, sha256, forms, len(read.given) - count - len(strays), problems)


def take(comparison: Comparison, unit: Node, period: Period, *, by: Person, at: datetime) -> tuple[Submission, ...]:
    """Puts what the workbook changes into the drafts of its forms, in one transaction; they are submitted as ever."""
    taken: list[Submission] = []
    with transaction.atomic():
        for one in comparison.forms:
            submission = open_submission(unit, one.form, period, by=by, at=at)
            revision = submission.revision
            cells = [TypedCell(*found.key, found.new, "", revision) for found in one.differences]
            save_cells(submission, cells, by=by, at=at)
            taken.append(submission)
    return tuple(taken)


class _Desk:
    """One read workbook beside the unit's sheets of its period."""

    def __init__(
        self, read: ReadFile, unit: Node, period: Period, pack: Pack, at: datetime, language: Language
    ) -> None:
        self.read, self.unit, self.period, self.pack, self.at, self.language = read, unit, period, pack, at, language
        self.sheets = [Sheet(unit, form, period) for form in forms_for(pack, unit.kind) if form.every == period.kind]
        rows = Submission.objects.filter(unit=unit.unit_id, period=period.code)
        self.submissions = {row.form: row for row in rows}
        self.given: dict[AnswerKey, Given] = {
            (given.entry.indicator, given.entry.breakdown, str(given.entry.measure)): given for given in read.given
        }

    def forms(self) -> tuple[FormDifferences, ...]:
        found = (self._differences(sheet) for sheet in self.sheets)
        return tuple(one for one in found if one.differences)

    def closed(self, forms: tuple[FormDifferences, ...]) -> Iterator[Problem]:
        """A problem for each form that the workbook would change and that cannot be typed into now."""
        for one in forms:
            complaint = self._closed(one.form)
            if complaint is not None:
                first = one.differences[0]
                sheet, _mark, cell = first.place.partition("!")
                yield Problem(self.read.file, sheet, cell, first.new, complaint.message, complaint.way_out)

    def strays(self) -> tuple[Problem, ...]:
        """Figures that no sheet asks, such as the targets of a year, where they differ from the books."""
        known = {key_of(cell) for sheet in self.sheets for cell in asked(self.pack, sheet.form)}
        books = books_of(self.read, self.pack)
        found = []
        for key, given in self.given.items():
            row = books.get(given.entry.cell)
            if key in known or (row is not None and (row.value, row.text) == (given.entry.value, given.entry.text)):
                continue
            message = _("Chỉ tiêu giao không nhập ở đây.")
            way_out = _("Để nguyên trang chỉ tiêu năm; chỉ tiêu do cấp trên giao và nhập một lần.")
            value = str(given.entry.value)
            found.append(Problem(self.read.file, given.place.sheet, given.place.cell, value, message, way_out))
        return tuple(found)

    def _differences(self, sheet: Sheet) -> FormDifferences:
        submission = self.submissions.get(sheet.form.code)
        typed = self._typed(sheet, submission)
        differences = [
            Difference(key, self._name(key), str(given.place), typed.get(key, ""), as_typed(_answer(given)))
            for key in map(key_of, asked(self.pack, sheet.form))
            if (given := self.given.get(key)) is not None and not self._says(key, typed.get(key, ""), _answer(given))
        ]
        return FormDifferences(sheet.form, submission.revision if submission else None, tuple(differences))

    def _typed(self, sheet: Sheet, submission: Submission | None) -> Mapping[AnswerKey, str]:
        if submission is None:
            return {key: as_typed(row) for key, row in standing(self.pack, sheet).items()}
        return {key: row.typed for key, row in draft(submission).items()}

    def _says(self, key: AnswerKey, typed: str, answer: Answer) -> bool:
        """Whether what is typed says the same as the workbook; an empty cell says that a figure is withdrawn."""
        if answer.state == Reported.WITHDRAWN:
            return not typed
        stands = read_cell(self.pack, key, typed)
        return isinstance(stands, Answer) and (stands.state, stands.value, stands.text) == (
            answer.state, answer.value, answer.text,
        )  # fmt: skip

    def _name(self, key: AnswerKey) -> str:
        name = self.pack.indicator(key[0]).name.in_language(self.language)
        return f"{name}: {breakdown_name(self.pack, key[1], self.language)}" if key[1] else name

    def _closed(self, form: Form) -> Complaint | None:
        name = form.name.in_language(self.language)
        submission = self.submissions.get(form.code)
        sheet = Sheet(self.unit, form, self.period)
        if submission is not None and submission.state not in WRITABLE:
            state = State(submission.state).label
            return Complaint(
                _("Biểu “%(form)s” đang ở trạng thái “%(state)s”, sổ lại ghi khác.") % {"form": name, "state": state},
                _("Rút báo cáo về hoặc mở đính chính trước, rồi nhận sổ lại."),
            )
        if submission is None and is_whole(self.pack, form, standing(self.pack, sheet)):
            return Complaint(
                _("Biểu “%(form)s” đã ghi sổ, sổ lại ghi khác.") % {"form": name},
                _("Mở biểu, chọn “Đính chính” và ghi lý do, rồi nhận sổ lại."),
            )
        if is_locked(self.unit, form, self.period, today=self.at.date()):
            return Complaint(
                _("Biểu “%(form)s” đã khóa vì quá hạn lâu.") % {"form": name},
                _("Đề nghị Văn phòng cấp trên gia hạn, rồi nhận sổ lại."),
            )
        return None


def _answer(given: Given) -> Answer:
    entry = given.entry
    return Answer(entry.state, None if entry.value is None else Decimal(entry.value), entry.text)


def _other_workbook(read: ReadFile, unit: Node, period: Period) -> Problem | None:
    """A problem where the workbook is about another unit or period than the page."""
    if read.about is None:
        return None
    about, when = read.about
    if (about.unit_id, when.code) == (unit.unit_id, period.code):
        return None
    message = _("Sổ này của %(unit)s, kỳ %(period)s.") % {"unit": about.name, "period": when.code}
    way_out = _("Mở đúng đơn vị và kỳ của sổ rồi gửi lại, hoặc tải sổ của trang này về để nhập.")
    return Problem(read.file, "", "", f"{about.code} {when.code}", message, way_out)
