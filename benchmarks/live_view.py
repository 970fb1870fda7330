"""A live view: two hundred signed-in viewers of one meeting, twenty who comment and a chair who moves on.

The server is a real one. Every viewer opens the page, then asks every two seconds as the page's script does, or follows the
stream of events; in the end each must have seen every comment once and in order. The peer, in the same run, is a plain
Django view that the browser loads anew every two seconds. The ratio is of answers as fast as they come: nothing new, asked
of ours, against the plain page. Alone: `python -m benchmarks.live_view [VIEWERS [SECONDS]] [--database-url URL]`.
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial

from benchmarks.deadline_day import Office, RealServer, _office, running
from benchmarks.live_room import Line, Speech, Told, Viewer, said
from benchmarks.postgresql import database_server
from benchmarks.result import Result

VIEWERS, SPEAKERS, SECONDS = 200, 20, 30.0
BACK_TO_BACK = 5_000
"""Answers as fast as they come, over all connections at once."""
OPENING_AT_ONCE = 16


@dataclass(frozen=True)
class Hall:
    """The meeting that is being held, and the cookies of those in it."""

    meeting: int
    items: list[int]
    chair: str
    viewers: list[str]


def run(viewers: int = VIEWERS, seconds: float = SECONDS, database_url: str | None = None) -> Iterator[Result]:
    """On SQLite, then on PostgreSQL where a server is given or can be started."""
    if database_url is None:
        yield _on("SQLite", "", viewers, seconds, workers=1)
    with database_server() as started:
        server = database_url or started
        if server is None:
            print("live view on PostgreSQL: left out, there is no server here")
            return
        yield _on("PostgreSQL", server, viewers, seconds, workers=os.cpu_count() or 1)


def _on(database: str, server: str, viewers: int, seconds: float, *, workers: int) -> Result:
    with ExitStack() as stack:
        ours, plain = (_office(stack, server, name) for name in ("ours", "plain"))
        mine = _our_view(ours, viewers, seconds, workers)
        peer = _plain_view(plain, viewers, seconds, workers)
        return Result(f"live view, {database}", mine, "Django page, loaded anew", peer, BACK_TO_BACK, "answers")


def _our_view(office: Office, viewers: int, seconds: float, workers: int) -> float:
    """Seconds for `BACK_TO_BACK` answers; the paced runs are told on the way."""
    file = office.folder / "hall.json"
    office.run("live_office", "build", str(viewers), file)
    hall = Hall(**json.loads(file.read_text(encoding="utf-8")))
    with running(["giaoban", "serve", "--workers", str(workers)], office.environment) as server:
        print(f"    asked every two seconds: {_paced(office, hall, server, None, seconds, 'hỏi')}")
        with running(["giaoban", "events"], office.environment, health="/") as events:
            print(f"    stream of events: {_paced(office, hall, server, events, seconds, 'dòng')}")
        told = Told()
        pages = [Viewer(0, hall.meeting, Line(server.port, cookie, told), told) for cookie in hall.viewers]
        asyncio.run(pages[0].open())
        address = f"/hop/{hall.meeting}/dien-bien/?sau={pages[0].after}"
        lines = [Line(server.port, cookie, told) for cookie in hall.viewers]
        spent = asyncio.run(_back_to_back([partial(line.ask, address) for line in lines]))
        print(f"    nothing new, as fast as it comes: {BACK_TO_BACK / spent:.0f}/s, errors {told.errors}")
        return spent


def _paced(office: Office, hall: Hall, server: RealServer, events: RealServer | None, seconds: float, tag: str) -> Told:
    """One meeting of so many seconds; raises where a viewer missed a comment, saw it twice or out of order, or an error came."""
    told = Told()
    pages = [
        Viewer(number, hall.meeting, Line(server.port, cookie, told), told)
        for number, cookie in enumerate(hall.viewers)
    ]
    asyncio.run(_meeting(hall, pages, server.port, events.port if events else None, told, seconds, tag))
    file = office.folder / "said.json"
    office.run("live_office", "look", file)
    everything = json.loads(file.read_text(encoding="utf-8"))
    wrong = [
        page.number for page in pages if told.seen.get(page.number, []) != everything[-len(told.seen[page.number]) :]
    ]
    missed = sum(not set(told.sent) <= set(texts) for texts in told.seen.values())
    if wrong or missed or told.errors:
        raise AssertionError(f"{len(wrong)} saw otherwise, {missed} missed something, {told.answers}, lost {told.lost}")
    return told


async def _meeting(
    hall: Hall, pages: list[Viewer], port: int, stream: int | None, told: Told, seconds: float, tag: str
) -> None:
    await _opened(pages)
    began = time.perf_counter()
    told.answers.clear()
    told.latencies.clear()
    until, root, speech = began + seconds, f"/hop/{hall.meeting}/truc-tiep/", Speech()
    chair = Line(port, hall.chair, told)
    speakers = [Line(port, cookie, told) for cookie in hall.viewers[:SPEAKERS]]

    def move(turn: int) -> Awaitable[object]:
        here, there = hall.items[(turn + 1) % 2], hall.items[turn % 2]
        return chair.ask(root + "chuyen/", {"dang-ban": str(here), "toi": str(there)})

    following = [page.listen(stream, until + 3) if stream else page.poll(until + 3) for page in pages]
    speaking = [
        speech.speak(f"{tag} {number}", partial(_say, line, root + "y-kien/"), told, until)
        for number, line in enumerate(speakers)
    ]
    await asyncio.gather(*following, *speaking, speech.lead(move, until))
    told.seconds = time.perf_counter() - began
    await asyncio.gather(*map(_to_the_end, pages))


async def _to_the_end(page: Viewer) -> None:
    while await page.look():
        pass


async def _say(line: Line, address: str, text: str) -> None:
    await line.ask(address, {"y-kien": text})


async def _opened(pages: list[Viewer]) -> None:
    """Everybody opens the page, so many at once; in one loop with what follows, for connections belong to it."""
    began, places = time.perf_counter(), asyncio.Semaphore(OPENING_AT_ONCE)

    async def one(page: Viewer) -> None:
        async with places:
            await page.open()

    await asyncio.gather(*map(one, pages))
    print(f"    the whole page opened by {len(pages)}: {len(pages) / (time.perf_counter() - began):.0f}/s")


async def _back_to_back(asks: list[Callable[[], Awaitable[object]]]) -> float:
    """Everybody asks again as soon as the answer is there."""
    began, left = time.perf_counter(), [BACK_TO_BACK]

    async def one(ask: Callable[[], Awaitable[object]]) -> None:
        while left[0] > 0:
            left[0] -= 1
            await ask()

    await asyncio.gather(*map(one, asks))
    return time.perf_counter() - began


def _plain_view(office: Office, viewers: int, seconds: float, workers: int) -> float:
    """The same meeting where everybody loads the page anew."""
    file = office.folder / "plain.json"
    office.run("plain_site", "meet", str(viewers), file)
    cookies: list[str] = json.loads(file.read_text(encoding="utf-8"))
    with running(["benchmarks.plain_server", "--workers", str(workers)], office.environment) as server:
        told = Told()
        asyncio.run(_plain_meeting([Line(server.port, cookie, told) for cookie in cookies], told, seconds))
        print(f"    plain page, loaded every two seconds: {told}")
        # New lines: a connection belongs to the loop that opened it.
        lines = [Line(server.port, cookie, told) for cookie in cookies]
        return asyncio.run(_back_to_back([partial(line.ask, "/hop/") for line in lines]))


async def _plain_meeting(lines: list[Line], told: Told, seconds: float) -> None:
    began = time.perf_counter()
    until, speech = began + seconds, Speech()

    async def follow(number: int, line: Line) -> None:
        seen: set[str] = set()
        while time.perf_counter() < until + 3:
            _status, _heads, page = await line.ask("/hop/")
            new = [text for text in said(page) if text not in seen]
            seen.update(new)
            told.saw(number, new)
            await asyncio.sleep(2.0)

    speaking = [
        speech.speak(f"đại biểu {number}", partial(_say, line, "/hop/noi/"), told, until)
        for number, line in enumerate([Line(line.port, line.cookie, told) for line in lines[:SPEAKERS]])
    ]
    await asyncio.gather(*(follow(number, line) for number, line in enumerate(lines)), *speaking)
    told.seconds = time.perf_counter() - began


def main(words: list[str]) -> None:
    url = words.pop(words.index("--database-url") + 1) if "--database-url" in words else None
    numbers = [float(word) for word in words if word != "--database-url"]
    viewers, seconds = [*numbers, *[float(VIEWERS), SECONDS][len(numbers) :]]
    for result in run(int(viewers), seconds, url):
        print(f"{result.name}: {result.work / result.ours_seconds:.0f} {result.unit}/s, {result.ratio:.1f}x the peer")


if __name__ == "__main__":
    main(sys.argv[1:])
