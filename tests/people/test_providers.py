"""Signing in at another server: for accounts that were made here, and for no others."""

from collections.abc import Iterator
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import LazySettings
from django.test import Client

from giaoban.people.accounts import operator
from giaoban.people.models import AccessEvent, AccessKind, Person
from giaoban.site.environment import IdentityProvider, WrongSetting, identity_providers
from tests.conftest import Cast
from tests.people.conftest import who
from tests.people.identity_server import IdentityServer, identity_server


@pytest.fixture
def server(settings: LazySettings) -> Iterator[IdentityServer]:
    with identity_server() as running:
        settings.IDENTITY_PROVIDERS = (
            IdentityProvider("tinh", "Cổng tỉnh", running.address, "giaoban", "bí mật", "preferred_username"),
        )
        application = {
            "provider_id": "tinh",
            "name": "Cổng tỉnh",
            "client_id": "giaoban",
            "secret": "bí mật",
            "settings": {"server_url": running.address, "claim": "preferred_username"},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [application]}}
        yield running


def come(client: Client, server: IdentityServer, **claims: str) -> int:
    """Presses the button, is sent to the server and back; the status of the last page but the redirect home."""
    server.claims = claims
    sent = client.post("/dang-nhap/qua/tinh/", {"next": "/don-vi/DL/"})
    assert sent["Location"].startswith(f"{server.address}/authorize?")
    return client.get(sent_back(sent["Location"]).removeprefix("http://testserver")).status_code


def sent_back(address: str) -> str:
    """Where the server sends a browser that comes to the address."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=5)
    connection.request("GET", f"{parts.path}?{parts.query}")
    location = connection.getresponse().headers["Location"]
    connection.close()
    assert location is not None
    return location


def test_the_sign_in_page_offers_the_server(client: Client, cast: Cast, server: IdentityServer) -> None:
    assert "Đăng nhập qua Cổng tỉnh" in client.get("/dang-nhap/").content.decode()


def test_a_person_whose_login_the_server_names_is_let_in(client: Client, cast: Cast, server: IdentityServer) -> None:
    assert come(client, server, sub="7", preferred_username="DienLoc") == 302
    assert who(client) == "dienloc"
    assert SocialAccount.objects.get(user=cast.officer).uid == "7"
    assert AccessEvent.objects.filter(kind=AccessKind.SIGNED_IN, person=cast.officer).exists()


def test_from_then_on_the_server_s_own_identity_counts(client: Client, cast: Cast, server: IdentityServer) -> None:
    come(client, server, sub="7", preferred_username="dienloc")
    client.post("/dang-xuat/")
    assert come(client, server, sub="7", preferred_username="quantri") == 302
    assert who(client) == "dienloc"
    other = Client()
    assert come(other, server, sub="8", preferred_username="dienloc") == 403
    assert who(other) == ""


@pytest.mark.parametrize("login", ["khong-co-ai", "operator", ""])
def test_nobody_else_gets_an_account_by_it(client: Client, cast: Cast, server: IdentityServer, login: str) -> None:
    operator()
    before = Person.objects.count()
    assert come(client, server, sub="9", preferred_username=login) == 403
    assert (who(client), Person.objects.count()) == ("", before)
    assert AccessEvent.objects.filter(kind=AccessKind.FAILED, login=login, detail="Cổng tỉnh").count() == 1


def test_a_deactivated_person_stays_out(client: Client, cast: Cast, server: IdentityServer) -> None:
    come(client, server, sub="7", preferred_username="dienloc")
    Person.objects.filter(login="dienloc").update(is_active=False)
    other = Client()
    come(other, server, sub="7", preferred_username="dienloc")
    assert (who(client), who(other)) == ("", "")


def test_a_deactivated_person_is_not_bound_to_the_server_either(
    client: Client, cast: Cast, server: IdentityServer
) -> None:
    Person.objects.filter(login="dienloc").update(is_active=False)
    assert come(client, server, sub="7", preferred_username="dienloc") == 403
    assert (who(client), SocialAccount.objects.count()) == ("", 0)


def test_a_server_that_refuses_is_said_in_our_words(client: Client, cast: Cast, server: IdentityServer) -> None:
    server.refuses = True
    come(client, server, sub="7")
    assert "Đã dừng đăng nhập" in client.get("/dang-nhap/huy/").content.decode()


def test_an_unknown_server_does_not_exist(client: Client, cast: Cast, server: IdentityServer) -> None:
    assert client.get("/dang-nhap/qua/khac/").status_code == 404
    assert "Tiếp tục sang Cổng tỉnh" in client.get("/dang-nhap/qua/tinh/").content.decode()


SET = {"URL": "https://id.lamgiang.example", "CLIENT_ID": "giaoban", "CLIENT_SECRET": "bí mật"}


def test_servers_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIAOBAN_OIDC", "tinh")
    for name, value in SET.items():
        monkeypatch.setenv(f"GIAOBAN_OIDC_TINH_{name}", value)
    found = IdentityProvider("tinh", "tinh", SET["URL"], "giaoban", "bí mật", "preferred_username")
    assert identity_providers() == (found,)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("GIAOBAN_OIDC_TINH_URL", "http://id.lamgiang.example", "begins with https"),
        ("GIAOBAN_OIDC_TINH_CLIENT_ID", "", "CLIENT_ID is missing"),
        ("GIAOBAN_OIDC", "tỉnh", "plain letters"),
    ],
)
def test_a_wrong_setting_of_a_server_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv("GIAOBAN_OIDC", "tinh")
    for part, right in SET.items():
        monkeypatch.setenv(f"GIAOBAN_OIDC_TINH_{part}", right)
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSetting, match=said):
        identity_providers()
