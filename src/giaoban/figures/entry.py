"""What comes into the ledger: entries for cells, and the source they come from."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from giaoban.figures.models import Measure, SourceFile, SourceKind, State


class CellKey(NamedTuple):
    """The place of one value in the books; at any instant a cell holds at most one value."""

    unit_id: int
    indicator: str
    breakdown: str
    period: str
    measure: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One value for one cell, as it stood at `place` of its source.

    `REPORTED` needs a `value`, or for an indicator of kind text a `text`; `NONE_OCCURRED` is a zero that was said aloud;
    `WITHDRAWN` has neither and empties the cell.
    """

    unit_id: int
    indicator: str
    breakdown: str
    period: str
    measure: Measure
    value: Decimal | int | None
    state: State = State.REPORTED
    text: str = ""
    place: str = ""

    @property
    def cell(self) -> CellKey:
        return CellKey(self.unit_id, self.indicator, self.breakdown, self.period, str(self.measure))


@dataclass(frozen=True, slots=True)
class Source:
    """The door through which a posting comes, and the file it came from where there is one."""

    kind: SourceKind
    file: SourceFile | None = None
