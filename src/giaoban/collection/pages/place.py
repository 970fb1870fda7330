"""Where a request stands: who asks, when, about which sheet, with which submission; 404 where that is out of reach."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from giaoban.collection import permission
from giaoban.collection.blank import AnswerKey
from giaoban.collection.due import due_date, is_locked
from giaoban.collection.life import WRITABLE, Move, moves
from giaoban.collection.models import Act, State, Submission
from giaoban.collection.sheet import Sheet, is_whole, sheet_at
from giaoban.collection.submitting import moves_open
from giaoban.collection.suggesting import standing
from giaoban.figures.books import Content
from giaoban.indicators import packs
from giaoban.indicators.catalogue import Pack
from giaoban.language.locales import Language, language_of
from giaoban.people.access import Hidden, Verb
from giaoban.people.models import Person
from giaoban.people.request import timed

READERS = (Verb.REPORT, Verb.APPROVE, Verb.COMPILE, Verb.AUDIT)
"""Who opens a sheet that is being worked on; others read what has been posted, on the pages of figures."""


@dataclass(frozen=True)
class Place:
    """One sheet, as one person meets it at one instant. `submission` is None where nobody has opened the sheet yet."""

    person: Person
    now: datetime
    language: Language
    pack: Pack
    sheet: Sheet
    submission: Submission | None

    @property
    def today(self) -> date:
        return localdate(self.now)

    @property
    def words(self) -> tuple[str, str, str]:
        """What stands in the address: unit, form, period."""
        return self.sheet.unit.code, self.sheet.form.code, self.sheet.period.code

    @property
    def address(self) -> str:
        return reverse("sheet", args=self.words)

    @property
    def revision(self) -> int:
        return 0 if self.submission is None else self.submission.revision

    @cached_property
    def due(self) -> date:
        return due_date(self.sheet.unit, self.sheet.form, self.sheet.period)

    @cached_property
    def is_locked(self) -> bool:
        return is_locked(self.sheet.unit, self.sheet.form, self.sheet.period, today=self.today)

    @cached_property
    def books(self) -> dict[AnswerKey, Content]:
        """What the books hold of the sheet's cells."""
        is_estimate = self.submission is not None and self.submission.is_estimate
        return standing(self.pack, self.sheet, is_estimate=is_estimate)

    @cached_property
    def came_by_file(self) -> bool:
        """Whether the whole sheet stands in the books though nobody has opened it: a file has brought it."""
        return self.submission is None and is_whole(self.pack, self.sheet.form, self.books)

    @cached_property
    def moves(self) -> dict[str, Move]:
        """What this person may do now, by act."""
        if self.submission is not None:
            return {str(move.act): move for move in moves_open(self.submission, by=self.person, at=self.now)}
        if not self.came_by_file:
            return {}
        may_report = self.may(Verb.REPORT)
        found = moves(State.POSTED, may_report=may_report, may_approve=False, may_receive=False, locked=self.is_locked)
        return {str(move.act): move for move in found}

    @cached_property
    def may_type(self) -> bool:
        """Whether this person may type into the cells now."""
        if self.came_by_file or (self.submission is not None and self.submission.state not in WRITABLE):
            return False
        return not self.is_locked and self.may(Verb.REPORT)

    @property
    def may_remark(self) -> bool:
        return Act.RETURNED in self.moves

    def may(self, verb: Verb) -> bool:
        return permission.may(self.person, verb, self.sheet.unit.unit_id, self.today)


def at_the_sheet(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the page its place; 404 where there is no such sheet, or not for this person."""

    @wraps(page)
    def placed(request: HttpRequest, unit: str, form: str, period: str, **more: Any) -> HttpResponse:
        return page(request, stand(request, unit, form, period), **more)

    return placed


def stand(request: HttpRequest, unit: str, form: str, period: str) -> Place:
    """The place of an address, if the person may read there; otherwise `Hidden`."""
    asked = timed(request)
    sheet = sheet_at(unit, form, period)
    today = localdate(asked.now)
    if not any(permission.may(asked.user, verb, sheet.unit.unit_id, today) for verb in READERS):
        raise Hidden(_("Không có trang này."))
    submission = Submission.objects.filter(
        unit=sheet.unit.unit_id, form=sheet.form.code, period=sheet.period.code
    ).first()
    return Place(
        person=asked.user,
        now=asked.now,
        language=language_of(get_language() or "vi"),
        pack=packs.current(),
        sheet=sheet,
        submission=submission,
    )
