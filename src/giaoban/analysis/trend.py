"""The parts of a year beside those of the year before."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from giaoban.analysis.facts import Books, lay_out
from giaoban.analysis.manners import Manners, is_derived, with_sources
from giaoban.analysis.office import last_day
from giaoban.analysis.rollup import counted, roll_up
from giaoban.analysis.windows import codes_needed
from giaoban.figures.snapshot import Snapshot, snapshot
from giaoban.indicators import packs
from giaoban.indicators.catalogue import Pack
from giaoban.periods.period import Period, PeriodKind, parts, same_period_last_year, year_of
from giaoban.units.registry import tree_at
from giaoban.units.tree import Tree


@dataclass(frozen=True, slots=True)
class Point:
    """One part of the year: its figure, the figure since the new year, and both of the year before."""

    period: Period
    value: Decimal | None
    year_to_date: Decimal | None
    same_period: Decimal | None
    same_period_to_date: Decimal | None
    estimate: bool


def trend_books(
    unit_code: str, indicator: str, period: Period, *, breakdown: str = "", known_at: datetime | None = None
) -> tuple[Point, ...]:
    """The months of the period's year (or quarters, … where the indicator is reported so), on the tree of the period's end.

    Months after the period's end have last year's figures only. Raises `NoSuchUnit` and `NoSuchFigure`.
    """
    pack = packs.current()
    tree = tree_at(last_day(period, pack))
    every = frequency(pack, indicator, tree.by_code(unit_code).kind)
    codes = frozenset(code for part in parts(year_of(period), every) for code in codes_needed(pack, part))
    books = snapshot(periods=codes, indicators=with_sources([indicator], pack), known_at=known_at)
    return trend(unit_code, indicator, period, every, tree=tree, pack=pack, snapshot=books, breakdown=breakdown)


def trend(
    unit_code: str,
    indicator: str,
    period: Period,
    every: PeriodKind,
    *,
    tree: Tree,
    pack: Pack,
    snapshot: Snapshot,
    breakdown: str = "",
) -> tuple[Point, ...]:
    """The points of `trend_books`, from values."""
    books = lay_out(snapshot, tree, pack, [indicator])
    return tuple(
        _point(books, part, part.last <= period.last, (unit_code, indicator, breakdown))
        for part in parts(year_of(period), every)
    )


def frequency(pack: Pack, indicator: str, unit_kind: str) -> PeriodKind:
    """How often the indicator is reported to a unit of that kind; a ratio as often as its numerator.

    Raises `NoSuchFigure`.
    """
    known = counted(pack, indicator)
    source = known.numerator if is_derived(known) and known.numerator is not None else indicator
    return Manners(pack).of(source, unit_kind).every


def _point(books: Books, part: Period, is_over: bool, place: tuple[str, str, str]) -> Point:
    earlier = roll_up(books, same_period_last_year(part)).get(*place)
    now = roll_up(books, part).get(*place) if is_over else None
    return Point(
        period=part,
        value=now.value if now else None,
        year_to_date=now.year_to_date if now else None,
        same_period=earlier.value,
        same_period_to_date=earlier.year_to_date,
        estimate=now.estimate if now else False,
    )
