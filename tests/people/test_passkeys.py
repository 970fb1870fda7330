"""Passkeys in a real browser with an authenticator that Chromium makes up."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect

from giaoban.people.models import AccessEvent, AccessKind
from tests.conftest import Cast
from tests.site.browser import Site

pytestmark = pytest.mark.chromium


@contextmanager
def with_authenticator(site: Site) -> Iterator[Page]:
    """A page whose browser has a fingerprint reader; passkeys need a name for the site, not an address."""
    named = replace(site, address=site.address.replace("127.0.0.1", "localhost"))
    with named.opened() as page:
        devices = page.context.new_cdp_session(page)
        devices.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        yield page
        devices.detach()


def sign_in(page: Page, login: str = "dienloc") -> None:
    page.goto("/dang-nhap/")
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(f"mật khẩu của {login}")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def add_key(page: Page, *, alone: bool) -> None:
    page.goto("/tai-khoan/")
    page.get_by_role("link", name="Thêm khóa").click()
    page.get_by_label("Mật khẩu hiện tại").fill("mật khẩu của dienloc")
    page.get_by_role("button", name="Xác nhận").click()
    page.get_by_label("Tên khóa").fill("Máy của tôi")
    page.get_by_role("checkbox").set_checked(alone)
    page.get_by_role("button", name="Thêm khóa").click()
    expect(page.locator("h1")).to_have_text("Mã dự phòng")


def sign_out(page: Page) -> None:
    page.goto("/tai-khoan/")
    page.locator(".side").get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/dang-nhap/")


def test_a_passkey_signs_in_alone(site: Site, cast: Cast) -> None:
    with with_authenticator(site) as page:
        sign_in(page)
        add_key(page, alone=True)
        sign_out(page)
        page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
        expect(page.locator(".account-foot")).to_contain_text("Cán bộ Diễn Lộc")
        page.goto("/tai-khoan/")
        expect(page.locator("main")).to_contain_text("đăng nhập không cần mật khẩu")
    signed_in = AccessEvent.objects.filter(kind=AccessKind.SIGNED_IN, person=cast.officer)
    assert signed_in.count() == 2


def test_a_key_is_a_second_step_after_the_password(site: Site, cast: Cast) -> None:
    with with_authenticator(site) as page:
        sign_in(page)
        add_key(page, alone=False)
        sign_out(page)
        sign_in(page)
        expect(page.locator("h1")).to_have_text("Xác thực lớp thứ hai")
        page.get_by_role("button", name="Dùng khóa truy cập").click()
        expect(page.locator(".account-foot")).to_contain_text("Cán bộ Diễn Lộc")


def test_a_key_is_renamed_and_removed_after_confirming(site: Site, cast: Cast) -> None:
    with with_authenticator(site) as page:
        sign_in(page)
        add_key(page, alone=True)
        page.goto("/tai-khoan/")
        page.get_by_role("link", name="Máy của tôi", exact=True).click()
        page.get_by_label("Tên khóa").fill("Máy cơ quan")
        page.get_by_role("button", name="Lưu").click()
        page.get_by_role("link", name="Gỡ Máy cơ quan").click()
        page.get_by_role("button", name="Gỡ khóa").click()
        expect(page.locator("main")).to_contain_text("Chưa có khóa nào")
    assert not Authenticator.objects.exists()


def test_a_browser_that_is_refused_says_so_and_offers_other_ways(site: Site, cast: Cast) -> None:
    with with_authenticator(site) as page:
        page.goto("/dang-nhap/")
        page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
        expect(page.locator("#passkey-fault")).to_contain_text("Thiết bị chưa xác nhận được khóa")
        sign_in(page)
        expect(page.locator(".account-foot")).to_contain_text("Cán bộ Diễn Lộc")
