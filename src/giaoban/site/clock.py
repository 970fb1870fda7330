"""The clock: what `now` is for this workspace. Everything else receives it as an argument."""

import os
import time as machine
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from giaoban.people.request import timed
from giaoban.site.environment import Workspace

BEGIN, LATEST = time(8), time(23, 59)
"""Between these a demonstration's clock runs: it never reaches another day."""
SERVING_SINCE: Final = "GIAOBAN_SERVING_SINCE"
"""Seconds since 1970, from the server to its processes, so that they all show the same time."""


def now() -> datetime:
    """The present instant in the office's time zone.

    A demonstration has one day: for commands it stands still at 08:00, while it is served it runs from there.
    """
    workspace: Workspace = settings.WORKSPACE
    zone = ZoneInfo(settings.TIME_ZONE)
    if workspace.today is None:
        return datetime.now(zone)
    begin, latest = (datetime.combine(workspace.today, hour, tzinfo=zone) for hour in (BEGIN, LATEST))
    since = os.environ.get(SERVING_SINCE)
    return begin if since is None else min(begin + timedelta(seconds=max(0.0, machine.time() - float(since))), latest)


def run_from_now() -> None:
    """Lets a demonstration's clock run, in this process and those that it starts: for a meeting that is being held."""
    os.environ[SERVING_SINCE] = str(machine.time())


class ClockMiddleware:
    """Gives every request its `now`, so that pages take the clock as a value."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        timed(request).now = now()
        return self.get_response(request)
