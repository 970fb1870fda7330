"""Every page, asked by every role about its own unit, the neighbour's and the one above: the table says what is answered.

A route that is not in the table fails. The files of `permission_matrix/` are written by hand after thought; a line that
is out of date is shown as it should be, to be thought about again.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from giaoban.site import urls
from tests.conftest import Cast
from tests.site.permission_addresses import ADDRESSES, CARRIED
from tests.site.permission_ground import ACTORS, lay

TABLE = Path(__file__).with_name("permission_matrix")
Row = tuple[str, str, str]
"""Route, method, and whose unit."""


def routes(resolver: URLResolver) -> Iterator[str | None]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name
        else:
            yield from routes(pattern)


def table() -> dict[Row, tuple[str, ...]]:
    """The answers of each row, in the order of `ACTORS`."""
    files = sorted(TABLE.glob("*.txt"))
    lines = [line.split() for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]
    found = {(route, method, place): tuple(answers) for route, method, place, *answers in lines}
    assert len(found) == len(lines), "a row stands twice"
    return found


def refusal_drawn_for(number: int, answers: tuple[str, ...]) -> str:
    """Of those whom a row refuses the one who gets the page that says so: all others would get the same page."""
    refused = [actor for actor, answer in zip(ACTORS, answers, strict=True) if answer in {"403", "404"}]
    return refused[number % len(refused)] if refused else ""


def undrawn(status: int) -> Callable[..., HttpResponse]:
    """A page of an error that is its status alone."""
    return lambda request, exception: HttpResponse(status=status)


@contextmanager
def refusals_undrawn() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(urls, "handler403", undrawn(403), raising=False)
        patch.setattr(urls, "handler404", undrawn(404), raising=False)
        yield


def names_something(route: str) -> bool:
    """Whether the request names a thing of one unit or person."""
    return "{" in ADDRESSES.get(route, "") + "".join(CARRIED.get(route, {}).values())


def test_every_route_has_its_rows() -> None:
    """Where the address names something of a unit, the neighbour's must be asked for too."""
    needed = {
        (str(route), method, place)
        for route in routes(get_resolver())
        for method in ("GET", "POST")
        for place in (("own", "neighbour") if names_something(str(route)) else ("own",))
    }
    assert {row for row in needed if row[0] not in ADDRESSES} == set(), "pages without an address to try"
    assert needed - table().keys() == set(), "rows that are missing"
    assert {row[0] for row in table()} - {row[0] for row in needed} == set(), "rows of pages that are no more"
    assert {len(answers) for answers in table().values()} == {len(ACTORS)}


@pytest.mark.parametrize("actor", ACTORS)
def test_each_page_answers_as_the_table_says(cast: Cast, actor: str) -> None:
    ground = lay(cast)
    client = ground.client(actor)
    place = ACTORS.index(actor)
    wrong = []
    for number, (row, answers) in enumerate(table().items()):
        route, method, whose = row
        with nullcontext() if refusal_drawn_for(number, answers) == actor else refusals_undrawn():
            answer = ground.asked(client, route, method, whose)
        if answer != answers[place]:
            wrong.append(f"{' '.join(row)}: {answer}, not {answers[place]}")
    assert wrong == []


UNGUARDED = {"mfa_login_webauthn", "openid_connect_callback"}


def test_no_act_is_done_without_the_token_against_forged_forms(cast: Cast) -> None:
    ground = lay(cast)
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.office)
    done = {row[0] for row, answers in table().items() if row[1] == "POST" and set(answers) != {"405"}}
    unguarded = {route for route in done if ground.asked(client, route, "POST", "own") != "403"}
    assert unguarded - UNGUARDED == set()
