"""Who came in, who was turned away, and what was done to accounts and roles."""

from collections.abc import Collection
from typing import Final

from django.db.models import Q

from giaoban.people.events import access_events
from giaoban.people.models import AccessKind, Membership
from giaoban.site.history.happening import Happening, Kind, Question, Reader, between, joined, latest
from giaoban.units.among import Among

AT_THE_DOOR: Final = frozenset(
    {
        AccessKind.SIGNED_IN,
        AccessKind.FAILED,
        AccessKind.LOCKED,
        AccessKind.UNLOCKED,
        AccessKind.SIGNED_OUT,
        AccessKind.SESSIONS_ENDED,
        AccessKind.REFUSED,
    }
)
"""The other kinds of access events change an account or a role."""


def accounts(asked: Question, reader: Reader, below: int | None, count: int) -> list[Happening]:
    """Accounts and roles that were made, changed and ended."""
    return _events(Kind.ACCOUNTS, set(AccessKind) - AT_THE_DOOR, asked, reader, below, count)


def door(asked: Question, reader: Reader, below: int | None, count: int) -> list[Happening]:
    """Sign-ins and refusals."""
    return _events(Kind.DOOR, AT_THE_DOOR, asked, reader, below, count)


def _events(
    kind: Kind, kinds: Collection[AccessKind], asked: Question, reader: Reader, below: int | None, count: int
) -> list[Happening]:
    """Who may read of whom is decided by `access_events`; a narrower question leaves only those of its units."""
    view = reader.view
    found = access_events(view.person, view.today, kinds=kinds)
    if asked.units != view.visible():
        theirs = Membership.objects.filter(Among("unit_id", asked.units)).values("person_id")
        found = found.filter(Q(person__in=theirs) | Q(about__in=theirs) | Q(Among("unit_id", asked.units)))
    if asked.persons is not None:
        found = found.filter(Q(Among("person_id", asked.persons)) | Q(Among("about_id", asked.persons)))
    return [
        Happening(
            kind=kind,
            number=row.pk,
            at=row.at,
            person=row.person.display_name if row.person else row.login,
            act=row.get_kind_display(),
            unit=reader.unit(row.unit_id) if row.unit_id else "",
            subject=joined([row.about.display_name if row.about else "", row.path, row.address or ""]),
            reason=row.detail,
        )
        for row in latest(between(found, asked, at="at"), below, count)
    ]
