"""A request of these pages: it knows the instant at which it is answered."""

from datetime import datetime
from typing import cast

from django.http import HttpRequest
from django.utils import timezone

from giaoban.people.models import Person


class TimedRequest(HttpRequest):
    """A request of a signed-in person, with the product's clock."""

    now: datetime
    user: Person


def timed(request: HttpRequest) -> TimedRequest:
    """The same request, under the type that the clock and the sign-in have given it."""
    return cast("TimedRequest", request)


def instant(request: HttpRequest) -> datetime:
    """When the request is answered; the machine's time where it came past the site's clock."""
    now = getattr(request, "now", None)
    return now if isinstance(now, datetime) else timezone.localtime()
