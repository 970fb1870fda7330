"""How timely and how complete units report: the share of forms handed over by their due day, and at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from giaoban.analysis.arrivals import arrivals
from giaoban.collection.board import Board, Cell, known_of, lay_out, periods_of
from giaoban.indicators.catalogue import Pack
from giaoban.language.rounding import percent
from giaoban.periods.period import Period, year_of
from giaoban.units.tree import Node


@dataclass(frozen=True, slots=True)
class Timeliness:
    """Forms that were due, or are not yet but have come; of these, how many came in time and how many late.

    A form's due day is the one that was granted last. What the unit took back or was given back to it has not come.
    """

    due: int = 0
    in_time: int = 0
    late: int = 0

    def __add__(self, other: "Timeliness") -> "Timeliness":
        return Timeliness(self.due + other.due, self.in_time + other.in_time, self.late + other.late)

    @property
    def missing(self) -> int:
        return self.due - self.in_time - self.late

    @property
    def timely_percent(self) -> Decimal | None:
        """Of what was due, what came in time; None where nothing was due."""
        return percent(Decimal(self.in_time), Decimal(self.due), 1)

    @property
    def complete_percent(self) -> Decimal | None:
        """Of what was due, what came at all; None where nothing was due."""
        return percent(Decimal(self.in_time + self.late), Decimal(self.due), 1)


@dataclass(frozen=True, slots=True)
class Course:
    """A unit's timeliness over some periods, and in each of them."""

    total: Timeliness
    periods: tuple[tuple[Period, Timeliness], ...]


def of_cells(cells: Iterable[Cell], today: date) -> Timeliness:
    """The timeliness of those forms; a form whose day has not passed counts as soon as it is there."""
    found = Timeliness()
    for cell in cells:
        if cell.is_owed and (not cell.is_missing or cell.due < today):
            in_time = not cell.is_missing and cell.days_late == 0
            found += Timeliness(1, int(in_time), int(cell.came_late))
    return found


def of_board(board: Board) -> Timeliness:
    """The timeliness of everything on a board."""
    return of_cells((cell for row in board.rows for cell in row.asked), board.today)


def courses(period: Period, nodes: Sequence[Node], *, pack: Pack, today: date) -> dict[int, Course]:
    """By unit: how it has reported since the new year, up to the end of `period`; in as many queries for many as for one.

    Meant for the units of one page: it reads a year of their totals.
    """
    wanted = [one for one in periods_of(year_of(period), pack) if one.last <= period.last]
    codes = [one.code for one in wanted]
    known = known_of(codes, nodes, pack, arrivals(pack, codes, [node.unit_id for node in nodes]))
    by_unit: dict[int, list[tuple[Period, Timeliness]]] = {node.unit_id: [] for node in nodes}
    for one in wanted:
        for row in lay_out(one, nodes, pack=pack, today=today, known=known).rows:
            by_unit[row.node.unit_id].append((one, of_cells(row.asked, today)))
    return {
        unit_id: Course(sum((told for _period, told in found), Timeliness()), tuple(found))
        for unit_id, found in by_unit.items()
        if found
    }
