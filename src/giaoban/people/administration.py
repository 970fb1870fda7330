"""What an administrator does to the accounts of the scope; every act is kept.

Each function asks `access` first and raises `Hidden` where the account or the unit does not exist for this
administrator, and `NotYours` where it is seen but out of reach.
"""

from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from giaoban.people import access
from giaoban.people.accounts import AccountRefused, add_person, check_email, check_name
from giaoban.people.events import Place, record
from giaoban.people.lockout import unlock
from giaoban.people.models import AccessKind, Membership, OneTimeLink, Person, Role
from giaoban.people.sessions import end_all_sessions
from giaoban.units.registry import tree_at


class NotYours(PermissionDenied):
    """The account holds a role above the administrator's scope, or is the administrator's own."""


@dataclass(frozen=True, slots=True)
class Administrator:
    """Who acts, when and from where."""

    person: Person
    place: Place

    @property
    def today(self) -> date:
        return self.place.at.date()

    def require_unit(self, unit_id: int) -> None:
        """Raises `access.Hidden` unless the unit lies in the scope."""
        access.require(self.person, access.Verb.ADMINISTER, unit_id, self.today)

    def require_account(self, other: Person) -> None:
        """Raises `NotYours` unless the account may be changed."""
        if not access.administers(self.person, other, self.today):
            raise NotYours(_("Tài khoản này nằm ngoài quyền quản trị của bạn."))

    def keep(self, kind: AccessKind, about: Person, *, unit_id: int | None = None, detail: str = "") -> None:
        """Writes down what was done to the account."""
        record(kind, self.place, person=self.person, about=about, unit_id=unit_id, detail=detail)


def open_account(
    by: Administrator, login: str, display_name: str, *, email: str, role: Role, unit_id: int, valid_from: date
) -> Person:
    """A new account without a password: a one-time link follows. Raises `AccountRefused`."""
    by.require_unit(unit_id)
    with transaction.atomic():
        person = add_person(login, display_name, role=role, unit_id=unit_id, valid_from=valid_from, email=email)
        by.keep(AccessKind.PERSON_ADDED, person)
        by.keep(AccessKind.ROLE_GIVEN, person, unit_id=unit_id, detail=_given(role, unit_id, valid_from))
    return person


def change_account(by: Administrator, person: Person, *, display_name: str, email: str) -> None:
    """Another name or mail address; the login stays, for the history names it. Raises `AccountRefused`."""
    by.require_account(person)
    person.display_name, person.email = check_name(person.login, display_name), check_email(email)
    with transaction.atomic():
        person.save(update_fields=["display_name", "email"])
        by.keep(AccessKind.PERSON_CHANGED, person)


def give_role(by: Administrator, person: Person, *, role: Role, unit_id: int, valid_from: date) -> Membership:
    """One more role from a day on. Raises `AccountRefused` where the person holds it then already."""
    by.require_account(person)
    by.require_unit(unit_id)
    running = Q(valid_to=None) | Q(valid_to__gt=valid_from)
    with transaction.atomic():
        if person.memberships.filter(running, unit_id=unit_id, role=role).exists():
            raise AccountRefused(
                _("%(name)s đã có vai trò “%(role)s” ở đơn vị này.") % {"name": person.display_name, "role": role.label}
            )
        membership = Membership.objects.create(person=person, unit_id=unit_id, role=role, valid_from=valid_from)
        by.keep(AccessKind.ROLE_GIVEN, person, unit_id=unit_id, detail=_given(role, unit_id, valid_from))
    return membership


def end_role(by: Administrator, membership: Membership, from_day: date) -> None:
    """The role no longer holds from that day on; one that has not begun by then is taken back."""
    by.require_account(membership.person)
    by.require_unit(membership.unit_id)
    if membership.valid_to is not None and membership.valid_to <= from_day:
        raise AccountRefused(_("Vai trò này đã kết thúc trước ngày đó."))
    unit_id, detail = membership.unit_id, _given(Role(membership.role), membership.unit_id, from_day)
    with transaction.atomic():
        if membership.valid_from >= from_day:
            membership.delete()
        else:
            membership.valid_to = from_day
            membership.save(update_fields=["valid_to"])
        by.keep(AccessKind.ROLE_ENDED, membership.person, unit_id=unit_id, detail=detail)


def deactivate(by: Administrator, person: Person) -> None:
    """Nobody signs in with the account any more, its sessions end at once and its links no longer work."""
    by.require_account(person)
    with transaction.atomic():
        person.is_active = False
        person.save(update_fields=["is_active"])
        OneTimeLink.objects.filter(person=person, used_at=None).delete()
        end_all_sessions(person)
        by.keep(AccessKind.DEACTIVATED, person)


def reactivate(by: Administrator, person: Person) -> None:
    """The account works again; sessions of before do not."""
    by.require_account(person)
    with transaction.atomic():
        person.is_active = True
        person.save(update_fields=["is_active"])
        by.keep(AccessKind.REACTIVATED, person)


def sign_out_everywhere(by: Administrator, person: Person) -> None:
    """Ends every session of the person."""
    by.require_account(person)
    with transaction.atomic():
        end_all_sessions(person)
        by.keep(AccessKind.SESSIONS_ENDED, person)


def remove_factors(by: Administrator, person: Person) -> None:
    """Takes away all second factors and passkeys, as for a lost phone; the password stays, every session ends."""
    by.require_account(person)
    with transaction.atomic():
        Authenticator.objects.filter(user=person).delete()
        end_all_sessions(person)
        by.keep(AccessKind.FACTOR_REMOVED, person)


def unlock_account(by: Administrator, person: Person) -> None:
    """Lets a login that has to wait try again at once."""
    by.require_account(person)
    unlock(person.login)
    by.keep(AccessKind.UNLOCKED, person)


def _given(role: Role, unit_id: int, day: date) -> str:
    """The role, the unit as it is called that day, and the day."""
    tree = tree_at(day)
    name = tree.by_unit(unit_id).name if unit_id in tree else str(unit_id)
    return f"{role.label} · {name} · {day:%d/%m/%Y}"
