"""The office's board: units by forms, where each stands, how late, how odd."""

from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from giaoban.collection.board import Board, CellState, Row
from giaoban.collection.board_listing import ONLY_NAMES, ORDER_NAMES, Listing, Only, Order, counts, office_board
from giaoban.collection.chasing import Owed, owed, reminded_on
from giaoban.collection.pages.office import OfficeView, seen_from_office
from giaoban.collection.pages.place import READERS
from giaoban.collection.timeliness import Course, courses, of_board
from giaoban.language.rounding import percent
from giaoban.people.access import units_where
from giaoban.units.tree import Node

ON_A_PAGE = 50
ONLY, WORDS, UNDER, ORDER, PAGE = "loc", "tim", "duoi", "xep", "trang"
"""Query parameters of the listing."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter, with how many rows it leaves."""

    name: str | Promise
    address: str
    is_current: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the board with its unit's timeliness since the new year, and what this person may do there.

    `above` is the unit between the office and this one.
    """

    row: Row
    above: Node | None
    course: Course | None
    may_open: bool
    may_chase: bool
    owed: tuple[Owed, ...]
    is_reminded: bool


@require_safe
@seen_from_office
def office_progress(request: HttpRequest, view: OfficeView) -> HttpResponse:
    """The board of the office for one form period."""
    found = office_board(
        view.part, view.office.code, person=view.person, pack=view.pack, today=view.today, language=view.language
    )
    listing = listing_of(request, view)
    rows = listing.of(found)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get(PAGE))
    late = owed_late(found, view)
    told = reminded_on(view.today, late) if late else frozenset()
    handed = sum(not cell.is_missing for cell in found.owed)
    context = {
        "view": view,
        "board": found,
        "page": page,
        "rows": _shown(page, view),
        "listing": listing,
        "filters": _filters(request, found, listing),
        "orders": [(one.value, name, one is listing.order) for one, name in ORDER_NAMES.items()],
        "parents": _parents(found, view),
        "parts": _parts(request, view),
        "timeliness": of_board(found),
        "owed": len(found.owed),
        "handed": handed,
        "handed_percent": percent(Decimal(handed), Decimal(len(found.owed)), 1),
        "done_percent": percent(Decimal(found.done), Decimal(len(found.rows)), 1),
        "states": [(state, count) for state in reversed(CellState) if (count := found.states[state])],
        "late_to_remind": [one for one in late if one.sheet not in told],
        "late_units": len({one.node.unit_id for one in late if one.sheet not in told}),
        "kept": _kept(request),
        "next": request.get_full_path(),
    }
    return render(request, "collection/board.html", context)


def listing_of(request: HttpRequest, view: OfficeView) -> Listing:
    """What the address asks for; words that are none of ours ask for the usual."""
    asked = request.GET
    only = asked.get(ONLY, "")
    order = asked.get(ORDER, "")
    under = asked.get(UNDER, "")
    return Listing(
        only=Only(only) if only in set(Only) else Only.ALL,
        words=asked.get(WORDS, "").strip()[:100],
        under=view.node(under) if under else None,
        order=Order(order) if order in set(Order) else Order.TREE,
    )


def owed_late(found: Board, view: OfficeView) -> tuple[Owed, ...]:
    """Every overdue form of the units that this person's office may chase."""
    rows = (row for row in found.overdue if row.node.unit_id in view.receives)
    return tuple(one for one in owed(rows, found.period) if one.cell.is_overdue)


def _shown(page: Page[Row], view: OfficeView) -> list[ShownRow]:
    nodes = [row.node for row in page]
    told = courses(view.part, nodes, pack=view.pack, today=view.today)
    readers = frozenset[int]().union(*(units_where(view.person, verb, view.today) for verb in READERS))
    found = []
    for row in page:
        mine = row.node.unit_id in view.receives
        owing = owed([row], view.part) if mine else ()
        found.append(
            ShownRow(
                row=row,
                above=_above(row.node, view),
                course=told.get(row.node.unit_id),
                may_open=row.node.unit_id in readers,
                may_chase=mine,
                owed=owing,
                is_reminded=bool(owing) and all(one.cell.was_reminded_on(view.today) for one in owing),
            )
        )
    return found


def _above(node: Node, view: OfficeView) -> Node | None:
    """The unit between the office and the unit; None where there is none."""
    above = None if node.parent is None else view.tree.nodes[node.parent]
    return above if above is not None and above.index > view.office.index else None


def _filters(request: HttpRequest, found: Board, listing: Listing) -> list[Choice]:
    left = counts(found)
    return [
        Choice(name, _with(request, ONLY, only.value), only is listing.only, left[only])
        for only, name in ONLY_NAMES.items()
    ]


def _parts(request: HttpRequest, view: OfficeView) -> list[tuple[object, str, bool]]:
    """The form periods of the one asked for, each with its address; none where there is only one."""
    if len(view.parts) == 1:
        return []
    return [(part, _with(request, "cua", part.code), part == view.part) for part in view.parts]


def _parents(found: Board, view: OfficeView) -> list[Node]:
    """Units below the office that have units of the board below them, for a choice in a large tree."""
    places = {row.node.parent for row in found.rows if row.node.parent is not None}
    parents = [view.tree.nodes[place] for place in sorted(places)]
    return [node for node in parents if node.index != view.office.index] if len(parents) > 1 else []


def _with(request: HttpRequest, name: str, value: str) -> str:
    """The address of this page with one parameter changed, on its first page."""
    query = request.GET.copy()
    query[name] = value
    query.pop(PAGE, None)
    return f"{reverse('board')}?{query.urlencode()}"


def _kept(request: HttpRequest) -> str:
    """The parameters of the address but the page's number, to be followed by it."""
    pairs = [(name, value) for name, value in request.GET.items() if name != PAGE]
    return urlencode(pairs) + "&" if pairs else ""
