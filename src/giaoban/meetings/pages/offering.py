"""What the forms of meetings offer to choose from."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from giaoban.followup.secrecy import Mark
from giaoban.indicators import packs
from giaoban.indicators.catalogue import Kind
from giaoban.meetings.models import MeetingKind
from giaoban.meetings.pages.desk import Desk
from giaoban.periods.calendars import calendar, containing
from giaoban.periods.names import write_period
from giaoban.periods.period import PeriodError, PeriodKind, parse, previous

RECENT: Final = (
    (PeriodKind.MONTH, 3),
    (PeriodKind.QUARTER, 3),
    (PeriodKind.HALF_YEAR, 2),
    (PeriodKind.NINE_MONTHS, 1),
    (PeriodKind.YEAR, 2),
)
"""Which periods a meeting is offered to look at, and how many of each kind."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An entry of a list to choose from; `group` is the head under which it stands."""

    value: str
    name: str
    group: str = ""


def choices(desk: Desk, period: str = "") -> dict[str, object]:
    """For a form about a meeting; `period` is the one that it has already."""
    return {
        "desk": desk,
        "kinds": MeetingKind.choices,
        "marks": Mark.choices,
        "topics": desk.topics,
        "periods": periods(desk, period),
        "templates": templates(desk),
    }


def periods(desk: Desk, also: str = "") -> list[Offer]:
    """The recent periods of each kind, latest first, after the one that is chosen already."""
    manner = calendar(packs.current().calendar)
    codes: list[str] = []
    for kind, count in RECENT:
        period = containing(desk.today, kind, manner)
        for _number in range(count):
            codes.append(period.code)
            period = previous(period)
    return [Offer(code, period_name(desk, code)) for code in dict.fromkeys([*([also] if also else []), *codes])]


def period_name(desk: Desk, code: str) -> str:
    """The name of the period of that code, the code itself where it is none."""
    try:
        return write_period(parse(code), desk.language) if code else ""
    except PeriodError:
        return code


def templates(desk: Desk) -> list[Offer]:
    """The pack's reports."""
    return [Offer(found.code, found.name.in_language(desk.language)) for found in packs.current().reports]


def bindings(desk: Desk) -> list[Offer]:
    """What an item may be bound to, each in one word, such as `indicator:members.admitted`."""
    reports = [Offer(f"report:{one.value}", one.name, _("Báo cáo")) for one in templates(desk)]
    topics = [Offer(f"topic:{one.pk}", one.name, _("Chuyên đề")) for one in desk.topics]
    open_ones = [
        Offer("tasks", _("Nhiệm vụ đang mở"), _("Việc đang theo dõi")),
        Offer("recommendations", _("Kiến nghị đang mở"), _("Việc đang theo dõi")),
    ]
    indicators = [
        Offer(f"indicator:{one.code}", one.name.in_language(desk.language), _("Chỉ tiêu"))
        for one in packs.current().indicators
        if one.kind is not Kind.TEXT
    ]
    return [*reports, *topics, *open_ones, *indicators]
