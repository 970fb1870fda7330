"""To whom a message about a unit goes: the people of the unit itself, else of the nearest one above."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Q

from giaoban.people.access import VERBS, Verb
from giaoban.people.models import OPERATOR, Membership, Person
from giaoban.units.among import Among
from giaoban.units.prepared import Prepared, Slot
from giaoban.units.registry import tree_at

People = Mapping[int, tuple[Person, ...]]
"""Persons by the unit in which they hold their role."""


def people_with(verb: Verb, unit_ids: Collection[int], on: date) -> People:
    """Who holds that verb by a role in one of those very units, by unit and login; not the command line's account."""
    roles = [role.value for role, verbs in VERBS.items() if verb in verbs]
    held = _HELD.rows(units=unit_ids, roles=roles, on=on)
    persons = {one.pk: one for one in _PERSONS.objects(persons={person for _unit, person in held})} if held else {}
    found: defaultdict[int, dict[int, Person]] = defaultdict(dict)
    for unit_id, person_id in held:
        found[unit_id][person_id] = persons[person_id]
    return {unit_id: tuple(people.values()) for unit_id, people in found.items()}


_HELD = Prepared(
    lambda: (
        Membership.objects.filter(
            Q(valid_to=None) | Q(valid_to__gt=Slot("on")),
            Among("unit_id", Slot("units")),
            Among("role", Slot("roles")),
            valid_from__lte=Slot("on"),
            person__is_active=True,
        )
        .exclude(person__login=OPERATOR)
        .order_by("person__login")
        .values_list("unit_id", "person_id")
    )
)
_PERSONS = Prepared(lambda: Person.objects.filter(Among("pk", Slot("persons"))))


def nearest(verb: Verb, unit_id: int, on: date) -> tuple[Person, ...]:
    """Those of the unit, or of the nearest one above where anybody holds the verb."""
    tree = tree_at(on)
    if unit_id not in tree:
        return ()
    node = tree.by_unit(unit_id)
    way = [one.unit_id for one in (node, *tree.ancestors(node))]
    found = people_with(verb, way, on)
    return next((found[one] for one in way if one in found), ())
