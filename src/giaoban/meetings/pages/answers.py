"""Who takes part: the list and its parts, answers to invitations, and the list at the door."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from giaoban.meetings import inviting
from giaoban.meetings.inviting import NewPlace, Reply, turnout
from giaoban.meetings.life import Duty, moves
from giaoban.meetings.models import Answer, Attendance, MeetingState, Part
from giaoban.meetings.moving import MeetingRefused, duties
from giaoban.meetings.pages.acting import carried_out, require_duty
from giaoban.meetings.pages.desk import Desk, revision_of
from giaoban.meetings.pages.meetings import meeting_page
from giaoban.meetings.pages.typed import REASON, Faults, typed, unit_or_none
from giaoban.meetings.sight import Standing
from giaoban.people.access import Verb
from giaoban.people.models import Person
from giaoban.people.recipients import people_with

UNITS, OTHER, PERSON, PART, REPLY, SUBSTITUTE, CAME = (
    "don-vi", "don-vi-khac", "nguoi", "tu-cach", "tra-loi", "du-thay", "diem-danh",
)  # fmt: skip


@require_safe
def participants(request: HttpRequest, number: int) -> HttpResponse:
    """Who is on the list, who could be, and who came."""
    desk = Desk(request)
    return participants_page(request, desk, desk.standing(number), {})


@require_POST
def add_participants(request: HttpRequest, number: int) -> HttpResponse:
    """Units that are ticked, one by its code, and accounts."""
    return carried_out(
        request,
        number,
        lambda desk, standing: inviting.add(
            standing.meeting,
            _new_places(request, desk, standing),
            by=desk.person,
            at=desk.now,
            revision=revision_of(request.POST),
        ),
        _("Đã thêm vào thành phần dự họp."),
        participants_page,
        back=reverse("meeting_participants", args=[number]),
    )


@require_POST
def remove_participant(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """One leaves the list."""
    return carried_out(
        request,
        number,
        lambda desk, standing: inviting.remove(
            standing.meeting, place, by=desk.person, at=desk.now, revision=revision_of(request.POST)
        ),
        _("Đã bớt khỏi thành phần dự họp."),
        participants_page,
        back=reverse("meeting_participants", args=[number]),
    )


@require_POST
def appoint_participant(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """One becomes chair, secretary, member or guest."""
    return carried_out(
        request,
        number,
        lambda desk, standing: inviting.appoint(
            standing.meeting,
            place,
            _part(request.POST.get(PART, "")),
            by=desk.person,
            at=desk.now,
            revision=revision_of(request.POST),
        ),
        _("Đã đổi tư cách dự họp."),
        participants_page,
        back=reverse("meeting_participants", args=[number]),
    )


@require_POST
def check_participants(request: HttpRequest, number: int) -> HttpResponse:
    """Who came, as ticked at the door; with one button also as was answered, where nothing is ticked."""

    def came(standing: Standing) -> dict[int, Attendance]:
        ticked = _came(request)
        return inviting.as_answered(standing.meeting, ticked) if REPLY in request.POST else ticked

    return carried_out(
        request,
        number,
        lambda desk, standing: inviting.check(standing.meeting, came(standing), by=desk.person, at=desk.now),
        _("Đã lưu điểm danh."),
        participants_page,
        back=reverse("meeting_participants", args=[number]),
    )


@require_POST
def answer_invitation(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """Comes, sends somebody else, or does not come."""
    return carried_out(
        request,
        number,
        lambda desk, standing: inviting.answer(standing.meeting, place, _reply(request), by=desk.person, at=desk.now),
        _("Đã gửi trả lời."),
        meeting_page,
        allowed=(Duty.TAKE_PART,),
    )


def participants_page(request: HttpRequest, desk: Desk, standing: Standing, faults: Faults) -> HttpResponse:
    """The list; for who prepares also with what may be changed."""
    found = standing.meeting
    places = list(found.participants.select_related("person"))
    acts = moves(MeetingState(found.state), duties(standing))
    if faults:
        require_duty(standing)
    may_change = standing.may_prepare and "revised" in acts
    context = {
        "desk": desk,
        "standing": standing,
        "meeting": found,
        "places": places,
        "names": desk.names([found.unit_id, *(place.unit_id for place in places)]),
        "turnout": turnout(places),
        "may_change": may_change,
        "may_check": "checked" in acts,
        "unchecked": any(one.attendance == Attendance.UNKNOWN and one.answer != Answer.WAITING for one in places),
        "parts": Part.choices,
        "attendances": Attendance.choices,
        "units": _offered_units(desk, standing) if may_change else [],
        "persons": _offered_persons(desk, standing) if may_change else [],
        "faults": faults,
        "typed": typed(request) if faults else {},
        "chosen": request.POST.getlist(UNITS) if faults else [],
    }
    return render(request, "meetings/participants.html", context, status=422 if faults else 200)


def _offered_units(desk: Desk, standing: Standing) -> list[tuple[str, str]]:
    """The unit that holds the meeting and those one level below, without who is on the list."""
    node = desk.node(standing.meeting.unit_id)
    there = set(standing.meeting.participants.filter(person=None).values_list("unit_id", flat=True))
    nodes = () if node is None else (node, *desk.tree.children(node))
    return [(one.code, one.name) for one in nodes if one.unit_id not in there]


def _offered_persons(desk: Desk, standing: Standing) -> list[tuple[str, str]]:
    """The accounts of the unit that holds the meeting and of the units on the list, without who is on it."""
    places = list(standing.meeting.participants.values_list("unit_id", "person_id"))
    units = {standing.meeting.unit_id, *(unit_id for unit_id, _person in places)}
    there = {(unit_id, person_id) for unit_id, person_id in places}
    names = desk.names(units)
    found = people_with(Verb.SEE, units, localdate(desk.now))
    return [
        (f"{unit_id}:{person.pk}", f"{person.display_name} ({names.get(unit_id, '')})")
        for unit_id, persons in sorted(found.items(), key=lambda row: row[0] != standing.meeting.unit_id)
        for person in persons
        if (unit_id, person.pk) not in there
    ]


def _new_places(request: HttpRequest, desk: Desk, standing: Standing) -> list[NewPlace]:
    part = _part(request.POST.get(PART, Part.MEMBER))
    codes = [*request.POST.getlist(UNITS), request.POST.get(OTHER, "")]
    units = [unit_or_none(code, "unit", desk) for code in codes]
    new = [NewPlace(unit_id, part=Part.MEMBER) for unit_id in units if unit_id is not None]
    chosen = request.POST.get(PERSON, "")
    if chosen:
        if chosen not in dict(_offered_persons(desk, standing)):
            raise MeetingRefused(_("Hãy chọn tài khoản trong danh sách."), "person")
        unit_id, person_id = (int(piece) for piece in chosen.split(":"))
        new.append(NewPlace(unit_id, Person.objects.get(pk=person_id), part))
    return new


def _reply(request: HttpRequest) -> Reply:
    text = request.POST.get(REPLY, "")
    if text not in Answer.values or text == Answer.WAITING:
        raise MeetingRefused(_("Hãy chọn sẽ dự, cử người dự thay hoặc vắng mặt."), "answer")
    return Reply(Answer(text), request.POST.get(SUBSTITUTE, ""), request.POST.get(REASON, ""))


def _part(text: str) -> Part:
    if text not in Part.values:
        raise MeetingRefused(_("Hãy chọn tư cách dự họp."), "part")
    return Part(text)


def _came(request: HttpRequest) -> dict[int, Attendance]:
    """Participant and who came, from fields such as `diem-danh-12`."""
    found: dict[int, Attendance] = {}
    for name, value in request.POST.items():
        head, _dash, number = name.rpartition("-")
        if head == CAME and number.isascii() and number.isdigit() and len(number) < 19:
            if value not in Attendance.values:
                raise Http404(_("Không có trang này."))
            found[int(number)] = Attendance(str(value))
    return found
