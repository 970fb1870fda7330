"""Links that set a password once."""

import re
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core import mail
from django.test import Client

from giaoban.people.events import Place
from giaoban.people.links import HOLDS, find_link, make_link
from giaoban.people.models import AccessEvent, AccessKind, OneTimeLink, Person
from tests.conftest import NOW, Cast
from tests.people.conftest import sign_in, signed_in

NEW = "mùa nước nổi năm nay"


def address_for(cast: Cast, login: str = "dienloc") -> str:
    page = signed_in(cast.administrator).post(f"/nguoi-dung/{login}/lien-ket/").content.decode()
    found = re.search(r"http://testserver(/lien-ket/[\w.-]+/)", page)
    assert found is not None
    return found[1]


def test_a_link_sets_a_password_once(client: Client, cast: Cast) -> None:
    address = address_for(cast)
    assert "Cho tài khoản dienloc" in client.get(address).content.decode()
    assert client.post(address, {"password": NEW, "again": NEW})["Location"] == "/dang-nhap/"
    assert sign_in(client, "dienloc", NEW) == 302
    again = client.post(address, {"password": NEW + "!", "again": NEW + "!"})
    assert again.status_code == 404
    assert "không còn dùng được" in again.content.decode()


def test_looking_at_a_link_does_not_use_it_up(client: Client, cast: Cast) -> None:
    address = address_for(cast)
    assert [client.get(address).status_code for _ in range(3)] == [200, 200, 200]
    assert client.head(address).status_code == 200


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [("ngắn", "ngắn", "quá ngắn"), (NEW, NEW + "!", "chưa giống nhau"), ("dienloc2024",) * 2 + ("quá giống",)],
)
def test_a_bad_password_leaves_the_link_as_it_was(
    client: Client, cast: Cast, password: str, again: str, said: str
) -> None:
    address = address_for(cast)
    assert said in client.post(address, {"password": password, "again": again}).content.decode()
    assert client.post(address, {"password": NEW, "again": NEW}).status_code == 302


def test_a_newer_link_replaces_the_older(client: Client, cast: Cast) -> None:
    older, newer = address_for(cast), address_for(cast)
    assert [client.get(address).status_code for address in (older, newer)] == [404, 200]


def test_a_link_ends_after_forty_eight_hours(cast: Cast) -> None:
    token = make_link(cast.officer, by=cast.administrator, place=Place(NOW))
    assert find_link(token, NOW + HOLDS - timedelta(seconds=1)) is not None
    assert find_link(token, NOW + HOLDS) is None


def test_a_link_of_a_deactivated_account_does_not_work(client: Client, cast: Cast) -> None:
    address = address_for(cast)
    Person.objects.filter(login="dienloc").update(is_active=False)
    assert client.get(address).status_code == 404


def test_the_database_holds_no_token(cast: Cast) -> None:
    token = address_for(cast).split("/")[2]
    kept = OneTimeLink.objects.get()
    assert token.split(".")[0] not in str(vars(kept))
    assert find_link(token.split(".")[0], NOW) is None
    assert find_link(kept.token_hash, NOW) is None
    assert find_link(token[:-1], NOW) is None


def test_making_and_using_are_kept_without_the_token(client: Client, cast: Cast) -> None:
    address = address_for(cast)
    client.post(address, {"password": NEW, "again": NEW})
    made, used = AccessEvent.objects.filter(kind__in=[AccessKind.LINK_MADE, AccessKind.LINK_USED]).order_by("pk")
    assert (made.person, made.about) == (cast.administrator, cast.officer)
    assert (used.person, used.path) == (cast.officer, "/lien-ket/…")


def test_a_link_opens_a_locked_login_and_ends_its_sessions(client: Client, cast: Cast) -> None:
    inside = signed_in(cast.officer)
    for _ in range(5):
        sign_in(client, "dienloc", "sai hẳn")
    address = address_for(cast)
    client.post(address, {"password": NEW, "again": NEW})
    assert sign_in(client, "dienloc", NEW) == 302
    assert inside.get("/tai-khoan/").status_code == 302


@pytest.fixture
def with_mail(settings: LazySettings) -> LazySettings:
    settings.MAIL_CONFIGURED = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "giaoban@lamgiang.example"
    return settings


def test_an_administrator_sends_it_where_mail_is_set_up(cast: Cast, with_mail: LazySettings) -> None:
    Person.objects.filter(login="dienloc").update(email="dienloc@lamgiang.example")
    page = signed_in(cast.administrator).post("/nguoi-dung/dienloc/lien-ket/", {"mail": "on"}).content.decode()
    assert "Đã gửi đến dienloc@lamgiang.example" in page
    assert mail.outbox[0].to == ["dienloc@lamgiang.example"]
    assert "/lien-ket/" in str(mail.outbox[0].body)


def test_a_forgotten_password_is_mailed_and_nobody_learns_who_exists(
    client: Client, cast: Cast, with_mail: LazySettings
) -> None:
    with_mail.SITE_URL = "https://giaoban.lamgiang.example"
    Person.objects.filter(login="dienloc").update(email="dienloc@lamgiang.example")
    pages = {
        login: client.post("/quen-mat-khau/", {"username": login}) for login in ("dienloc", "khong-co", "nguyetho")
    }
    assert len({page.content.decode().split("csrf")[0] for page in pages.values()}) == 1
    assert len(mail.outbox) == 1
    assert "https://giaoban.lamgiang.example/lien-ket/" in str(mail.outbox[0].body)
    client.post("/quen-mat-khau/", {"username": "dienloc"})
    assert len(mail.outbox) == 1


def test_without_mail_the_page_says_whom_to_ask(client: Client, cast: Cast) -> None:
    assert "Hãy nhờ người quản trị" in client.get("/quen-mat-khau/").content.decode()
    client.post("/quen-mat-khau/", {"username": "dienloc"})
    assert not OneTimeLink.objects.exists()
