"""Links with which a password is set once: for a first sign-in, a forgotten password, the first administrator."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.people.accounts import AccountRefused, check_password, has_administrator
from giaoban.people.events import Place, record
from giaoban.people.lockout import unlock
from giaoban.people.models import AccessKind, OneTimeLink, Person

HOLDS = timedelta(hours=48)
PAUSE = timedelta(minutes=10)
"""Between two links that a visitor asks for by mail."""
_SIGNER = "giaoban.people.links"


def make_link(person: Person | None, *, by: Person | None, place: Place) -> str:
    """A new token for the person, or for the first administrator; the ones before it no longer work.

    The token is said once: only its hash is kept. It is signed, so that a made-up one never reaches the database.
    """
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        OneTimeLink.objects.filter(person=person, used_at=None).delete()
        OneTimeLink.objects.create(
            token_hash=_hash(secret), person=person, made_by=by, made_at=place.at, ends_at=place.at + HOLDS
        )
        if person is not None:
            record(AccessKind.LINK_MADE, place, person=by, about=person)
    return _signer().sign(secret)


def find_link(token: str, at: datetime) -> OneTimeLink | None:
    """The link of a token, while it holds and was not used; its person must be active."""
    try:
        secret = _signer().unsign(token)
    except BadSignature:
        return None
    link = OneTimeLink.objects.select_related("person").filter(token_hash=_hash(secret), used_at=None).first()
    if link is None or link.ends_at <= at or (link.person is not None and not link.person.is_active):
        return None
    return link


def first_link(token: str, at: datetime) -> OneTimeLink:
    """The link for the first administrator; raises `AccountRefused` where the code is none, or no longer."""
    link = find_link(token, at)
    if link is None or link.person is not None:
        raise AccountRefused(_("Mã khởi tạo không đúng hoặc đã hết hạn. Hãy chạy lại giaoban serve để lấy mã mới."))
    return link


def first_start_code(at: datetime) -> str | None:
    """A new code for the first administrator, to be said on the terminal; None where there is one already."""
    return None if has_administrator(at.date()) else make_link(None, by=None, place=Place(at))


def use_up(link: OneTimeLink, at: datetime) -> bool:
    """Marks the link as used; False where somebody was faster."""
    return OneTimeLink.objects.filter(pk=link.pk, used_at=None).update(used_at=at) == 1


def set_password_by_link(link: OneTimeLink, person: Person, password: str, place: Place) -> bool:
    """Sets the password, forgives failures and ends every session; False where the link was used meanwhile.

    Raises `AccountRefused` for a weak password, and then the link still holds.
    """
    check_password(person, password)
    with transaction.atomic():
        if not use_up(link, place.at):
            return False
        person.set_password(password)
        person.save(update_fields=["password"])
        record(AccessKind.LINK_USED, place, person=person)
    unlock(person.login)
    return True


def start_by_link(link: OneTimeLink, at: datetime, begin: Callable[[], Person]) -> Person:
    """The first account, made by `begin`; raises `AccountRefused` where the code was used meanwhile."""
    with transaction.atomic():
        if not use_up(link, at):
            raise AccountRefused(_("Mã khởi tạo đã được dùng."))
        return begin()


def may_ask_again(person: Person, at: datetime) -> bool:
    """Whether the person's last link is old enough, so that nobody fills a mailbox."""
    return not OneTimeLink.objects.filter(person=person, made_at__gt=at - PAUSE).exists()


def _signer() -> Signer:
    return Signer(sep=".", salt=_SIGNER)


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
