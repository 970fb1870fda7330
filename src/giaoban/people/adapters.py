"""Where django-allauth asks us: who may come in, what its errors say, how a second factor is labelled."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.people.addresses import address_of
from giaoban.people.events import place_of, record
from giaoban.people.models import OPERATOR, AccessKind, Person, normal_login

TOO_MANY = gettext_lazy("Đã nhập sai quá nhiều lần. Hãy đợi ít phút rồi thử lại.")
WRONG_CODE = gettext_lazy("Mã hoặc khóa không đúng, hoặc đã hết hạn. Hãy lấy mã mới rồi thử lại.")
WRONG_PASSWORD = gettext_lazy("Mật khẩu hiện tại không đúng. Hãy nhập lại.")


def display_name(person: Person) -> str:
    """As a passkey's list on the person's device shows it."""
    return person.display_name


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Nobody signs up; failures are counted by axes alone; no message is said by allauth in its own words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": gettext_lazy(
            "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi nhập lại."
        ),
        "enter_current_password": WRONG_PASSWORD,
        "incorrect_password": WRONG_PASSWORD,
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """axes counts in the database, for every process, and an administrator can forgive."""

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request)


class Factors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Second factors and passkeys."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_generate_recovery_codes": gettext_lazy(
            "Hãy bật ứng dụng tạo mã hoặc thêm khóa truy cập trước khi tạo mã dự phòng."
        ),
    }

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002  allauth's name
        count = Authenticator.objects.filter(user=user, type=type).count()
        return _("Khóa truy cập %(number)d") % {"number": count + 1}


class Providers(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Signing in at another server: only for accounts that an administrator has made here."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """The first time, the server's answer names our login; from then on its own identity of the person counts.

        Raises what shows the page of refusal where no account of ours fits.
        """
        if sociallogin.is_existing:
            return
        login = normal_login(str(_answer(sociallogin).get(sociallogin.provider.app.settings["claim"]) or ""))
        person = Person.objects.filter(login=login, is_active=True).exclude(login=OPERATOR).first()
        if person is None or _is_bound(person, sociallogin):
            record(AccessKind.FAILED, place_of(request), login=login, detail=sociallogin.provider.name)
            raise ImmediateHttpResponse(
                render(request, "socialaccount/refused.html", {"login": login}, status=403),
            )
        sociallogin.connect(request, person)
        record(AccessKind.FACTOR_ADDED, place_of(request), person=person, detail=sociallogin.provider.name)


def _answer(sociallogin: SocialLogin) -> dict[str, Any]:
    """What the server said of the person."""
    told = sociallogin.account.extra_data
    return {**told.get("id_token", {}), **told.get("userinfo", {})}


def _is_bound(person: Person, sociallogin: SocialLogin) -> bool:
    """Whether another identity of that server already signs in as this person."""
    return bool(SocialAccount.objects.filter(user=person, provider=sociallogin.account.provider).exists())
