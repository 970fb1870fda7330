"""Whatever the tree, the forms and the gaps: the fast roll-up and the plain one agree to the last digit."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings

from giaoban.analysis.figure import RolledFigure
from giaoban.analysis.rollup import rollup
from giaoban.indicators.catalogue import Indicator
from giaoban.periods.period import parse
from tests.analysis.made import make_snapshot
from tests.analysis.plain import Plain, exact, rounded
from tests.analysis.questions import Question, questions


@settings(max_examples=100, deadline=None)
@given(questions())
def test_the_fast_roll_up_is_the_plain_one(question: Question) -> None:
    assert_same(question)


@settings(max_examples=60, deadline=None)
@given(questions(("2024-04", "2024-06", "2024-Q2", "2024-H2"), "cumulative"))
def test_cumulative_forms_are_taken_apart_alike(question: Question) -> None:
    assert_same(question)


def assert_same(question: Question) -> None:
    period, tree, pack, told = question
    plain = Plain(period, tree, pack, told)
    for figure in rollup(parse(period), tree=tree, pack=pack, snapshot=make_snapshot(told)):
        indicator = pack.indicator(figure.indicator)
        node = tree.by_code(figure.unit)
        for what in ("value", "year_to_date", "same_period", "target"):
            assert exact(getattr(figure, what)) == plain.figure(node, indicator, figure.breakdown, what), (figure, what)
        assert (figure.reported, figure.expected) == plain.coverage(node, indicator, figure.breakdown), figure
        check_estimate_and_statement(figure, plain, indicator)
        check_comparison(figure, indicator)


def check_estimate_and_statement(figure: RolledFigure, plain: Plain, indicator: Indicator) -> None:
    if indicator.numerator is not None:
        return
    node, breakdown = plain.tree.by_code(figure.unit), figure.breakdown
    value, early = plain.rolled(node, indicator, breakdown, "value")
    _, early_to_date = plain.rolled(node, indicator, breakdown, "year_to_date")
    assert figure.estimate == (early or early_to_date)
    own, _ = plain.stated(node, indicator, breakdown, "value")
    below = [plain.rolled(child, indicator, breakdown, "value")[0] for child in plain.tree.children(node)]
    form, _ = plain.form(indicator.code, node.kind)
    adds = form is not None and form.covers == "unit"
    is_compared = indicator.over_units == "sum" and not adds and any(value is not None for value in below)
    assert exact(figure.stated) == (own if is_compared else None)
    assert value is not None or figure.stated is None


def check_comparison(figure: RolledFigure, indicator: Indicator) -> None:
    measured = figure.value if indicator.target == "period" else figure.year_to_date
    if measured is None or not figure.target:
        assert figure.completion_percent is None
    else:
        assert exact(figure.completion_percent) == rounded(Fraction(measured) * 100 / Fraction(figure.target), 2)
    if figure.value is None or figure.same_period is None:
        assert figure.change is None
        return
    assert figure.change == figure.value - figure.same_period
    if indicator.kind == "ratio" or figure.same_period == 0:
        assert figure.change_percent is None
    else:
        assert exact(figure.change_percent) == rounded(Fraction(figure.change) * 100 / Fraction(figure.same_period), 2)


def test_the_plain_one_is_right_about_the_seed() -> None:
    assert rounded(Fraction(821 * 100, 1450), 2) == Fraction(Decimal("56.62"))
