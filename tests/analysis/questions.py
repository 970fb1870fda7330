"""Random questions: a period, a tree, a pack and rows of observations with gaps."""

from typing import Any

from hypothesis import strategies as st

from giaoban.indicators.catalogue import Pack
from giaoban.units.tree import Tree
from tests.analysis.made import Row, make_form, make_indicator, make_pack, make_tree

Question = tuple[str, Tree, Pack, list[Row]]
KINDS = ("office", "district", "cell")
PERIODS = ("2024-01", "2024-04", "2024-06", "2024-Q1", "2024-Q2", "2024-H1", "2024-H2", "2024-9M", "2024")
PARTS = {
    "month": [f"{year}-{month:02}" for year in (2023, 2024) for month in (1, 2, 3, 4, 5, 6, 9, 12)],
    "quarter": [f"{year}-Q{number}" for year in (2023, 2024) for number in (1, 2, 3, 4)],
    "half_year": [f"{year}-H{number}" for year in (2023, 2024) for number in (1, 2)],
    "year": ["2023", "2024"],
}
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


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    size = draw(st.integers(1, 9))
    parents: list[int | None] = [None, *(draw(st.integers(0, unit - 1)) for unit in range(1, size))]
    return make_tree(parents, [draw(st.sampled_from(KINDS)) for _ in range(size)])


@st.composite
def packs(draw: st.DrawFn) -> Pack:
    """Two forms: their kinds of unit, frequencies, and whether they cover the subtree or are cumulative differ."""
    first = draw(st.sets(st.sampled_from(KINDS), min_size=1))
    second = draw(st.sets(st.sampled_from(KINDS), min_size=1))
    forms = [make_form("first", ASKED, reported_by=sorted(first), **draw(manners()))]
    asked = {code: ASKED[code] for code in draw(st.sets(st.sampled_from(sorted(ASKED)), min_size=1))}
    forms.append(make_form("second", asked, reported_by=sorted(second), **draw(manners())))
    return make_pack(INDICATORS, forms)


def manners() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "every": st.sampled_from(["month", "month", "quarter", "half_year", "year"]),
            "figures": st.sampled_from(["period", "cumulative"]),
            "covers": st.sampled_from(["unit", "subtree"]),
        }
    )


@st.composite
def rows(draw: st.DrawFn, tree: Tree, pack: Pack) -> list[Row]:
    """Values at codes of every frequency the forms use, with gaps; the last of two values of one cell is dropped."""
    parts = [code for form in pack.forms for code in PARTS[form.every]]
    values = st.one_of(
        st.integers(0, 3), st.integers(-50, 10**13), st.decimals(-1000, 10**13, places=4, allow_nan=False)
    )
    told = st.builds(
        Row,
        unit=st.sampled_from([node.code for node in tree]),
        indicator=st.sampled_from(["flow", "flow", *(one["code"] for one in INDICATORS)]),
        period=st.sampled_from(["2024", "2023", *parts]),
        value=values,
        breakdown=st.sampled_from(["", "", "sex:female"]),
        measure=st.sampled_from(["actual", "actual", "target", "estimate"]),
    )
    found = draw(st.lists(told, max_size=60))
    return list({(row.unit, row.indicator, row.period, row.breakdown, row.measure): row for row in found}.values())


@st.composite
def questions(draw: st.DrawFn) -> Question:
    tree, pack = draw(trees()), draw(packs())
    return draw(st.sampled_from(PERIODS)), tree, pack, draw(rows(tree, pack))
