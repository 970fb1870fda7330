"""How many units reported every part of a period, of those that should have."""

from dataclasses import dataclass

import numpy as np

from giaoban.analysis.cascade import subtree_sums
from giaoban.analysis.facts import Books, Facts, Flags, Series, Whole
from giaoban.analysis.manners import is_derived
from giaoban.analysis.windows import Window
from giaoban.units.tree import Node


def coverage(books: Books, views: tuple[Window, ...], told: Whole, last: Whole) -> tuple[Whole, Whole]:
    """By node and series: units of the subtree that reported every part, and units that should have.

    `views` are the windows of the period, one a frequency; `told` counts the parts that each unit reported.
    """
    full, should = reporting(books, views, told)
    return subtree_sums(full & should, last), subtree_sums(should, last)


def reporting(books: Books, views: tuple[Window, ...], told: Whole) -> tuple[Flags, Flags]:
    """By node and series: whether the unit itself reported every part, and whether it should have.

    A ratio is reported in full where both of its sums are.
    """
    should = np.zeros(books.shape, dtype=np.bool_)
    full = np.zeros(books.shape, dtype=np.bool_)
    for place, series in enumerate(books.series):
        source = _source(series)
        should[:, place] = expected_units(books, views, source, series.breakdown)
        full[:, place] = told[:, place] >= _parts_asked(books, views, source)
    for place, series in enumerate(books.series):
        if is_derived(series.indicator):
            sources = (series.numerator, series.denominator)
            full[:, place] = np.logical_and.reduce(
                [np.zeros(len(books.tree), dtype=np.bool_) if one is None else full[:, one] for one in sources]
            )
    return full, should


def expected_units(books: Books, views: tuple[Window, ...], indicator: str, breakdown: str) -> Flags:
    """By node: whether the unit is asked for that breakdown, by a form whose frequency the period consists of."""
    manners = (books.manners.of(indicator, kind) for kind in books.kinds)
    asked = [one.asks(breakdown) and bool(views[books.frequencies.index(one.every)].codes) for one in manners]
    found: Flags = np.array(asked, dtype=np.bool_)[books.kind_of_node]
    return found


@dataclass(frozen=True, slots=True)
class Reporting:
    """Which parts of the period an expected unit has reported, and which not."""

    node: Node
    told: tuple[str, ...]
    missing: tuple[str, ...]


def units_reporting(
    books: Books, views: tuple[Window, ...], facts: Facts, node: Node, place: int
) -> tuple[Reporting, ...]:
    """The units at or below `node` that are asked for a series, in preorder; of a ratio, a part counts with both sums.

    `facts` are the delivered values and the estimates that stand for them.
    """
    series = books.series[place]
    sources = {series.numerator, series.denominator} if is_derived(series.indicator) else {place}
    asked = expected_units(books, views, _source(series), series.breakdown)
    width = len(books.series)
    rows = np.flatnonzero(np.isin(facts.cell % width, [one for one in sources if one is not None]))
    said = {(int(facts.cell[row]), books.periods[int(facts.period[row])]) for row in rows}
    found = []
    for unit in books.tree.subtree(node):
        if asked[unit.index]:
            every = books.manners.of(_source(series), unit.kind).every
            codes = views[books.frequencies.index(every)].codes
            told = {
                code
                for code in codes
                if all(one is not None and (unit.index * width + one, code) in said for one in sources)
            }
            found.append(
                Reporting(
                    unit,
                    told=tuple(code for code in codes if code in told),
                    missing=tuple(code for code in codes if code not in told),
                )
            )
    return tuple(found)


def _parts_asked(books: Books, views: tuple[Window, ...], indicator: str) -> Whole:
    manners = (books.manners.of(indicator, kind) for kind in books.kinds)
    counts = [len(views[books.frequencies.index(one.every)].codes) for one in manners]
    found: Whole = np.array(counts, dtype=np.int64)[books.kind_of_node]
    return found


def _source(series: Series) -> str:
    """Whose forms ask the units: a ratio is asked where its numerator is."""
    numerator = series.indicator.numerator
    return numerator if is_derived(series.indicator) and numerator is not None else series.indicator.code
