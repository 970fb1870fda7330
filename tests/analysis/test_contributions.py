"""The observations behind a figure are exactly those that were added."""

from decimal import Decimal

from hypothesis import given, settings

from giaoban.analysis.contributions import SUMS, contributions
from giaoban.analysis.facts import lay_out
from giaoban.analysis.manners import is_derived
from giaoban.analysis.rollup import roll_up
from giaoban.periods.period import parse
from tests.analysis.made import make_snapshot
from tests.analysis.questions import Question, questions


@settings(max_examples=60, deadline=None)
@given(questions())
def test_contributions_add_up_to_every_figure(question: Question) -> None:
    code, tree, pack, told = question
    books, period = lay_out(make_snapshot(told), tree, pack), parse(code)
    for figure in roll_up(books, period).figures(tree.root.code):
        place = next(
            place
            for place, one in enumerate(books.series)
            if (one.indicator.code, one.breakdown) == (figure.indicator, figure.breakdown)
        )
        if is_derived(books.series[place].indicator):
            continue
        for what in SUMS:
            found = contributions(books, period, what, tree.by_code(figure.unit), place)
            total = sum((one.value for one in found), Decimal(0)) if found else None
            if hasattr(figure, what) and (what != "stated" or figure.stated is not None):
                assert total == getattr(figure, what), (figure, what)
