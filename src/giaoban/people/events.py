"""What happened at the door: one way in, one way out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from giaoban.people import access
from giaoban.people.addresses import address_of
from giaoban.people.models import AccessEvent, AccessKind, Membership, Person, normal_login
from giaoban.people.request import instant

SECRET_PATHS = ("/lien-ket/",)
"""What follows these in an address opens a door: it is not written down."""
READERS = (access.Verb.AUDIT, access.Verb.ADMINISTER)


@dataclass(frozen=True, slots=True)
class Place:
    """When and from where something was asked."""

    at: datetime
    address: str | None = None
    path: str = ""


def place_of(request: HttpRequest) -> Place:
    """The place of a request; a secret in its path is left out."""
    path = next((known + "…" for known in SECRET_PATHS if request.path.startswith(known)), request.path)
    return Place(instant(request), address_of(request), path)


def record(
    kind: AccessKind,
    place: Place,
    *,
    person: Person | None = None,
    login: str = "",
    about: Person | None = None,
    unit_id: int | None = None,
    detail: str = "",
) -> None:
    """Adds one event for good. `login` is what was typed where nobody is signed in."""
    AccessEvent.objects.create(
        at=place.at,
        kind=kind,
        login=normal_login(login or (person.login if person else ""))[:64],
        person=person,
        about=about,
        unit_id=unit_id,
        address=place.address,
        path=place.path[:200],
        detail=detail[:200],
    )


def access_events(
    viewer: Person,
    on: date,
    *,
    kinds: Collection[AccessKind] = (),
    words: str = "",
    first: date | None = None,
    last: date | None = None,
) -> QuerySet[AccessEvent]:
    """The events that the viewer may read on that day, latest first, with persons and unit at hand.

    Who audits or administers a unit reads of the persons who hold or held a role below it and of that unit's roles;
    who does so at the root reads everything, unknown logins too. `words` are looked for in logins, names, pages and
    details; `first` and `last` are days, both included.
    """
    found = AccessEvent.objects.select_related("person", "about", "unit").order_by("-pk")
    if not access.at_the_root(viewer, READERS, on):
        units = frozenset[int]().union(*(access.units_where(viewer, verb, on) for verb in READERS))
        theirs = Membership.objects.filter(unit_id__in=units).values("person_id")
        found = found.filter(Q(person__in=theirs) | Q(about__in=theirs) | Q(unit_id__in=units))
    if kinds:
        found = found.filter(kind__in=kinds)
    for word in words.split():
        found = found.filter(
            Q(login__icontains=word)
            | Q(person__display_name__icontains=word)
            | Q(about__login__icontains=word)
            | Q(about__display_name__icontains=word)
            | Q(path__icontains=word)
            | Q(detail__icontains=word)
        )
    if first is not None:
        found = found.filter(at__gte=_midnight(first))
    if last is not None:
        found = found.filter(at__lt=_midnight(last + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
