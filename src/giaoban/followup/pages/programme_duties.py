"""The duties of the regulation: the list, a new one in plain fields, ending one, putting the turns of a year into the programme."""

from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from giaoban.followup.duties import LAST_DAY, PLACES, Recurrence, Rhythm, WrongRule, in_words, rule_of, turns
from giaoban.followup.models import ProgrammeDuty
from giaoban.followup.pages.desk import Desk, hidden
from giaoban.followup.pages.programme import OWNER, UNIT, YEAR
from giaoban.followup.pages.programme_item import REASON, TITLE
from giaoban.followup.pages.programme_typed import (
    Faults,
    attempt,
    day,
    day_or_none,
    mark_of,
    marks,
    typed,
    unit_or_none,
    whole_number,
)
from giaoban.followup.programme_acts import require_office
from giaoban.followup.programme_duties import add_duty, end_duty, fill_year
from giaoban.language.dates import weekday_name
from giaoban.people.access import NotYourRole, Verb
from giaoban.units.tree import Node

BASIS, FROM, UNTIL = "can-cu", "tu", "den"
RHYTHM, WEEKDAY, MONTH_DAY, QUARTER_MONTH, YEAR_MONTH = "lap-lai", "thu", "ngay", "thang-quy", "thang"
RHYTHMS: Final = {
    Rhythm.WEEKLY: gettext_lazy("hằng tuần"),
    Rhythm.MONTHLY: gettext_lazy("hằng tháng"),
    Rhythm.QUARTERLY: gettext_lazy("hằng quý"),
    Rhythm.YEARLY: gettext_lazy("hằng năm"),
}


@require_safe
def duties(request: HttpRequest) -> HttpResponse:
    """The duties of one unit, with their rules in words."""
    desk = Desk(request)
    return _list(request, desk, _unit(request.GET.get(UNIT, ""), desk))


def duty_new(request: HttpRequest) -> HttpResponse:
    """A new duty: the form, and sending it."""
    desk = Desk(request)
    units = desk.nodes(desk.units_where(Verb.COMPILE))
    if not units:
        raise NotYourRole(_("Chỉ văn phòng mới lập chương trình làm việc."))
    asked = request.POST if request.method == "POST" else request.GET
    unit = next((node for node in units if node.code == asked.get(UNIT)), units[0])
    faults: Faults = {}
    if request.method == "POST":
        made, faults = attempt(lambda: _added(request, desk, units[0].code))
        if made is not None:
            words = _("Đã thêm việc định kỳ: %(words)s. Bấm “Đưa vào chương trình” để điền các kỳ của năm.")
            messages.success(request, words % {"words": in_words(made.rule, desk.language)})
            return redirect(_address(unit))
    context = {
        "desk": desk,
        "units": units,
        "unit": unit,
        "owners": desk.tree.subtree(unit)[1:],
        "typed": typed(request) if request.method == "POST" else {"tu": f"{desk.today.year}-01-01"},
        "faults": faults,
        "marks": marks(),
        **_choices(desk, request.POST.getlist(WEEKDAY)),
    }
    return render(request, "followup/duty_new.html", context, status=422 if faults else 200)


@require_POST
def duty_end(request: HttpRequest, number: int) -> HttpResponse:
    """The duty ends."""
    desk = Desk(request)
    duty = get_object_or_404(ProgrammeDuty, pk=number)
    if not desk.may(Verb.SEE, duty.unit_id):
        raise hidden()
    require_office(desk.person, duty.unit_id, desk.today)
    unit = _unit_of(duty.unit_id, desk)
    left, faults = attempt(
        lambda: end_duty(duty, day(request, UNTIL, desk), request.POST.get(REASON, ""), by=desk.person, at=desk.now)
    )
    if left is None:
        return _list(request, desk, unit, faults, ended=duty.pk)
    words = ngettext(
        "Đã kết thúc việc định kỳ; %(count)d kỳ chưa thực hiện được đưa ra khỏi chương trình.",
        "Đã kết thúc việc định kỳ; %(count)d kỳ chưa thực hiện được đưa ra khỏi chương trình.",
        left,
    )
    messages.success(request, words % {"count": left})
    return redirect(_address(unit))


@require_POST
def duties_fill(request: HttpRequest) -> HttpResponse:
    """Puts the turns of a year into the programme."""
    desk = Desk(request)
    unit = _unit(request.POST.get(UNIT, ""), desk)
    require_office(desk.person, unit.unit_id, desk.today)
    count, faults = attempt(
        lambda: fill_year(unit.unit_id, whole_number(request, YEAR, _("năm")), by=desk.person, at=desk.now)
    )
    if count is None:
        return _list(request, desk, unit, faults)
    year = request.POST[YEAR]
    words = ngettext(
        "Đã thêm %(count)d kỳ vào chương trình năm %(year)s.",
        "Đã thêm %(count)d kỳ vào chương trình năm %(year)s.",
        count,
    )
    said = words if count else _("Các kỳ của năm %(year)s đã có đủ trong chương trình, không thêm gì.")
    messages.success(request, said % {"count": count, "year": year})
    return redirect(f"{reverse('programme')}?{urlencode({UNIT: unit.code, YEAR: year})}")


