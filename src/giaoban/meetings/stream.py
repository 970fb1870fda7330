"""Events of meetings pushed to browsers (server-sent events): an ASGI application without anything around it.

It lets in whoever the page lets in: the session and the sight of the meeting are asked when a stream begins and again
every minute. One look at the database a second serves all viewers of the process. A comment is the same for everybody
and goes out as it is shown; of all else goes out that it happened, and the page asks for what its own reader sees.

Messages: `id` is the event's number, `data` is `{"number": 7, "comment": "<li>…"}` or `{"number": 7}`; event `beat` says
that the line is up. Who comes with `Last-Event-ID`, or with `?sau=` for the first time, is told where the meeting stands.
"""

import asyncio
import json
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from typing import Any, Final, TypeVar
from urllib.parse import parse_qs

from django.conf import settings
from django.contrib.auth import get_user
from django.db import close_old_connections
from django.http import HttpRequest
from django.utils import timezone

from giaoban.language.locales import Language, language_of
from giaoban.meetings import live
from giaoban.meetings.live_words import line
from giaoban.meetings.sight import standing
from giaoban.people.access import Hidden
from giaoban.people.models import Person
from giaoban.people.sessions import BEGAN, SEEN, has_ended

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Answer = TypeVar("Answer")

LOOK, BEAT, ASK_AGAIN = 1.0, 15.0, 60.0
"""Seconds between looks at the database, signs of life, and questions whether a viewer may still look."""
MOST_WAITING: Final = 1_000
"""Messages that wait for one slow viewer; one who is further behind is let go and comes back by itself."""
_ADDRESS: Final = re.compile(r"/hop/([0-9]{1,9})/dong-su-kien/")
_OPENING: Final = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
)


@dataclass(eq=False)
class Viewer:
    """One open stream."""

    meeting: int
    language: Language
    waiting: "asyncio.Queue[bytes | None]" = field(default_factory=lambda: asyncio.Queue(MOST_WAITING))

    def hand(self, message: bytes) -> None:
        """Puts a message in the line; where it is full, the stream ends."""
        try:
            self.waiting.put_nowait(message)
        except asyncio.QueueFull:
            self.let_go()

    def let_go(self) -> None:
        while not self.waiting.empty():
            self.waiting.get_nowait()
        self.waiting.put_nowait(None)


class Streams:
    """The application; `now` is the product's clock."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        # The database is spoken to in one thread, over one connection.
        self._desk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="events")
        self._viewers: defaultdict[int, set[Viewer]] = defaultdict(set)
        self._known: dict[int, int] = {}
        self._watch: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request: a stream, or 404 whatever else is asked, whether it is there or not."""
        if scope["type"] != "http":
            return
        asked = _ADDRESS.fullmatch(scope["path"])
        let_in = (
            await self._ask(_admitted, scope, int(asked[1]), self._now) if asked and scope["method"] == "GET" else None
        )
        if let_in is None:
            await send({"type": "http.response.start", "status": 404, "headers": [(b"content-type", b"text/plain")]})
            await send({"type": "http.response.body", "body": b""})
            return
        await self._stream(scope, receive, send, *let_in)

    async def _stream(self, scope: Scope, receive: Receive, send: Send, viewer: Viewer, after: int, last: int) -> None:
        self._welcome(viewer, after, last)
        gone = asyncio.ensure_future(_until_gone(receive))
        asking = asyncio.ensure_future(self._ask_again(scope, viewer))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": list(_OPENING)})
            await self._send_on(viewer, send, gone)
        finally:
            for task in (gone, asking):
                task.cancel()
            self._viewers[viewer.meeting].discard(viewer)

    def _welcome(self, viewer: Viewer, after: int, last: int) -> None:
        """Adds a viewer and says at once where the meeting stands, if that is further than the viewer."""
        self._viewers[viewer.meeting].add(viewer)
        known = max(last, self._known.setdefault(viewer.meeting, last))
        viewer.hand(_message(known) if known > after else _beat())
        if self._watch is None or self._watch.done():
            self._watch = asyncio.ensure_future(self._look_on())

    async def _send_on(self, viewer: Viewer, send: Send, gone: "asyncio.Future[None]") -> None:
        """Sends what comes, and a sign of life where nothing does, until either side ends it."""
        while not gone.done():
            try:
                message = await asyncio.wait_for(viewer.waiting.get(), BEAT)
            except TimeoutError:
                message = _beat()
            if message is None:
                break
            await send({"type": "http.response.body", "body": message, "more_body": True})
        with suppress(OSError, RuntimeError):
            await send({"type": "http.response.body", "body": b""})

    async def _ask_again(self, scope: Scope, viewer: Viewer) -> None:
        """Lets go of who has signed out or may no longer look."""
        while True:
            await asyncio.sleep(ASK_AGAIN)
            if await self._ask(_admitted, scope, viewer.meeting, self._now) is None:
                viewer.let_go()
                return

    async def _look_on(self) -> None:
        """One look a second for everybody, as long as there is anybody."""
        while any(self._viewers.values()):
            followed = {meeting: self._known[meeting] for meeting, viewers in self._viewers.items() if viewers}
            for meeting, messages in (await self._ask(_news, followed)).items():
                self._tell(meeting, messages)
            for meeting in [meeting for meeting, viewers in self._viewers.items() if not viewers]:
                del self._viewers[meeting], self._known[meeting]
            await asyncio.sleep(LOOK)

    def _tell(self, meeting: int, messages: "list[tuple[int, dict[Language, bytes]]]") -> None:
        for number, message in messages:
            self._known[meeting] = number
            for viewer in tuple(self._viewers[meeting]):
                viewer.hand(message[viewer.language])

    async def _ask(self, question: Callable[..., Answer], *words: Any) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self._desk, _fresh, question, *words)


