"""The clock: what `now` is for this workspace. Everything else receives it as an argument."""

from collections.abc import Callable
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from giaoban.people.request import timed
from giaoban.site.environment import Workspace


def now() -> datetime:
    """The present instant in the office's time zone; a demonstration's day stands still at 08:00."""
    workspace: Workspace = settings.WORKSPACE
    zone = ZoneInfo(settings.TIME_ZONE)
    if workspace.today is not None:
        return datetime.combine(workspace.today, time(8), tzinfo=zone)
    return datetime.now(zone)


class ClockMiddleware:
    """Gives every request its `now`, so that pages take the clock as a value."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        timed(request).now = now()
        return self.get_response(request)
