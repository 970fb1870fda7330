"""Which verb at which unit an act on a submission needs; `people.access` answers."""

from datetime import date, datetime

from django.utils.timezone import localdate

from giaoban.people import access
from giaoban.people.access import Verb
from giaoban.people.models import Person
from giaoban.units.registry import tree_at


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
    asked = [(verb, receiving_unit(unit_id, on) if verb is Verb.COMPILE else unit_id) for verb in verbs]
    access.require_one(by, asked, [unit_id], on)


def receiving_unit(unit_id: int, on: date) -> int:
    """The unit above, whose office receives what the unit submits; the root receives its own.

    Where nobody holds the office there, that of the nearest unit above does it, for a role holds in the whole subtree.
    """
    tree = tree_at(on)
    if unit_id not in tree:
        return unit_id
    parent = tree.by_unit(unit_id).parent
    return unit_id if parent is None else tree.nodes[parent].unit_id
