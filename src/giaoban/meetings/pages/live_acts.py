"""What is done in a meeting while it is held, each by a form of its own: of the page, or sent by its script."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from giaoban.meetings import holding, speaking, voting
from giaoban.meetings.life import IllegalMove
from giaoban.meetings.models import Choice, Meeting
from giaoban.meetings.moving import MeetingRefused
from giaoban.meetings.pages.desk import Desk, revision_of
from giaoban.meetings.pages.following import FOLLOWERS
from giaoban.meetings.pages.live import COMMENT, NAMED, QUESTION, REASON, page

PLACE, BALLOT, SEEN, ITEM = "dai-bieu", "phieu", "dang-ban", "toi"
Act = Callable[[Desk, Meeting], object]


@require_POST
def open_meeting(request: HttpRequest, number: int) -> HttpResponse:
    """The chair opens."""
    revision = revision_of(request.POST)
    return _done(
        request, number, lambda desk, meeting: holding.open_meeting(meeting, by=desk.person, at=desk.now, revision=revision)
    )  # fmt: skip


@require_POST
def close_meeting(request: HttpRequest, number: int) -> HttpResponse:
    """The chair closes."""
    revision = revision_of(request.POST)
    return _done(
        request, number, lambda desk, meeting: holding.close_meeting(meeting, by=desk.person, at=desk.now, revision=revision)
    )  # fmt: skip


@require_POST
def reopen_meeting(request: HttpRequest, number: int) -> HttpResponse:
    """The chair opens again."""
    revision, reason = revision_of(request.POST), request.POST.get(REASON, "")
    return _done(
        request,
        number,
        lambda desk, meeting: holding.reopen_meeting(meeting, reason, by=desk.person, at=desk.now, revision=revision),
    )


@require_POST
def move(request: HttpRequest, number: int) -> HttpResponse:
    """The chair moves on to an item."""
    item, seen = _number(request, ITEM), _number(request, SEEN) or None
    return _done(
        request, number, lambda desk, meeting: holding.move_to(meeting, item, by=desk.person, at=desk.now, seen=seen)
    )


@require_POST
def comment(request: HttpRequest, number: int) -> HttpResponse:
    """A participant says something in writing."""
    text = request.POST.get(COMMENT, "")
    return _done(request, number, lambda desk, meeting: holding.comment(meeting, text, by=desk.person, at=desk.now))


@require_POST
def ask_to_speak(request: HttpRequest, number: int) -> HttpResponse:
    """A participant asks to speak."""
    return _done(request, number, lambda desk, meeting: speaking.ask_to_speak(meeting, by=desk.person, at=desk.now))


@require_POST
def withdraw(request: HttpRequest, number: int, speech: int) -> HttpResponse:
    """And does so no more."""
    return _done(request, number, lambda desk, meeting: speaking.withdraw(meeting, speech, by=desk.person, at=desk.now))


@require_POST
def call(request: HttpRequest, number: int, speech: int) -> HttpResponse:
    """The chair calls a speaker."""
    return _done(request, number, lambda desk, meeting: speaking.call(meeting, speech, by=desk.person, at=desk.now))


@require_POST
def end_speech(request: HttpRequest, number: int, speech: int) -> HttpResponse:
    """The speaker has spoken."""
    return _done(
        request, number, lambda desk, meeting: speaking.end_speech(meeting, speech, by=desk.person, at=desk.now)
    )


@require_POST
def put_to_vote(request: HttpRequest, number: int) -> HttpResponse:
    """The chair puts a question to the vote."""
    question, is_named = request.POST.get(QUESTION, ""), request.POST.get(NAMED) == "1"
    return _done(
        request,
        number,
        lambda desk, meeting: voting.put_to_vote(meeting, question, is_named=is_named, by=desk.person, at=desk.now),
    )


@require_POST
def cast_ballot(request: HttpRequest, number: int, vote: int) -> HttpResponse:
    """A participant votes."""
    place, choice = _number(request, PLACE), request.POST.get(BALLOT, "")
    return _done(
        request,
        number,
        lambda desk, meeting: voting.cast_ballot(meeting, vote, place, choice, by=desk.person, at=desk.now),
    )


@require_POST
def close_vote(request: HttpRequest, number: int, vote: int) -> HttpResponse:
    """The vote is counted and closed."""
    hands = {name: request.POST.get(name, "") for name in Choice.values}
    return _done(
        request, number, lambda desk, meeting: voting.close_vote(meeting, vote, hands, by=desk.person, at=desk.now)
    )


def _done(request: HttpRequest, number: int, act: Act) -> HttpResponse:
    """Does it: back to the page, or, to its script, 204; what was refused comes with the reason and all that was typed.

    Whether the person sees the meeting and may do that, the act itself asks.
    """
    desk = Desk(request)
    is_script = request.headers.get("X-Requested-With") == "fetch"
    try:
        act(desk, get_object_or_404(Meeting, pk=number))
    except (MeetingRefused, IllegalMove) as refused:
        status, field = (409, "") if isinstance(refused, IllegalMove) else (422, refused.field)
        if is_script:
            return JsonResponse({"message": str(refused), "field": field}, status=status)
        found = FOLLOWERS.fresh(request, desk, number)
        return page(request, desk, found, fault=str(refused), field=field, status=status)
    return HttpResponse(status=204) if is_script else redirect("live", number)


def _number(request: HttpRequest, name: str) -> int:
    """A whole number that was sent; 0, which nothing has, where none was."""
    sent = request.POST.get(name, "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 19 else 0
