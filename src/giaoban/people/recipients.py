"""To whom a message about a unit goes: the people of the unit itself, else of the nearest one above."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Q

from giaoban.people.access import VERBS, Verb
from giaoban.people.models import OPERATOR, Membership, Person
from giaoban.units.among import Among
from giaoban.units.registry import tree_at

People = Mapping[int, tuple[Person, ...]]
"""Persons by the unit in which they hold their role."""


def people_with(verb: Verb, unit_ids: Collection[int], on: date) -> People:
    """Who holds that verb by a role in one of those very units, by unit and login; not the command line's account."""
    roles = [role for role, verbs in VERBS.items() if verb in verbs]
    held = (
        Membership.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on, role__in=roles)
        .filter(Among("unit_id", unit_ids), person__is_active=True)
        .exclude(person__login=OPERATOR)
        .select_related("person")
        .order_by("person__login")
    )
    found: defaultdict[int, dict[int, Person]] = defaultdict(dict)
    for one in held:
        found[one.unit_id][one.person_id] = one.person
    return {unit_id: tuple(persons.values()) for unit_id, persons in found.items()}


def nearest(verb: Verb, unit_id: int, on: date) -> tuple[Person, ...]:
    """Those of the unit, or of the nearest one above where anybody holds the verb."""
    tree = tree_at(on)
    if unit_id not in tree:
        return ()
    node = tree.by_unit(unit_id)
    way = [one.unit_id for one in (node, *tree.ancestors(node))]
    found = people_with(verb, way, on)
    return next((found[one] for one in way if one in found), ())
