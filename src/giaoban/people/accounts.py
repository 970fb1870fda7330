"""Accounts: the operator of the command line, and adding people."""

import re
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext as _

from giaoban.language.text import nfc
from giaoban.people.models import Membership, Person, Role, normal_login
from giaoban.units.models import UnitVersion

OPERATOR = "operator"
"""The login of the command line's own account. It has no password, so nobody signs in with it."""

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
    login: str, display_name: str, *, role: Role, unit_id: int, valid_from: date, password: str | None = None
) -> Person:
    """A new account that holds `role` in the unit from `valid_from` on and signs in with `password`.

    Without a password nobody can sign in with it yet. Raises `AccountRefused` where the login is taken or ill-formed,
    the name is empty or the password is too weak by `AUTH_PASSWORD_VALIDATORS`.
    """
    person = Person(login=normal_login(login), display_name=nfc(display_name).strip())
    _check(person)
    if password is not None:
        try:
            validate_password(password, person)
        except ValidationError as error:
            raise AccountRefused(
                _("Mật khẩu của %(login)s chưa được: %(reasons)s")
                % {"login": person.login, "reasons": " ".join(error.messages)}
            ) from error
    with transaction.atomic():
        person.set_password(password)
        person.save()
        Membership.objects.create(person=person, unit_id=unit_id, role=role, valid_from=valid_from)
    return person


def _check(person: Person) -> None:
    if not _LOGIN.fullmatch(person.login):
        raise AccountRefused(
            _(
                "Tên đăng nhập %(login)s chưa được: dùng 2 đến 64 chữ cái không dấu, chữ số, dấu chấm, "
                "gạch dưới hoặc gạch ngang, bắt đầu bằng chữ hoặc số."
            )
            % {"login": repr(person.login)}
        )
    if not person.display_name:
        raise AccountRefused(_("Tài khoản %(login)s chưa có họ tên: hãy ghi họ tên.") % {"login": person.login})
    if Person.objects.filter(login=person.login).exists():
        raise AccountRefused(
            _("Tên đăng nhập %(login)s đã có người dùng: hãy chọn tên khác.") % {"login": repr(person.login)}
        )
