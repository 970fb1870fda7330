"""The desk of the cast's people: the form on organisation work for June 2024, typed, handed in, approved, accepted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from giaoban.collection import submitting
from giaoban.collection.drafts import Saved, TypedCell, save_cells
from giaoban.collection.models import Submission
from giaoban.collection.sheet import Sheet, asked, sheet_at
from giaoban.figures.models import Posting
from giaoban.indicators.catalogue import Kind
from giaoban.indicators.packs import current
from giaoban.people.models import Person
from tests.conftest import NOW, Cast

FORM, MONTH = "organisation_work", "2024-06"


@dataclass
class Desk:
    """One sheet and the people around it; every act is a minute after the one before."""

    cast: Cast
    sheet: Sheet
    at: datetime = NOW

    def now(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at

    def open(self, by: Person | None = None) -> Submission:
        sheet = self.sheet
        return submitting.open_submission(
            sheet.unit, sheet.form, sheet.period, by=by or self.cast.officer, at=self.now()
        )

    def fresh(self) -> Submission:
        return Submission.objects.get()

    def type(
        self, values: Mapping[str, str], *, by: Person | None = None, seen: int = 10**6, reason: str = ""
    ) -> Saved:
        cells = [typed(key, value, seen=seen, reason=reason) for key, value in values.items()]
        return save_cells(self.fresh(), cells, by=by or self.cast.officer, at=self.now())

    def submit(self, by: Person | None = None) -> Submission:
        found = self.fresh()
        return submitting.submit(found, by=by or self.cast.officer, at=self.now(), revision=found.revision)

    def approve(self) -> Submission:
        found = self.fresh()
        return submitting.approve(found, by=self.cast.unit_leader, at=self.now(), revision=found.revision)

    def accept(self, reason: str = "") -> Posting | None:
        found = self.fresh()
        return submitting.accept(found, by=self.cast.office, at=self.now(), revision=found.revision, reason=reason)

    def reopen(self, reason: str = "Gõ nhầm") -> Submission:
        found = self.fresh()
        return submitting.reopen(found, reason, by=self.cast.officer, at=self.now(), revision=found.revision)

    def post(self, values: Mapping[str, str]) -> Posting | None:
        """All the way from an empty form to the ledger."""
        self.open()
        self.type(values)
        self.submit()
        self.approve()
        return self.accept()


def desk_of(cast: Cast, unit: str = "DL", form: str = FORM, period: str = MONTH) -> Desk:
    return Desk(cast, sheet_at(unit, form, period))


def typed(key: str, value: str, *, seen: int = 10**6, reason: str = "") -> TypedCell:
    """A typed cell by its line key, such as `members.admitted|sex:female`."""
    indicator, _bar, breakdown = key.partition("|")
    return TypedCell(indicator, breakdown, "actual", value, reason, seen)


def whole(sheet: Sheet, value: str = "0") -> list[TypedCell]:
    """Every figure of the sheet with the same value, its words left empty."""
    pack = current()
    blank = TypedCell("", "", "", value, "", 0)
    return [
        replace(blank, indicator=cell.indicator, breakdown=cell.breakdown, measure=cell.measure)
        for cell in asked(pack, sheet.form)
        if pack.indicator(cell.indicator).kind is not Kind.TEXT
    ]
