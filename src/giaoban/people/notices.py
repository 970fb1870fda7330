"""Messages to persons: written here, read on a page, counted in the navigation, copied by mail where that is set up."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from giaoban.people.models import Mailing, Notice, Person
from giaoban.units.prepared import Prepared, Slot


def notify(persons: Iterable[Person], kind: str, text: str, link: str, at: datetime) -> int:
    """Leaves the message with each person once and says with how many. `link` is a path of this site or empty.

    `kind` is a word of the room that writes, such as `reminder`. Mail goes out when `post_waiting` is next run.
    """
    to = {person.pk: person for person in persons if person.is_active}
    Notice.objects.bulk_create(
        Notice(person=person, kind=kind, text=text, link=link, at=at, mailing=_mailing(person))
        for person in to.values()
    )
    return len(to)


def unread(person: Person) -> int:
    """How many messages the person has not read."""
    return _UNREAD.count(person=person.pk)


_UNREAD = Prepared(lambda: Notice.objects.filter(person_id=Slot("person"), read_at=None).values_list("pk"))


def mark_read(person: Person, at: datetime, notice_ids: Collection[int] | None = None) -> int:
    """Marks those of the person's own messages as read, or all of them, and says how many were not yet."""
    open_ones = Notice.objects.filter(person=person, read_at=None)
    if notice_ids is not None:
        open_ones = open_ones.filter(pk__in=notice_ids)
    return open_ones.update(read_at=at)


def waiting(request: HttpRequest) -> dict[str, object]:
    """Context for every page: the number of unread messages, counted only where a template asks."""
    person = getattr(request, "user", None)
    return {"unread_notices": SimpleLazyObject(lambda: unread(person) if isinstance(person, Person) else 0)}


def _mailing(person: Person) -> Mailing:
    return Mailing.WAITING if settings.MAIL_CONFIGURED and person.email else Mailing.NONE
