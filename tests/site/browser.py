"""A real browser on real pages."""

import asyncio
from asyncio import AbstractEventLoop, _set_running_loop
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from socket import IPPROTO_TCP, SHUT_RD, TCP_NODELAY, socket
from typing import Any
from weakref import WeakSet

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page, sync_playwright
from whitenoise import WhiteNoise

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
]
PHONE = 390
WIDTHS = (1440, PHONE, 320)


class PatientServer(ThreadedWSGIServer):
    """Waits for its last answers before it lets go of the test's connection, but for no further question."""

    daemon_threads = False

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._lines: WeakSet[socket] = WeakSet()

    def process_request(self, request: Any, client_address: Any) -> None:
        # Head and body are sent apart: without this the second waits until the first has been acknowledged.
        request.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        self._lines.add(request)
        super().process_request(request, client_address)

    def server_close(self) -> None:
        # Chromium keeps lines open that it may never use again.
        for line in list(self._lines):
            with suppress(OSError):
                line.shutdown(SHUT_RD)
        super().server_close()


def with_static_files(application: WSGIHandler) -> WhiteNoise:
    """The product with the files that belong to its pages, each found once."""
    served = WhiteNoise(application)
    for folder in AppDirectoriesFinder().storages.values():
        served.add_files(folder.location, prefix=settings.STATIC_URL)
    return served


class Serving(LiveServerThread):
    """Serves the product while a test looks at it."""

    server_class = PatientServer


@dataclass(frozen=True)
class Site:
    """The product, served from the test's own database, and the browser that looks at it."""

    address: str
    browser: Browser

    @contextmanager
    def opened(
        self, person: Person | None = None, *, width: int = 1440, theme: str = "light", language: str = "vi-VN"
    ) -> Iterator[Page]:
        """A page of a fresh browser, signed in as `person`; any complaint in its console fails the test."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce",
            locale=language,
            base_url=self.address,
        )
        context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language[:2], "url": self.address}])
        if person is not None:
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": session_of(person), "url": self.address}]
            )
        page = context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        try:
            yield page
        finally:
            context.close()
        assert [text for text in complaints if "404" not in text] == []


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


@pytest.fixture
def site(browser: Browser, db: None) -> Iterator[Site]:
    """The server shares the test's connection, so that its transaction is rolled back as ever: the books refuse deletes."""
    connection = connections["default"]
    connection.inc_thread_sharing()
    server = Serving("127.0.0.1", with_static_files, connections_override={"default": connection})  # type: ignore[arg-type]
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None
    yield Site(f"http://127.0.0.1:{server.port}", browser)
    server.terminate()
    connection.dec_thread_sharing()


AXE = """async ([colours, options]) => {
  const rows = colours ? [...document.querySelectorAll("tbody > tr")].slice(24) : [];
  const away = rows.filter((row) => !row.contains(document.activeElement)).map((row) => [row, new Comment()]);
  for (const [row, place] of away) row.replaceWith(place);
  const { violations } = await axe.run(document, options);
  for (const [row, place] of away) place.replaceWith(row);
  return violations;
}"""
"""Colours take axe longer than all else: it looks at those of two dozen rows, the others come from the same templates."""


def violations(page: Page, *, colours: bool = False) -> list[str]:
    """What axe finds wrong: rule, and the elements."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    options = {"resultTypes": ["violations"], "preload": False, "rules": {"color-contrast": {"enabled": colours}}}
    found: list[dict[str, Any]] = page.evaluate(AXE, [colours, options])
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
    assert violations(page, colours=True) == [], page.url


def fits_on_a_desk_too(page: Page) -> None:
    """Axe has nothing to say of the wide layout in the dark either: its frame is the same on every page."""
    fits(page)
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert violations(page) == [], page.url


def is_wider_than_its_window(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
