"""The roll-up, by hand and against a plain computation."""

from decimal import Decimal

import pytest

from giaoban.analysis.figure import RolledFigure
from giaoban.analysis.rollup import NoSuchFigure, Rollup, rollup
from giaoban.periods.period import parse
from tests.analysis.made import Row, make_form, make_indicator, make_pack, make_snapshot, make_tree

ADMITTED = make_indicator("admitted", target="year", breakdowns=["sex"])
MEMBERS = make_indicator("members", "stock")
RATE = make_indicator("rate", "ratio", numerator="admitted", denominator="members")
COMPLETED = make_indicator("completed", "ratio", numerator="admitted", denominator="target")
GROWTH = make_indicator("growth", over_units="reported")
STORY = make_indicator("story", "text")
ALL = [ADMITTED, MEMBERS, RATE, COMPLETED, GROWTH, STORY]
ASKED = {"admitted": ["sex"], "members": [], "growth": []}
THREE = make_tree([None, 0, 0])


def of(period: str, *rows: Row, kinds: tuple[str, ...] = ("office", "body", "body"), **form: object) -> Rollup:
    """Two bodies under an office, which reports nothing by itself."""
    tree = make_tree([None, 0, 0], kinds)
    pack = make_pack(ALL, [make_form("monthly", ASKED, **form)])
    return rollup(parse(period), tree=tree, pack=pack, snapshot=make_snapshot(rows))


def told(figure: RolledFigure, *parts: str) -> tuple[object, ...]:
    return tuple(getattr(figure, part) for part in parts)


def test_a_flow_adds_over_months_and_units() -> None:
    found = of(
        "2024-Q1",
        Row("U1", "admitted", "2024-01", 3),
        Row("U1", "admitted", "2024-02", 4),
        Row("U2", "admitted", "2024-03", 5),
    )
    figure = found.get("U0", "admitted")
    assert told(figure, "value", "reported", "expected") == (12, 0, 2)
    assert found.get("U1", "admitted").value == 7


def test_missing_is_never_zero() -> None:
    found = of("2024-01", Row("U1", "admitted", "2024-01", 0))
    assert found.get("U1", "admitted").value == 0
    assert found.get("U2", "admitted").value is None
    figure = found.get("U0", "admitted")
    assert told(figure, "value", "reported", "expected") == (0, 1, 2)


def test_a_stock_takes_the_latest_month_of_each_unit() -> None:
    found = of(
        "2024-Q2",
        Row("U1", "members", "2024-04", 100),
        Row("U1", "members", "2024-05", 110),
        Row("U2", "members", "2024-06", 50),
        Row("U2", "members", "2024-03", 999),
    )
    assert found.get("U0", "members").value == 160


def test_the_year_to_date_counts_from_january() -> None:
    found = of(
        "2024-Q2",
        Row("U1", "admitted", "2024-01", 1),
        Row("U1", "admitted", "2024-06", 2),
        Row("U1", "admitted", "2023-12", 9),
    )
    figure = found.get("U0", "admitted")
    assert told(figure, "value", "year_to_date") == (2, 3)


def test_part_of_a_year_is_measured_against_the_whole_years_target() -> None:
    found = of(
        "2024-H1",
        Row("U1", "admitted", "2024-02", 821),
        Row("U1", "admitted", "2024", 1000, measure="target"),
        Row("U2", "admitted", "2024", 450, measure="target"),
    )
    figure = found.get("U0", "admitted")
    assert told(figure, "target", "completion_percent") == (1450, Decimal("56.62"))
    assert found.get("U2", "admitted").completion_percent is None


def test_a_target_of_zero_gives_no_percent() -> None:
    found = of("2024-01", Row("U1", "admitted", "2024-01", 5), Row("U1", "admitted", "2024", 0, measure="target"))
    assert found.get("U0", "admitted").completion_percent is None


@pytest.mark.parametrize(
    ("now", "then", "change", "percent"),
    [(267, 174, 93, "53.45"), (4, 5, -1, "-20.00"), (211, 115, 96, "83.48"), (5, 5, 0, "0.00"), (5, 0, 5, None)],
)
def test_the_change_on_the_same_period_last_year(now: int, then: int, change: int, percent: str | None) -> None:
    found = of("2024-H1", Row("U1", "admitted", "2024-03", now), Row("U2", "admitted", "2023-05", then))
    figure = found.get("U0", "admitted")
    assert told(figure, "same_period", "change") == (then, change)
    assert figure.change_percent == (None if percent is None else Decimal(percent))


def test_without_last_year_there_is_no_change() -> None:
    figure = of("2024-H1", Row("U1", "admitted", "2024-03", 7)).get("U0", "admitted")
    assert told(figure, "same_period", "change", "change_percent") == (None, None, None)


def test_a_cumulative_form_is_taken_apart() -> None:
    rows = [Row("U1", "admitted", f"2024-{month:02}", month * 10) for month in (3, 5, 6)]
    figure = of("2024-Q2", *rows, figures="cumulative").get("U0", "admitted")
    assert told(figure, "value", "year_to_date") == (30, 60)
    assert of("2024-Q1", *rows, figures="cumulative").get("U0", "admitted").value == 30


def test_a_cumulative_figure_without_the_part_before_says_nothing() -> None:
    figure = of("2024-Q2", Row("U1", "admitted", "2024-06", 60), figures="cumulative").get("U0", "admitted")
    assert told(figure, "value", "year_to_date") == (None, 60)


def test_a_period_finer_than_the_form_has_no_figure() -> None:
    found = of("2024-04", Row("U1", "admitted", "2024-Q2", 9), every="quarter").get("U0", "admitted")
    assert told(found, "value", "reported", "expected") == (None, 0, 0)


