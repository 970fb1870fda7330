"""Who asks: the session of the request's cookie and its person, read by prepared queries, for every request begins so."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from giaoban.people.models import Person
from giaoban.units.prepared import Prepared, Slot

_SESSION = Prepared(
    lambda: Session.objects.filter(session_key=Slot("key"), expire_date__gt=Slot("now")).values_list("session_data")
)
_PERSON = Prepared(lambda: Person.objects.filter(pk=Slot("person")))


class SessionStore(db.SessionStore):
    """Sessions as Django keeps them in the database."""

    def load(self) -> dict[str, Any]:
        found = _SESSION.rows(key=str(self.session_key), now=timezone.now())
        if not found:
            self._session_key = None
            return {}
        data: dict[str, Any] = self.decode(found[0][0])
        return data


class Accounts(AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    """Accounts as allauth signs them in."""

    def get_user(self, user_id: int) -> Person | None:
        """The person of a session; None where the account is switched off."""
        found = next(iter(_PERSON.objects(person=user_id)), None)
        return found if found and self.user_can_authenticate(found) else None
