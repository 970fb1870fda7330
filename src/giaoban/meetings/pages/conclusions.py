"""Conclusions: added, reworded, put in order, taken away, until the notice is issued."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from giaoban.indicators import packs
from giaoban.indicators.due import days_off
from giaoban.meetings import recording
from giaoban.meetings.life import IllegalMove
from giaoban.meetings.models import Conclusion
from giaoban.meetings.moving import MeetingRefused
from giaoban.meetings.pages import conclusion_typed
from giaoban.meetings.pages.conclusion_typed import ITEM, NAMES, again, blank, read, sheet, stored
from giaoban.meetings.pages.desk import Desk, revision_of
from giaoban.meetings.pages.minutes import page
from giaoban.meetings.recording import WrittenMeanwhile
from giaoban.meetings.sight import Standing
from giaoban.people.access import Hidden

UP, BACK = "len", "ve"
LIVE = "truc-tiep"
"""Where the form of the live view leads back to."""


@require_http_methods(["GET", "HEAD", "POST"])
def new_conclusion(request: HttpRequest, number: int) -> HttpResponse:
    """A further conclusion."""
    desk = Desk(request)
    found = _writer(desk, number)
    if request.method != "POST":
        return _form(request, desk, found, sheet(desk, found.meeting, blank(request.GET.get(ITEM, ""))))
    try:
        made = recording.conclude(found.meeting, read(request.POST, desk, found.meeting), by=desk.person, at=desk.now)
    except MeetingRefused as refused:
        typed = sheet(desk, found.meeting, again(request.POST), {refused.field: str(refused)})
        return _form(request, desk, found, typed, status=422)
    except IllegalMove as refused:
        return _form(request, desk, found, _again(request, desk, found), fault=str(refused), status=refused.status)
    _say(request, made, _("Đã ghi kết luận."), desk)
    if request.POST.get(BACK) == LIVE:
        return redirect("live", number)
    return redirect(f"{reverse('minutes', args=[number])}#ket-luan-{made.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
def one_conclusion(request: HttpRequest, number: int, conclusion: int) -> HttpResponse:
    """A conclusion to be worded anew."""
    desk = Desk(request)
    found = _writer(desk, number)
    row = _conclusion(found, conclusion)
    if request.method != "POST":
        return _form(request, desk, found, sheet(desk, found.meeting, stored(desk, row)), row)
    try:
        changed = recording.reword(
            row,
            read(request.POST, desk, found.meeting),
            by=desk.person,
            at=desk.now,
            revision=revision_of(request.POST),
        )
    except MeetingRefused as refused:
        typed = sheet(desk, found.meeting, again(request.POST), {refused.field: str(refused)})
        return _form(request, desk, found, typed, row, status=422)
    except IllegalMove as refused:
        fault = _told(refused)
        return _form(request, desk, found, _again(request, desk, found), row, fault=fault, status=refused.status)
    _say(request, changed, _("Đã sửa kết luận."), desk)
    return redirect(f"{reverse('minutes', args=[number])}#ket-luan-{changed.pk}")


@require_POST
def withdraw_conclusion(request: HttpRequest, number: int, conclusion: int) -> HttpResponse:
    """Takes a conclusion away."""
    desk = Desk(request)
    found = _writer(desk, number)
    row = _conclusion(found, conclusion)
    try:
        recording.withdraw(row, by=desk.person, at=desk.now, revision=revision_of(request.POST))
    except IllegalMove as refused:
        return page(request, desk, found, fault=str(refused), status=refused.status)
    messages.success(request, _("Đã bỏ kết luận “%(what)s”.") % {"what": row.what[:80]})
    return redirect("minutes", number)


@require_POST
def shift_conclusion(request: HttpRequest, number: int, conclusion: int) -> HttpResponse:
    """Moves a conclusion one place up or down."""
    desk = Desk(request)
    found = _writer(desk, number)
    row = _conclusion(found, conclusion)
    try:
        recording.shift(row, up=request.POST.get(UP) == "1", by=desk.person, at=desk.now)
    except IllegalMove as refused:
        return page(request, desk, found, fault=str(refused), status=refused.status)
    return redirect(f"{reverse('minutes', args=[number])}#ket-luan-{row.pk}")


def _writer(desk: Desk, number: int) -> Standing:
    found = desk.standing(number)
    recording.require_writer(found)
    return found


def _conclusion(found: Standing, number: int) -> Conclusion:
    row = Conclusion.objects.filter(meeting=found.meeting.pk, pk=number).first()
    if row is None:
        raise Hidden(_("Không có trang này."))
    return row


def _again(request: HttpRequest, desk: Desk, found: Standing) -> conclusion_typed.Sheet:
    return sheet(desk, found.meeting, again(request.POST))


def _told(refused: IllegalMove) -> str:
    """The refusal, with what stands now where somebody was faster."""
    if isinstance(refused, WrittenMeanwhile) and refused.standing:
        return f"{refused} " + _("Đang lưu: “%(what)s”.") % {"what": refused.standing}
    return str(refused)


def _say(request: HttpRequest, row: Conclusion, done: str, desk: Desk) -> None:
    messages.success(request, done)
    off = days_off(packs.current(), desk.today.year)
    remark = recording.day_off(row.deadline, off, desk.language) if row.deadline else ""
    if remark:
        messages.warning(request, remark)


def _form(
    request: HttpRequest,
    desk: Desk,
    found: Standing,
    typed: conclusion_typed.Sheet,
    row: Conclusion | None = None,
    *,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    """The form on a page of its own; `row` is the conclusion that is reworded."""
    closed = recording.is_closed(found.meeting)
    now = Conclusion.objects.filter(pk=row.pk).first() if row else None
    context = {
        "meeting": found.meeting,
        "sheet": typed,
        "names": NAMES,
        "row": now,
        "fault": fault,
        "closed": closed,
        "back": request.POST.get(BACK, request.GET.get(BACK, "")),
    }
    return render(request, "meetings/conclusion.html", context, status=status)
