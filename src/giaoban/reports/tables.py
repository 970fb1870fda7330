"""Tables of figures: a row for each unit or each indicator, heads merged where columns belong together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import pgettext

from giaoban.reports.layout import LANDSCAPE_WIDTH, TEXT_WIDTH
from giaoban.reports.matter import Matter
from giaoban.reports.model import Caption, Cell, Inline, Table, Text
from giaoban.reports.values import printed
from giaoban.reports.wording import Wording

NO_FIGURE = "…"
"""In a table, as in the statistical yearbooks: it happened or not, but there is no figure."""
NOT_COMPARABLE = "–"
"""In a table: no target is set, or there is nothing to divide by, such as a rise from zero."""

ORDINAL, NAMES, NARROWEST = 5, 20, 7
"""Shares: of the ordinal numbers, of names at least, and of a column of numbers so that its head can be read."""
SIGN_WIDTH = 2.3
"""Millimetres that one sign of a table needs."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that shows one part of one indicator; in a table of indicators, the row's own."""

    title: str
    part: str
    indicator: str = ""
    breakdown: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Columns under one merged head."""

    title: str
    columns: tuple[Column, ...]


def units_table(matter: Matter, table_id: str, columns: Sequence[Column | Group], *, landscape: bool = False) -> Table:
    """A row for each unit one level below, and the unit of the report as the last row, in bold."""
    leaves = _leaves(columns)

    def row(number: str, name: str, code: str, *, bold: bool) -> tuple[Cell, ...]:
        figures = (_figure(matter.wording(leaf.indicator, leaf.breakdown, code), leaf.part, bold) for leaf in leaves)
        return (_cell(number, "center", bold), _cell(name, "left", bold), *figures)

    rows = [row(str(place), node.name, node.code, bold=False) for place, node in enumerate(matter.children, 1)]
    rows.append(row("", pgettext("table", "Tổng cộng"), matter.unit.code, bold=True))
    return Table(table_id, _header(pgettext("table", "Đơn vị"), columns), tuple(rows), _widths(rows, landscape))


def indicators_table(
    matter: Matter,
    table_id: str,
    indicators: Sequence[str],
    columns: Sequence[Column | Group],
    *,
    landscape: bool = False,
) -> Table:
    """A row for each indicator, for the unit of the report."""
    leaves = _leaves(columns)
    rows = []
    for place, code in enumerate(indicators, 1):
        wording = matter.wording(code, "", None)
        name = matter.indicator(code).name.in_language(matter.language)
        figures = (_figure(wording, leaf.part, bold=False) for leaf in leaves)
        rows.append((_cell(str(place), "center"), _cell(name, "left"), *figures))
    return Table(table_id, _header(pgettext("table", "Nội dung"), columns), tuple(rows), _widths(rows, landscape))


def caption(text: str) -> Caption:
    return Caption((Text(text, italic=True),))


def _leaves(columns: Sequence[Column | Group]) -> tuple[Column, ...]:
    nested = (column.columns if isinstance(column, Group) else (column,) for column in columns)
    return tuple(leaf for leaves in nested for leaf in leaves)


def _widths(rows: Sequence[tuple[Cell, ...]], landscape: bool) -> tuple[int, ...]:
    """Shares: no number is broken, for a column is as wide as its longest one; names take what the page leaves them."""
    columns = zip(*(row[2:] for row in rows), strict=True)
    numbers = [max(NARROWEST, *(_room(printed(cell.inlines)) for cell in column)) for column in columns]
    left = int((LANDSCAPE_WIDTH if landscape else TEXT_WIDTH) / SIGN_WIDTH) - ORDINAL - sum(numbers)
    longest = max(_room(printed(row[1].inlines)) for row in rows)
    return (ORDINAL, max(NAMES, min(longest, left)), *numbers)


def _room(text: str) -> int:
    """Of a number: its signs, the cell's edges, and once more a percent sign, which is twice as wide as a figure."""
    return len(text) + 1 + text.count("%")


def _header(first: str, columns: Sequence[Column | Group]) -> tuple[tuple[Cell, ...], ...]:
    deep = 2 if any(isinstance(column, Group) for column in columns) else 1
    head: Callable[..., Cell] = lambda text, wide=1, high=deep: Cell((Text(text, bold=True),), wide, high, "center")  # noqa: E731 (one line says it)
    top = [head(pgettext("table", "TT")), head(first)]
    below: list[Cell] = []
    for column in columns:
        if isinstance(column, Group):
            top.append(head(column.title, len(column.columns), 1))
            below += [head(leaf.title, 1, 1) for leaf in column.columns]
        else:
            top.append(head(column.title))
    return (tuple(top), tuple(below)) if below else (tuple(top),)


def _cell(text: str, align: str, bold: bool = False) -> Cell:
    inlines: tuple[Inline, ...] = (Text(text, bold),) if text else ()
    return Cell(inlines, align="center" if align == "center" else "left")


def _figure(wording: Wording, part: str, bold: bool) -> Cell:
    rolled = wording.rolled
    no_target = part in {"target", "completion_percent"} and wording.indicator.target == "none"
    nothing_to_divide = part == "change_percent" and rolled.change is not None and rolled.change_percent is None
    if no_target or nothing_to_divide:
        return Cell((Text(NOT_COMPARABLE, bold),), align="right")
    figure = replace(wording.figure(part, unknown=NO_FIGURE), bold=bold)
    return Cell((*wording.early(part, bold=bold), figure), align="right")
