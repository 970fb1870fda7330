"""The only place that says who may see or do what.

A role gives verbs; a membership gives the role over the subtree of its unit, on the days on which it is valid and
as the tree stands on that day. Whatever is out of scope does not exist for the person: pages answer 404.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from giaoban.people.models import OPERATOR, Membership, Person, Role
from giaoban.units.prepared import Prepared, Slot
from giaoban.units.registry import stamp_kept, tree_at
from giaoban.units.tree import Node, Tree


class Verb(StrEnum):
    """What a person may do with a unit and what it reported."""

    SEE = "see"
    SEE_SENSITIVE = "see_sensitive"
    """Small cells of sensitive breakdowns too, such as one member disciplined in one district."""
    REPORT = "report"
    APPROVE = "approve"
    COMPILE = "compile"
    CHAIR = "chair"
    """Lead the unit's meetings and approve what they concluded."""
    ADMINISTER = "administer"
    AUDIT = "audit"


# Officers and unit leaders see the sensitive cells of their own unit because they typed them in; the office and the
# leaders of the whole do not need them to read a report.
VERBS: Mapping[Role, frozenset[Verb]] = MappingProxyType(
    {
        Role.REPORTING_OFFICER: frozenset({Verb.SEE, Verb.SEE_SENSITIVE, Verb.REPORT}),
        Role.UNIT_LEADER: frozenset({Verb.SEE, Verb.SEE_SENSITIVE, Verb.REPORT, Verb.APPROVE, Verb.CHAIR}),
        Role.OFFICE: frozenset({Verb.SEE, Verb.REPORT, Verb.COMPILE}),
        Role.LEADER: frozenset({Verb.SEE, Verb.CHAIR}),
        Role.INSPECTOR: frozenset({Verb.SEE, Verb.SEE_SENSITIVE}),
        Role.ADMINISTRATOR: frozenset({Verb.SEE, Verb.REPORT, Verb.ADMINISTER}),
        Role.AUDITOR: frozenset({Verb.SEE, Verb.AUDIT}),
    }
)
"""The verbs of each role; the same table stands in `docs/access.md`."""
_REMEMBERED: ContextVar[dict[tuple[int, date], tuple[tuple[int, Role], ...]] | None] = ContextVar("roles", default=None)


class Hidden(Http404):
    """The unit does not exist for this person; the sentence does not say whether it exists for others."""


class NotYourRole(PermissionDenied):
    """The unit is in the person's sight, the act is not theirs; a page answers 403."""


def may(person: Person | AnonymousUser, verb: Verb, unit_id: int, on: date) -> bool:
    """Whether the person may do that with the unit on that day. Of many units ask `units_where` once."""
    tops = posts(person, (verb,), on)
    tree = tree_at(on) if tops else None
    if tree is None or unit_id not in tree:
        return False
    place = tree.by_unit(unit_id).index
    return any(top.index <= place < top.last for top in _tops(tree, tops))


def units_where(person: Person | AnonymousUser, verb: Verb, on: date) -> frozenset[int]:
    """Identities of all units with which the person may do that on that day."""
    return units_where_any(person, (verb,), on)


def units_where_any(person: Person | AnonymousUser, verbs: Collection[Verb], on: date) -> frozenset[int]:
    """Identities of all units with which the person may do one of those on that day."""
    tops = posts(person, verbs, on)
    if not tops:
        return frozenset()
    tree = tree_at(on)
    return frozenset(node.unit_id for top in _tops(tree, tops) for node in tree.subtree(top))


def posts(person: Person | AnonymousUser, verbs: Collection[Verb], on: date) -> frozenset[int]:
    """Identities of the very units in which the person holds a role with one of those verbs on that day, no unit below."""
    if not isinstance(person, Person):
        return frozenset()
    wanted = set(verbs)
    return frozenset(unit_id for unit_id, role in _held(person, on) if VERBS[role] & wanted)


def top_units(person: Person | AnonymousUser, verb: Verb, on: date) -> tuple[Node, ...]:
    """The highest units with which the person may do that, in preorder; none of them lies below another."""
    tops = posts(person, (verb,), on)
    return _tops(tree_at(on), tops) if tops else ()


def require(person: Person | AnonymousUser, verb: Verb, unit_id: int, on: date) -> None:
    """Raises `Hidden`, which a page answers with 404, unless the person may do that with the unit on that day."""
    if not may(person, verb, unit_id, on):
        raise Hidden(_("Không có trang này."))


def require_one(
    person: Person | AnonymousUser, allowed: Iterable[tuple[Verb, int]], seen_at: Iterable[int], on: date
) -> None:
    """Passes who may do one of the verbs at its unit; else raises `NotYourRole`, or `Hidden` where none of `seen_at` is seen."""
    if any(may(person, verb, unit_id, on) for verb, unit_id in allowed):
        return
    if any(may(person, Verb.SEE, unit_id, on) for unit_id in seen_at):
        raise NotYourRole(_("Việc này không thuộc vai trò của bạn ở đơn vị này."))
    raise Hidden(_("Không có trang này."))


