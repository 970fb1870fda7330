"""The list of meetings, a month of them, and one meeting with everything about it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from giaoban.language.dates import write_date
from giaoban.meetings import calendar_file, listing
from giaoban.meetings.agenda import timetable
from giaoban.meetings.calendar_file import Organizer
from giaoban.meetings.inviting import turnout, waiting_meetings
from giaoban.meetings.life import AHEAD, CHANGEABLE, moves
from giaoban.meetings.listing import COMING, PAST, Filter
from giaoban.meetings.models import Answer, Attendance, Meeting, MeetingKind, MeetingState
from giaoban.meetings.moving import duties
from giaoban.meetings.notes import own_notes
from giaoban.meetings.pages.desk import Desk
from giaoban.meetings.pages.offering import choices, period_name
from giaoban.meetings.pages.typed import Faults, typed
from giaoban.meetings.recording import is_issued
from giaoban.meetings.series import rule_in_words
from giaoban.meetings.showing import Showing
from giaoban.meetings.sight import ANSWERING, Standing
from giaoban.people import downloads
from giaoban.people.access import Verb, may, posts
from giaoban.people.downloads import Sheet
from giaoban.reports.request import notice

ON_A_PAGE: Final = 20
WHEN, KIND, UNIT, MINE, WORDS, PAGE, MONTH = "khi", "loai", "don-vi", "cua-toi", "tim", "trang", "thang"


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """Coming and past meetings."""
    desk, asked = Desk(request), request.GET
    wanted = wanted_of(request, desk)
    found = listing.listed(desk.person, wanted, at=desk.now, on=desk.today)
    page = Paginator(found, ON_A_PAGE).get_page(asked.get(PAGE))
    kept = {name: asked[name] for name in (WHEN, KIND, UNIT, MINE, WORDS) if asked.get(name)}
    waiting = {place.meeting_id: place for place in waiting_meetings(desk.person, desk.today)}
    context = {
        "desk": desk,
        "page": page,
        "rows": [(one, waiting.get(one.pk)) for one in page],
        "names": desk.names(one.unit_id for one in page),
        "waiting": list(waiting.values()),
        "wanted": wanted,
        "is_filtered": bool(kept.keys() - {WHEN}),
        "kinds": MeetingKind.choices,
        "units": [node for node in desk.tree if node.unit_id in desk.seen and desk.tree.children(node)],
        "unit": desk.node(wanted.unit_id),
        "kept": urlencode(kept) + "&" if kept else "",
        "tabs": _tabs(kept, wanted.when),
    }
    return render(request, "meetings/list.html", context)


@require_safe
def meetings_file(request: HttpRequest, form: str) -> HttpResponse:
    """The same meetings as CSV or Excel, without pages; who answered and came in numbers, nobody by name."""
    desk = Desk(request)
    found = list(
        listing.listed(desk.person, wanted_of(request, desk), at=desk.now, on=desk.today).prefetch_related(
            "participants"
        )
    )
    names = desk.names(one.unit_id for one in found)
    heads = [
        _("Ngày"), _("Giờ"), _("Tên cuộc họp"), _("Loại"), _("Đơn vị tổ chức"), _("Địa điểm"), _("Trạng thái"),
        _("Số nơi được mời"), _("Sẽ dự"), _("Có mặt, dự thay"),
    ]  # fmt: skip
    rows = [_row(desk, one, names) for one in found]
    sheet = Sheet("cuoc-hop", _("Cuộc họp"), heads, rows, notice())
    return downloads.answer(sheet, form, desk.now)


@require_safe
def meeting_calendar(request: HttpRequest) -> HttpResponse:
    """A month as a table."""
    desk = Desk(request)
    first = _month(request.GET.get(MONTH, ""), desk.today)
    before, after = _beside(first, -1), _beside(first, 1)
    weeks = listing.month(desk.person, first, on=desk.today)
    days = [day for week in weeks for day in week if day.inside]
    context = {
        "desk": desk,
        "first": first,
        "weeks": weeks,
        "is_empty": all(day.is_empty for day in days),
        "before": f"{before:%Y-%m}",
        "after": f"{after:%Y-%m}",
    }
    return render(request, "meetings/calendar.html", context)


@require_safe
@never_cache
def meeting(request: HttpRequest, number: int) -> HttpResponse:
    """One meeting: when, where, who, what about."""
    desk = Desk(request)
    return meeting_page(request, desk, desk.standing(number), {})


def meeting_page(request: HttpRequest, desk: Desk, standing: Standing, faults: Faults) -> HttpResponse:
    """The page as it stands; 422 with what is wrong and what was typed."""
    found = standing.meeting
    context: dict[str, Any] = {
        **choices(desk, found.period),
        **_agenda_of(desk, standing),
        **_people_of(desk, standing),
        "standing": standing,
        "meeting": found,
        "period": period_name(desk, found.period),
        "rule": rule_in_words(found.series, desk.language) if found.series else "",
        "acts": {str(act) for act in moves(MeetingState(found.state), duties(standing))},
        "is_concluded": is_issued(found),
        "events": found.events.select_related("person").order_by("-pk"),
        "is_ahead": found.state in AHEAD,
        "is_changeable": found.state in CHANGEABLE,
        "may_remark": standing.takes_part and found.state in AHEAD,
        "faults": faults,
        "typed": typed(request) if faults else {},
        "act": request.path if faults else "",
    }
    units = [place.unit_id for place in context["places"]] + [
        row["slot"].item.presenter_unit_id for row in context["rows"]
    ]
    context["names"] = desk.names([found.unit_id, *units])
    return render(request, "meetings/meeting.html", context, status=422 if faults else 200)


def _agenda_of(desk: Desk, standing: Standing) -> dict[str, Any]:
    """The items on the clock, each with what it shows, its papers, the person's own note and the remarks on it."""
    found = standing.meeting
    items = list(found.items.select_related("topic", "task"))
    table = timetable(items, found.starts_at, found.ends_at)
    follows = may(desk.person, Verb.SEE, found.unit_id, desk.today)
    showing = Showing(found, items, follows=follows, at=desk.now, language=desk.language)
    notes = own_notes(found, desk.person)
    papers = list(found.papers.defer("data"))
    remarks = list(found.comments.select_related("person"))
    rows = [
        {
            "slot": slot,
            "shown": showing.of(slot.item),
            "papers": [one for one in papers if one.item_id == slot.item.pk],
            "note": notes.get(slot.item.pk, ""),
            "remarks": [one for one in remarks if one.item_id == slot.item.pk],
        }
        for slot in table.slots
    ]
    return {"table": table, "rows": rows, "follows": follows, "papers": [one for one in papers if one.item_id is None]}


