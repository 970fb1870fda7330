"""A new meeting, other words for one, another time, calling it off, inviting to it."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from giaoban.meetings import inviting, preparing
from giaoban.meetings.life import IllegalMove
from giaoban.meetings.models import Meeting
from giaoban.meetings.pages.acting import carried_out, require_duty
from giaoban.meetings.pages.desk import Desk, refused_page, revision_of
from giaoban.meetings.pages.meetings import meeting_page
from giaoban.meetings.pages.offering import choices
from giaoban.meetings.pages.typed import REASON, UNIT, Faults, attempt, meeting_words, sitting, typed, unit_or_none
from giaoban.meetings.sight import Standing
from giaoban.people.access import Hidden, NotYourRole


@require_http_methods(["GET", "HEAD", "POST"])
def new_meeting(request: HttpRequest) -> HttpResponse:
    """The form of a new meeting, and sending it."""
    desk = Desk(request)
    require_office(desk)
    faults: Faults = {}
    if request.method == "POST":
        made, faults = attempt(lambda: _planned(request, desk))
        if made is not None:
            messages.success(request, _("Đã lập cuộc họp. Hãy soạn chương trình, chọn thành phần rồi gửi giấy mời."))
            return redirect("meeting", number=made.pk)
    usual = {"don_vi": desk.kept[0].code, "ngay": f"{desk.today:%Y-%m-%d}", "bat_dau": "08:00", "ket_thuc": "10:00"}
    context = {
        **choices(desk),
        "units": desk.kept,
        "typed": typed(request) if request.method == "POST" else usual,
        "faults": faults,
    }
    return render(request, "meetings/new.html", context, status=422 if faults else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def revise_meeting(request: HttpRequest, number: int) -> HttpResponse:
    """Other words."""
    if request.method != "POST":
        desk = Desk(request)
        return _revising(request, desk, desk.standing(number), {})
    return carried_out(
        request,
        number,
        lambda desk, standing: preparing.revise(
            standing.meeting,
            meeting_words(request, desk),
            by=desk.person,
            at=desk.now,
            revision=revision_of(request.POST),
        ),
        _("Đã sửa cuộc họp."),
        _revising,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def move_meeting(request: HttpRequest, number: int) -> HttpResponse:
    """Another time or place."""
    if request.method != "POST":
        desk = Desk(request)
        return _moving(request, desk, desk.standing(number), {})
    return carried_out(
        request,
        number,
        lambda desk, standing: preparing.move(
            standing.meeting,
            sitting(request, desk),
            by=desk.person,
            at=desk.now,
            revision=revision_of(request.POST),
            reason=request.POST.get(REASON, ""),
        ),
        _("Đã đổi thời gian, địa điểm; người đã được mời nhận thông báo."),
        _moving,
    )


@require_POST
def cancel_meeting(request: HttpRequest, number: int) -> HttpResponse:
    """It is called off."""
    return carried_out(
        request,
        number,
        lambda desk, standing: preparing.cancel(
            standing.meeting,
            request.POST.get(REASON, ""),
            by=desk.person,
            at=desk.now,
            revision=revision_of(request.POST),
        ),
        _("Đã hủy cuộc họp; người đã được mời nhận thông báo."),
        meeting_page,
    )


@require_POST
def invite_to_meeting(request: HttpRequest, number: int) -> HttpResponse:
    """Whoever was not invited yet is."""
    desk = Desk(request)
    standing = desk.standing(number)
    require_duty(standing)
    try:
        done, faults = attempt(
            lambda: inviting.invite(standing.meeting, by=desk.person, at=desk.now, revision=revision_of(request.POST))
        )
    except IllegalMove as refused:
        return refused_page(request, refused, number)
    if done is None:
        return meeting_page(request, desk, standing, faults)
    words = ngettext(
        "Đã gửi giấy mời; %(count)d người nhận được thông báo.",
        "Đã gửi giấy mời; %(count)d người nhận được thông báo.",
        done[1],
    )
    messages.success(request, words % {"count": done[1]})
    return redirect("meeting", number=number)


def require_office(desk: Desk) -> None:
    """Raises `NotYourRole` for who prepares no unit's meetings, `Hidden` for who sees no unit at all."""
    if not desk.kept:
        if not desk.seen:
            raise Hidden(_("Không có trang này."))
        raise NotYourRole(_("Chỉ văn phòng mới lập cuộc họp."))


def _planned(request: HttpRequest, desk: Desk) -> Meeting:
    unit_id = unit_or_none(request.POST.get(UNIT, ""), "unit", desk)
    if unit_id is None:
        raise Hidden(_("Không có trang này."))
    words, when = meeting_words(request, desk), sitting(request, desk)
    return preparing.plan(unit_id, words, when, by=desk.person, at=desk.now)


def _revising(request: HttpRequest, desk: Desk, standing: Standing, faults: Faults) -> HttpResponse:
    found = standing.meeting
    kept = {
        "ten": found.title,
        "loai": found.kind,
        "muc_dich": found.about,
        "ky": found.period,
        "chuyen_de": str(found.topic_id or ""),
    }
    return _form(request, "meetings/revise.html", desk, standing, kept, faults)


def _moving(request: HttpRequest, desk: Desk, standing: Standing, faults: Faults) -> HttpResponse:
    starts, ends = localtime(standing.meeting.starts_at), localtime(standing.meeting.ends_at)
    kept = {
        "ngay": f"{starts:%Y-%m-%d}",
        "bat_dau": f"{starts:%H:%M}",
        "ket_thuc": f"{ends:%H:%M}",
        "den_ngay": "" if ends.date() == starts.date() else f"{ends:%Y-%m-%d}",
        "dia_diem": standing.meeting.place,
    }
    return _form(request, "meetings/move.html", desk, standing, kept, faults)


def _form(
    request: HttpRequest, template: str, desk: Desk, standing: Standing, kept: Mapping[str, str], faults: Faults
) -> HttpResponse:
    """The form with what is kept, or with what was typed where something is wrong with it."""
    require_duty(standing)
    context = {
        **choices(desk, standing.meeting.period),
        "meeting": standing.meeting,
        "typed": typed(request) if faults else kept,
        "faults": faults,
    }
    return render(request, template, context, status=422 if faults else 200)
