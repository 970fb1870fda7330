"""The pages of the room in a real browser: wide and narrow, light and dark, by axe and by keyboard."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from giaoban.people.models import Person
from giaoban.people.notices import notify
from tests.conftest import NOW, Cast
from tests.people.conftest import sign_in
from tests.site.browser import Site, fits, violations

pytestmark = pytest.mark.chromium

INSIDE = (
    "/tai-khoan/",
    "/tai-khoan/mat-khau/",
    "/tai-khoan/xac-nhan/",
    "/thong-bao/",
    "/nguoi-dung/",
    "/nguoi-dung/?tim=khong-ai",
    "/nguoi-dung/dienloc/",
    "/nguoi-dung/quantri/",
    "/them-nguoi-dung/",
)
DOOR = ("/dang-nhap/", "/quen-mat-khau/", "/dang-nhap/ngung/", "/dang-nhap/huy/", "/lien-ket/khong.co/")


def test_axe_finds_nothing_inside(site: Site, cast: Cast, client: Client) -> None:
    notify([cast.administrator], "reminder", "Huyện ủy Mường Sẻ chưa nộp biểu tháng 6/2024.", "/don-vi/MS/", NOW)
    Person.objects.filter(login="khach").update(is_active=False)
    for _ in range(5):
        sign_in(client, "dienloc", "sai hẳn")
    with site.opened(cast.administrator) as page:
        for address in INSIDE:
            page.goto(address)
            fits(page)


def test_axe_finds_nothing_at_the_door(site: Site, cast: Cast) -> None:
    with site.opened() as page:
        for address in DOOR:
            page.goto(address)
            fits(page)


def test_axe_finds_nothing_at_the_first_start(site: Site, db: None) -> None:
    with site.opened() as page:
        page.goto("/khoi-dau/")
        fits(page)


def test_english_pages_pass_too(site: Site, cast: Cast) -> None:
    with site.opened(cast.administrator) as page:
        page.goto("/tai-khoan/")
        page.get_by_role("button", name="EN").click()
        for address in INSIDE[::3]:
            page.goto(address)
            assert violations(page) == [], address
            assert page.locator("html").get_attribute("lang") == "en"


def tabbed_to(page: Page, found: Callable[[], bool]) -> None:
    for _step in range(80):
        page.keyboard.press("Tab")
        if found():
            return
    pytest.fail("the keyboard does not reach it")


def test_an_administrator_ends_a_session_by_keyboard_alone(site: Site, cast: Cast) -> None:
    with site.opened(cast.administrator) as page:
        page.goto("/nguoi-dung/dienloc/")
        button = page.get_by_role("button", name="Kết thúc mọi phiên")
        tabbed_to(page, lambda: button.evaluate("(one) => one === document.activeElement"))
        page.keyboard.press("Enter")
        expect(page.get_by_role("status")).to_contain_text("Đã kết thúc mọi phiên")
