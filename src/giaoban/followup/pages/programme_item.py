"""One item of the programme: how it stands, its story, and what the office may do about it; planning a new one."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from giaoban.followup import programme_acts as acts
from giaoban.followup.duties import in_words
from giaoban.followup.models import ProgrammeItem, ProgrammeState
from giaoban.followup.pages.desk import Desk, hidden, refused_page, revision_of
from giaoban.followup.pages.programme import MONTH, OWNER, UNIT, YEAR
from giaoban.followup.pages.programme_shown import Line, look_of
from giaoban.followup.pages.programme_typed import (
    Faults,
    attempt,
    day,
    mark_of,
    marks,
    typed,
    unit_or_none,
    whole_number,
)
from giaoban.followup.programme_life import IllegalMove, moves
from giaoban.people.access import NotYourRole, Verb
from giaoban.units.tree import Node

TITLE, PRESENTER, DAY, RESULT, REASON = "viec", "chuan-bi", "ngay", "ket-qua", "ly-do"


@require_safe
def programme_item(request: HttpRequest, number: int) -> HttpResponse:
    """How the item stands."""
    desk = Desk(request)
    return _page(request, desk, _item(desk, number))


@require_POST
def programme_done(request: HttpRequest, number: int) -> HttpResponse:
    """It was done."""
    return _carried_out(
        request,
        number,
        lambda item, desk: acts.mark_done(
            item,
            day(request, DAY, desk),
            request.POST.get(RESULT, ""),
            by=desk.person,
            at=desk.now,
            revision=revision_of(request),
        ),
        _("Đã ghi nhận kết quả."),
    )


@require_POST
def programme_move(request: HttpRequest, number: int) -> HttpResponse:
    """It goes to another month."""
    return _carried_out(
        request,
        number,
        lambda item, desk: acts.move(
            item,
            whole_number(request, MONTH, _("tháng")),
            request.POST.get(REASON, ""),
            by=desk.person,
            at=desk.now,
            revision=revision_of(request),
        ),
        _("Đã chuyển tháng."),
    )


@require_POST
def programme_revise(request: HttpRequest, number: int) -> HttpResponse:
    """Its words or its owner change."""
    return _carried_out(
        request,
        number,
        lambda item, desk: acts.revise(
            item,
            request.POST.get(TITLE, ""),
            owner_id=unit_or_none(request, OWNER, desk),
            presenter=request.POST.get(PRESENTER, ""),
            mark=mark_of(request),
            by=desk.person,
            at=desk.now,
            revision=revision_of(request),
        ),
        _("Đã sửa nội dung."),
    )


@require_POST
def programme_drop(request: HttpRequest, number: int) -> HttpResponse:
    """It leaves the programme."""
    return _carried_out(
        request,
        number,
        lambda item, desk: acts.drop(
            item, request.POST.get(REASON, ""), by=desk.person, at=desk.now, revision=revision_of(request)
        ),
        _("Đã đưa ra khỏi chương trình."),
    )


@require_POST
def programme_reopen(request: HttpRequest, number: int) -> HttpResponse:
    """It is taken up again."""
    return _carried_out(
        request,
        number,
        lambda item, desk: acts.reopen(
            item, request.POST.get(REASON, ""), by=desk.person, at=desk.now, revision=revision_of(request)
        ),
        _("Việc này lại ở trạng thái chưa thực hiện."),
    )


def programme_new(request: HttpRequest) -> HttpResponse:
    """Plans an item: the form, and sending it."""
    desk = Desk(request)
    units = desk.nodes(desk.units_where(Verb.COMPILE))
    if not units:
        raise NotYourRole(_("Chỉ văn phòng mới lập chương trình làm việc."))
    asked = request.POST if request.method == "POST" else request.GET
    unit = next((node for node in units if node.code == asked.get(UNIT)), units[0])
    faults: Faults = {}
    if request.method == "POST":
        made, faults = attempt(lambda: _planned(request, desk, units[0].code))
        if made is not None:
            messages.success(request, _("Đã đưa vào chương trình tháng %(month)d.") % {"month": made.month})
            return redirect("programme_item", made.pk)
    context = {
        "desk": desk,
        "units": units,
        "unit": unit,
        "owners": _owners(desk, unit.unit_id),
        "typed": typed(request)
        if request.method == "POST"
        else {"nam": _usual_year(request, desk), "thang": request.GET.get(MONTH, "")},
        "faults": faults,
        "marks": marks(),
        "month_numbers": range(1, 13),
    }
    return render(request, "followup/programme_new.html", context, status=422 if faults else 200)


def _planned(request: HttpRequest, desk: Desk, usual: str) -> ProgrammeItem:
    unit = desk.unit(request.POST.get(UNIT) or usual)
    return acts.plan_item(
        unit.unit_id,
        whole_number(request, YEAR, _("năm")),
        whole_number(request, MONTH, _("tháng")),
        request.POST.get(TITLE, ""),
        owner_id=unit_or_none(request, OWNER, desk),
        presenter=request.POST.get(PRESENTER, ""),
        mark=mark_of(request),
        by=desk.person,
        at=desk.now,
    )


def _usual_year(request: HttpRequest, desk: Desk) -> str:
    return request.GET.get(YEAR) or str(desk.today.year)


def _item(desk: Desk, number: int) -> ProgrammeItem:
    """The item, if the person sees the unit whose programme it is; otherwise 404."""
    found = ProgrammeItem.objects.select_related("duty").filter(pk=number).first()
    if found is None or not desk.may(Verb.SEE, found.unit_id):
        raise hidden()
    return found


def _carried_out(
    request: HttpRequest, number: int, act: Callable[[ProgrammeItem, Desk], ProgrammeItem], done: str
) -> HttpResponse:
    """Does it; back to the item with what was done, 422 with what is wrong, or 409 with why not."""
    desk = Desk(request)
    item = _item(desk, number)
    acts.require_office(desk.person, item.unit_id, desk.today)
    try:
        _done, faults = attempt(lambda: act(item, desk))
    except IllegalMove as refused:
        return refused_page(request, refused, request.path.rsplit("/", 2)[0] + "/")
    if faults:
        return _page(request, desk, item, faults)
    messages.success(request, done)
    return redirect("programme_item", number)


def _page(request: HttpRequest, desk: Desk, item: ProgrammeItem, faults: Faults | None = None) -> HttpResponse:
    names = desk.names([item.owner_id, item.unit_id])
    may_keep = desk.may(Verb.COMPILE, item.unit_id)
    context: dict[str, Any] = {
        "desk": desk,
        "item": item,
        "line": Line(item, look_of(item, desk.today), names.get(item.owner_id or 0, "")),
        "unit_name": names.get(item.unit_id, ""),
        "unit_code": _code(desk, item.unit_id),
        "duty_words": in_words(item.duty.rule, desk.language) if item.duty else "",
        "events": item.events.select_related("person").order_by("-pk"),
        "acts": {move.act.value for move in moves(ProgrammeState(item.state))} if may_keep else set(),
        "owners": _owners(desk, item.unit_id) if may_keep else (),
        "owner_code": _code(desk, item.owner_id),
        "typed": typed(request) if faults else {},
        "faults": faults or {},
        "open_act": request.path.rstrip("/").rpartition("/")[2] if faults else "",
        "marks": marks(),
        "month_numbers": range(1, 13),
    }
    return render(request, "followup/programme_item.html", context, status=422 if faults else 200)


def _owners(desk: Desk, unit_id: int) -> tuple[Node, ...]:
    """The units below whose work an item may be."""
    if unit_id not in desk.tree:
        return ()
    return desk.tree.subtree(desk.tree.by_unit(unit_id))[1:]


def _code(desk: Desk, unit_id: int | None) -> str:
    """The code of a unit of today's tree; empty for none."""
    return "" if unit_id is None or unit_id not in desk.tree else desk.tree.by_unit(unit_id).code
