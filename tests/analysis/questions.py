"""Random questions: a period, a tree, a pack and rows of observations with gaps."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from giaoban.indicators.catalogue import Pack
from giaoban.units.tree import Tree
from tests.analysis.made import Row, make_form, make_indicator, make_pack, make_tree
from tests.analysis.plain import codes, month_span

Question = tuple[str, Tree, Pack, list[Row]]
KINDS = ("office", "district", "cell")
PERIODS = ("2024-01", "2024-04", "2024-06", "2024-Q1", "2024-Q2", "2024-H1", "2024-H2", "2024-9M", "2024")
INDICATORS = [
    make_indicator("flow", target="year", breakdowns=["sex"]),
    make_indicator("planned", target="period", decimals=1),
    make_indicator("stock", "stock", target="year"),
    make_indicator("stock_planned", "stock", target="period"),
    make_indicator("own", over_units="reported"),
    make_indicator("growth", "ratio", over_units="reported", target="year"),
    make_indicator("rate", "ratio", numerator="flow", denominator="stock", factor=1000, decimals=1, breakdowns=["sex"]),
    make_indicator("completed", "ratio", numerator="flow", denominator="target"),
    make_indicator("kept", "ratio", numerator="planned", denominator="target"),
    make_indicator("loose"),
]
ASKED = {"flow": ["sex"], "planned": [], "stock": [], "stock_planned": [], "own": [], "growth": []}
"""`loose` is on no form."""
TOGETHER = [["flow"], ["flow", "stock"], ["planned"], ["stock", "stock_planned"], ["own", "growth", "rate"], ["loose"]]


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    size = draw(st.integers(1, 7))
    parents: list[int | None] = [None, *(draw(st.integers(0, unit - 1)) for unit in range(1, size))]
    return make_tree(parents, [draw(st.sampled_from(KINDS)) for _ in range(size)])


def manners(figures: str | None = None) -> st.SearchStrategy[dict[str, Any]]:
    """How a form is reported: at random, or often and in the given way."""
    if figures is not None:
        every = st.sampled_from(["month", "quarter"])
        return st.fixed_dictionaries(
            {"every": every, "figures": st.just(figures), "covers": st.sampled_from(["unit", "subtree"])}
        )
    return st.fixed_dictionaries(
        {
            "every": st.sampled_from(["month", "month", "quarter", "half_year", "year"]),
            "figures": st.sampled_from(["period", "cumulative"]),
            "covers": st.sampled_from(["unit", "subtree"]),
        }
    )


@st.composite
def packs(draw: st.DrawFn, figures: str | None = None) -> Pack:
    """Two forms: their kinds of unit, frequencies, and whether they cover the subtree or are cumulative differ."""
    first = draw(st.sets(st.sampled_from(KINDS), min_size=1))
    second = draw(st.sets(st.sampled_from(KINDS), min_size=1))
    forms = [make_form("first", ASKED, reported_by=sorted(first), **draw(manners(figures)))]
    asked = {code: ASKED[code] for code in draw(st.sets(st.sampled_from(sorted(ASKED)), min_size=1))}
    forms.append(make_form("second", asked, reported_by=sorted(second), **draw(manners(figures))))
    return make_pack(INDICATORS, forms)


@st.composite
def rows(draw: st.DrawFn, period: str, tree: Tree, pack: Pack) -> list[Row]:
    """Values of one or two indicators at a few parts of either year, so that parents, children and measures often meet.

    Of two values of one cell the last stays.
    """
    every = draw(st.sampled_from([form.every for form in pack.forms]))
    told_at = draw(st.lists(st.sampled_from(parts_before_the_end(period, every)), min_size=1, max_size=6))
    values = st.one_of(
        st.integers(0, 3), st.integers(-50, 10**13), st.decimals(-1000, 10**13, places=4, allow_nan=False)
    )
    told = st.builds(
        Row,
        unit=st.sampled_from([node.code for node in tree]),
        indicator=st.sampled_from(draw(st.sampled_from(TOGETHER))),
        period=st.sampled_from(["2024", "2023", *told_at, *told_at]),
        value=values,
        breakdown=st.sampled_from(draw(st.sampled_from([[""], ["", "sex:female"]]))),
        measure=st.sampled_from(["actual", "actual", "actual", "target", "estimate"]),
    )
    size = draw(st.integers(10, 40))
    found = draw(st.lists(told, min_size=size, max_size=size))
    return list({(row.unit, row.indicator, row.period, row.breakdown, row.measure): row for row in found}.values())


@st.composite
def questions(draw: st.DrawFn, periods: Sequence[str] = PERIODS, figures: str | None = None) -> Question:
    """A period of the given ones on a made tree; with `figures` all forms are `period` or `cumulative`."""
    period, tree, pack = draw(st.sampled_from(periods)), draw(trees()), draw(packs(figures))
    return period, tree, pack, draw(rows(period, tree, pack))


def parts_before_the_end(period: str, every: str) -> list[str]:
    """The last parts of that frequency up to the period's end in its year, and in the year before."""
    first, last = month_span(period)
    this_year = codes(first // 12 * 12, last, every)[-7:]
    return [*this_year, *(f"2023{code[4:]}" for code in this_year)] or ["2024-01"]
