"""The list of accounts that an administrator reads: sought, sorted, a page at a time."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import F

from giaoban.language.text import bare
from giaoban.people import access
from giaoban.people.lockout import locked_until
from giaoban.people.models import Person
from giaoban.people.roles import HeldRole, roles_of

ON_A_PAGE = 50
ORDERS = {
    "ten": (F("display_name").asc(), F("login").asc()),
    "dang-nhap": (F("login").asc(),),
    "lan-cuoi": (F("last_login").desc(nulls_last=True), F("login").asc()),
    "trang-thai": (F("is_active").asc(), F("display_name").asc(), F("login").asc()),
}
"""How the list may be sorted, by the word in the address."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One account of the list; `locked_until` where the login has to wait."""

    person: Person
    roles: tuple[HeldRole, ...]
    locked_until: datetime | None

    @property
    def open_roles(self) -> tuple[HeldRole, ...]:
        return tuple(role for role in self.roles if role.is_open)

    @property
    def state(self) -> str:
        """`off`, `locked`, `new` before a first sign-in is possible, or `on`."""
        if not self.person.is_active:
            return "off"
        if self.locked_until is not None:
            return "locked"
        return "on" if self.person.has_usable_password() else "new"


@dataclass(frozen=True, slots=True)
class Roster:
    """A page of the list; `all` counts the accounts of the scope, sought or not."""

    page: Page[Person]
    entries: tuple[Entry, ...]
    all: int


def roster(viewer: Person, on: date, *, words: str = "", order: str = "ten", page: str | None = None) -> Roster:
    """The accounts in the viewer's scope whose login, name, role or unit holds every one of the words, marks or not."""
    seen = list(access.accounts_seen(viewer, on).order_by(*ORDERS.get(order, ORDERS["ten"])))
    roles = roles_of([person.pk for person in seen], on) if words else {}
    sought = bare(words).split()
    found = [person for person in seen if all(word in _text(person, roles) for word in sought)]
    shown = Paginator(found, ON_A_PAGE).get_page(page)
    roles = roles_of([person.pk for person in shown], on)
    locked = locked_until([person.login for person in shown])
    entries = tuple(Entry(person, roles[person.pk], locked.get(person.login)) for person in shown)
    return Roster(shown, entries, len(seen))


def entry_of(person: Person, on: date) -> Entry:
    """One account as the list has it."""
    return Entry(person, roles_of([person.pk], on)[person.pk], locked_until([person.login]).get(person.login))


def _text(person: Person, roles: dict[int, tuple[HeldRole, ...]]) -> str:
    held = (f"{role.role} {role.unit}" for role in roles[person.pk])
    return bare(" ".join([person.login, person.display_name, *held]))
