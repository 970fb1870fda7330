"""The accounts of a demonstration, with passwords that everybody may know."""

import json
from dataclasses import dataclass

from django.conf import settings

from giaoban.people.models import Person, Role


@dataclass(frozen=True, slots=True)
class ShownAccount:
    """An account of the demonstration, with the password that everybody may know."""

    login: str
    password: str
    display_name: str
    role: str


def shown_accounts() -> tuple[ShownAccount, ...]:
    """The accounts of `accounts.json` in a demonstration's workspace that still exist; none in a real one."""
    workspace = settings.WORKSPACE
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