def _people_of(desk: Desk, standing: Standing) -> dict[str, Any]:
    """Who takes part, and the places that are the person's own to answer for: not those of every unit below."""
    places = list(standing.meeting.participants.select_related("person"))
    held = posts(desk.person, ANSWERING, desk.today)
    own = [one for one in standing.places if one.invited_at and (one.person_id or one.unit_id in held)]
    return {
        "places": places,
        "turnout": turnout(places),
        "uninvited": sum(place.invited_at is None for place in places),
        "own": own,
        "is_asked": any(place.answer == Answer.WAITING for place in own),
        "answers": [choice for choice in Answer.choices if choice[0] != Answer.WAITING],
    }


@require_safe
def meeting_file(request: HttpRequest, number: int) -> HttpResponse:
    """The meeting for a calendar program."""
    desk = Desk(request)
    found = desk.standing(number).meeting
    path = reverse("meeting", args=[number])
    link = f"{settings.SITE_URL}{path}" if settings.SITE_URL else ""
    data = calendar_file.of_meeting(found, organizer(desk, found.unit_id), link=link, at=desk.now)
    return calendar_answer(data, f"cuoc-hop-{number}.ics")


def organizer(desk: Desk, unit_id: int) -> Organizer:
    """The unit that invites; by mail only where the office has an address that mail is sent from."""
    mail = settings.DEFAULT_FROM_EMAIL if settings.MAIL_CONFIGURED else ""
    return Organizer(desk.names([unit_id]).get(unit_id, ""), mail.rpartition("<")[2].rstrip(">"))


def calendar_answer(data: bytes, name: str) -> HttpResponse:
    """A calendar file to be saved."""
    answer = HttpResponse(data, content_type=calendar_file.MEDIA_TYPE)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return answer


def wanted_of(request: HttpRequest, desk: Desk) -> Filter:
    """Which meetings are asked for; a filter that is none is left out."""
    asked = request.GET
    unit = next((node for node in desk.tree if node.code == asked.get(UNIT) and node.unit_id in desk.seen), None)
    return Filter(
        when=PAST if asked.get(WHEN) == PAST else COMING,
        kind=asked.get(KIND, "") if asked.get(KIND) in MeetingKind.values else "",
        unit_id=None if unit is None else unit.unit_id,
        mine=asked.get(MINE) == "1",
        words=asked.get(WORDS, "")[:100],
    )


def _row(desk: Desk, one: Meeting, names: Mapping[int, str]) -> list[downloads.Value]:
    start, counted = localtime(one.starts_at), turnout(one.participants.all())
    return [
        write_date(start.date(), desk.language),
        f"{start:%H:%M}",
        one.title,
        one.get_kind_display(),
        names.get(one.unit_id, ""),
        one.place,
        one.get_state_display(),
        counted.places,
        counted.answers[Answer.ACCEPTED] + counted.answers[Answer.SUBSTITUTE],
        counted.attendance[Attendance.PRESENT] + counted.attendance[Attendance.SUBSTITUTE],
    ]


def _tabs(kept: dict[str, str], when: str) -> list[dict[str, object]]:
    """Coming and past, with the other filters kept."""
    names = {COMING: _("Sắp tới"), PAST: _("Đã qua")}
    return [
        {"name": name, "address": f"?{urlencode(kept | {WHEN: word})}", "is_current": word == when}
        for word, name in names.items()
    ]


def _month(text: str, today: date) -> date:
    """The first day of the month that is asked for; 404 where there is none."""
    if not text:
        return today.replace(day=1)
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise Http404(_("Không có tháng này.")) from error


def _beside(first: date, step: int) -> date:
    """The first day of the month before or after; of the very first or last month itself."""
    year, month = divmod(first.year * 12 + first.month - 1 + step, 12)
    return first if not date.min.year <= year <= date.max.year else date(year, month + 1, 1)
