"""Which verb at which unit an act on a submission needs; `people.access` answers."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from giaoban.people import access
from giaoban.people.access import Hidden, Verb
from giaoban.people.models import Person
from giaoban.units.registry import tree_at


class NotYourRole(PermissionDenied):
    """The unit is in the person's sight, the act is not theirs; a page answers 403."""


def may(by: Person, verb: Verb, unit_id: int, on: date) -> bool:
    """Whether the person may do that to what the unit submits: COMPILE is asked at the unit that receives it."""
    asked_at = receiving_unit(unit_id, on) if verb is Verb.COMPILE else unit_id
    return access.may(by, verb, asked_at, on)


def require(by: Person, verb: Verb, unit_id: int, at: datetime) -> None:
    """Raises `NotYourRole`, or `Hidden` where the person does not even see the unit."""
    require_any(by, (verb,), unit_id, at)


def require_any(by: Person, verbs: tuple[Verb, ...], unit_id: int, at: datetime) -> None:
    """Like `require`, where one of several verbs is enough."""
    on = localdate(at)
    if any(may(by, verb, unit_id, on) for verb in verbs):
        return
    if access.may(by, Verb.SEE, unit_id, on):
        raise NotYourRole(_("Việc này không thuộc vai trò của bạn ở đơn vị này."))
    raise Hidden(_("Không có trang này."))


def receiving_unit(unit_id: int, on: date) -> int:
    """The unit above, whose office receives what the unit submits; the root receives its own.

    Where nobody holds the office there, that of the nearest unit above does it, for a role holds in the whole subtree.
    """
    tree = tree_at(on)
    if unit_id not in tree:
        return unit_id
    parent = tree.by_unit(unit_id).parent
    return unit_id if parent is None else tree.nodes[parent].unit_id