def recurrence(request: HttpRequest) -> str:
    """The rule that the plain fields make; raises `WrongRule` where one is not chosen."""
    rhythm = request.POST.get(RHYTHM, "")
    if rhythm not in RHYTHMS:
        raise WrongRule(_("Chưa chọn việc lặp lại hằng tuần, hằng tháng, hằng quý hay hằng năm."))
    if rhythm == Rhythm.WEEKLY:
        weekdays = [int(one) for one in request.POST.getlist(WEEKDAY) if one in set("0123456")]
        if not weekdays:
            raise WrongRule(_("Chưa chọn thứ trong tuần."))
        return rule_of(Recurrence(Rhythm.WEEKLY, weekdays=tuple(sorted(set(weekdays)))))
    days = (_of(request, MONTH_DAY, (LAST_DAY, *range(1, 32)), _("Chưa chọn ngày trong tháng.")),)
    if rhythm == Rhythm.MONTHLY:
        return rule_of(Recurrence(Rhythm.MONTHLY, days=days))
    if rhythm == Rhythm.QUARTERLY:
        first = _of(request, QUARTER_MONTH, (1, 2, 3), _("Chưa chọn tháng trong quý."))
        return rule_of(Recurrence(Rhythm.QUARTERLY, days=days, months=tuple(range(first, 13, 3))))
    month = _of(request, YEAR_MONTH, tuple(range(1, 13)), _("Chưa chọn tháng trong năm."))
    return rule_of(Recurrence(Rhythm.YEARLY, days=days, months=(month,)))


def _of(request: HttpRequest, field: str, allowed: tuple[int, ...], missing: str) -> int:
    text = request.POST.get(field, "")
    found = next((one for one in allowed if str(one) == text), None)
    if found is None:
        raise WrongRule(missing)
    return found


def _added(request: HttpRequest, desk: Desk, usual: str) -> ProgrammeDuty:
    unit = desk.unit(request.POST.get(UNIT) or usual)
    return add_duty(
        unit.unit_id,
        request.POST.get(TITLE, ""),
        recurrence(request),
        day(request, FROM, desk),
        basis=request.POST.get(BASIS, ""),
        owner_id=unit_or_none(request, OWNER, desk),
        valid_to=day_or_none(request, UNTIL, desk),
        mark=mark_of(request),
        by=desk.person,
        at=desk.now,
    )


def _list(
    request: HttpRequest, desk: Desk, unit: Node, faults: Faults | None = None, *, ended: int | None = None
) -> HttpResponse:
    found = list(
        ProgrammeDuty.objects.filter(unit=unit.unit_id).order_by(F("valid_to").asc(nulls_first=True), "title", "pk")
    )
    owners = desk.names(duty.owner_id for duty in found)
    year = desk.today.year
    context = {
        "desk": desk,
        "unit": unit,
        "rows": [
            {
                "duty": duty,
                "words": in_words(duty.rule, desk.language),
                "owner": owners.get(duty.owner_id or 0, ""),
                "turns": _count(duty, year),
                "is_over": duty.valid_to is not None and duty.valid_to <= desk.today,
            }
            for duty in found
        ],
        "year": year,
        "years": range(year, year + 2),
        "may_keep": desk.may(Verb.COMPILE, unit.unit_id),
        "typed": typed(request) if faults else {},
        "faults": faults or {},
        "ended": ended,
    }
    return render(request, "followup/duties.html", context, status=422 if faults else 200)


def _count(duty: ProgrammeDuty, year: int) -> int:
    try:
        return len(turns(duty.rule, duty.valid_from, duty.valid_to, date(year, 1, 1), date(year, 12, 31)))
    except WrongRule:
        return 0


def _choices(desk: Desk, weekdays: list[str]) -> dict[str, Any]:
    monday = date(2024, 1, 1)
    return {
        "rhythms": [(rhythm.value, name) for rhythm, name in RHYTHMS.items()],
        "weekdays": [(str(place), weekday_name(monday.replace(day=1 + place), desk.language)) for place in range(7)],
        "chosen_weekdays": weekdays,
        "days": range(1, 29),
        "last_day": LAST_DAY,
        "places": list(PLACES.items()),
        "month_numbers": range(1, 13),
    }


def _unit(code: str, desk: Desk) -> Node:
    """The unit of that code in sight; without one the highest."""
    if code:
        return desk.unit(code)
    nodes = desk.nodes(desk.units_where(Verb.SEE))
    if not nodes:
        raise Http404(_("Không có trang này."))
    return nodes[0]


def _unit_of(unit_id: int, desk: Desk) -> Node:
    if unit_id not in desk.tree:
        raise hidden()
    return desk.tree.by_unit(unit_id)


def _address(unit: Node) -> str:
    return f"{reverse('duties')}?{urlencode({UNIT: unit.code})}"
