"""One figure, two promises: both are measured by what was delivered once."""

from decimal import Decimal

from giaoban.analysis.rollup import Rollup, rollup
from giaoban.periods.period import parse
from tests.analysis.made import Row, make_form, make_indicator, make_pack, make_snapshot, make_tree

REVENUE = make_indicator("revenue", target="year", breakdowns=["sex"])
CENTRAL = make_indicator("central", target="year", figure_of="revenue")
COMPLETED = make_indicator("completed", "ratio", numerator="central", denominator="target")
ASKED = {"revenue": ["sex"], "central": []}
BOOKS = (
    Row("U1", "revenue", "2024-01", 30),
    Row("U2", "revenue", "2024-02", 28),
    Row("U1", "revenue", "2024-02", 5, "sex:male"),
    Row("U1", "revenue", "2024", 40, measure="target"),
    Row("U2", "revenue", "2024", 60, measure="target"),
    Row("U1", "central", "2024", 80, measure="target"),
)


def of(period: str, *rows: Row, indicators: frozenset[str] | None = None, **form: object) -> Rollup:
    tree = make_tree([None, 0, 0], ("office", "body", "body"))
    pack = make_pack([REVENUE, CENTRAL, COMPLETED], [make_form("monthly", ASKED, **form)])
    return rollup(parse(period), tree=tree, pack=pack, snapshot=make_snapshot(rows), indicators=indicators)


def test_each_promise_has_its_own_completion_of_the_same_figure() -> None:
    told = of("2024-H1", *BOOKS)
    revenue, central = told.get("U0", "revenue"), told.get("U0", "central")
    assert revenue.value == central.value == 58
    assert (revenue.target, revenue.completion_percent) == (Decimal(100), Decimal(58))
    assert (central.target, central.completion_percent) == (Decimal(80), Decimal("72.50"))
    assert (central.reported, central.expected) == (revenue.reported, revenue.expected)


def test_asking_for_the_further_target_alone_brings_its_figure() -> None:
    told = of("2024-H1", *BOOKS, indicators=frozenset({"completed"}))
    assert told.get("U0", "completed").value == Decimal("72.50")
    assert {figure.indicator for figure in told} == {"completed"}


def test_a_cumulative_figure_is_taken_apart_for_both() -> None:
    rows = [Row("U1", "revenue", f"2024-{month:02}", month * 10) for month in (1, 2)]
    told = of("2024-02", *rows, Row("U1", "central", "2024", 80, measure="target"), figures="cumulative")
    assert told.get("U1", "central").value == 10
    assert told.get("U1", "central").completion_percent == 25


def test_the_breakdowns_stay_with_the_figure() -> None:
    told = of("2024-H1", *BOOKS)
    assert told.breakdowns("revenue") == ("sex:male",)
    assert told.breakdowns("central") == ()
