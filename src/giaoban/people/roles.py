"""The roles a person holds, held and will hold, with the units as they are called today."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from giaoban.people.models import Membership, Person
from giaoban.units.models import UnitVersion
from giaoban.units.registry import tree_at


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A membership in words. `state` is `now`, `later` or `past`; `last_day` is included."""

    membership: Membership
    role: str
    unit: str
    state: str

    @property
    def is_open(self) -> bool:
        return self.state != "past"


def roles_held(person: Person, on: date) -> tuple[HeldRole, ...]:
    """All memberships of the person: running ones first, then those to come, then the past."""
    return roles_of([person.pk], on)[person.pk]


def roles_of(person_ids: Collection[int], on: date) -> dict[int, tuple[HeldRole, ...]]:
    """The same of many persons, in as many queries for a thousand as for one."""
    found: defaultdict[int, list[HeldRole]] = defaultdict(list)
    memberships = list(Membership.objects.filter(person_id__in=person_ids).order_by("valid_from", "pk"))
    names = _names({one.unit_id for one in memberships}, on)
    for one in memberships:
        found[one.person_id].append(HeldRole(one, one.get_role_display(), names[one.unit_id], _state(one, on)))
    order = ("now", "later", "past")
    return {pk: tuple(sorted(found[pk], key=lambda held: order.index(held.state))) for pk in person_ids}


def _state(membership: Membership, on: date) -> str:
    if membership.valid_to is not None and membership.valid_to <= on:
        return "past"
    return "later" if membership.valid_from > on else "now"


def _names(unit_ids: set[int], on: date) -> dict[int, str]:
    """What each unit is called on that day; one that no longer holds by its last name."""
    tree = tree_at(on)
    names = {unit_id: tree.by_unit(unit_id).name for unit_id in unit_ids if unit_id in tree}
    gone = UnitVersion.objects.filter(unit_id__in=unit_ids - names.keys()).order_by("valid_from")
    return names | dict(gone.values_list("unit_id", "name"))
