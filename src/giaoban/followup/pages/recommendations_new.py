"""Taking in a recommendation, and splitting one into parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.followup import recommendation_acts as acts
from giaoban.followup.models import DecidingLevel, Recommendation, RecommendationOrigin
from giaoban.followup.models import RecommendationAct as Act
from giaoban.followup.models import RecommendationState as State
from giaoban.followup.pages.desk import Desk, day_typed, refused_page
from giaoban.followup.pages.programme_typed import Faults, attempt, day, mark_of, marks, typed
from giaoban.followup.pages.recommendations import FIELD, LEVEL, UNIT, fields_known
from giaoban.followup.pages.recommendations_one import DAY, DUE, OWNER, TEXT, who_acts
from giaoban.followup.recommendation_acts import Incoming, Part, RecommendationRefused
from giaoban.followup.recommendation_life import IllegalMove, Side, moves, refusal
from giaoban.followup.recommendation_receiving import MOST_PARTS
from giaoban.followup.recommendation_sight import (
    ANSWERING,
    receiver_for,
    recommendation_seen,
    refuse,
    sides_of,
)
from giaoban.followup.topic_rows import topics_seen
from giaoban.language.dates import DateError
from giaoban.people.access import NotYourRole, Verb
from giaoban.units.tree import Node

ORIGIN, DOCUMENT, TOPIC, ROWS = "nguon", "van-ban", "chuyen-de", "so-dong"
RAISED_BY_HAND: Final = (
    RecommendationOrigin.WORKING_SESSION,
    RecommendationOrigin.MEETING,
    RecommendationOrigin.LETTER,
)
"""How one comes in by this page; what comes with a submission is taken in when that is posted."""
USUAL_ROWS: Final = 3


@dataclass(frozen=True, slots=True)
class PartTyped:
    """One line of the form that splits, as it was typed."""

    number: int
    text: str = ""
    owner: str = ""
    due: str = ""
    field: str = ""
    level: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.text.strip() or self.owner or self.due)


def new_recommendation(request: HttpRequest) -> HttpResponse:
    """Takes one in: by the office that receives it, or by the unit that raises it.

    `?don-vi=DL&nguon=working_session&van-ban=…&ngay=2024-03-12` begins it with the session in which it was raised.
    """
    desk = Desk(request)
    units = desk.nodes(frozenset[int]().union(*(desk.units_where(verb) for verb in ANSWERING)))
    if not units:
        raise NotYourRole(_("Văn phòng tiếp nhận và đơn vị có kiến nghị mới ghi được kiến nghị."))
    faults: Faults = {}
    if request.method == "POST":
        made, faults = attempt(lambda: _received(request, desk, units))
        if made is not None:
            messages.success(request, _("Đã tiếp nhận kiến nghị."))
            return redirect("recommendation", made.pk)
    context = {
        "desk": desk,
        "units": units,
        "origins": [(origin.value, origin.label) for origin in RAISED_BY_HAND],
        "topics": topics_seen(desk.person, desk.today).filter(closed_on=None),
        "fields": fields_known(desk),
        "marks": marks(),
        "typed": typed(request) if request.method == "POST" else _suggested(request),
        "faults": faults,
    }
    return render(request, "followup/recommendation_new.html", context, status=422 if faults else 200)


def recommendation_split(request: HttpRequest, number: int) -> HttpResponse:
    """Splits one into parts, each with one owner."""
    desk = Desk(request)
    found = recommendation_seen(desk.person, number, desk.today)
    if Side.OFFICE not in sides_of(found, desk.person, desk.today):
        refuse(desk.person, found, desk.today)
    back = reverse("recommendation", args=[number])
    if Act.SPLIT not in {move.act for move in moves(State(found.state), {Side.OFFICE}, is_part=bool(found.parent_id))}:
        return refused_page(request, refusal(Act.SPLIT, State(found.state)), back)
    rows = list(_rows(request))
    faults: Faults = {}
    if request.method == "POST":
        given = [row for row in rows if not row.is_empty]
        try:
            made, faults = attempt(lambda: acts.split(found, _parts(given, desk), **who_acts(request, desk)))
        except IllegalMove as illegal:
            return refused_page(request, illegal, back, status=illegal.status)
        if made is not None:
            told = ngettext("Đã tách thành %(count)d nội dung.", "Đã tách thành %(count)d nội dung.", len(made))
            messages.success(request, told % {"count": len(made)})
            return redirect("recommendation", number)
    context = {
        "desk": desk,
        "recommendation": found,
        "rows": rows,
        "more": min(len(rows) + 2, MOST_PARTS),
        "may_have_more": len(rows) < MOST_PARTS,
        "owners": desk.nodes(desk.units_where(Verb.SEE)),
        "levels": [(level.value, level.label) for level in DecidingLevel],
        "fields": fields_known(desk),
        "faults": faults,
    }
    return render(request, "followup/recommendation_split.html", context, status=422 if faults else 200)


def _suggested(request: HttpRequest) -> dict[str, str]:
    """What the address says of the session in which it was raised: from a meeting one comes here with that filled in."""
    known = (UNIT, ORIGIN, DOCUMENT, DAY, TOPIC)
    return {name.replace("-", "_"): request.GET[name] for name in known if name in request.GET}


def _received(request: HttpRequest, desk: Desk, units: Sequence[Node]) -> Recommendation:
    code = request.POST.get(UNIT, "")
    unit = next((node for node in units if node.code == code), None)
    if unit is None:
        raise RecommendationRefused(UNIT, _("Hãy chọn đơn vị có kiến nghị."))
    origin = request.POST.get(ORIGIN, "")
    if origin not in {one.value for one in RAISED_BY_HAND}:
        raise RecommendationRefused(ORIGIN, _("Hãy chọn nguồn của kiến nghị."))
    incoming = Incoming(
        unit_id=unit.unit_id,
        receiver_id=receiver_for(unit.unit_id, desk.units_where(Verb.COMPILE), desk.today),
        text=request.POST.get(TEXT, ""),
        origin=RecommendationOrigin(origin),
        origin_title=request.POST.get(DOCUMENT, ""),
        received_on=day(request, DAY, desk),
        field=request.POST.get(FIELD, ""),
        topic_id=_topic(request, desk),
        mark=mark_of(request),
    )
    return acts.receive(incoming, by=desk.person, at=desk.now)


def _topic(request: HttpRequest, desk: Desk) -> int | None:
    code = request.POST.get(TOPIC, "")
    if not code:
        return None
    found = topics_seen(desk.person, desk.today).filter(code=code, closed_on=None).first()
    if found is None:
        raise RecommendationRefused(TOPIC, _("Hãy chọn chuyên đề trong danh sách."))
    return found.pk


def _rows(request: HttpRequest) -> Iterator[PartTyped]:
    """The lines as typed, or empty ones; as many as the address asks for, never fewer than were typed."""
    columns = [request.POST.getlist(name) for name in (TEXT, OWNER, DUE, FIELD, LEVEL)]
    asked = request.GET.get(ROWS, "")
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 3 else USUAL_ROWS
    count = min(max(wanted, len(columns[0]), 2), MOST_PARTS)
    for place in range(count):
        yield PartTyped(place + 1, *(column[place] if place < len(column) else "" for column in columns))


def _parts(rows: Sequence[PartTyped], desk: Desk) -> list[Part]:
    """The parts of the lines that say something; raises `RecommendationRefused` with the number of the line."""
    units = {node.code: node.unit_id for node in desk.nodes(desk.units_where(Verb.SEE))}
    found = []
    for row in rows:
        if not row.text.strip() or row.owner not in units or not row.due.strip():
            message = _("Nội dung %(number)d cần đủ: nội dung, cơ quan giải quyết và hạn trả lời.")
            raise RecommendationRefused("chung", message % {"number": row.number})
        try:
            due = day_typed(row.due, desk.language)
        except DateError as error:
            raise RecommendationRefused("chung", str(error)) from None
        found.append(Part(row.text, units[row.owner], due, row.field, row.level))
    return found
