"""A real browser on real pages."""

import asyncio
from asyncio import AbstractEventLoop, _set_running_loop
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from socket import IPPROTO_TCP, SHUT_RD, SO_REUSEPORT, SOL_SOCKET, TCP_NODELAY, socket
from typing import Any
from weakref import WeakSet

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, sync_playwright
from whitenoise import WhiteNoise
from whitenoise.responders import StaticFile

from giaoban.people.models import Person
from tests.programs import require_program

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No page stays open long enough for the best machine code to be worth its making.
    "--js-flags=--no-opt",
]
AXE_ADDRESS = f"{settings.STATIC_URL}axe.js"
RESTING = f"{settings.STATIC_URL}giaoban/logo.svg"
A_DAY = 24 * 60 * 60
PHONE = 390
WIDTHS = (1440, PHONE, 320)


class PatientServer(ThreadedWSGIServer):
    """Waits for its last answers before it lets go of the test's connection, but for no further question."""

    daemon_threads = False
    allow_reuse_port = True

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._lines: WeakSet[socket] = WeakSet()

    def process_request(self, request: Any, client_address: Any) -> None:
        # Head and body are sent apart: without this the second waits until the first has been acknowledged.
        request.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        self._lines.add(request)
        super().process_request(request, client_address)

    def serve_forever(self, poll_interval: float = 0.02) -> None:
        # Half a second, as usual, would be the end of every test.
        super().serve_forever(poll_interval)

    def server_close(self) -> None:
        # Chromium keeps lines open that it may never use again.
        for line in list(self._lines):
            with suppress(OSError):
                line.shutdown(SHUT_RD)
        super().server_close()


@cache
def static_files() -> dict[str, StaticFile]:
    """The files that belong to the product's pages, by address; and axe, which looks at the pages."""
    found = WhiteNoise(None, max_age=A_DAY)
    for folder in AppDirectoriesFinder().storages.values():
        found.add_files(folder.location, prefix=settings.STATIC_URL)
    found.add_file_to_dictionary(AXE_ADDRESS, str(AXE_FILE_PATH))
    files: dict[str, StaticFile] = found.files
    return files


def with_static_files(application: WSGIHandler) -> WhiteNoise:
    """The product with the files that belong to its pages."""
    served = WhiteNoise(application)
    served.files = static_files()
    return served


class Serving(LiveServerThread):
    """Serves the product while a test looks at it."""

    server_class = PatientServer


