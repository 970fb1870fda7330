"""Writes down who came, who was turned away and what was refused: listens to Django, allauth and axes."""

from collections.abc import Callable
from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from giaoban.people.access import Hidden
from giaoban.people.events import Place, place_of, record
from giaoban.people.models import AccessKind, Person
from giaoban.people.sessions import begin


class RefusalsKept:
    """Keeps every page that a signed-in person asked for and `access` refused."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        person = getattr(request, "user", None)
        if isinstance(exception, Hidden | PermissionDenied) and isinstance(person, Person):
            detail = "404" if isinstance(exception, Hidden) else "403"
            record(AccessKind.REFUSED, place_of(request), person=person, detail=detail)


def listen() -> None:
    """Connects everything; called once, when the room is ready."""
    user_logged_in.connect(_signed_in, dispatch_uid="people.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="people.signed_out")
    user_login_failed.connect(_failed, dispatch_uid="people.failed")
    user_locked_out.connect(_locked, dispatch_uid="people.locked")
    password_changed.connect(_password_changed, dispatch_uid="people.password_changed")
    authentication_failed.connect(_second_factor_failed, dispatch_uid="people.second_factor_failed")
    authenticator_added.connect(_factor_added, dispatch_uid="people.factor_added")
    authenticator_removed.connect(_factor_removed, dispatch_uid="people.factor_removed")


def _place(request: HttpRequest | None) -> Place:
    return place_of(request) if request is not None else Place(timezone.localtime())


def _signed_in(request: HttpRequest, user: Person, **more: Any) -> None:
    begin(request, timezone.now())
    record(AccessKind.SIGNED_IN, _place(request), person=user)


def _signed_out(request: HttpRequest, user: Person | None, **more: Any) -> None:
    if user is not None:
        record(AccessKind.SIGNED_OUT, _place(request), person=user)


def _failed(credentials: dict[str, str], request: HttpRequest | None = None, **more: Any) -> None:
    detail = credentials.get("factor", "")
    record(AccessKind.FAILED, _place(request), login=credentials.get("username") or "", detail=detail)


def _locked(request: HttpRequest, username: str | None, **more: Any) -> None:
    record(AccessKind.LOCKED, _place(request), login=username or "")


def _password_changed(request: HttpRequest, user: Person, **more: Any) -> None:
    record(AccessKind.PASSWORD_CHANGED, _place(request), person=user)


def _second_factor_failed(request: HttpRequest, user: Person, authenticator: Authenticator, **more: Any) -> None:
    """A wrong code counts like a wrong password: the login waits after too many."""
    user_login_failed.send(
        sender=__name__,
        credentials={"username": user.login, "factor": authenticator.type},
        request=request,
    )


def _factor_added(request: HttpRequest, user: Person, authenticator: Authenticator, **more: Any) -> None:
    record(AccessKind.FACTOR_ADDED, _place(request), person=user, detail=authenticator.type)


def _factor_removed(request: HttpRequest, user: Person, authenticator: Authenticator, **more: Any) -> None:
    record(AccessKind.FACTOR_REMOVED, _place(request), person=user, detail=authenticator.type)
