"""All sources as one list, the latest first, a page at a time."""

from collections.abc import Callable, Collection, Iterator, Set
from dataclasses import dataclass, field
from heapq import merge
from itertools import islice
from typing import Final

from giaoban.site.history.chasing import explanations, reminders, verdicts
from giaoban.site.history.figures import ledger
from giaoban.site.history.happening import Happening, Kind, Question, Reader
from giaoban.site.history.people import accounts, door
from giaoban.site.history.submissions import extensions, submissions
from giaoban.site.history.work import meetings, programme, recommendations, tasks

Source = Callable[[Question, Reader, int | None, int], list[Happening]]
SOURCES: Final[dict[Kind, Source]] = {
    Kind.FIGURES: ledger,
    Kind.SUBMISSIONS: submissions,
    Kind.TIME: extensions,
    Kind.REMINDERS: reminders,
    Kind.EXPLANATIONS: explanations,
    Kind.VERDICTS: verdicts,
    Kind.TASKS: tasks,
    Kind.RECOMMENDATIONS: recommendations,
    Kind.PROGRAMME: programme,
    Kind.MEETINGS: meetings,
    Kind.ACCOUNTS: accounts,
    Kind.DOOR: door,
}
"""One query or a few a source, however long the history is."""
OF_AN_INDICATOR: Final = frozenset({Kind.FIGURES, Kind.EXPLANATIONS, Kind.VERDICTS})
"""What tells of an indicator; the other kinds are left out where one is asked for."""


@dataclass(frozen=True)
class Place:
    """How far down the list one is: of each kind the number of the last row that was told."""

    last: dict[Kind, int] = field(default_factory=dict)

    def __str__(self) -> str:
        return ".".join(str(self.last.get(kind, 0)) for kind in Kind) if self.last else ""

    def after(self, rows: Collection[Happening]) -> "Place":
        return Place(self.last | {row.kind: row.number for row in rows})


class NoSuchPlace(ValueError):
    """The place in the list is none."""


def place_of(text: str) -> Place:
    """A place as it was written; the beginning for an empty text. Raises `NoSuchPlace`."""
    numbers = text.split(".") if text else ["0"] * len(Kind)
    if len(numbers) != len(Kind) or not all(number.isdecimal() and len(number) <= 18 for number in numbers):
        raise NoSuchPlace(text)
    return Place({kind: int(number) for kind, number in zip(Kind, numbers, strict=True) if int(number)})


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and where the next ones begin; None at the end."""

    rows: tuple[Happening, ...]
    next: Place | None


def page(asked: Question, kinds: Set[Kind], reader: Reader, place: Place, size: int) -> Page:
    """The next `size` rows after `place`, in order of time; of equal instants in the order of the sources."""
    found = [
        source(asked, reader, place.last.get(kind), size + 1)
        for kind, source in SOURCES.items()
        if kind in kinds & _telling(asked)
    ]
    rows = list(islice(merge(*found, key=lambda row: row.at, reverse=True), size + 1))
    more = len(rows) > size
    return Page(tuple(rows[:size]), place.after(rows[:size]) if more else None)


def walk(asked: Question, kinds: Set[Kind], reader: Reader, *, most: int, size: int = 1_000) -> Iterator[Happening]:
    """Every row down to `most` of them."""
    place: Place | None = Place()
    left = most
    while place is not None and left > 0:
        found = page(asked, kinds, reader, place, min(size, left))
        yield from found.rows
        place, left = found.next, left - len(found.rows)


def _telling(asked: Question) -> Set[Kind]:
    """Which kinds can tell anything of what is asked."""
    if asked.posting is not None:
        return {Kind.FIGURES}
    return OF_AN_INDICATOR if asked.indicators is not None else SOURCES.keys()
