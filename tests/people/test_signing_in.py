"""Signing in by password, and waiting after too many failures."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from giaoban.people.lockout import locked_until, unlock
from giaoban.people.models import AccessEvent, AccessKind, Person
from tests.conftest import Cast
from tests.people.conftest import SIGN_IN, sign_in, who


def fail(client: Client, login: str, times: int) -> int:
    return [sign_in(client, login, "sai hẳn") for _ in range(times)][-1]


def test_the_right_password_lets_in_however_the_login_is_typed(client: Client, cast: Cast) -> None:
    assert sign_in(client, " DienLoc ", "mật khẩu của dienloc") == 302
    assert who(client) == "dienloc"
    assert AccessEvent.objects.first().kind == AccessKind.SIGNED_IN  # type: ignore[union-attr]


def test_a_stranger_reads_no_page_but_those_of_the_door(client: Client, cast: Cast) -> None:
    for address in ("/tai-khoan/", "/nguoi-dung/", "/thong-bao/", "/tai-khoan/ung-dung/", "/tai-khoan/mat-khau/"):
        assert client.get(address)["Location"].startswith(f"{SIGN_IN}?next="), address
    for address in (SIGN_IN, "/quen-mat-khau/", "/dang-nhap/ngung/"):
        assert client.get(address).status_code == 200, address


def test_five_failures_lock_the_login_and_say_until_when(client: Client, cast: Cast) -> None:
    assert fail(client, "dienloc", 4) == 200
    answer = client.post(SIGN_IN, {"username": "DienLoc", "password": "sai nữa"})
    opens = timezone.localtime(AccessAttempt.objects.get().attempt_time + timedelta(minutes=15))
    assert answer.status_code == 429
    assert f"Có thể đăng nhập lại từ {opens:%H:%M} ngày {opens:%d/%m/%Y}" in answer.content.decode()
    assert sign_in(client, "dienloc") == 429
    assert who(client) == ""


def test_a_lock_holds_from_any_address_and_for_nobody_else(client: Client, cast: Cast) -> None:
    fail(client, "dienloc", 5)
    elsewhere = Client(REMOTE_ADDR="10.0.0.9")
    assert sign_in(elsewhere, "dienloc") == 429
    assert sign_in(client, "nguyetho") == 302


def test_an_address_waits_after_many_failures_whatever_login_it_tries(cast: Cast, settings: LazySettings) -> None:
    settings.ADDRESS_FAILURES = 10
    guesser, other = Client(REMOTE_ADDR="10.0.0.9"), Client(REMOTE_ADDR="10.0.0.8")
    for number in range(10):
        sign_in(guesser, f"ai-do-{number}", "mật khẩu đoán")
    assert sign_in(guesser, "dienloc") == 429
    assert sign_in(other, "dienloc") == 302


def test_only_so_many_proxies_are_believed_about_the_address(cast: Cast, settings: LazySettings) -> None:
    settings.ADDRESS_FAILURES, settings.PROXIES = 5, 1
    for number in range(5):
        forged = f"1.2.3.{number}, 10.0.0.9"
        Client(REMOTE_ADDR="127.0.0.1").post(
            SIGN_IN, {"username": f"x{number}", "password": "đoán"}, headers={"x-forwarded-for": forged}
        )
    assert AccessAttempt.objects.values_list("ip_address", flat=True).distinct().get() == "10.0.0.9"


def test_a_lock_opens_by_itself(client: Client, cast: Cast) -> None:
    fail(client, "dienloc", 5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert locked_until(["dienloc"]) == {}
    assert sign_in(client, "dienloc") == 302


def test_a_lock_opens_when_it_is_forgiven(client: Client, cast: Cast) -> None:
    fail(client, "dienloc", 5)
    assert set(locked_until(["dienloc", "nguyetho"])) == {"dienloc"}
    assert unlock("dienloc")
    assert sign_in(client, "dienloc") == 302


def test_a_sign_in_forgives_the_login_and_not_the_address(cast: Cast, settings: LazySettings) -> None:
    settings.ADDRESS_FAILURES = 8
    client = Client(REMOTE_ADDR="10.0.0.9")
    fail(client, "nguyetho", 4)
    fail(client, "dienloc", 3)
    assert sign_in(client, "dienloc") == 302
    client.post("/dang-xuat/")
    fail(client, "dienloc", 4)
    assert sign_in(client, "lanhdao") == 429


def test_an_inactive_account_is_told_so_only_with_its_password(client: Client, cast: Cast) -> None:
    Person.objects.filter(login="dienloc").update(is_active=False)
    right = client.post(SIGN_IN, {"username": "dienloc", "password": "mật khẩu của dienloc"}, follow=True)
    assert "Tài khoản đã ngừng hoạt động" in right.content.decode()
    wrong = client.post(SIGN_IN, {"username": "dienloc", "password": "sai"}, follow=True)
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in wrong.content.decode()
    assert who(client) == ""


def test_failures_and_locks_are_kept_with_login_and_address(cast: Cast) -> None:
    client = Client(REMOTE_ADDR="10.0.0.9")
    fail(client, "Khong-Co-Ai", 5)
    kinds = list(AccessEvent.objects.values_list("kind", "login", "address", "path"))
    assert kinds.count((AccessKind.FAILED, "khong-co-ai", "10.0.0.9", SIGN_IN)) == 5
    assert kinds.count((AccessKind.LOCKED, "khong-co-ai", "10.0.0.9", SIGN_IN)) == 1


@pytest.mark.parametrize("address", ["/accounts/login/", "/dang-ky/", "/accounts/signup/", "/dang-nhap/qua/ai/"])
def test_nobody_signs_up(client: Client, cast: Cast, address: str) -> None:
    assert client.get(address, follow=True).status_code in {200, 404}
    assert Person.objects.count() == 9
