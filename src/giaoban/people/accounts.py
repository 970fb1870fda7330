"""Accounts: the operator of the command line, the first administrator, and adding people."""

import re
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Min, Q, QuerySet
from django.utils.translation import gettext as _

from giaoban.language.text import nfc
from giaoban.people.models import OPERATOR, Membership, Person, Role, normal_login
from giaoban.units.models import UnitVersion
from giaoban.units.registry import tree_at

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}")


class AccountRefused(Exception):
    """An account cannot be made so; the sentence says why and the way out."""


def operator() -> Person:
    """The account under which commands of the machine's operator are kept; made when it is missing.

    It is administrator and office of every unit that is or was the root, from the first day of that unit.
    """
    with transaction.atomic():
        person = Person.objects.filter(login=OPERATOR).first()
        if person is None:
            person = Person.objects.create_person(OPERATOR, _("Người vận hành"))
        roots = UnitVersion.objects.filter(parent=None).values_list("unit_id").annotate(Min("valid_from")).order_by()
        held = set(person.memberships.values_list("unit_id", "role"))
        Membership.objects.bulk_create(
            Membership(person=person, unit_id=unit_id, role=role, valid_from=first_day)
            for unit_id, first_day in roots
            for role in (Role.ADMINISTRATOR, Role.OFFICE)
            if (unit_id, role) not in held
        )
    return person


def add_person(
    login: str,
    display_name: str,
    *,
    role: Role,
    unit_id: int,
    valid_from: date,
    password: str | None = None,
    email: str = "",
) -> Person:
    """A new account that holds `role` in the unit from `valid_from` on and signs in with `password`.

    Without a password nobody can sign in with it yet. Raises `AccountRefused` where the login is taken or ill-formed,
    the name is empty, the mail address is none or the password is too weak by `AUTH_PASSWORD_VALIDATORS`.
    """
    with transaction.atomic():
        person = _new_account(login, display_name, password, email)
        Membership.objects.create(person=person, unit_id=unit_id, role=role, valid_from=valid_from)
    return person


def has_administrator(on: date) -> bool:
    """Whether somebody can sign in who administers the root, or will as soon as there is one."""
    return _seated(on).exists() or _waiting().exists()


def first_administrator(login: str, display_name: str, password: str, on: date) -> Person:
    """The account with which a workspace begins; it administers the root, now or as soon as there is one.

    Raises `AccountRefused`, also where there is an administrator already.
    """
    with transaction.atomic():
        if has_administrator(on):
            raise AccountRefused(_("Hệ thống đã có quản trị viên: hãy nhờ người đó thêm tài khoản."))
        person = _new_account(login, display_name, password, "")
        seat_first_administrator(on)
    return person


def seat_first_administrator(today: date) -> None:
    """Gives the account that a new workspace began with the role of administrator of the root, as soon as there is a root.

    It holds no role yet, for it stands before the first unit does. Where somebody administers the root already,
    an account without a role stays without.
    """
    operator()
    tree = tree_at(today)
    if tree.nodes and not _seated(today).exists():
        Membership.objects.bulk_create(
            Membership(person=person, unit_id=tree.root.unit_id, role=Role.ADMINISTRATOR, valid_from=today)
            for person in _waiting()
        )


def _seated(on: date) -> QuerySet[Person]:
    """Who administers a unit that is or was the root."""
    running = Q(memberships__valid_to=None) | Q(memberships__valid_to__gt=on)
    return _able().filter(
        running,
        memberships__role=Role.ADMINISTRATOR,
        memberships__valid_from__lte=on,
        memberships__unit__versions__parent=None,
    )


def _waiting() -> QuerySet[Person]:
    """Accounts that no role was ever given to."""
    return _able().filter(memberships=None)


def _able() -> QuerySet[Person]:
    return Person.objects.filter(is_active=True).exclude(login=OPERATOR)


def check_login(login: str) -> str:
    """The login as it is kept; raises `AccountRefused` where it cannot be one."""
    kept = normal_login(login)
    if not _LOGIN.fullmatch(kept):
        raise AccountRefused(
            _(
                "Tên đăng nhập %(login)s chưa được: dùng 2 đến 64 chữ cái không dấu, chữ số, dấu chấm, "
                "gạch dưới hoặc gạch ngang, bắt đầu bằng chữ hoặc số."
            )
            % {"login": repr(kept)}
        )
    return kept


def check_password(person: Person, password: str) -> None:
    """Raises `AccountRefused` where the password is too weak by `AUTH_PASSWORD_VALIDATORS`."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise AccountRefused(
            _("Mật khẩu của %(login)s chưa được: %(reasons)s")
            % {"login": person.login, "reasons": " ".join(error.messages)}
        ) from error


def check_email(email: str) -> str:
    """The mail address without spaces around it, or none at all; raises `AccountRefused`."""
    trimmed = email.strip()
    try:
        if trimmed:
            validate_email(trimmed)
    except ValidationError as error:
        raise AccountRefused(
            _("Địa chỉ thư %(email)s chưa được: hãy ghi dạng ten@donvi.vn hoặc để trống.") % {"email": repr(trimmed)}
        ) from error
    return trimmed


def check_name(login: str, display_name: str) -> str:
    """The name as it is kept; raises `AccountRefused` where there is none."""
    name = nfc(display_name).strip()
    if not name:
        raise AccountRefused(_("Tài khoản %(login)s chưa có họ tên: hãy ghi họ tên.") % {"login": login})
    return name


def _new_account(login: str, display_name: str, password: str | None, email: str) -> Person:
    person = Person(login=check_login(login))
    if Person.objects.filter(login=person.login).exists():
        raise AccountRefused(
            _("Tên đăng nhập %(login)s đã có người dùng: hãy chọn tên khác.") % {"login": repr(person.login)}
        )
    person.display_name = check_name(person.login, display_name)
    person.email = check_email(email)
    if password is not None:
        check_password(person, password)
    person.set_password(password)
    person.save()
    return person
