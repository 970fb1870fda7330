"""Signing in by password, passkey or another server, and the second step of it."""

from datetime import datetime
from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.decorators import method_decorator

from giaoban.people.accounts import has_administrator
from giaoban.people.demonstration import shown_accounts
from giaoban.people.lockout import is_locked, opens_at
from giaoban.people.request import instant


class SignIn(LoginView):  # type: ignore[misc]  # allauth ships no types
    """The sign-in page; the demonstration shows its accounts there."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "next": self.get_next_url() or "",
            "accounts": shown_accounts(),
            "providers": settings.IDENTITY_PROVIDERS,
            "is_new": not has_administrator(instant(self.request).date()),
        }


@method_decorator(login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login"), name="dispatch")
class SecondStep(AuthenticateView):  # type: ignore[misc]  # allauth ships no types
    """A code or a key after the password; who guesses codes waits like who guesses passwords."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        login = request._login_stage.login.user.login  # type: ignore[attr-defined]  # set by allauth's decorator
        if is_locked(request, login):
            return waiting(request, opens_at(request, login))
        return super().dispatch(request, *args, **kwargs)  # type: ignore[no-any-return]


class PasskeySignIn(LoginWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    """Signing in with a passkey alone; the page asks here for the challenge."""


def locked_out(request: HttpRequest, response: HttpResponse, credentials: dict[str, str] | None) -> HttpResponse:
    """What axes shows in place of any answer once a login or an address has to wait."""
    return waiting(request, opens_at(request, (credentials or {}).get("username", "")))


def waiting(request: HttpRequest, until: datetime) -> HttpResponse:
    """Says until when nobody may try, with status 429."""
    return render(request, "people/locked.html", {"until": until}, status=429)
