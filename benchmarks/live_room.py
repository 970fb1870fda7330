"""Signed-in viewers who follow one meeting over kept connections, as the page's script does, and those who speak in it."""

import asyncio
import json
import random
import re
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urlencode

BEAT, SPREAD = 2.0, 0.8
"""Seconds between two questions of a page, and over which pages spread what they all ask for."""
_SAID = re.compile(r'class="live-said">(.*?)</p>')
_NUMBER = re.compile(r'data-number="(\d+)"')


@dataclass
class Told:
    """What came of a run. `seen` holds, by viewer, each thing said in the order in which it was seen."""

    sent: dict[str, float] = field(default_factory=dict)
    seen: dict[int, list[str]] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    latencies: list[float] = field(default_factory=list)
    lost: int = 0
    seconds: float = 0.0

    def saw(self, viewer: int, texts: list[str]) -> None:
        now = time.perf_counter()
        for text in texts:
            self.seen.setdefault(viewer, []).append(text)
            if text in self.sent:
                self.waits.append(now - self.sent[text])

    @property
    def errors(self) -> int:
        """Answers that are none of those that a page expects, and connections that broke."""
        return self.lost + sum(count for status, count in self.answers.items() if status not in {200, 204, 302, 304})

    def __str__(self) -> str:
        requests = sum(self.answers.values())
        return (
            f"{requests} requests, {requests / self.seconds:.0f}/s (p50 {_milliseconds(self.latencies, 0.5)} ms, p99"
            f" {_milliseconds(self.latencies, 0.99)} ms); {len(self.sent)} comments, seen {len(self.waits)} times, p50"
            f" {_milliseconds(self.waits, 0.5)} ms, p99 {_milliseconds(self.waits, 0.99)} ms; errors {self.errors}"
        )


def _milliseconds(values: list[float], share: float) -> int:
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000) if ordered else 0


class Line:
    """One browser's connection to a server, opened again where it was closed."""

    def __init__(self, port: int, cookie: str, told: Told) -> None:
        self.port, self.cookie, self.told = port, cookie, told
        self._pipe: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(
        self, path: str, body: dict[str, str] | None = None, mark: str = ""
    ) -> tuple[int, dict[str, str], str]:
        """Status, heads and body; status 0 where the line broke."""
        began, request = time.perf_counter(), self._request(path, body, mark)
        try:
            answer = await self._once_more(request)
        except (OSError, asyncio.IncompleteReadError):
            self._pipe, self.told.lost = None, self.told.lost + 1
            return 0, {}, ""
        self.told.latencies.append(time.perf_counter() - began)
        self.told.answers[answer[0]] += 1
        return answer

    def _request(self, path: str, body: dict[str, str] | None, mark: str) -> bytes:
        heads = [f"{'GET' if body is None else 'POST'} {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {self.cookie}"]
        heads += [f"If-None-Match: {mark}"] if mark else []
        if body is None:
            return ("\r\n".join(heads) + "\r\n\r\n").encode()
        text = urlencode({"csrfmiddlewaretoken": self.cookie.rpartition("=")[2], **body})
        heads += ["X-Requested-With: fetch", "Content-Type: application/x-www-form-urlencoded"]
        return ("\r\n".join([*heads, f"Content-Length: {len(text)}"]) + "\r\n\r\n" + text).encode()

    async def _once_more(self, request: bytes) -> tuple[int, dict[str, str], str]:
        """As browsers do: a kept connection that the server has closed meanwhile is opened again."""
        is_kept = self._pipe is not None
        try:
            return await self._exchange(request)
        except (OSError, asyncio.IncompleteReadError):
            self._pipe = None
            if not is_kept:
                raise
        return await self._exchange(request)

    async def _exchange(self, request: bytes) -> tuple[int, dict[str, str], str]:
        if self._pipe is None:
            self._pipe = await asyncio.open_connection("127.0.0.1", self.port, limit=2**22)
        reader, writer = self._pipe
        writer.write(request)
        status, heads = await heads_of(reader)
        body = await reader.readexactly(int(heads.get("content-length", 0)))
        return status, heads, body.decode()


async def heads_of(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    heads = {name.lower(): text.strip() for name, _colon, text in (line.partition(":") for line in lines)}
    return int(first.split()[1]), heads


@dataclass
class Viewer:
    """One page of the live view."""

    number: int
    meeting: int
    line: Line
    told: Told
    after: int = 0
    mark: str = ""

    async def open(self) -> None:
        """Loads the page as a browser does."""
        _status, _heads, page = await self.line.ask(f"/hop/{self.meeting}/truc-tiep/")
        found = _NUMBER.search(page)
        self.after = int(found[1]) if found else 0
        self.told.saw(self.number, said(page))

    async def look(self) -> bool:
        """Asks what is new; whether there was anything."""
        status, _heads, body = await self.line.ask(f"/hop/{self.meeting}/dien-bien/?sau={self.after}")
        if status != 200:
            return False
        news = json.loads(body)
        self.after = news["number"]
        self.told.saw(self.number, [text for line in news["comments"] for text in said(line)])
        if news["matter"]:
            await asyncio.sleep(random.random() * SPREAD)
            answer = await self.line.ask(f"/hop/{self.meeting}/truc-tiep/noi-dung/", mark=self.mark)
            self.mark = answer[1].get("etag", self.mark)
        return True

    async def poll(self, until: float) -> None:
        """Asks every two seconds."""
        await asyncio.sleep(random.random() * BEAT)
        while time.perf_counter() < until:
            await self.look()
            await asyncio.sleep(BEAT)

    async def listen(self, port: int, until: float) -> None:
        """Follows the stream of events, and asks for what it only names."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
        path = f"/hop/{self.meeting}/dong-su-kien/?sau={self.after}"
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {self.line.cookie}\r\n\r\n".encode())
        status, _heads = await heads_of(reader)
        self.told.answers[status] += 1
        while (left := until - time.perf_counter()) > 0:
            try:
                text = await asyncio.wait_for(reader.readline(), left)
            except TimeoutError:
                break
            if not text:
                self.told.lost += 1
                break
            if text.startswith(b"data: {"):
                await self._hear(json.loads(text.removeprefix(b"data: ")))
        writer.close()

    async def _hear(self, event: dict[str, Any]) -> None:
        if event["number"] <= self.after:
            return
        if event["number"] == self.after + 1 and "comment" in event:
            self.after = event["number"]
            self.told.saw(self.number, said(event["comment"]))
            return
        await asyncio.sleep(0 if "comment" in event else random.random() * SPREAD)
        await self.look()


def said(html: str) -> list[str]:
    """The texts of the comments in a page or a piece of one."""
    return [unescape(text) for text in _SAID.findall(html)]


@dataclass(frozen=True)
class Speech:
    """Who speaks how often, and who leads: seconds between two comments of one, and between two moves of the chair."""

    every: float = 3.0
    moves: float = 10.0

    async def speak(self, name: str, send: Callable[[str], Awaitable[object]], told: Told, until: float) -> None:
        await asyncio.sleep(random.random() * self.every)
        count = 0
        while time.perf_counter() < until:
            count += 1
            text = f"{name} nói lần {count}"
            told.sent[text] = time.perf_counter()
            await send(text)
            await asyncio.sleep(self.every)

    async def lead(self, move: Callable[[int], Awaitable[object]], until: float) -> None:
        """The chair goes from the first item to the second and back, as often as there is time for both."""
        while time.perf_counter() + 2 * self.moves < until:
            for turn in (1, 2):
                await asyncio.sleep(self.moves)
                await move(turn)
