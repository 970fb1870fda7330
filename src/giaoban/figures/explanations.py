"""Requests to explain a figure: asked once, answered once, closed once, and kept with the figure for good."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from giaoban.figures.acceptance import UNKEEPABLE
from giaoban.figures.models import Explanation
from giaoban.language.text import nfc
from giaoban.people.models import Person
from giaoban.periods.period import Period, PeriodError, parse
from giaoban.units.among import Among

LONGEST = 4_000
"""Characters of a question or an answer."""
MOST = 200
"""Requests shown with one figure."""


class WordsMissing(ValueError):
    """A question, or an answer, without words or with too many."""


class AlreadySettled(Exception):
    """Somebody answered or closed the request before; what they wrote stands."""

    status = 409


@dataclass(frozen=True, slots=True)
class Place:
    """The figure that is asked about."""

    unit_id: int
    indicator: str
    breakdown: str
    period: str


def ask(place: Place, question: str, *, value: Decimal | None, by: Person, at: datetime) -> Explanation:
    """A new request; `value` is the figure as it stands now. Raises `WordsMissing`."""
    return Explanation.objects.create(
        unit_id=place.unit_id,
        indicator=place.indicator,
        breakdown=place.breakdown,
        period=place.period,
        value=value,
        question=_worded(question),
        asked_by=by,
        asked_at=at,
    )


def answer(request: Explanation, text: str, *, by: Person, at: datetime) -> Explanation:
    """The unit's answer, for good; raises `WordsMissing`, and `AlreadySettled` where one stands or it was closed."""
    open_ones = Explanation.objects.filter(pk=request.pk, answered_at=None, closed_at=None)
    if open_ones.update(answer=_worded(text), answered_by=by, answered_at=at) != 1:
        raise AlreadySettled(_("Yêu cầu này đã có trả lời hoặc đã khép lại; hãy tải lại trang."))
    return Explanation.objects.get(pk=request.pk)


def close(request: Explanation, *, by: Person, at: datetime) -> Explanation:
    """Ends the request, answered or not; raises `AlreadySettled` where somebody did."""
    if Explanation.objects.filter(pk=request.pk, closed_at=None).update(closed_by=by, closed_at=at) != 1:
        raise AlreadySettled(_("Yêu cầu này đã khép lại; hãy tải lại trang."))
    return Explanation.objects.get(pk=request.pk)


def explanations(
    *,
    unit_ids: Collection[int],
    indicators: Collection[str] | None = None,
    periods: Collection[str] | None = None,
) -> QuerySet[Explanation]:
    """The requests about figures of those units, latest first, each with who asked and who answered."""
    found = Explanation.objects.filter(Among("unit_id", unit_ids))
    if indicators is not None:
        found = found.filter(Among("indicator", indicators))
    if periods is not None:
        found = found.filter(Among("period", periods))
    return found.select_related("asked_by", "answered_by", "closed_by").order_by("-pk")


def about(
    indicators: Collection[str], breakdown: str, unit_ids: Collection[int], period: Period
) -> tuple[Explanation, ...]:
    """The requests about figures that a figure is made of: of those units and indicators, within the period, latest first."""
    found = explanations(unit_ids=unit_ids, indicators=indicators).filter(breakdown=breakdown)
    return tuple(one for one in found[:MOST] if _lies_within(one.period, period))


def _lies_within(code: str, period: Period) -> bool:
    try:
        inner = parse(code)
    except PeriodError:
        return False
    return period.first <= inner.first and inner.last <= period.last


def _worded(text: str) -> str:
    """The words as they are kept: NFC, lines as lines, nothing that no database can hold."""
    words = UNKEEPABLE.sub("", nfc(text.replace("\r\n", "\n").replace("\r", "\n"))).strip()
    if not words:
        raise WordsMissing(_("Chưa có nội dung: hãy viết ít nhất một câu."))
    if len(words) > LONGEST:
        message = _("Nội dung dài %(count)d ký tự, tối đa %(most)d: hãy viết gọn lại hoặc gửi tệp kèm theo biểu.")
        raise WordsMissing(message % {"count": len(words), "most": LONGEST})
    return words