def _fresh(question: Callable[..., Answer], *words: Any) -> Answer:
    """Asks the database over a connection that still lives."""
    close_old_connections()
    return question(*words)


def _admitted(scope: Scope, number: int, now: Callable[[], datetime]) -> tuple[Viewer, int, int] | None:
    """The viewer, up to where they have seen, and where the meeting stands; None for who may not look."""
    headers = {name.decode("latin-1").lower(): text.decode("latin-1") for name, text in scope["headers"]}
    cookies = _cookies(headers.get("cookie", ""))
    person = _signed_in(cookies.get(settings.SESSION_COOKIE_NAME, ""))
    if person is None:
        return None
    try:
        standing(person, number, timezone.localdate(now()))
    except Hidden:
        return None
    query = parse_qs(scope["query_string"].decode("latin-1"))
    seen = headers.get("last-event-id") or query.get("sau", [""])[0]
    after = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 10 else 0
    chosen = cookies.get(settings.LANGUAGE_COOKIE_NAME, "")
    language = language_of(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)
    return Viewer(number, language), after, live.latest([number])[number]


def _signed_in(key: str) -> Person | None:
    """The person of that session, as the site's own middleware would have it."""
    if not key:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    person = get_user(request)
    if not isinstance(person, Person) or not person.is_active:
        return None
    ended = has_ended(request.session.get(BEGAN), request.session.get(SEEN), timezone.now())
    return None if ended else person


def _cookies(text: str) -> dict[str, str]:
    try:
        return {name: one.value for name, one in SimpleCookie(text).items()}
    except CookieError:
        return {}


def _news(followed: dict[int, int]) -> dict[int, list[tuple[int, dict[Language, bytes]]]]:
    """What happened in each meeting after the event named, in order, in both languages."""
    last = live.latest(followed)
    return {meeting: _messages(meeting, after) for meeting, after in followed.items() if last[meeting] > after}


def _messages(meeting: int, after: int) -> list[tuple[int, dict[Language, bytes]]]:
    languages: tuple[Language, ...] = ("vi", "en")
    return [
        (number, {language: _message(number, line(said, language) if said else None) for language in languages})
        for number, said in live.events_after(meeting, after)
    ]


def _message(number: int, comment: str | None = None) -> bytes:
    data: dict[str, object] = {"number": number} if comment is None else {"number": number, "comment": comment}
    return f"id: {number}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def _beat() -> bytes:
    return b"event: beat\ndata: \n\n"


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
