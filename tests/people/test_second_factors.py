"""One-time codes of an app, recovery codes, and being asked again before changing them."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from giaoban.people.models import AccessEvent, AccessKind, Person
from tests.conftest import Cast
from tests.people.authenticator import code_of
from tests.people.conftest import sign_in, who

APP, CODES, STEP = "/tai-khoan/ung-dung/", "/tai-khoan/ma-du-phong/", "/dang-nhap/ma/"
CONFIRM = "/tai-khoan/xac-nhan/"


def confirmed(client: Client, login: str) -> None:
    answer = client.post(f"{CONFIRM}?next={APP}", {"password": f"mật khẩu của {login}"})
    assert answer["Location"] == APP


def with_app(client: Client, login: str) -> str:
    """Signs in, switches the app on through the pages, and gives its secret."""
    sign_in(client, login)
    confirmed(client, login)
    page = client.get(APP).content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert secret is not None
    assert client.post(APP, {"code": code_of(secret[1])})["Location"] == CODES
    return secret[1]


def signed_out(client: Client) -> Client:
    client.post("/dang-xuat/")
    return client


def test_the_way_to_an_app_asks_for_the_password_first(client: Client, cast: Cast) -> None:
    sign_in(client, "dienloc")
    assert client.get(APP)["Location"].startswith(CONFIRM)
    page = client.post(CONFIRM, {"password": "không phải"}).content.decode()
    assert "Mật khẩu hiện tại không đúng" in page


def test_a_wrong_code_does_not_switch_the_app_on(client: Client, cast: Cast) -> None:
    sign_in(client, "dienloc")
    confirmed(client, "dienloc")
    client.get(APP)
    assert "Mã hoặc khóa không đúng" in client.post(APP, {"code": "000000"}).content.decode()
    assert not Authenticator.objects.exists()


def test_after_the_password_the_code_is_asked(client: Client, cast: Cast) -> None:
    secret = with_app(client, "dienloc")
    signed_out(client)
    assert sign_in(client, "dienloc", next="/don-vi/DL/") == 302
    assert who(client) == ""
    assert "Xác thực lớp thứ hai" in client.get(STEP).content.decode()
    assert client.post(STEP, {"code": code_of(secret, 1)})["Location"] == "/don-vi/DL/"
    assert who(client) == "dienloc"


def test_a_code_opens_once(client: Client, cast: Cast) -> None:
    secret = with_app(client, "dienloc")
    code = code_of(secret, 1)
    signed_out(client)
    sign_in(client, "dienloc")
    client.post(STEP, {"code": code})
    signed_out(client)
    sign_in(client, "dienloc")
    assert client.post(STEP, {"code": code}).status_code == 200
    assert who(client) == ""


def test_guessing_codes_locks_the_login_like_guessing_passwords(client: Client, cast: Cast) -> None:
    secret = with_app(client, "dienloc")
    signed_out(client)
    sign_in(client, "dienloc")
    statuses = [client.post(STEP, {"code": "000000"}).status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    assert client.post(STEP, {"code": code_of(secret, 1)}).status_code == 429
    assert sign_in(Client(), "dienloc") == 429
    failed = AccessEvent.objects.filter(kind=AccessKind.FAILED, login="dienloc", detail="totp")
    assert failed.count() == 5


def test_recovery_codes_are_shown_once_and_open_once(client: Client, cast: Cast) -> None:
    with_app(client, "dienloc")
    codes = re.findall(r"<li><code>(\d+)</code>", client.get(CODES).content.decode())
    assert len(codes) == 10
    assert codes[0] not in client.get(CODES).content.decode()
    for status in (302, 200):
        signed_out(client)
        sign_in(client, "dienloc")
        assert client.post(STEP, {"code": codes[0]}).status_code == status


def test_the_app_is_switched_off_again(
    client: Client, cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        with_app(client, "dienloc")
    assert client.post(f"{APP}go/")["Location"] == "/tai-khoan/"
    assert not Authenticator.objects.exists()
    kinds = set(AccessEvent.objects.filter(person=cast.officer).values_list("kind", flat=True))
    assert {AccessKind.FACTOR_ADDED, AccessKind.FACTOR_REMOVED} <= kinds


def test_the_second_step_can_be_left(client: Client, cast: Cast) -> None:
    with_app(client, "dienloc")
    signed_out(client)
    sign_in(client, "dienloc")
    assert client.post("/dang-xuat/")["Location"] == "/dang-nhap/"
    assert client.get(STEP)["Location"] == "/dang-nhap/"


@pytest.mark.parametrize("address", ["ung-dung/", "ung-dung/go/", "ma-du-phong/", "ma-du-phong/moi/", "khoa/them/"])
def test_pages_of_factors_speak_our_words_in_our_look(client: Client, cast: Cast, address: str) -> None:
    sign_in(client, "dienloc")
    confirmed(client, "dienloc")
    if address != "ung-dung/":
        page = client.get(APP).content.decode()
        client.post(APP, {"code": code_of(re.findall(r"<code>([A-Z2-7]+)</code>", page)[0])})
    page = client.get(f"/tai-khoan/{address}").content.decode()
    assert 'class="shell"' in page
    assert "Tài khoản của tôi" in page
    assert not re.search(r"Authenticator|Two-Factor|Security Key|Recovery", page)


def test_the_account_page_shows_what_is_set_up(client: Client, cast: Cast) -> None:
    with_app(client, "dienloc")
    page = client.get("/tai-khoan/").content.decode()
    assert "Đang bật" in page
    assert "Mã dự phòng: còn 10" in page
    assert Person.objects.get(login="dienloc").display_name in page
