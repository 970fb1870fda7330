"""The list of recommendations: counts by state, filters, sessions of origin, and the same as a table to take away."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from giaoban.followup.models import DecidingLevel, Recommendation
from giaoban.followup.models import RecommendationState as State
from giaoban.followup.pages.desk import Desk, day_asked
from giaoban.followup.pages.listed import Choice, address_with, kept, page_of
from giaoban.followup.pages.programme_typed import take_away
from giaoban.followup.pages.recommendations_shown import shown
from giaoban.followup.recommendation_listing import By, waiting_for
from giaoban.followup.recommendation_search import ORDER_NAMES, Order, Search
from giaoban.followup.recommendation_sight import ANSWERING, recommendations_seen
from giaoban.indicators.packs import current as current_pack
from giaoban.language.dates import write_date
from giaoban.people.access import Verb
from giaoban.people.downloads import Sheet
from giaoban.periods.calendars import calendar, containing, days
from giaoban.periods.period import PeriodKind
from giaoban.units.tree import Node

UNIT, STATE, OWNER, LEVEL, FIELD, WORDS = "don-vi", "trang-thai", "giai-quyet", "cap", "linh-vuc", "tim"
RAISED_FROM, RAISED_TO, CLOSED_FROM, CLOSED_TO = "tu", "den", "xong-tu", "xong-den"
OVERDUE, CARRIED, MINE, COUNTED, ORDER = "qua-han", "chuyen-tu", "cho-toi", "tinh", "xep"
ALONE = "rieng"
"""With a unit: of that unit itself, without those below it."""
YES: Final = "1"
PARTS: Final = "phan"
FOLDED: Final = (OWNER, LEVEL, FIELD, RAISED_FROM, RAISED_TO)
NARROWING: Final = (*FOLDED, UNIT, STATE, WORDS, CLOSED_FROM, CLOSED_TO, OVERDUE, CARRIED, MINE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. Words that are none of ours ask for everything."""

    search: Search
    unit: Node | None
    owner: Node | None
    mine: bool
    is_narrowed: bool
    is_narrowed_more: bool
    """By one of the filters that are folded away."""


@require_safe
def recommendations(request: HttpRequest) -> HttpResponse:
    """The recommendations that the person sees, narrowed as the address asks."""
    desk = Desk(request)
    asked = _asked(request.GET, desk)
    seen = _seen(asked, desk)
    page = page_of(request, asked.search.of(seen))
    rows = list(page)
    parts = Recommendation.objects.filter(parent__in=[row.pk for row in rows])
    context = {
        "desk": desk,
        "asked": asked,
        "page": page,
        "rows": shown(rows, desk, parts),
        "states": _states(request, asked, seen),
        "looks": _looks(request, asked, seen, desk),
        "units": desk.nodes(_column(desk, "unit_id")),
        "owners": desk.nodes(_column(desk, "owner_id")),
        "levels": [(level.value, level.label) for level in DecidingLevel],
        "fields": fields_known(desk),
        "orders": [(order.value, name, order is asked.search.order) for order, name in ORDER_NAMES.items()],
        "hidden": [(name, value) for name, value in request.GET.items() if name not in _IN_THE_FORM],
        "grouped": asked.search.carried_to is not None,
        "may_receive": bool(frozenset[int]().union(*(desk.units_where(verb) for verb in ANSWERING))),
        "kept": kept(request),
        "asked_query": request.GET.urlencode(),
    }
    return render(request, "followup/recommendations.html", context)


_IN_THE_FORM = {UNIT, OWNER, LEVEL, FIELD, WORDS, RAISED_FROM, RAISED_TO, ORDER, "trang"}


@require_safe
def recommendations_file(request: HttpRequest, form: str) -> HttpResponse:
    """The same recommendations, one line each, as CSV or Excel."""
    desk = Desk(request)
    asked = _asked(request.GET, desk)
    heads = (
        pgettext("thứ tự", "Số"), pgettext("số ít", "Kiến nghị"), _("Đơn vị"), _("Nơi tiếp nhận"), _("Nguồn"), _("Ngày nêu"), _("Lĩnh vực"),
        _("Cấp có thẩm quyền"), _("Cơ quan giải quyết"), _("Hạn trả lời"), _("Trạng thái"), _("Trả lời ngày"),
        _("Nội dung trả lời"), _("Giải quyết xong ngày"), _("Lộ trình"), _("Đã kiến nghị tới"), _("Thuộc kiến nghị số"),
    )  # fmt: skip
    found = shown(list(asked.search.of(_seen(asked, desk))), desk)
    rows = [
        (
            one.recommendation.pk,
            one.recommendation.text,
            one.unit,
            one.receiver,
            one.recommendation.origin_title,
            write_date(one.recommendation.received_on, desk.language),
            one.recommendation.field,
            one.recommendation.get_level_display(),
            one.owner,
            _day(one.recommendation.due, desk),
            one.word,
            _day(one.recommendation.answered_on, desk),
            one.recommendation.answer,
            _day(one.recommendation.closed_on, desk),
            one.recommendation.timetable,
            one.recommendation.sent_up_to,
            one.recommendation.parent_id,
        )
        for one in found
    ]
    return take_away(Sheet("kien-nghi", _("Sổ theo dõi kiến nghị"), heads, rows), form, desk)