def test_a_ratio_is_recomputed_from_its_sums() -> None:
    found = of(
        "2024-01",
        Row("U1", "admitted", "2024-01", 1),
        Row("U2", "admitted", "2024-01", 1),
        Row("U1", "members", "2024-01", 2),
        Row("U2", "members", "2024-01", 4),
    )
    assert found.get("U1", "rate").value == 50
    assert found.get("U0", "rate").value == Decimal("33.33")
    assert found.get("U0", "rate").reported == 2


def test_a_ratio_changes_in_points() -> None:
    found = of(
        "2024-01",
        *(Row("U1", "admitted", f"{year}-01", value) for year, value in ((2024, 3), (2023, 1))),
        *(Row("U1", "members", f"{year}-01", 8) for year in (2024, 2023)),
    )
    figure = found.get("U1", "rate")
    assert told(figure, "value", "change", "change_percent") == (Decimal("37.5"), 25, None)


def test_a_ratio_to_the_target_uses_the_numerators_target() -> None:
    found = of("2024-Q1", Row("U1", "admitted", "2024-01", 1), Row("U1", "admitted", "2024", 3, measure="target"))
    assert found.get("U0", "completed").value == Decimal("33.33")


def test_what_is_only_reported_is_never_added() -> None:
    found = of("2024-01", Row("U1", "growth", "2024-01", 5), Row("U0", "growth", "2024-01", Decimal("6.5")))
    assert found.get("U0", "growth").value == Decimal("6.5")
    assert found.get("U2", "growth").value is None


def test_an_estimate_stands_until_the_value_comes() -> None:
    early = Row("U1", "admitted", "2024-06", 10, measure="estimate")
    figure = of("2024-06", early).get("U0", "admitted")
    assert told(figure, "value", "estimate", "reported") == (10, True, 1)
    figure = of("2024-06", early, Row("U1", "admitted", "2024-06", 12)).get("U0", "admitted")
    assert told(figure, "value", "estimate") == (12, False)


def test_a_parents_statement_stands_only_where_no_child_reported() -> None:
    own = Row("U0", "admitted", "2024-01", 100)
    assert of("2024-01", own).get("U0", "admitted").value == 100
    figure = of("2024-01", own, Row("U2", "admitted", "2024-01", 40)).get("U0", "admitted")
    assert told(figure, "value", "stated") == (40, 100)


def test_a_parents_own_work_is_added() -> None:
    found = of(
        "2024-01",
        Row("U0", "admitted", "2024-01", 100),
        Row("U2", "admitted", "2024-01", 40),
        covers="unit",
    )
    assert told(found.get("U0", "admitted"), "value", "stated") == (140, None)


def test_breakdowns_are_counted_by_themselves() -> None:
    found = of(
        "2024-01", Row("U1", "admitted", "2024-01", 2, "sex:female"), Row("U2", "admitted", "2024-01", 3, "sex:female")
    )
    assert found.get("U0", "admitted", "sex:female").value == 5
    assert found.get("U0", "admitted").value is None
    assert found.breakdowns("admitted") == ("sex:female",)


def test_a_breakdown_that_nobody_reported_is_answered_with_nothing() -> None:
    figure = of("2024-01").get("U0", "admitted", "sex:male")
    assert told(figure, "value", "reported", "expected") == (None, 0, 2)


@pytest.mark.parametrize(("indicator", "breakdown"), [("unknown", ""), ("story", ""), ("admitted", "sex:unknown")])
def test_what_the_pack_does_not_count_is_refused(indicator: str, breakdown: str) -> None:
    with pytest.raises(NoSuchFigure):
        of("2024-01").get("U0", indicator, breakdown)


def test_figures_come_in_preorder_and_in_the_order_of_the_catalogue() -> None:
    found = of(
        "2024-01", Row("U1", "admitted", "2024-01", 1, "sex:female"), Row("U1", "admitted", "2024-01", 1, "sex:male")
    )
    listed = [(figure.unit, figure.indicator, figure.breakdown) for figure in found]
    codes = [
        ("admitted", ""),
        ("admitted", "sex:male"),
        ("admitted", "sex:female"),
        ("members", ""),
        ("rate", ""),
        ("completed", ""),
    ]
    assert listed[:6] == [("U0", *code) for code in codes]
    assert [unit for unit, _, _ in listed] == sorted(unit for unit, _, _ in listed)
    assert list(found.figures("U2")) == [figure for figure in found if figure.unit == "U2"]


def test_sums_that_leave_64_bits_stay_exact() -> None:
    tree = make_tree([None, *[0] * 30])
    most = Decimal("99999999999999.9999")
    rows = [Row(f"U{unit}", "admitted", "2024-01", most) for unit in range(1, 31)]
    pack = make_pack(ALL, [make_form("monthly", ASKED)])
    found = rollup(parse("2024-01"), tree=tree, pack=pack, snapshot=make_snapshot(rows))
    assert found.get("U0", "admitted").value == most * 30


def test_an_empty_workspace_has_an_empty_roll_up() -> None:
    found = rollup(
        parse("2024-01"), tree=make_tree([]), pack=make_pack(ALL, [make_form("f", ASKED)]), snapshot=make_snapshot([])
    )
    assert list(found) == []


def test_a_ratio_to_the_years_target_counts_since_the_new_year() -> None:
    found = of(
        "2024-Q2",
        Row("U1", "admitted", "2024-01", 1),
        Row("U1", "admitted", "2024-05", 1),
        Row("U1", "admitted", "2024", 8, measure="target"),
    )
    assert found.get("U0", "completed").value == 25
