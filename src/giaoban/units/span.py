"""A span: one stretch of a unit's life, from the register or from a line of a file."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

UNRESOLVED = ""
"""The parent of a span whose stated parent was not found; the problem has been noted."""


@dataclass(frozen=True, slots=True)
class Span:
    """What the unit `key` is from `valid_from` up to but without `valid_to`. `parent` is the parent's key.

    `line` is where a file states it, None in the register; `version_id` is its row in the register, None if new.
    """

    key: str
    code: str
    name: str
    kind: str
    parent: str | None
    position: int
    valid_from: date
    valid_to: date | None
    line: int | None = None
    version_id: int | None = None

    @property
    def until(self) -> date:
        """The end as a day that compares; the end of days while it still holds."""
        return self.valid_to or date.max

    def meets(self, other: "Span") -> bool:
        """Whether both hold on some day."""
        return self.valid_from < other.until and other.valid_from < self.until

    def same_as(self, other: "Span") -> bool:
        """Whether both say the same, wherever they say it."""
        return self._said() == other._said()

    def _said(self) -> tuple[object, ...]:
        return (
            self.key,
            self.code,
            self.name,
            self.kind,
            self.parent,
            self.position,
            self.valid_from,
            self.valid_to,
        )


def grouped(spans: Iterable[Span], by: Callable[[Span], str]) -> dict[str, list[Span]]:
    """The spans under each key or code, in order of time."""
    groups: defaultdict[str, list[Span]] = defaultdict(list)
    for span in spans:
        groups[by(span)].append(span)
    for some in groups.values():
        some.sort(key=lambda span: span.valid_from)
    return dict(groups)


def collisions(spans: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Pairs that hold on one day, earlier first, of spans in order of time; one pair for each later span."""
    furthest: Span | None = None
    for span in spans:
        if furthest is not None and span.valid_from < furthest.until:
            yield furthest, span
        if furthest is None or span.until > furthest.until:
            furthest = span
