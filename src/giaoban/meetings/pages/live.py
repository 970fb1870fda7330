"""The live view of a meeting, the projector's screen, what is new, and what the current item shows."""

from collections.abc import Collection, Mapping
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseNotModified, JsonResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from giaoban.meetings import live, live_matter
from giaoban.meetings.live import Hall
from giaoban.meetings.live_words import line
from giaoban.meetings.models import LiveKind
from giaoban.meetings.pages.desk import Desk
from giaoban.meetings.pages.following import FOLLOWERS, Follower
from giaoban.meetings.pages.live_parts import HALL, Parts

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


@require_safe
@never_cache
def live_view(request: HttpRequest, number: int) -> HttpResponse:
    """The whole page."""
    desk = Desk(request)
    return page(request, desk, FOLLOWERS.fresh(request, desk, number))


def page(
    request: HttpRequest, desk: Desk, found: Follower, *, fault: str = "", field: str = "", status: int = 200
) -> HttpResponse:
    """The page as it stands, with what was typed where it was refused."""
    number = found.standing.meeting.pk
    last = live.latest([number])[number]
    typed = request.POST.dict() if fault else {}
    context = _context(desk, found, typed) | {
        "number": last,
        "comments": [line(said, desk.language) for said in live.said_by(number, last)],
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
    found, last = FOLLOWERS.fresh(request, desk, number), live.latest([number])[number]
    context = _context(desk, found) | {"number": last, "stream": settings.EVENTS}
    return render(request, "meetings/screen.html", context)


@require_safe
@never_cache
def events(request: HttpRequest, number: int) -> HttpResponse:
    """All that happened after event `sau`: 204 where nothing did, which costs one small query past the session's."""
    asked = request.GET.get(AFTER, "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 10):
        return HttpResponseBadRequest(_("Thiếu số của diễn biến đã xem."))
    after, desk = int(asked), Desk(request)
    FOLLOWERS.admit(request, desk, number)
    last = live.latest([number])[number]
    if last == after:
        return HttpResponse(status=204)
    if last < after:
        # Books older than the page, restored from a backup.
        return JsonResponse({"number": last, "reload": True})
    told = live.news(number, after)
    parts = (HALL,) if SCREEN in request.GET and told.kinds else _parts(told.kinds)
    return JsonResponse(
        {
            "number": told.number,
            "more": told.more,
            "comments": [line(said, desk.language) for said in told.said],
            "parts": Parts(request, desk, number, last).written(parts) if parts else {},
            "matter": bool(told.kinds & {LiveKind.ITEM, LiveKind.STATE}),
        }
    )


@require_safe
def matter(request: HttpRequest, number: int) -> HttpResponse:
    """What the current item shows, as it stands in this minute; 304 for who has it.

    The same for everybody who sees as much, so it is written and packed once: a report of a whole province is large, and
    two hundred ask for it when the chair moves on.
    """
    desk = Desk(request)
    found = FOLLOWERS.fresh(request, desk, number)
    shown = live_matter.piece(found.standing.meeting, at=desk.now, language=desk.language, links=found.sees_unit)
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    same = request.headers.get("If-None-Match") == shown.mark
    answer: HttpResponse = HttpResponseNotModified() if same else HttpResponse(shown.packed if packed else shown.plain)
    if packed and not same:
        answer["Content-Encoding"] = "gzip"
    answer["ETag"], answer["Cache-Control"], answer["Vary"] = shown.mark, "private, no-cache", "Accept-Encoding, Cookie"
    return answer


def _parts(kinds: Collection[LiveKind]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for kind in sorted(kinds) for part in PARTS[kind]))


def _context(desk: Desk, found: Follower, typed: Mapping[str, str] | None = None) -> dict[str, object]:
    """The hall, and what its current item shows."""
    meeting = found.standing.meeting
    shown = live_matter.piece(meeting, at=desk.now, language=desk.language, links=found.sees_unit)
    inside = mark_safe(shown.plain.decode())  # noqa: S308 (written by a template)
    return {"hall": Hall(found.standing, desk.now, typed), "meeting": meeting, "matter": inside}
