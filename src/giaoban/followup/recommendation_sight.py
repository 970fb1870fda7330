"""Who meets a recommendation, and as which side: of the unit that raised it, of the one that received it, of its owner."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NoReturn

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from giaoban.followup.models import Recommendation
from giaoban.followup.recommendation_life import Side
from giaoban.people import access
from giaoban.people.access import Hidden, Verb, units_where
from giaoban.people.models import Person
from giaoban.units.among import Among
from giaoban.units.prepared import Prepared, Slot
from giaoban.units.registry import tree_at

Reach = Mapping[Verb, frozenset[int]]
"""By verb, the units with which a person may do that."""

PROPOSING: Final = (Verb.REPORT, Verb.APPROVE)
ANSWERING: Final = (Verb.REPORT, Verb.APPROVE, Verb.COMPILE)


@dataclass(frozen=True, slots=True)
class Parties:
    """The units that a recommendation is between. Where there is no owner yet, its receiver answers."""

    unit_id: int
    receiver_id: int
    owner_id: int | None = None


def reach_of(person: Person, on: date) -> Reach:
    """What the person may do where, of all that recommendations ask about."""
    return {verb: units_where(person, verb, on) for verb in ANSWERING}


def sides(parties: Parties, reach: Reach) -> frozenset[Side]:
    """As which sides somebody of that reach acts.

    Whoever may do the same at the receiver acts for the receiver and not for the unit below: the office of a province
    may report for every district, yet closing a district's recommendation is the district's own.
    """
    found = set()
    if parties.receiver_id in reach[Verb.COMPILE]:
        found.add(Side.OFFICE)
    if any((parties.owner_id or parties.receiver_id) in reach[verb] for verb in ANSWERING):
        found.add(Side.OWNER)
    own = parties.unit_id == parties.receiver_id
    if any(parties.unit_id in reach[verb] and (own or parties.receiver_id not in reach[verb]) for verb in PROPOSING):
        found.add(Side.PROPOSER)
    return frozenset(found)


def sides_of(recommendation: Recommendation, person: Person, on: date) -> frozenset[Side]:
    """As which sides the person acts on that day."""
    return sides(parties_of(recommendation), reach_of(person, on))


def parties_of(recommendation: Recommendation) -> Parties:
    return Parties(recommendation.unit_id, recommendation.receiver_id, recommendation.owner_id)


def recommendations_seen(person: Person, on: date) -> QuerySet[Recommendation]:
    """The recommendations of which the person knows; what was split is known to the owners of its parts too."""
    return recommendations_of(units_where(person, Verb.SEE, on))


def recommendations_of(units: Collection[int] | Slot) -> QuerySet[Recommendation]:
    """The recommendations of which somebody knows who sees those units."""
    owned_part = Recommendation.objects.filter(Among("owner_id", units), parent=OuterRef("pk"))
    return Recommendation.objects.filter(
        Q(Among("unit_id", units)) | Q(Among("receiver_id", units)) | Q(Among("owner_id", units)) | Exists(owned_part)
    )


_SEEN = Prepared(lambda: recommendations_of(Slot("units")).filter(pk=Slot("number")))


def recommendation_seen(person: Person, number: int, on: date) -> Recommendation:
    """The recommendation of that number; raises `Hidden` where there is none for the person."""
    found = _SEEN.objects(units=units_where(person, Verb.SEE, on), number=number)
    if not found:
        raise Hidden(_("Không có trang này."))
    return found[0]


def refuse(person: Person, recommendation: Recommendation, on: date) -> NoReturn:
    """Raises `NotYourRole`, or `Hidden` where the person does not know of the recommendation."""
    if _SEEN.count(units=units_where(person, Verb.SEE, on), number=recommendation.pk):
        raise access.NotYourRole(_("Việc này không thuộc vai trò của bạn ở đơn vị này."))
    raise Hidden(_("Không có trang này."))


def receiver_of(unit_id: int, on: date) -> int:
    """The unit above, to which the unit's recommendations go; the root keeps its own, to send them up."""
    tree = tree_at(on)
    if unit_id not in tree:
        return unit_id
    parent = tree.by_unit(unit_id).parent
    return unit_id if parent is None else tree.nodes[parent].unit_id


def receiver_for(unit_id: int, offices: Collection[int], on: date) -> int:
    """Where a recommendation of the unit goes that somebody takes in who works in those offices: the highest of them above
    the unit, else the unit above.
    """
    tree = tree_at(on)
    above = tree.ancestors(tree.by_unit(unit_id)) if unit_id in tree else ()
    return next((node.unit_id for node in reversed(above) if node.unit_id in offices), receiver_of(unit_id, on))
