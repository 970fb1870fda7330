"""The desk: roll-ups straight from the books."""

from datetime import date
from decimal import Decimal

from giaoban.analysis.office import Question, Shelf, rollup_books
from giaoban.analysis.rollup import rollup
from giaoban.figures.models import Measure, State
from giaoban.periods.period import parse
from tests.analysis.conftest import Tell
from tests.analysis.made import make_form, make_indicator, make_pack, make_snapshot, make_tree
from tests.conftest import Cast

HALF = parse("2024-H1")


def test_the_half_year_comes_from_the_books(cast: Cast, tell: Tell) -> None:
    tell(cast.district, "members.admitted", "2024-01", 400)
    tell(cast.neighbour, "members.admitted", "2024-06", 421)
    tell(cast.district, "members.admitted", "2024", 1450, measure=Measure.TARGET)
    tell(cast.district, "members.admitted", "2023-02", 790)
    figure = rollup_books(HALF).get("LG", "members.admitted")
    assert (figure.value, figure.target, figure.completion_percent) == (
        Decimal(821),
        Decimal(1450),
        Decimal("56.62"),
    )
    assert figure.same_period == 790
    assert rollup_books(HALF).get("LG", "members.admitted.completion").value == Decimal("56.62")


def test_the_same_question_is_answered_from_the_shelf_until_somebody_posts(cast: Cast, tell: Tell) -> None:
    tell(cast.district, "members.admitted", "2024-01", 1)
    first = rollup_books(HALF)
    assert rollup_books(HALF).get("LG", "members.admitted").value == 1
    tell(cast.neighbour, "members.admitted", "2024-01", 2)
    assert first.get("LG", "members.admitted").value == 1
    assert rollup_books(HALF).get("LG", "members.admitted").value == 3


def test_the_books_of_an_earlier_instant_are_rolled_up_as_they_stood(cast: Cast, tell: Tell) -> None:
    then = tell(cast.district, "members.admitted", "2024-01", 10)
    tell(cast.district, "members.admitted", "2024-01", 12, reason="Đếm sót 2 đảng viên.")
    assert rollup_books(HALF).get("DL", "members.admitted").value == 12
    assert rollup_books(HALF, known_at=then).get("DL", "members.admitted").value == 10


def test_only_the_asked_indicators_are_listed_with_their_ratios_whole(cast: Cast, tell: Tell) -> None:
    tell(cast.district, "members.admitted", "2024-01", 7)
    tell(cast.district, "members.admitted", "2024", 14, measure=Measure.TARGET)
    found = rollup_books(HALF, indicators=["members.admitted.completion"])
    assert {figure.indicator for figure in found} == {"members.admitted.completion"}
    assert found.get("LG", "members.admitted.completion").value == 50


def test_a_withdrawn_figure_is_not_reported(cast: Cast, tell: Tell) -> None:
    tell(cast.district, "members.admitted", "2024-01", 7)
    tell(cast.district, "members.admitted", "2024-01", None, state=State.WITHDRAWN, reason="Báo nhầm kỳ.")
    assert rollup_books(HALF).get("LG", "members.admitted").value is None


def test_the_tree_may_be_that_of_another_day(cast: Cast, tell: Tell) -> None:
    tell(cast.district, "members.admitted", "2024-01", 7)
    assert rollup_books(HALF, on=date(2024, 1, 31)).tree.on == date(2024, 1, 31)
    assert rollup_books(HALF).tree.on == date(2024, 6, 30)


def test_the_shelf_lets_the_oldest_go_when_it_is_full() -> None:
    pack = make_pack([make_indicator("admitted")], [make_form("form", {"admitted": []})])
    tree = make_tree([None, 0])
    answer = rollup(HALF, tree=tree, pack=pack, snapshot=make_snapshot([]))
    shelf = Shelf(room=4)
    questions = [_question(stamp) for stamp in "abc"]
    for question in questions:
        shelf.keep(question, answer)
    assert [shelf.find(question, tree, pack) for question in questions] == [None, answer, answer]


def _question(stamp: str) -> Question:
    return Question(stamp, HALF.code, date(2024, 6, 30), None, None)
