"""The pages of one meeting and of all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from giaoban.meetings.pages.desk import Desk


@require_safe
def meeting(request: HttpRequest, number: int) -> HttpResponse:
    """One meeting: when, where, who, what about."""
    standing = Desk(request).standing(number)
    return render(request, "meetings/meeting.html", {"standing": standing, "meeting": standing.meeting})
