"""Signing in."""

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.utils.translation import gettext_lazy as _

from giaoban.people.models import Person, Role
from giaoban.site.environment import Workspace


class SignInForm(AuthenticationForm):
    """Login and password; the sentences say what to do next and not which of the two was wrong."""

    error_messages = {
        "invalid_login": _(
            "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi nhập lại."
        ),
        "inactive": _("Tài khoản này đã ngừng hoạt động. Hãy liên hệ người quản trị của văn phòng."),
    }


@dataclass(frozen=True, slots=True)
class ShownAccount:
    """An account of the demonstration, with the password that everybody may know."""

    login: str
    password: str
    display_name: str
    role: str


class SignIn(LoginView):
    """The sign-in page; the demonstration shows its accounts there."""

    template_name = "site/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"accounts": shown_accounts(settings.WORKSPACE)}


def shown_accounts(workspace: Workspace) -> tuple[ShownAccount, ...]:
    """The accounts of `accounts.json` in a demonstration's workspace that still exist; none in a real one."""
    file = workspace.path / "accounts.json"
    if not workspace.demonstration or not file.exists():
        return ()
    rows = json.loads(file.read_text(encoding="utf-8"))
    known = set(Person.objects.filter(is_active=True).values_list("login", flat=True))
    names = {value: str(label) for value, label in Role.choices}
    return tuple(
        ShownAccount(row["login"], row["password"], row["display_name"], names.get(row["role"], row["role"]))
        for row in rows
        if row["login"] in known
    )
