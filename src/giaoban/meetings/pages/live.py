"""The live view of a meeting, the projector's screen, what is new, and what the current item shows."""

import hashlib
import time
from collections.abc import Collection, Mapping
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseNotModified, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from giaoban.meetings import live, live_matter
from giaoban.meetings.live import Hall
from giaoban.meetings.live_words import line
from giaoban.meetings.models import Binding, LiveKind
from giaoban.meetings.pages.desk import Desk
from giaoban.meetings.sight import Standing
from giaoban.people.access import Verb, may

AFTER, SCREEN = "sau", "man-hinh"
COMMENT, QUESTION, NAMED, REASON = "y-kien", "noi-dung", "ghi-ten", "ly-do"
TYPED: Final[Mapping[str, str]] = {"comment": COMMENT, "question": QUESTION, "reason": REASON}
"""The names of fields for templates."""
PARTS: Final[Mapping[LiveKind, tuple[str, ...]]] = {
    LiveKind.STATE: ("head", "lead", "speakers", "votes", "say"),
    LiveKind.ITEM: ("head", "lead", "speakers"),
    LiveKind.SPEAKERS: ("speakers",),
    LiveKind.VOTE: ("votes", "lead"),
}
"""Which parts of the page an event changes; comments come one by one."""
REMEMBERED: Final = 20.0
"""Seconds for which a viewer who was let in is let in again without asking who sees the meeting."""
MOST_REMEMBERED: Final = 10_000


class Followers:
    """Who was let in lately, by session: two hundred viewers ask every two seconds, and access is a handful of queries."""

    def __init__(self) -> None:
        self._until: dict[tuple[str, int, object], float] = {}

    def admit(self, request: HttpRequest, desk: Desk, number: int) -> Standing | None:
        """How the person stands where that had to be asked, None where it was asked lately. Raises `Hidden`."""
        key = (request.session.session_key or "", number, desk.today)
        now = time.monotonic()
        if self._until.get(key, 0.0) > now:
            return None
        found = desk.standing(number)
        if len(self._until) >= MOST_REMEMBERED:
            self._until.clear()
        self._until[key] = now + REMEMBERED
        return found


FOLLOWERS: Final = Followers()


@require_safe
@never_cache
def live_view(request: HttpRequest, number: int) -> HttpResponse:
    """The whole page."""
    desk = Desk(request)
    return page(request, desk, desk.standing(number))


def page(
    request: HttpRequest, desk: Desk, found: Standing, *, fault: str = "", field: str = "", status: int = 200
) -> HttpResponse:
    """The page as it stands, with what was typed where it was refused."""
    last = live.latest([found.meeting.pk])[found.meeting.pk]
    typed = request.POST.dict() if fault else {}
    context = _context(desk, found, typed) | {
        "number": last,
        "comments": [line(said, desk.language) for said in live.said_by(found.meeting.pk, last)],
        "stream": settings.EVENTS,
        "fault": fault,
        "field": field,
        "typed": {name: typed.get(sent, "") for name, sent in TYPED.items()} | {"is_named": typed.get(NAMED) == "1"},
    }
    return render(request, "meetings/live.html", context, status=status)


@require_safe
@never_cache
def screen(request: HttpRequest, number: int) -> HttpResponse:
    """For the projector: large type and nothing around it."""
    desk = Desk(request)
    found = desk.standing(number)
    context = _context(desk, found) | {"number": live.latest([number])[number], "stream": settings.EVENTS}
    return render(request, "meetings/screen.html", context)


@require_safe
@never_cache
def events(request: HttpRequest, number: int) -> HttpResponse:
    """All that happened after event `sau`: 204 where nothing did, which costs one small query past the session's."""
    asked = request.GET.get(AFTER, "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 10):
        return HttpResponseBadRequest(_("Thiếu số của diễn biến đã xem."))
    after, desk = int(asked), Desk(request)
    found = FOLLOWERS.admit(request, desk, number)
    last = live.latest([number])[number]
    if last == after:
        return HttpResponse(status=204)
    if last < after:
        # Books older than the page, restored from a backup.
        return JsonResponse({"number": last, "reload": True})
    told = live.news(number, after)
    parts = ("hall",) if SCREEN in request.GET and told.kinds else _parts(told.kinds)
    if parts:
        found = found or desk.standing(number)
    return JsonResponse(
        {
            "number": told.number,
            "more": told.more,
            "comments": [line(said, desk.language) for said in told.said],
            "parts": _written(request, desk, found, parts) if found else {},
            "matter": bool(told.kinds & {LiveKind.ITEM, LiveKind.STATE}),
        }
    )


@require_safe
def matter(request: HttpRequest, number: int) -> HttpResponse:
    """What the current item shows, as it stands in this minute; 304 for who has it."""
    desk = Desk(request)
    context = _context(desk, desk.standing(number))
    inside = render_to_string("meetings/live_matter.html", context, request)
    mark = f'"{hashlib.sha256(inside.encode()).hexdigest()[:32]}"'
    same = request.headers.get("If-None-Match") == mark
    answer: HttpResponse = HttpResponseNotModified() if same else HttpResponse(inside)
    answer["ETag"], answer["Cache-Control"] = mark, "private, no-cache"
    return answer


def _parts(kinds: Collection[LiveKind]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for kind in sorted(kinds) for part in PARTS[kind]))


def _written(request: HttpRequest, desk: Desk, found: Standing, parts: Collection[str]) -> dict[str, str]:
    """Each part as this person sees it."""
    context = {"hall": Hall(found, desk.now)}
    names = {part: "meetings/screen_hall.html" if part == "hall" else f"meetings/live_{part}.html" for part in parts}
    return {part: render_to_string(name, context, request) for part, name in names.items()}


def _context(desk: Desk, found: Standing, typed: Mapping[str, str] | None = None) -> dict[str, object]:
    """The hall, and what its current item shows."""
    hall = Hall(found, desk.now, typed)
    context: dict[str, object] = {"hall": hall, "meeting": found.meeting}
    item = hall.current
    if item is None:
        return context
    context["papers"] = item.papers.defer("data")
    context["is_bound"] = item.binding != Binding.NONE
    links = may(desk.person, Verb.SEE, found.meeting.unit_id, desk.today)
    try:
        shown = live_matter.matter(found.meeting, item, at=desk.now, language=desk.language, links=links)
    except live_matter.Nothing as nothing:
        return context | {"nothing": str(nothing)}
    return context | {"matter": shown}
