"""What is typed at the door, where allauth's own fields or sentences will not do."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from django.utils.translation import gettext as _

from giaoban.people.models import normal_login


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth ships no types
    """The field of the login is named `username`, as browsers and password safes know it."""

    def add_prefix(self, field_name: str) -> str:
        return str(super().add_prefix("username" if field_name == "login" else field_name))

    def clean_login(self) -> str:
        return normal_login(self.cleaned_data["login"])


class OwnPasswordForm(ChangePasswordForm):  # type: ignore[misc]  # allauth ships no types
    """The old password and twice the new one."""

    def clean(self) -> dict[str, Any]:
        """Says in our words that the two differ."""
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("Hai lần gõ mật khẩu chưa giống nhau. Hãy gõ lại cả hai ô."))
        return dict(self.cleaned_data)
