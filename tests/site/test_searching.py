"""Finding by words, with or without marks."""

import pytest
from django.test import Client

from giaoban.language.text import bare
from giaoban.people.models import Person
from tests.conftest import Cast
from tests.site.conftest import sign_in
from tests.site.test_history import work_under_way


@pytest.mark.parametrize("query", ["ket nap", "kết nạp", "KẾT NẠP", "ORG08", "members.admitted"])
def test_an_indicator_is_found_however_it_is_typed(office: Client, query: str) -> None:
    page = office.get("/tim-kiem/", {"q": query, "phan": "1"}).content.decode()
    assert 'href="/chi-tieu/members.admitted/"' in page


def test_units_and_reports_are_found(office: Client) -> None:
    assert "/don-vi/DL/" in office.get("/tim-kiem/?q=dien+loc").content.decode()
    assert "/bao-cao/" in office.get("/tim-kiem/?q=bao+cao+cong+tac&phan=1").content.decode()


def test_tasks_meetings_topics_and_recommendations_are_found_by_those_who_see_them(books: Cast) -> None:
    work_under_way(books)
    for query, address in (("ra soat tau", "/nhiem-vu/"), ("nang cap", "/kien-nghi/"), ("giao ban huyen", "/hop/")):
        assert address in found(books.officer, query)
        assert address not in found(books.neighbour_officer, query)


def found(person: Person, query: str) -> str:
    """The list below the search box."""
    return sign_in(person).get("/tim-kiem/", {"q": query, "phan": "1"}).content.decode()


def test_the_period_goes_with_what_is_found(office: Client) -> None:
    assert "/chi-tieu/members.admitted/?ky=2024-06" in office.get("/tim-kiem/?q=ket+nap&ky=2024-06").content.decode()


def test_nothing_found_says_how_to_search(office: Client) -> None:
    page = office.get("/tim-kiem/?q=%3Cb%3Ekhong").content.decode()
    assert "gõ không dấu cũng được" in page
    assert "&lt;b&gt;khong" in page


def test_bare_letters_have_no_marks() -> None:
    assert bare("Đảng ủy Đường ấp") == "dang uy duong ap"
