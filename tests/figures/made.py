"""Entries and postings for the tests of the books."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from giaoban.figures.entry import Entry, Source
from giaoban.figures.ledger import correct, post
from giaoban.figures.models import Measure, Posting, SourceKind, State
from giaoban.people.models import Person
from giaoban.units.models import Unit
from tests.conftest import NOW, Cast

ADMITTED = "members.admitted"
LIMITS = "narrative.limits"
IMPORT = Source(SourceKind.IMPORT)


def entry(unit: Unit, value: Any, *, indicator: str = ADMITTED, period: str = "2024-06", **more: Any) -> Entry:
    """A figure of a unit, by default how many members it admitted in June 2024."""
    filled = {"breakdown": "", "measure": Measure.ACTUAL, **more}
    return Entry(unit_id=unit.pk, indicator=indicator, period=period, value=value, **filled)


def narrative(unit: Unit, text: str, period: str = "2024-06") -> Entry:
    return entry(unit, None, indicator=LIMITS, period=period, text=text)


def withdrawal(unit: Unit, **more: Any) -> Entry:
    return entry(unit, None, state=State.WITHDRAWN, **more)


def posted(by: Person, *entries: Entry, at: datetime = NOW, source: Source = IMPORT) -> Posting:
    """What `post` made of the entries; there must be something new in them."""
    posting = post(entries, by=by, source=source, at=at)
    assert posting is not None
    return posting


def corrected(by: Person, *entries: Entry, at: datetime = NOW, reason: str = "Cộng nhầm") -> Posting:
    posting = correct(entries, by=by, source=IMPORT, at=at, reason=reason)
    assert posting is not None
    return posting


def three_postings(cast: Cast, files: Iterable[Source] = ()) -> None:
    """Small books with everything in them: numbers, a zero, a text, breakdowns, a target, a correction, a withdrawal."""
    first, second = (*files, IMPORT, IMPORT)[:2]
    posted(
        cast.officer,
        entry(cast.district, 12, place="Số liệu!E14"),
        entry(cast.district, 5, breakdown="sex:female"),
        entry(cast.district, None, indicator="discipline.members", state=State.NONE_OCCURRED),
        entry(cast.district, 100, measure=Measure.TARGET, period="2024"),
        narrative(cast.district, "Chậm kết nạp ở doanh nghiệp"),
        source=first,
    )
    posted(cast.neighbour_officer, entry(cast.neighbour, 0), entry(cast.neighbour, 7, period="2024-05"), source=second)
    corrected(cast.officer, entry(cast.district, 13), withdrawal(cast.district, breakdown="sex:female"))
