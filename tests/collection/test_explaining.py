"""Asking a unit to explain one figure: who may, who hears of it, and that it stays as it was said."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from giaoban.collection.explaining import answer, ask, can_be_asked, close, may_answer, may_ask, value_of
from giaoban.figures.entry import Entry, Source
from giaoban.figures.explanations import AlreadySettled, Place, WordsMissing, about
from giaoban.figures.ledger import post
from giaoban.figures.models import Explanation, Measure, SourceKind
from giaoban.indicators.packs import current
from giaoban.people.access import Hidden, NotYourRole
from giaoban.people.models import Notice, Person
from giaoban.periods.period import parse
from giaoban.units.registry import tree_at
from tests.conftest import NOW, Cast

LATER = NOW + timedelta(hours=2)
SENSITIVE = "discipline_form_members:reprimand"


@pytest.fixture
def books(cast: Cast) -> Cast:
    entries = [
        Entry(cast.district.pk, "members.admitted", "", month, Measure.ACTUAL, Decimal(value))
        for month, value in (("2024-05", 11), ("2024-06", 45))
    ]
    post(entries, by=cast.officer, source=Source(SourceKind.IMPORT), at=NOW)
    return cast


def place(cast: Cast, *, breakdown: str = "", indicator: str = "members.admitted", period: str = "2024-06") -> Place:
    return Place(cast.district.pk, indicator, breakdown, period)


def asked(cast: Cast, question: str = "Vì sao tăng?", where: Place | None = None) -> Explanation:
    return ask(where or place(cast), question, pack=current(), by=cast.office, at=NOW)


def heard(person: Person) -> list[str]:
    return list(Notice.objects.filter(person=person).values_list("text", flat=True))


def test_the_unit_hears_of_a_question_and_the_office_of_the_answer(books: Cast) -> None:
    request = asked(books)
    assert request.value == 45
    expected = "Văn phòng Tỉnh ủy đề nghị giải trình “Kết nạp đảng viên”, Huyện ủy Diễn Lộc, T6/2024: Vì sao tăng?"
    assert heard(books.officer) == heard(books.unit_leader) == [expected]
    assert heard(books.neighbour_officer) == []
    answer(request, "Đợt kết nạp 19/5", pack=current(), by=books.officer, at=LATER)
    (text,) = heard(books.office)
    assert text.endswith(": Đợt kết nạp 19/5")


def test_it_is_answered_once_and_closed_once(books: Cast) -> None:
    request = answer(asked(books), "Đợt 19/5", pack=current(), by=books.officer, at=LATER)
    with pytest.raises(AlreadySettled):
        answer(request, "Khác", pack=current(), by=books.unit_leader, at=LATER)
    close(request, pack=current(), by=books.office, at=LATER)
    with pytest.raises(AlreadySettled):
        close(request, pack=current(), by=books.office, at=LATER)
    assert Explanation.objects.get().answer == "Đợt 19/5"


def test_the_database_keeps_what_was_said(books: Cast) -> None:
    answer(asked(books), "Đợt 19/5", pack=current(), by=books.officer, at=LATER)
    rows = Explanation.objects.all()
    changes = (
        lambda: rows.update(question="Khác"),
        lambda: rows.update(answer="Khác"),
        lambda: rows.update(answered_at=None),
        lambda: rows.update(value=3),
        rows.delete,
    )
    for change in changes:
        with pytest.raises(DatabaseError, match="chỉ ghi thêm"), transaction.atomic():
            change()


def test_the_office_asks_and_the_unit_answers_and_nobody_else(books: Cast) -> None:
    for person, error in ((books.officer, NotYourRole), (books.leader, NotYourRole), (books.outsider, Hidden)):
        with pytest.raises(error):
            ask(place(books), "Vì sao?", pack=current(), by=person, at=NOW)
    request = asked(books)
    for person, error in ((books.office, NotYourRole), (books.leader, NotYourRole), (books.neighbour_officer, Hidden)):
        with pytest.raises(error):
            answer(request, "Vì…", pack=current(), by=person, at=LATER)
    assert may_answer(books.unit_leader, request, NOW.date())
    assert not may_answer(books.office, request, NOW.date())


def test_a_sensitive_cell_is_asked_about_by_those_alone_who_see_it(books: Cast) -> None:
    guarded = place(books, indicator="discipline.members", breakdown=SENSITIVE)
    assert not may_ask(books.office, guarded, current(), NOW.date())
    with pytest.raises(Hidden):
        asked(books, where=guarded)
    assert may_ask(books.office, place(books, indicator="discipline.members"), current(), NOW.date()), (
        "the total is open"
    )


def test_words_are_needed_and_have_an_end(books: Cast) -> None:
    for words in ("", "   \n ", "a" * 4001):
        with pytest.raises(WordsMissing):
            asked(books, words)
    assert asked(books, "Dòng 1\r\nDòng 2\x00").question == "Dòng 1\nDòng 2"


def test_only_a_figure_that_the_unit_gives_itself_can_be_asked_about(books: Cast) -> None:
    tree, pack = tree_at(NOW.date()), current()
    district, province, police = tree.by_code("DL"), tree.by_code("LG"), tree.by_code("CA")
    ratio = next(
        one.code for one in pack.indicators if one.numerator and pack.form_asking(one.numerator, district.kind)
    )
    assert can_be_asked(pack, district, "members.admitted", "sex:female")
    assert can_be_asked(pack, district, ratio), "its numerator is the unit's own"
    assert not can_be_asked(pack, province, "members.admitted"), "a sum is asked of its units"
    assert not can_be_asked(pack, police, "hamlets.total") or pack.form_asking("hamlets.total", police.kind)
    assert not can_be_asked(pack, district, "khong.co")
    assert not can_be_asked(pack, district, "narrative.limits")


def test_a_figure_of_several_months_has_the_value_of_their_sum(books: Cast) -> None:
    assert value_of(place(books, period="2024-Q2")) == 56
    assert value_of(place(books, indicator="members.confirmed")) is None
    assert value_of(Place(10**6, "members.admitted", "", "2024-06")) is None


def test_what_was_asked_about_a_month_shows_in_the_half_year_and_in_the_province(books: Cast) -> None:
    request = asked(books)
    units = [books.province.pk, books.district.pk]
    assert about(["members.admitted"], "", units, parse("2024-H1")) == (request,)
    assert about(["members.admitted"], "", units, parse("2024-05")) == ()
    assert about(["members.admitted"], "sex:female", units, parse("2024-H1")) == ()
    assert about(["members.admitted"], "", [books.neighbour.pk], parse("2024-H1")) == ()
