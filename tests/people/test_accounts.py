"""Accounts: the operator, adding people, and signing in with the login."""

from datetime import date
from unittest import mock

import pytest
from django.contrib import auth
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import RequestFactory

from giaoban.people.access import Verb, may, units_where
from giaoban.people.accounts import AccountRefused, add_person, operator
from giaoban.people.models import Membership, Person, Role
from giaoban.units.models import Unit, UnitVersion
from tests.conftest import LONG_AGO, Cast, add_unit

TODAY = date(2024, 7, 2)
PASSWORD = "một câu dài không ai đoán ra"


def authenticate(username: str, password: str) -> object:
    """As the sign-in page asks; who fails too often at one address has to wait, so the door wants to see a request."""
    return auth.authenticate(RequestFactory().post("/dang-nhap/"), username=username, password=password)


def test_the_operator_is_made_once_and_waits_for_the_root(db: None) -> None:
    person = operator()
    assert (person.login, person.has_usable_password()) == ("operator", False)
    assert operator() == person
    root = add_unit("LG", "Tỉnh ủy Lam Giang", "province_committee", None)
    assert operator() == person
    assert operator() == person
    assert Membership.objects.filter(person=person, unit=root, valid_from=LONG_AGO).count() == 2
    assert {verb for verb in Verb if may(person, verb, root.pk, TODAY)} == {
        Verb.SEE,
        Verb.REPORT,
        Verb.COMPILE,
        Verb.ADMINISTER,
    }


def test_the_operator_follows_the_root_when_another_takes_over(cast: Cast) -> None:
    UnitVersion.objects.update(valid_to=TODAY)
    root = Unit.objects.create(key="HD:2024-07-02")
    UnitVersion.objects.create(unit=root, code="HD", name="Tỉnh ủy Hồng Dương", kind="x", valid_from=TODAY)
    assert units_where(operator(), Verb.ADMINISTER, TODAY) == {root.pk}
    assert cast.district.pk in units_where(operator(), Verb.ADMINISTER, date(2024, 7, 1))


def test_nobody_signs_in_as_the_operator(db: None) -> None:
    operator()
    assert authenticate(username="operator", password="") is None


def new_person(cast: Cast, login: str = "muongse", name: str = "Cán bộ Mường Sẻ", password: str = PASSWORD) -> Person:
    return add_person(
        login,
        name,
        role=Role.REPORTING_OFFICER,
        unit_id=cast.late_district.pk,
        valid_from=LONG_AGO,
        password=password,
    )


def test_a_new_person_signs_in_and_reports_for_the_unit(cast: Cast) -> None:
    person = new_person(cast)
    assert authenticate(username="muongse", password=PASSWORD) == person
    assert authenticate(username="MuongSe", password=PASSWORD) == person
    assert authenticate(username="muongse", password=PASSWORD.upper()) is None
    assert units_where(person, Verb.REPORT, TODAY) == {cast.late_district.pk}


def test_a_person_without_a_password_does_not_sign_in_yet(cast: Cast) -> None:
    person = add_person("sau", "Người đến sau", role=Role.LEADER, unit_id=cast.province.pk, valid_from=LONG_AGO)
    assert not person.has_usable_password()
    assert authenticate(username="sau", password="") is None


@pytest.mark.parametrize(
    ("login", "name", "password", "words"),
    [
        ("dienloc", "Trùng tên", PASSWORD, "đã có người dùng"),
        ("DienLoc", "Trùng tên", PASSWORD, "đã có người dùng"),
        ("mường sẻ", "Có dấu", PASSWORD, "không dấu"),
        ("m", "Quá ngắn", PASSWORD, "2 đến 64"),
        ("muongse", "  ", PASSWORD, "chưa có họ tên"),
        ("muongse", "Mật khẩu ngắn", "ngắn", "Mật khẩu của muongse chưa được"),
        ("muongse", "Mật khẩu phổ biến", "password123", "Mật khẩu của muongse chưa được"),
        ("muongse2024", "Mật khẩu giống tên", "muongse2024", "Mật khẩu của muongse2024 chưa được"),
    ],
)
def test_an_account_that_cannot_be_is_refused_with_a_sentence(
    cast: Cast, login: str, name: str, password: str, words: str
) -> None:
    before = Person.objects.count()
    with pytest.raises(AccountRefused, match=words):
        new_person(cast, login, name, password)
    assert Person.objects.count() == before


@pytest.mark.parametrize("login", ["muongse", "nobody", "operator"])
def test_a_refused_sign_in_costs_as_much_hashing_as_any_other(cast: Cast, login: str) -> None:
    operator()
    Person.objects.filter(pk=new_person(cast).pk).update(is_active=False)
    with mock.patch.object(MD5PasswordHasher, "encode", autospec=True, side_effect=MD5PasswordHasher.encode) as encode:
        assert authenticate(username=login, password=PASSWORD) is None
    assert encode.call_count == 1
