"""Sessions end: after hours, after idling, with a new password, with the account, and when asked."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from giaoban.people.models import AccessEvent, AccessKind, Person
from giaoban.people.sessions import BEGAN, SEEN, end_all_sessions, has_ended
from tests.conftest import Cast
from tests.people.conftest import sign_in, signed_in, who

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("began", "seen", "ended"),
    [(1, 1, False), (719, 1, False), (720, 1, True), (300, 119, False), (300, 120, True)],
)
def test_a_session_lasts_twelve_hours_and_two_without_a_page(began: int, seen: int, ended: bool) -> None:
    """In minutes before noon."""
    at = [(NOON - timedelta(minutes=minutes)).timestamp() for minutes in (began, seen)]
    assert has_ended(at[0], at[1], NOON) is ended


def test_a_session_that_does_not_know_its_beginning_is_over() -> None:
    assert has_ended(None, NOON.timestamp(), NOON)
    assert has_ended(NOON.timestamp(), None, NOON)


@pytest.mark.parametrize(("key", "hours"), [(BEGAN, 13), (SEEN, 3)])
def test_an_old_session_is_sent_to_sign_in(client: Client, cast: Cast, key: str, hours: int) -> None:
    sign_in(client, "dienloc")
    session = client.session
    session[key] = (timezone.now() - timedelta(hours=hours)).timestamp()
    session.save()
    assert who(client) == ""


def test_a_page_is_a_write_only_every_five_minutes(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    sign_in(client, "dienloc")
    first = client.session[SEEN]
    client.get("/thong-bao/")
    assert client.session[SEEN] == first
    session = client.session
    session[SEEN] = first - 400
    session.save()
    client.get("/thong-bao/")
    assert client.session[SEEN] >= first


def test_a_new_password_ends_every_other_session(client: Client, cast: Cast) -> None:
    other = Client()
    for one in (client, other):
        sign_in(one, "dienloc")
    new = "mùa nước nổi năm nay"
    typed = {"oldpassword": "mật khẩu của dienloc", "password1": new, "password2": new}
    assert client.post("/tai-khoan/mat-khau/", typed)["Location"] == "/tai-khoan/"
    assert (who(client), who(other)) == ("dienloc", "")
    assert AccessEvent.objects.filter(kind=AccessKind.PASSWORD_CHANGED, person=cast.officer).count() == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"oldpassword": "sai"}, "Mật khẩu hiện tại không đúng"),
        ({"password1": "ngắn", "password2": "ngắn"}, "Mật khẩu quá ngắn"),
        ({"password2": "mùa nước cạn năm nay"}, "Hai lần gõ mật khẩu chưa giống nhau"),
        ({"password1": "dienloc2024", "password2": "dienloc2024"}, "quá giống với"),
    ],
)
def test_a_password_that_will_not_do_is_refused_in_words(
    client: Client, cast: Cast, typed: dict[str, str], said: str
) -> None:
    sign_in(client, "dienloc")
    good = "mùa nước nổi năm nay"
    whole = {"oldpassword": "mật khẩu của dienloc", "password1": good, "password2": good, **typed}
    assert said in client.post("/tai-khoan/mat-khau/", whole).content.decode()
    assert cast.officer.check_password("mật khẩu của dienloc")


def test_a_deactivated_account_is_out_at_once_and_stays_out(client: Client, cast: Cast) -> None:
    sign_in(client, "dienloc")
    administrator = signed_in(cast.administrator)
    administrator.post("/nguoi-dung/dienloc/ngung/")
    assert who(client) == ""
    administrator.post("/nguoi-dung/dienloc/mo-lai/")
    assert who(client) == ""
    assert sign_in(client, "dienloc") == 302


def test_one_signs_out_everywhere_else(client: Client, cast: Cast) -> None:
    other = Client()
    for one in (client, other):
        sign_in(one, "dienloc")
    assert client.get("/tai-khoan/").content.decode().count("127.0.0.1") == 2
    client.post("/tai-khoan/phien/")
    assert (who(client), who(other)) == ("dienloc", "")
    assert client.get("/tai-khoan/").content.decode().count("127.0.0.1") == 1


def test_all_sessions_of_one_person_end_and_nobody_elses(client: Client, cast: Cast) -> None:
    other = Client()
    sign_in(client, "dienloc")
    sign_in(other, "nguyetho")
    end_all_sessions(cast.officer)
    assert (who(client), who(other)) == ("", "nguyetho")
    assert not UserSession.objects.filter(user=cast.officer).exists()


def test_another_key_of_the_site_keeps_sessions_of_the_old_one(cast: Cast, settings: LazySettings) -> None:
    before = Person.objects.get(login="dienloc").get_session_auth_hash()
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "một khóa khác hẳn"
    now = Person.objects.get(login="dienloc")
    assert now.get_session_auth_hash() != before
    assert list(now.get_session_auth_fallback_hash()) == [before]
