"""The first administrator of a workspace, made on the page by whoever reads the terminal."""

import pytest
from django.test import Client

from giaoban.people.access import Verb, may
from giaoban.people.accounts import has_administrator, operator, seat_first_administrator
from giaoban.people.links import first_start_code
from giaoban.people.models import Person
from tests.conftest import NOW, Cast, add_unit
from tests.people.conftest import sign_in

PAGE = "/khoi-dau/"
PASSWORD = "mùa nước nổi năm nay"
TYPED = {"username": "quantri", "name": "Quản trị", "password": PASSWORD, "again": PASSWORD}


def test_the_code_of_the_terminal_makes_the_first_administrator(client: Client, db: None) -> None:
    operator()
    code = first_start_code(NOW)
    assert "chưa có quản trị viên" in client.get("/dang-nhap/").content.decode()
    assert client.post(PAGE, {**TYPED, "code": code})["Location"] == "/dang-nhap/"
    assert sign_in(client, "quantri", PASSWORD) == 302
    root = add_unit("LG", "Tỉnh ủy Lam Giang", "province_committee", None)
    seat_first_administrator(NOW.date())
    assert may(Person.objects.get(login="quantri"), Verb.ADMINISTER, root.pk, NOW.date())


@pytest.mark.parametrize("code", ["", "đoán", "abc.def"])
def test_without_the_code_nobody_becomes_administrator(client: Client, db: None, code: str) -> None:
    first_start_code(NOW)
    assert "Mã khởi tạo không đúng" in client.post(PAGE, {**TYPED, "code": code}).content.decode()
    assert not has_administrator(NOW.date())


def test_a_person_s_own_link_is_no_code(client: Client, db: None) -> None:
    from giaoban.people.events import Place
    from giaoban.people.links import make_link

    code = make_link(operator(), by=None, place=Place(NOW))
    assert "Mã khởi tạo không đúng" in client.post(PAGE, {**TYPED, "code": code}).content.decode()


def test_a_weak_password_leaves_the_code_as_it_was(client: Client, db: None) -> None:
    code = first_start_code(NOW)
    weak = {**TYPED, "password": "ngắn", "again": "ngắn", "code": code}
    assert "quá ngắn" in client.post(PAGE, weak).content.decode()
    assert client.post(PAGE, {**TYPED, "code": code}).status_code == 302


def test_with_an_administrator_the_page_does_not_exist(client: Client, cast: Cast) -> None:
    assert first_start_code(NOW) is None
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {**TYPED, "code": "x"}).status_code == 404


def test_an_account_without_a_role_does_not_become_administrator_beside_another(cast: Cast) -> None:
    seat_first_administrator(NOW.date())
    assert not may(cast.outsider, Verb.ADMINISTER, cast.province.pk, NOW.date())


def test_where_nobody_administers_any_more_the_way_opens_again(cast: Cast) -> None:
    Person.objects.exclude(login="dienloc").update(is_active=False)
    assert first_start_code(NOW) is not None