def fields_known(desk: Desk) -> list[str]:
    """The fields of work named so far, for a filter and for suggestions."""
    seen = recommendations_seen(desk.person, desk.today).exclude(field="")
    return sorted(set(seen.order_by().values_list("field", flat=True).distinct()))


def _asked(query: QueryDict, desk: Desk) -> Asked:
    unit, owner = _node(query.get(UNIT), "unit_id", desk), _node(query.get(OWNER), "owner_id", desk)
    units = () if unit is None else (unit,) if query.get(ALONE) == YES else desk.tree.subtree(unit)
    state, level, order = query.get(STATE, ""), query.get(LEVEL, ""), query.get(ORDER, "")
    carried = day_asked(query.get(CARRIED), desk.language)
    usual = Order.NEWEST if carried is None else Order.OLDEST
    search = Search(
        # What waits for somebody is a part where there are parts.
        by=By.PART if query.get(COUNTED) == PARTS or query.get(MINE) == YES else By.WHOLE,
        state=State(state) if state in State.values else None,
        unit_ids=None if unit is None else [node.unit_id for node in units],
        owner_id=None if owner is None else owner.unit_id,
        level=DecidingLevel(level) if level in DecidingLevel.values else None,
        field=query.get(FIELD, ""),
        words=query.get(WORDS, "")[:100],
        raised_from=day_asked(query.get(RAISED_FROM), desk.language),
        raised_to=day_asked(query.get(RAISED_TO), desk.language),
        closed_from=day_asked(query.get(CLOSED_FROM), desk.language),
        closed_to=day_asked(query.get(CLOSED_TO), desk.language),
        overdue_on=desk.today if query.get(OVERDUE) == YES else None,
        carried_to=carried,
        order=Order(order) if order in set(Order) else usual,
    )
    return Asked(
        search,
        unit,
        owner,
        mine=query.get(MINE) == YES,
        is_narrowed=any(query.get(name) for name in NARROWING),
        is_narrowed_more=any(query.get(name) for name in FOLDED),
    )


def _node(code: str | None, column: str, desk: Desk) -> Node | None:
    """The unit of that code, in sight or named there by a recommendation in sight; None for every other word."""
    if not code:
        return None
    known = desk.nodes(desk.units_where(Verb.SEE) | _column(desk, column))
    return next((node for node in known if node.code == code), None)


def _seen(asked: Asked, desk: Desk) -> QuerySet[Recommendation]:
    seen = recommendations_seen(desk.person, desk.today)
    return seen.filter(pk__in=waiting_for(desk.person, desk.today).values("pk")) if asked.mine else seen


def _states(request: HttpRequest, asked: Asked, seen: QuerySet[Recommendation]) -> list[tuple[Choice, State | None]]:
    """All, and each state that there is, with how many the other filters leave."""
    rows = replace(asked.search, state=None).of(seen).order_by()
    counts: dict[str, int] = dict(rows.values_list("state").annotate(Count("pk")))
    current = asked.search.state
    every = Choice(_("Tất cả"), address_with(request, **{STATE: ""}), current is None, sum(counts.values()))
    return [
        (every, None),
        *(
            (
                Choice(state.label, address_with(request, **{STATE: state}), state is current, counts.get(state, 0)),
                state,
            )
            for state in State
            if counts.get(state) or state is current
        ),
    ]


def _looks(request: HttpRequest, asked: Asked, seen: QuerySet[Recommendation], desk: Desk) -> list[Choice]:
    """Other ways to look at the same list, each a switch."""
    search, begun = asked.search, _period_begun(desk)
    mine = waiting_for(desk.person, desk.today).values("pk")
    every = recommendations_seen(desk.person, desk.today)
    carried = search.carried_to or begun
    ways: list[tuple[str, str, str, bool, QuerySet[Any]]] = [
        (_("Chờ tôi xử lý"), MINE, YES, asked.mine, Search(by=By.PART).of(every.filter(pk__in=mine))),
        (
            _("Quá hạn trả lời"),
            OVERDUE,
            YES,
            search.overdue_on is not None,
            Search(by=search.by, overdue_on=desk.today).of(every),
        ),
        (
            _("Nêu trước %(day)s, chuyển sang") % {"day": write_date(carried, desk.language)},
            CARRIED,
            carried.isoformat(),
            search.carried_to is not None,
            Search(by=search.by, carried_to=carried).of(every),
        ),
    ]
    found = [
        Choice(name, address_with(request, **{word: "" if current else value}), current, rows.count())
        for name, word, value, current, rows in ways
    ]
    by_part = search.by is By.PART
    address = address_with(request, **{COUNTED: "" if by_part else PARTS})
    return [*found, Choice(_("Tính theo nội dung đã tách"), address, by_part)]


def _period_begun(desk: Desk) -> date:
    """The first day of the usual period in which today lies."""
    pack = current_pack()
    kind = PeriodKind(pack.default_period)
    if kind is PeriodKind.NINE_MONTHS:
        kind = PeriodKind.YEAR
    return days(containing(desk.today, kind, calendar(pack.calendar)), calendar(pack.calendar)).first


def _column(desk: Desk, column: str) -> set[int]:
    rows = recommendations_seen(desk.person, desk.today).order_by().values_list(column, flat=True).distinct()
    return {one for one in rows if one is not None}


def _day(day: date | None, desk: Desk) -> str | None:
    return None if day is None else write_date(day, desk.language)
