"""Meetings that come again: the list of series, a new one, one with its turns, and its calendar file."""

from datetime import date, timedelta
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giaoban.followup.duties import LAST_DAY, SAFE_DAYS, Recurrence, Rhythm, WrongRule, rule_of
from giaoban.language.dates import HANOI, weekday_name
from giaoban.meetings import calendar_file, series
from giaoban.meetings.models import MeetingKind, Series
from giaoban.meetings.moving import MeetingRefused
from giaoban.meetings.pages.desk import Desk
from giaoban.meetings.pages.meetings import calendar_answer, organizer
from giaoban.meetings.pages.offering import choices, templates
from giaoban.meetings.pages.planning import require_office
from giaoban.meetings.pages.typed import (
    DAY,
    KIND,
    MINUTES,
    PLACE,
    START,
    TITLE,
    TOPIC,
    UNIT,
    Faults,
    attempt,
    clock,
    day,
    mark,
    number,
    topic,
    typed,
    unit_or_none,
)
from giaoban.meetings.series import NewSeries, NoTurnLeft, rule_in_words
from giaoban.people.access import Hidden, Verb, may, require_one

RHYTHM, EVERY, WEEKDAYS, MONTH_DAYS, MONTHS, LAST, TEMPLATE, TURN = (
    "nhip", "cach", "thu", "ngay-thang", "thang", "het-ngay", "mau", "buoi",
)  # fmt: skip
SHOWN_TURNS: Final = 8
MONDAY: Final = date(2024, 1, 1)
"""Some Monday, from which the weekdays are named."""
OFFERED: Final = (Rhythm.WEEKLY, Rhythm.MONTHLY, Rhythm.QUARTERLY, Rhythm.YEARLY)