def verbs_of(person: Person | AnonymousUser, on: date) -> frozenset[Verb]:
    """What the person may do anywhere at all on that day: for a navigation that offers only what leads somewhere."""
    if not isinstance(person, Person):
        return frozenset()
    return frozenset[Verb]().union(*(VERBS[role] for _unit_id, role in _held(person, on)))


def first_role(person: Person, on: date) -> Role | None:
    """Of the roles that the person holds on that day the one given first; None of somebody without a role."""
    return next((role for _unit_id, role in _held(person, on)), None)


def at_the_root(person: Person | AnonymousUser, verbs: Collection[Verb], on: date) -> bool:
    """Whether the person may do one of those with the whole tree."""
    tops = (node for verb in verbs for node in top_units(person, verb, on))
    return any(node.parent is None for node in tops)


def persons_where(verb: Verb, unit_id: int, on: date) -> tuple[Person, ...]:
    """The active persons who may do that with the unit on that day, by login; not the command line's account."""
    tree = tree_at(on)
    if unit_id not in tree:
        return ()
    node = tree.by_unit(unit_id)
    above = [unit_id, *(ancestor.unit_id for ancestor in tree.ancestors(node))]
    held = _running(on).filter(unit_id__in=above, role__in=_roles_with(verb))
    found = Person.objects.filter(is_active=True, pk__in=held.values("person_id"))
    return tuple(found.exclude(login=OPERATOR).order_by("login"))


def accounts_seen(person: Person | AnonymousUser, on: date) -> QuerySet[Person]:
    """The accounts that the person reads of as an administrator: who holds or held a role in the scope; at the root all.

    Never the command line's own account, with which nobody signs in.
    """
    accounts = Person.objects.exclude(login=OPERATOR)
    if at_the_root(person, [Verb.ADMINISTER], on):
        return accounts
    theirs = Membership.objects.filter(unit_id__in=units_where(person, Verb.ADMINISTER, on))
    return accounts.filter(pk__in=theirs.values("person_id"))


def administers(person: Person | AnonymousUser, other: Person, on: date) -> bool:
    """Whether the person may change the other's account: every role the other holds, or will, lies in the scope.

    A role above the scope keeps the account out of reach, or a district's administrator would become the province's
    leader by a new password. Nobody changes their own account here: a second administrator does.
    """
    if not isinstance(person, Person) or person.pk == other.pk or other.login == OPERATOR:
        return False
    if at_the_root(person, [Verb.ADMINISTER], on):
        return True
    units = units_where(person, Verb.ADMINISTER, on)
    memberships = list(other.memberships.values_list("unit_id", "valid_to"))
    held = {unit_id for unit_id, valid_to in memberships if valid_to is None or valid_to > on}
    held = held or {unit_id for unit_id, _valid_to in memberships}
    return bool(held) and held <= units


@contextmanager
def asked_once() -> Iterator[None]:
    """While it lasts the roles of a person and the stamp of the tree are read once: for answering what only reads."""
    if _REMEMBERED.get() is not None:
        yield
        return
    token = _REMEMBERED.set({})
    try:
        with stamp_kept():
            yield
    finally:
        _REMEMBERED.reset(token)


def _held(person: Person, on: date) -> tuple[tuple[int, Role], ...]:
    """The units and roles of the person on that day; none of an account that is switched off."""
    remembered = _REMEMBERED.get()
    if remembered is not None and (person.pk, on) in remembered:
        return remembered[person.pk, on]
    held = tuple((unit_id, Role(role)) for unit_id, role in _HELD.rows(person=person.pk, on=on))
    if remembered is not None:
        remembered[person.pk, on] = held
    return held


def _running(on: date | Slot) -> QuerySet[Membership]:
    """The memberships that hold on that day."""
    return Membership.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)


_HELD = Prepared(
    lambda: (
        _running(Slot("on"))
        .filter(person_id=Slot("person"), person__is_active=True)
        .order_by("pk")
        .values_list("unit_id", "role")
    )
)
"""The units and roles of a person, in the order in which they were given."""


def _roles_with(verb: Verb) -> list[Role]:
    return [role for role, verbs in VERBS.items() if verb in verbs]


def _tops(tree: Tree, unit_ids: frozenset[int]) -> tuple[Node, ...]:
    tops: list[Node] = []
    for node in sorted((tree.by_unit(unit_id) for unit_id in unit_ids if unit_id in tree), key=lambda n: n.index):
        if not tops or node.index >= tops[-1].last:
            tops.append(node)
    return tuple(tops)
