"""Signing in and out, the language of the page, and what the demonstration shows."""

import json
from dataclasses import replace

from django.conf import LazySettings
from django.test import Client

from giaoban.site.environment import Workspace
from tests.conftest import Cast

ADDRESS = "/dang-nhap/"


def test_the_right_password_opens_the_page_that_was_asked_for(client: Client, cast: Cast) -> None:
    given = {"username": "dienloc", "password": "mật khẩu của dienloc", "next": "/don-vi/DL/"}
    answer = client.post(ADDRESS, given)
    assert answer["Location"] == "/don-vi/DL/"


def test_a_wrong_password_says_what_to_check(client: Client, cast: Cast) -> None:
    page = client.post(ADDRESS, {"username": "dienloc", "password": "sai"}).content.decode()
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in page
    assert 'value="dienloc"' in page


def test_an_empty_form_says_what_is_missing(client: Client, cast: Cast) -> None:
    assert "Hãy điền cả tên đăng nhập và mật khẩu" in client.post(ADDRESS, {}).content.decode()


def test_signing_out_needs_a_post(client: Client, cast: Cast) -> None:
    client.force_login(cast.office)
    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/")["Location"] == ADDRESS
    assert client.get("/").status_code == 302


def test_the_language_switch_is_kept(client: Client, cast: Cast) -> None:
    client.post("/ngon-ngu/", {"language": "en", "next": ADDRESS})
    page = client.get(ADDRESS).content.decode()
    assert '<html lang="en"' in page
    assert "Use the account that the office gave you." in page


def test_english_pages_write_numbers_and_dates_in_english(client: Client, books: Cast) -> None:
    client.force_login(books.office)
    client.cookies["giaoban_language"] = "en"
    page = client.get("/").content.decode()
    assert "192.86%" in page
    assert "Tuesday, 2 Jul 2024" in page
    assert "first half of 2024" in page.lower()


def test_the_demonstration_shows_accounts_that_exist(
    client: Client, cast: Cast, settings: LazySettings, workspace: Workspace
) -> None:
    rows = [
        {"login": login, "password": "thử một lần", "display_name": login.title(), "role": "office"}
        for login in ("vanphong", "da-xoa")
    ]
    (workspace.path / "accounts.json").write_text(json.dumps(rows), encoding="utf-8")
    assert "thử một lần" not in client.get(ADDRESS).content.decode()
    settings.WORKSPACE = replace(workspace, demonstration=True)
    page = client.get(ADDRESS).content.decode()
    assert 'data-account="vanphong"' in page
    assert "da-xoa" not in page