@dataclass(frozen=True)
class Site:
    """The product, served from the test's own database, and the browser that looks at it."""

    address: str
    browser: Browser
    idle: dict[tuple[str, str], list[Page]]
    """Pages left by earlier tests, by address and language: a process that has drawn the product's look is kept."""

    @contextmanager
    def opened(
        self, person: Person | None = None, *, width: int = 1440, theme: str = "light", language: str = "vi-VN"
    ) -> Iterator[Page]:
        """A page of a browser that remembers nothing, signed in as `person`; any complaint in its console fails the test."""
        idle = self.idle.setdefault((self.address, language), [])
        page = idle.pop() if idle else self.browser.new_context(locale=language, base_url=self.address).new_page()
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(media="screen", color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
        cookies = {settings.LANGUAGE_COOKIE_NAME: language[:2]}
        if person is not None:
            cookies[settings.SESSION_COOKIE_NAME] = session_of(person)
        page.context.add_cookies(
            [{"name": name, "value": value, "url": self.address} for name, value in cookies.items()]
        )
        with heard(page) as complaints:
            yield page
        forget(page)
        idle.append(page)
        assert [text for text in complaints if "404" not in text] == []


@contextmanager
def heard(page: Page) -> Iterator[list[str]]:
    """What goes wrong in the page's scripts and what its console complains of; where a test fails its page is given up."""
    complaints: list[str] = []

    def failed(error: Error) -> None:
        complaints.append(str(error))

    def said(line: ConsoleMessage) -> None:
        if line.type == "error":
            complaints.append(line.text)

    page.on("pageerror", failed)
    page.on("console", said)
    with ExitStack() as given_up:
        given_up.callback(page.context.close)
        yield complaints
        given_up.pop_all()
    page.remove_listener("pageerror", failed)
    page.remove_listener("console", said)


def forget(page: Page) -> None:
    """Leaves the page where it was before anybody signed in."""
    page.goto(RESTING)
    page.evaluate("localStorage.clear(), sessionStorage.clear()")
    page.context.clear_cookies()


def session_of(person: Person) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture(scope="session")
def chromium() -> Iterator[tuple[Browser, AbstractEventLoop]]:
    """One for all modules of a process, and the event loop that playwright keeps in this thread."""
    path = require_program("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        loop = asyncio.get_running_loop()
        _set_running_loop(None)
        yield browser, loop
        _set_running_loop(loop)
        browser.close()


@pytest.fixture(scope="module")
def browser(chromium: tuple[Browser, AbstractEventLoop]) -> Iterator[Browser]:
    """For one module alone the loop is seen to run: Django balks at one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        _set_running_loop(chromium[1])
        yield chromium[0]
        _set_running_loop(None)


@pytest.fixture(scope="session")
def port() -> Iterator[int]:
    """One for all tests of a process: nobody else can take it while it is bound here too."""
    with socket() as place:
        place.setsockopt(SOL_SOCKET, SO_REUSEPORT, 1)
        place.bind(("127.0.0.1", 0))
        yield place.getsockname()[1]


@pytest.fixture(scope="session")
def idle() -> dict[tuple[str, str], list[Page]]:
    """The pages that wait for the next test, closed with the browser."""
    return {}


@pytest.fixture
def site(browser: Browser, port: int, idle: dict[tuple[str, str], list[Page]], db: None) -> Iterator[Site]:
    """The server shares the test's connection, so that its transaction is rolled back as ever: the books refuse deletes."""
    connection = connections["default"]
    connection.inc_thread_sharing()
    server = Serving("127.0.0.1", with_static_files, connections_override={"default": connection}, port=port)  # type: ignore[arg-type]
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None
    yield Site(f"http://127.0.0.1:{port}", browser, idle)
    server.terminate()
    connection.dec_thread_sharing()


AXE = """async ([colours, frame, options]) => {
  const looks = (row) => [row, ...row.querySelectorAll("*")].map((one) => one.tagName + one.getAttribute("class")).join();
  const known = new Set();
  const alike = (row) => known.has(looks(row)) || !known.add(looks(row));
  const rows = colours ? [...document.querySelectorAll("tbody > tr")].filter(alike) : [];
  const parts = frame ? [] : document.querySelectorAll(":is(.side, .top, .tabs) > *");
  const away = [...rows, ...parts].filter((one) => !one.contains(document.activeElement)).map((one) => [one, new Comment()]);
  for (const [one, place] of away) one.replaceWith(place);
  const { violations } = await axe.run(document, options);
  for (const [one, place] of away) place.replaceWith(one);
  return violations;
}"""
"""Axe takes long for what it has seen: of rows alike in elements and classes it looks at the colours of one."""


def violations(page: Page, *, colours: bool = False, frame: bool = False) -> list[str]:
    """What axe finds wrong, rule and elements: in the page's own part, and in the frame that all pages share if wished."""
    if not page.evaluate("'axe' in window"):
        # By its address, so that Chromium compiles it once and not for every page.
        page.add_script_tag(url=AXE_ADDRESS)
    options = {"resultTypes": ["violations"], "preload": False, "rules": {"color-contrast": {"enabled": colours}}}
    found: list[dict[str, Any]] = page.evaluate(AXE, [colours, frame, options])
    return [
        f"{rule['id']}: {[node['target'][0] for node in rule['nodes']][:4]} {rule['nodes'][0]['failureSummary']}"
        for rule in found
    ]


def fits(page: Page) -> None:
    """Axe has nothing to say on a phone, where the widest things must be scrolled, and nothing runs off any screen."""
    # Chromium may forget it on the way from page to page; a colour that is still changing would be found wanting.
    page.emulate_media(reduced_motion="reduce")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert not is_wider_than_its_window(page), (page.url, width)
    page.set_viewport_size({"width": PHONE, "height": 900})
    found = violations(page, colours=True)
    assert not found, (page.url, found)


def fits_on_a_desk_too(page: Page) -> None:
    """Axe has nothing to say of the wide layout in the dark either."""
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    found = violations(page, colours=True)
    assert not found, (page.url, found)


def is_wider_than_its_window(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
