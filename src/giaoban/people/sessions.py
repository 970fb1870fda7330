"""When a session ends: so long after the sign-in, so long without a page, and for everybody at once when asked."""

from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import get_user, logout, update_session_auth_hash
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from giaoban.people.models import Person

BEGAN, SEEN = "signed_in_at", "seen_at"
"""Keys of a session; instants as seconds since 1970 on the machine's clock, for a demonstration's stands still."""
WRITE_EVERY = timedelta(minutes=5)
"""A session is written no more often than that: every page would be a write otherwise."""


class SessionsEnd:
    """Signs out whoever signed in too long ago or has opened no page for too long."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        # The person, in place of Django's stand-in: whoever comes after this asks for it a hundred times.
        request.user = get_user(request)
        if request.user.is_authenticated:
            if has_ended(request.session.get(BEGAN), request.session.get(SEEN), now):
                logout(request)
            elif now - _instant(request.session[SEEN]) >= WRITE_EVERY:
                request.session[SEEN] = now.timestamp()
                UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=now)
        return self.get_response(request)


def begin(request: HttpRequest, now: datetime) -> None:
    """Writes into a new session when it began."""
    request.session[BEGAN] = request.session[SEEN] = now.timestamp()


def has_ended(began: float | None, seen: float | None, now: datetime) -> bool:
    """Whether a session of these instants is over; one that does not know its beginning is."""
    if began is None or seen is None:
        return True
    return now - _instant(began) >= settings.SESSION_LASTS or now - _instant(seen) >= settings.SESSION_IDLES


def open_sessions(person: Person) -> tuple[UserSession, ...]:
    """The sessions of the person that still hold, the one used last first."""
    found = UserSession.objects.purge_and_list(person)
    return tuple(sorted(found, key=lambda session: session.last_seen_at, reverse=True))


def end_all_sessions(person: Person, *, but: HttpRequest | None = None) -> None:
    """Ends every session of the person at once, but for that of the request that asks for it."""
    Person.objects.filter(pk=person.pk).update(sessions_round=F("sessions_round") + 1)
    person.refresh_from_db(fields=["sessions_round"])
    UserSession.objects.filter(user_id=person.pk).delete()
    if but is not None:
        update_session_auth_hash(but, person)
        UserSession.objects.create_from_request(but)


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, tz=timezone.get_current_timezone())
