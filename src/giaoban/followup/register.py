"""What the register of recommendations counts goes into the ledger of figures, in the transaction of the act that closes one.

A recommendation counts once, as the unit raised it: what was split counts when the last of its parts has ended. It counts
for the unit that raised it and for the month of its closing, in the pack's calendar. Closing is never undone, so a
figure only grows: the first is posted, each later one corrects it with a reason, and the chain shows how it came about.
"""

from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.figures.entry import Entry, Source
from giaoban.figures.ledger import AlreadyPosted, correct, post
from giaoban.figures.models import Measure, Posting, SourceKind
from giaoban.followup.models import Recommendation, RecommendationState
from giaoban.indicators.packs import current as current_pack
from giaoban.language.dates import write_date
from giaoban.people.models import Person
from giaoban.periods.calendars import Days, calendar, containing, days
from giaoban.periods.period import Period, PeriodKind
from giaoban.units.models import Unit

CLOSED: Final = "recommendations.closed"
"""The register by which a pack marks the indicator that counts closed recommendations."""


def closed_count(unit_id: int, within: Days) -> int:
    """How many of the unit's recommendations were closed on those days, each as it was raised."""
    return Recommendation.objects.filter(
        unit_id=unit_id,
        parent=None,
        state=RecommendationState.CLOSED,
        closed_on__gte=within.first,
        closed_on__lte=within.last,
    ).count()


def post_closed(unit_id: int, closed_on: date, *, by: Person, at: datetime) -> Posting | None:
    """Posts the unit's count for the month of that day under every indicator that the register gives.

    To be called in the transaction that closes. None where the pack has no such indicator or the books say it already.
    """
    pack = current_pack()
    codes = [indicator.code for indicator in pack.indicators if indicator.from_register == CLOSED]
    if not codes:
        return None
    # Two closings at once would each count themselves alone: the second waits here until the first can be counted.
    Unit.objects.select_for_update(no_key=True).get(pk=unit_id)
    month = containing(closed_on, PeriodKind.MONTH, calendar(pack.calendar))
    count = closed_count(unit_id, days(month, calendar(pack.calendar)))
    entries = [_entry(unit_id, code, month, count) for code in codes]
    source = Source(SourceKind.REGISTER)
    try:
        return post(entries, by=by, source=source, at=at)
    except AlreadyPosted:
        return correct(entries, by=by, source=source, at=at, reason=_reason(closed_on))


def _entry(unit_id: int, code: str, month: Period, count: int) -> Entry:
    with override("vi"):
        place = _("sổ theo dõi kiến nghị")
    return Entry(unit_id, code, "", month.code, Measure.ACTUAL, count, place=place)


def _reason(closed_on: date) -> str:
    """Kept in Vietnamese, as everything in the books."""
    with override("vi"):
        said = _("Sổ theo dõi kiến nghị: thêm kiến nghị được xác nhận giải quyết xong ngày %(day)s.")
    return said % {"day": write_date(closed_on, "vi")}