@require_safe
def series_list(request: HttpRequest) -> HttpResponse:
    """The series in sight that have not ended."""
    desk = Desk(request)
    found = list(series.series_seen(desk.person, desk.today).select_related("topic"))
    rows = [(one, rule_in_words(one, desk.language), series.next_turn(one, desk.now)) for one in found]
    context = {"desk": desk, "rows": rows, "names": desk.names(one.unit_id for one in found)}
    return render(request, "meetings/series_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_series(request: HttpRequest) -> HttpResponse:
    """The form of a new series, and sending it."""
    desk = Desk(request)
    require_office(desk)
    faults: Faults = {}
    if request.method == "POST":
        made, faults = attempt(lambda: _begun(request, desk))
        if made is not None:
            messages.success(request, _("Đã lập chuỗi cuộc họp. Mỗi buổi được lập ở trang này, từ lịch của chuỗi."))
            return redirect("series", number=made.pk)
    usual = {
        "don_vi": desk.kept[0].code,
        "ngay": f"{desk.today:%Y-%m-%d}",
        "bat_dau": "07:30",
        "so_phut": "90",
        "nhip": Rhythm.WEEKLY.value,
        "cach": "1",
    }
    posted = request.POST
    context = {
        **choices(desk),
        "units": desk.kept,
        "templates": templates(desk),
        "rhythms": [(one.value, _rhythm_name(one)) for one in OFFERED],
        "weekdays": [(str(place), weekday_name(MONDAY + timedelta(days=place), desk.language)) for place in range(7)],
        "month_days": [*(str(one) for one in SAFE_DAYS), str(LAST_DAY)],
        "month_numbers": [str(one) for one in range(1, 13)],
        "typed": typed(request) if request.method == "POST" else usual,
        "chosen_weekdays": posted.getlist(WEEKDAYS) if request.method == "POST" else ["0"],
        "chosen_months": posted.getlist(MONTHS),
        "faults": faults,
    }
    return render(request, "meetings/series_new.html", context, status=422 if faults else 200)


@require_safe
def one_series(request: HttpRequest, number: int) -> HttpResponse:
    """One series: its rule, its turns to come, the meetings that were made."""
    desk = Desk(request)
    return _series_page(request, desk, _seen(desk, number), {})


@require_POST
def series_meeting(request: HttpRequest, number: int) -> HttpResponse:
    """The meeting of a turn is made, or found where it was made already."""
    desk = Desk(request)
    found = _kept(desk, number)
    turn = parse_datetime(request.POST.get(TURN, "")) if request.POST.get(TURN) else None
    try:
        if turn is None or turn.tzinfo is None:
            made = series.next_meeting(found, by=desk.person, at=desk.now)
        else:
            made = series.meeting_of(found, turn.astimezone(HANOI), by=desk.person, at=desk.now)
    except NoTurnLeft as refused:
        return _series_page(request, desk, found, {"whole": str(refused)})
    messages.success(request, _("Đã lập cuộc họp của buổi này với thành phần của buổi trước."))
    return redirect("meeting", number=made.pk)


@require_POST
def end_series(request: HttpRequest, number: int) -> HttpResponse:
    """No turn comes after a day."""
    desk = Desk(request)
    found = _kept(desk, number)
    done, faults = attempt(
        lambda: series.end(found, day(request.POST.get(LAST, ""), "ends_on", desk), by=desk.person, at=desk.now)
    )
    if done is None:
        return _series_page(request, desk, found, faults)
    messages.success(request, _("Đã ghi ngày kết thúc của chuỗi."))
    return redirect("series", number=number)


@require_safe
def series_file(request: HttpRequest, number: int) -> HttpResponse:
    """The series for a calendar program, with what was moved and called off."""
    desk = Desk(request)
    found = _seen(desk, number)
    data = calendar_file.of_series(
        found, found.meetings.select_related("series"), organizer(desk, found.unit_id), at=desk.now
    )
    return calendar_answer(data, f"dinh-ky-{number}.ics")


def _series_page(request: HttpRequest, desk: Desk, found: Series, faults: Faults) -> HttpResponse:
    meetings = list(found.meetings.order_by("-turn"))
    made = {meeting.turn: meeting for meeting in meetings}
    turns = series.turns(found, desk.today, desk.today + timedelta(days=400))[:SHOWN_TURNS]
    context = {
        "desk": desk,
        "series": found,
        "rule": rule_in_words(found, desk.language),
        "turns": [(turn, made.get(turn)) for turn in turns],
        "unmade": next((turn for turn in turns if turn not in made and turn > desk.now), None),
        "past": [meeting for meeting in meetings if meeting.turn not in turns][:20],
        "name": desk.names([found.unit_id]).get(found.unit_id, ""),
        "template": next((one.name for one in templates(desk) if one.value == found.template), ""),
        "may_keep": may(desk.person, Verb.COMPILE, found.unit_id, desk.today),
        "faults": faults,
        "typed": typed(request) if faults else {},
    }
    return render(request, "meetings/series.html", context, status=422 if faults else 200)


def _seen(desk: Desk, number: int) -> Series:
    """The series of that number, if the person sees its unit; otherwise 404."""
    found = Series.objects.select_related("topic").filter(pk=number).first()
    if found is None or found.unit_id not in desk.seen:
        raise Hidden(_("Không có trang này."))
    return found


def _kept(desk: Desk, number: int) -> Series:
    """The same for who keeps it; 403 for who only sees it."""
    found = _seen(desk, number)
    require_one(desk.person, [(Verb.COMPILE, found.unit_id)], [found.unit_id], desk.today)
    return found


def _begun(request: HttpRequest, desk: Desk) -> Series:
    posted = request.POST
    unit_id = unit_or_none(posted.get(UNIT, ""), "unit", desk)
    if unit_id is None:
        raise Hidden(_("Không có trang này."))
    kind = posted.get(KIND, "")
    if kind not in MeetingKind.values:
        raise MeetingRefused(_("Hãy chọn loại cuộc họp."), "kind")
    new = NewSeries(
        kind=MeetingKind(kind),
        title=posted.get(TITLE, ""),
        rule=_rule(request),
        first=day(posted.get(DAY, ""), "first", desk),
        clock=clock(posted.get(START, ""), "clock"),
        minutes=number(posted.get(MINUTES, ""), "minutes"),
        place=posted.get(PLACE, ""),
        template=posted.get(TEMPLATE, ""),
        topic=topic(posted.get(TOPIC, ""), desk),
        ends_on=day(posted[LAST], "ends_on", desk) if posted.get(LAST, "").strip() else None,
        mark=mark(request),
    )
    return series.begin(unit_id, new, by=desk.person, at=desk.now)


def _rule(request: HttpRequest) -> str:
    """The rule from plain fields: only those that belong to the rhythm are read."""
    posted = request.POST
    if posted.get(RHYTHM) not in {one.value for one in OFFERED}:
        raise MeetingRefused(_("Hãy chọn cuộc họp lặp lại hằng tuần, hằng tháng, hằng quý hay hằng năm."), "rule")
    rhythm = Rhythm(posted[RHYTHM])
    weekly = rhythm is Rhythm.WEEKLY
    months = _numbers(posted.getlist(MONTHS), 1, 12)
    if rhythm is Rhythm.QUARTERLY:
        first = (months[0] - 1) % 3 + 1 if months else 1
        months = tuple(range(first, 13, 3))
    recurrence = Recurrence(
        rhythm,
        weekdays=_numbers(posted.getlist(WEEKDAYS), 0, 6) if weekly else (),
        days=() if weekly else _numbers([posted.get(MONTH_DAYS, "")], LAST_DAY, 31),
        months=months if rhythm in {Rhythm.QUARTERLY, Rhythm.YEARLY} else (),
        every=number(posted.get(EVERY, "1"), "rule") if rhythm in {Rhythm.WEEKLY, Rhythm.MONTHLY} else 1,
    )
    try:
        return rule_of(recurrence)
    except WrongRule as error:
        raise MeetingRefused(_incomplete(rhythm) or str(error), "rule") from error


def _incomplete(rhythm: Rhythm) -> str:
    return {
        Rhythm.WEEKLY: _("Hãy chọn ít nhất một thứ trong tuần; cách từ 1 đến 12 tuần."),
        Rhythm.MONTHLY: _("Hãy chọn ngày trong tháng; cách từ 1 đến 12 tháng."),
        Rhythm.QUARTERLY: _("Hãy chọn ngày trong tháng."),
        Rhythm.YEARLY: _("Hãy chọn ngày và ít nhất một tháng."),
    }.get(rhythm, "")


def _rhythm_name(rhythm: Rhythm) -> str:
    return {
        Rhythm.WEEKLY: _("Hằng tuần"),
        Rhythm.MONTHLY: _("Hằng tháng"),
        Rhythm.QUARTERLY: _("Hằng quý"),
        Rhythm.YEARLY: _("Hằng năm"),
    }.get(rhythm, rhythm.value)


def _numbers(texts: list[str], least: int, most: int) -> tuple[int, ...]:
    """The whole numbers among the texts that lie between the two, both included."""
    found = {int(text) for text in texts if text.removeprefix("-").isascii() and text.removeprefix("-").isdigit()}
    return tuple(sorted(one for one in found if least <= one <= most and (one or least == 0)))
