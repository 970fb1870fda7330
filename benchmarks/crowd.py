"""Many signed-in people who send at once: requests over kept connections, with the time until each is answered."""

import asyncio
import time
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import parse_qsl


@dataclass(frozen=True, slots=True)
class Act:
    """One POST of one signed-in person; `name` is what it is about, the same for a repetition."""

    name: str
    path: str
    cookie: str
    body: str

    @property
    def answer(self) -> str:
        """Where an acknowledgement leads: to the page of the form."""
        return self.path.rsplit("/", 2)[0] + "/"

    @property
    def figures(self) -> dict[str, str]:
        """What it types, by field."""
        pairs = parse_qsl(self.body, keep_blank_values=True)
        return {name.removeprefix("c."): typed for name, typed in pairs if name.startswith("c.")}

    def request(self) -> bytes:
        head = (
            f"POST {self.path} HTTP/1.1",
            "Host: 127.0.0.1",
            f"Cookie: {self.cookie}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(self.body)}",
        )
        return ("\r\n".join(head) + "\r\n\r\n" + self.body).encode()


@dataclass
class Day:
    """What came of it. `acknowledged` names what was answered with the way back to the form's page; `elsewhere` counts
    ways to other pages, such as the sign-in. `seconds` is without the time in which there was no server."""

    acknowledged: list[str] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    elsewhere: int = 0
    unanswered: int = 0
    seconds: float = 0.0

    def percentile(self, share: float) -> float:
        """Seconds within which that share of the answers came."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0

    @property
    def refused(self) -> int:
        """Answers that are neither an acknowledgement nor, to a repetition, that it had been done already."""
        return self.elsewhere + sum(count for status, count in self.statuses.items() if status not in {302, 409})


class Server(Protocol):
    """What answers, and what can befall it."""

    port: int

    def kill(self) -> None:
        """Ends it without a word."""

    def restart(self) -> None:
        """Returns when it answers again."""


def send(acts: Iterable[Act], server: Server, *, at_once: int, kill: bool = False) -> Day:
    """Sends every act, `at_once` at a time, each person waiting for the answer.

    With `kill` the server is killed when half is acknowledged; what was not answered is sent again, as people would.
    """
    return asyncio.run(_Crowd(server, deque(acts), kill).day(at_once))


class _Crowd:
    def __init__(self, server: Server, waiting: deque[Act], kill: bool) -> None:
        self._server, self._waiting = server, waiting
        self._kill_at = len(waiting) // 2 if kill else None
        self._told = Day()

    async def day(self, at_once: int) -> Day:
        began, lost = time.perf_counter(), 0.0
        while self._waiting:
            await asyncio.gather(*(self._person() for _number in range(at_once)))
            if self._waiting:
                gone = time.perf_counter()
                await asyncio.to_thread(self._server.restart)
                lost += time.perf_counter() - gone
        self._told.seconds = time.perf_counter() - began - lost
        return self._told

    async def _person(self) -> None:
        """Sends what waits over one connection, until nothing waits or the server is gone."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self._server.port)
        while self._waiting:
            act = self._waiting.popleft()
            try:
                await self._send(act, reader, writer)
            except (ConnectionError, asyncio.IncompleteReadError):
                self._waiting.append(act)
                self._told.unanswered += 1
                break
        writer.close()

    async def _send(self, act: Act, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        began = time.perf_counter()
        writer.write(act.request())
        status, location = await _answer(reader)
        self._told.latencies.append(time.perf_counter() - began)
        self._told.statuses[status] += 1
        if status == 302 and location != act.answer:
            self._told.elsewhere += 1
        elif status == 302:
            self._told.acknowledged.append(act.name)
        if self._kill_at is not None and len(self._told.acknowledged) >= self._kill_at:
            self._kill_at = None
            self._server.kill()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, str]:
    """Reads one answer to its end and says its status and where it leads."""
    first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    heads = {name.lower(): text.strip() for name, _colon, text in (line.partition(":") for line in lines)}
    await reader.readexactly(int(heads.get("content-length", 0)))
    return int(first.split()[1]), heads.get("location", "")
