"""Login and password, as they are typed on the sign-in page."""

from allauth.account.forms import LoginForm

from giaoban.people.models import normal_login


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth ships no types
    """The field of the login is named `username`, as browsers and password safes know it."""

    def add_prefix(self, field_name: str) -> str:
        return str(super().add_prefix("username" if field_name == "login" else field_name))

    def clean_login(self) -> str:
        return normal_login(self.cleaned_data["login"])
