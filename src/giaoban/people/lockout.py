"""After too many failures a login waits, and an address: for how long, until when, and how to open it before.

A login waits whatever address it is tried from. An address waits only after many more failures, for a whole office
may come through one.
"""

from datetime import datetime

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max, QuerySet, Sum
from django.http import HttpRequest
from django.utils import timezone

from giaoban.people.models import normal_login

Credentials = dict[str, str] | None


class Lockout(AxesDatabaseHandler):  # type: ignore[misc]  # axes ships no types
    """Counts a failure of an address for less than one of a login."""

    def get_failures(self, request: HttpRequest, credentials: Credentials = None) -> int:
        of_login, of_address = (_failures(attempts) for attempts in self.get_user_attempts(request, credentials))
        return max(of_login, of_address * settings.LOGIN_FAILURES // settings.ADDRESS_FAILURES)

    def reset_user_attempts(self, request: HttpRequest, credentials: Credentials = None) -> int:
        """A sign-in forgives the login's failures, and not those of the address, or one good account would open for all."""
        of_login, _of_address = self.filter_user_attempts(request, credentials)
        return int(of_login.delete()[0])


def is_locked(request: HttpRequest, login: str) -> bool:
    """Whether that login, or the request's address, has to wait."""
    return bool(AxesProxyHandler.is_locked(request, {"username": normal_login(login)}))


def opens_at(request: HttpRequest, login: str) -> datetime:
    """When a locked login or address may try again."""
    handler = AxesProxyHandler.get_implementation()
    AxesProxyHandler.update_request(request)
    of_login, of_address = handler.get_user_attempts(request, {"username": normal_login(login)})
    locked = of_login if _failures(of_login) >= settings.LOGIN_FAILURES else of_address
    last = locked.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    return timezone.localtime(last + settings.AXES_COOLOFF_TIME)


def locked_until(logins: list[str]) -> dict[str, datetime]:
    """Of those logins the ones that have to wait, and until when; on the machine's clock, as axes counts."""
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    rows = (
        AccessAttempt.objects.filter(username__in=logins, attempt_time__gt=since)
        .values("username")
        .annotate(failures=Sum("failures_since_start"), last=Max("attempt_time"))
        .filter(failures__gte=settings.LOGIN_FAILURES)
        .order_by()
    )
    return {row["username"]: timezone.localtime(row["last"] + settings.AXES_COOLOFF_TIME) for row in rows}


def unlock(login: str) -> bool:
    """Lets the login try again at once; whether there was anything to forgive."""
    return bool(AxesProxyHandler.reset_attempts(username=login))


def _failures(attempts: "QuerySet[AccessAttempt]") -> int:
    return attempts.aggregate(sum=Sum("failures_since_start"))["sum"] or 0
