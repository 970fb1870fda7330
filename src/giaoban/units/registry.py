"""The register of units: every version ever held, and the tree that grows from them on a day."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from giaoban.units.models import UnitVersion
from giaoban.units.problems import spoken
from giaoban.units.tree import Node, Tree

_KEPT: ContextVar[list[str | None] | None] = ContextVar("tree_stamp", default=None)


class Version(NamedTuple):
    """What one unit was from `valid_from` up to but without `valid_to` (None = still holds).

    `unit_id` and `parent_id` are identities of units; the root has no parent. Siblings stand in order of
    `(position, code)`.
    """

    unit_id: int
    key: str
    code: str
    name: str
    kind: str
    parent_id: int | None
    position: int
    valid_from: date
    valid_to: date | None

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


class BrokenTree(Exception):
    """The versions of a day do not make one tree: two roots, a parent that does not hold, or a circle."""


def grow(versions: Iterable[Version], on: date) -> Tree:
    """The tree of the versions that hold on `on`; an empty tree where none does. Raises `BrokenTree`."""
    below: defaultdict[int | None, list[Version]] = defaultdict(list)
    held = 0
    for version in versions:
        if version.holds(on):
            below[version.parent_id].append(version)
            held += 1
    order, levels, parents = _preorder(below)
    if len(below[None]) > 1:
        codes = ", ".join(sorted(version.code for version in below[None]))
        raise BrokenTree(
            _("Ngày %(day)s có nhiều đơn vị gốc: %(codes)s. Mỗi ngày chỉ được một đơn vị không có cấp trên.")
            % {"day": spoken(on), "codes": codes}
        )
    if len(order) < held:
        reached = {version.unit_id for version in order}
        lost = sorted({child.code for some in below.values() for child in some if child.unit_id not in reached})
        raise BrokenTree(
            _("Ngày %(day)s có đơn vị không nối được tới đơn vị gốc: %(codes)s. Hãy sửa đơn vị cấp trên của chúng.")
            % {"day": spoken(on), "codes": ", ".join(lost[:10])}
        )
    return Tree(on, _nodes(order, levels, parents))


def _preorder(
    below: defaultdict[int | None, list[Version]],
) -> tuple[list[Version], list[int], list[int | None]]:
    """Versions in preorder from the roots, with the level and the parent's place of each."""
    order: list[Version] = []
    levels: list[int] = []
    parents: list[int | None] = []
    waiting: list[tuple[Version, int, int | None]] = [(root, 0, None) for root in _siblings(below, None)]
    while waiting:
        version, level, parent = waiting.pop()
        place = len(order)
        order.append(version)
        levels.append(level)
        parents.append(parent)
        if version.unit_id in below:
            waiting.extend((child, level + 1, place) for child in _siblings(below, version.unit_id))
    return order, levels, parents


def _siblings(below: defaultdict[int | None, list[Version]], parent_id: int | None) -> list[Version]:
    """The children of a parent, last first, as a stack wants them."""
    return sorted(below[parent_id], key=lambda version: (version.position, version.code), reverse=True)


def _nodes(order: list[Version], levels: list[int], parents: list[int | None]) -> tuple[Node, ...]:
    last = list(range(1, len(order) + 1))
    for place in range(len(order) - 1, 0, -1):
        parent = parents[place]
        if parent is not None:
            last[parent] = max(last[parent], last[place])
    return tuple(
        Node(version.unit_id, version.key, version.code, version.name, version.kind, place, end, level, parent)
        for place, (version, end, level, parent) in enumerate(zip(order, last, levels, parents, strict=True))
    )


def versions() -> list[Version]:
    """Every version in the register, of all units and all days."""
    rows = UnitVersion.objects.order_by("pk").values_list(
        "unit_id", "unit__key", "code", "name", "kind", "parent_id", "position", "valid_from", "valid_to"
    )
    return [Version(*row) for row in rows]


def tree_at(on: date) -> Tree:
    """The tree of that day. One small query while nothing has changed since it was last grown, in any process."""
    stamp = tree_stamp()
    return grow(versions(), on) if stamp is None else _remembered(stamp, on)


def tree_stamp() -> str | None:
    """A random word that changes whenever a unit does; None before the first unit.

    Asked several times in every request: without the ORM it costs a tenth.
    """
    kept = _KEPT.get()
    if kept:
        return kept[0]
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM units_treestamp")
        found = cursor.fetchone()
    stamp = found[0] if found else None
    if kept is not None:
        kept.append(stamp)
    return stamp


@contextmanager
def stamp_kept() -> Iterator[None]:
    """While it lasts the stamp is read once: for answering a request that only reads."""
    token = _KEPT.set([])
    try:
        yield
    finally:
        _KEPT.reset(token)


@lru_cache(maxsize=64)
def _remembered(stamp: str, on: date) -> Tree:
    turns = _turns(stamp)
    place = bisect_right(turns, on)
    if place == 0:
        return Tree(on, ())
    return replace(_grown(stamp, turns[place - 1]), on=on)


# The stamp is read before the rows: should a change slip in between, the newer rows lie under a stamp that nobody
# reads again. It is random, so a restored backup or another database never meets a remembered tree of this one.
@lru_cache(maxsize=4)
def _turns(stamp: str) -> tuple[date, ...]:
    """The days on which anything in the tree begins or ends, in order; between two of them all trees are one."""
    days = {day for version in _read(stamp) for day in (version.valid_from, version.valid_to)}
    return tuple(sorted(day for day in days if day is not None))


@lru_cache(maxsize=8)
def _grown(stamp: str, on: date) -> Tree:
    return grow(_read(stamp), on)


@lru_cache(maxsize=1)
def _read(stamp: str) -> list[Version]:
    return versions()
