"""Which rows of the board are shown, and in which order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from giaoban.analysis.office import last_day
from giaoban.collection.board import Board, Row, board
from giaoban.collection.findings import find
from giaoban.collection.findings_done import cases, open_by_sheet, visible
from giaoban.indicators.catalogue import Pack
from giaoban.language.locales import Language
from giaoban.language.text import bare
from giaoban.people.models import Person
from giaoban.periods.period import Period
from giaoban.units.registry import tree_at
from giaoban.units.tree import Node


class Only(StrEnum):
    """Which rows: the word in the page's address."""

    ALL = "tat-ca"
    LATE = "qua-han"
    MISSING = "chua-nop"
    WAITING = "cho-ghi-so"
    ODD = "bat-thuong"


ONLY_NAMES = {
    Only.ALL: _("Tất cả"),
    Only.LATE: _("Quá hạn"),
    Only.MISSING: _("Chưa nộp đủ"),
    Only.WAITING: _("Chờ ghi sổ"),
    Only.ODD: _("Có số khác thường"),
}
_CONDITIONS: Mapping[Only, Callable[[Row], bool]] = MappingProxyType(
    {
        Only.ALL: lambda row: True,
        Only.LATE: lambda row: bool(row.overdue),
        Only.MISSING: lambda row: any(cell.is_owed for cell in row.missing),
        Only.WAITING: lambda row: bool(row.waiting),
        Only.ODD: lambda row: row.odd > 0,
    }
)


class Order(StrEnum):
    """In which order: the word in the page's address."""

    TREE = "cay"
    NAME = "ten"
    LATE = "tre"
    ODD = "bat-thuong"


ORDER_NAMES = {
    Order.TREE: _("Thứ tự trong cây"),
    Order.NAME: _("Tên đơn vị"),
    Order.LATE: _("Trễ nhiều nhất"),
    Order.ODD: _("Nhiều số khác thường nhất"),
}


@dataclass(frozen=True, slots=True)
class Listing:
    """What the office wants to see: which rows, with which words in name or code, below which unit, in which order."""

    only: Only = Only.ALL
    words: str = ""
    under: Node | None = None
    order: Order = Order.TREE

    def of(self, found: Board) -> tuple[Row, ...]:
        """The rows of the board that are wanted."""
        wanted = [
            row for row in found.rows if _CONDITIONS[self.only](row) and self._is_named(row) and self._is_under(row)
        ]
        match self.order:
            case Order.NAME:
                wanted.sort(key=lambda row: (bare(row.node.name), row.node.index))
            case Order.LATE:
                wanted.sort(key=lambda row: -row.days_late)
            case Order.ODD:
                wanted.sort(key=lambda row: -row.odd)
            case Order.TREE:
                pass
        return tuple(wanted)

    def _is_named(self, row: Row) -> bool:
        text = bare(f"{row.node.name} {row.node.code}")
        return all(word in text for word in bare(self.words).split())

    def _is_under(self, row: Row) -> bool:
        return self.under is None or self.under.index <= row.node.index < self.under.last


def counts(found: Board) -> dict[Only, int]:
    """How many rows each choice of `Only` leaves."""
    return {only: sum(map(condition, found.rows)) for only, condition in _CONDITIONS.items()}


def office_board(period: Period, under: str, *, person: Person, pack: Pack, today: date, language: Language) -> Board:
    """The board of a unit and everything below it, with the odd figures that the person may see; raises `NoSuchUnit`."""
    tree = tree_at(last_day(period, pack))
    found = cases(visible(find(period, pack=pack, language=language), person, today), period)
    return board(period, tree.subtree(tree.by_code(under)), pack=pack, today=today, odd=open_by_sheet(found))
