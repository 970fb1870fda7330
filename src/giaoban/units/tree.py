"""The tree of one day: frozen, in preorder, so that a subtree is one slice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _

from giaoban.units.problems import spoken


@dataclass(frozen=True, slots=True)
class Node:
    """One unit in the tree of a day. `index` is its preorder place, `last` one past its last descendant."""

    unit_id: int
    key: str
    code: str
    name: str
    kind: str
    index: int
    last: int
    level: int
    parent: int | None
    """Preorder place of the parent; None for the root."""


class NoSuchUnit(LookupError):
    """No unit of that code or identity holds on that day."""


@dataclass(frozen=True)
class Tree:
    """All units that hold on `on`, in preorder; `nodes[0]` is the root. An empty workspace has no nodes."""

    on: date
    nodes: tuple[Node, ...]

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes)

    def __len__(self) -> int:
        return len(self.nodes)

    @property
    def root(self) -> Node:
        if not self.nodes:
            raise NoSuchUnit(_("Chưa có đơn vị nào vào ngày %(day)s.") % {"day": spoken(self.on)})
        return self.nodes[0]

    @cached_property
    def _by_code(self) -> dict[str, Node]:
        return {node.code: node for node in self.nodes}

    @cached_property
    def _by_unit(self) -> dict[int, Node]:
        return {node.unit_id: node for node in self.nodes}

    def by_code(self, code: str) -> Node:
        """The node with that code; raises `NoSuchUnit`."""
        try:
            return self._by_code[code]
        except KeyError:
            raise NoSuchUnit(
                _("Không có đơn vị mã “%(code)s” vào ngày %(day)s.") % {"code": code, "day": spoken(self.on)}
            ) from None

    def by_unit(self, unit_id: int) -> Node:
        """The node of that unit; raises `NoSuchUnit`."""
        try:
            return self._by_unit[unit_id]
        except KeyError:
            raise NoSuchUnit(
                _("Đơn vị %(unit)s không có trong cây ngày %(day)s.") % {"unit": unit_id, "day": spoken(self.on)}
            ) from None

    def __contains__(self, unit_id: int) -> bool:
        return unit_id in self._by_unit

    def subtree(self, node: Node) -> tuple[Node, ...]:
        """The node and everything below it, in preorder."""
        return self.nodes[node.index : node.last]

    def children(self, node: Node) -> tuple[Node, ...]:
        """The nodes one level below, in order."""
        found: list[Node] = []
        place = node.index + 1
        while place < node.last:
            found.append(self.nodes[place])
            place = self.nodes[place].last
        return tuple(found)

    def ancestors(self, node: Node) -> tuple[Node, ...]:
        """From the parent up to the root."""
        found: list[Node] = []
        parent = node.parent
        while parent is not None:
            found.append(self.nodes[parent])
            parent = self.nodes[parent].parent
        return tuple(found)
