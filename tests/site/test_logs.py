"""The server's lines say what it did, and nothing of whom or about whom."""

import json
import logging
import logging.config
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from giaoban.site.logs import FIELDS, RequestLine, level, logging_settings
from tests.conftest import Cast
from tests.site.conftest import sign_in


class Lines:
    """What was written, as objects."""

    def __init__(self, stream: StringIO) -> None:
        self.stream = stream

    @property
    def written(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """The handler of the settings for `json`, hung where pytest's own handlers hang."""
    written = logging_settings("json")
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    dictated = logging.config.DictConfigurator(written)
    handler.setFormatter(dictated.configure_formatter(written["formatters"]["line"]))
    handler.addFilter(dictated.configure_filter(written["filters"]["without_parameters"]))
    root, requests = logging.getLogger(), logging.getLogger("giaoban.requests")
    before = requests.level
    requests.setLevel("INFO")
    root.addHandler(handler)
    yield Lines(stream)
    root.removeHandler(handler)
    requests.setLevel(before)


def test_a_page_is_one_line_of_json(lines: Lines, books: Cast) -> None:
    answer = sign_in(books.officer).get("/don-vi/DL/?ky=2024-06", headers={"x-request-id": "abcd-1234"})
    (line,) = lines.written
    assert line.keys() == {"time", "level", "logger", "request_id", *FIELDS}
    assert (line["route"], line["method"], line["status"], line["level"]) == ("unit", "GET", 200, "info")
    assert line["request_id"] == answer["X-Request-ID"] == "abcd-1234"
    assert line["ms"] > 0


def test_no_line_tells_who_asked_what_from_where(lines: Lines, books: Cast) -> None:
    client = Client(REMOTE_ADDR="203.0.113.7")
    client.post("/dang-nhap/", {"login": "dienloc", "username": "dienloc", "password": "sai mật khẩu"})
    client.force_login(books.officer)
    client.get("/don-vi/NH/?dv=DL")
    client.get("/khong-co/dienloc/")
    text = lines.stream.getvalue()
    assert [line["status"] for line in lines.written][1:] == [404, 404]
    for secret in ("dienloc", "203.0.113.7", "NH", "Diễn Lộc", "sai mật khẩu", "/don-vi"):
        assert secret not in text


def test_an_error_is_told_by_kind_and_place(lines: Lines, books: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise ValueError("login=dienloc")

    monkeypatch.setattr("giaoban.site.pages.home.render", broken)
    client = sign_in(books.officer)
    client.raise_request_exception = False
    assert client.get("/").status_code == 500
    error, request = lines.written
    assert (error["error"], error["message"], error["level"]) == ("ValueError", "Internal Server Error", "error")
    assert error["at"][-1].endswith("broken")
    assert error["request_id"] == request["request_id"]
    assert (request["status"], request["level"]) == (500, "error")
    assert "dienloc" not in lines.stream.getvalue()


def test_a_page_that_is_refused_is_no_error_of_ours(lines: Lines, books: Cast) -> None:
    assert sign_in(books.officer).get("/nhiem-vu/moi/").status_code == 403
    (request,) = lines.written
    assert (request["status"], request["level"]) == (403, "warning")


def test_a_host_that_we_do_not_have_is_not_repeated(lines: Lines, client: Client) -> None:
    assert client.get("/healthz", headers={"host": "dienloc.example"}).status_code == 400
    assert [line.get("message") for line in lines.written] == [DisallowedHost.__name__, None]
    assert "dienloc" not in lines.stream.getvalue()


@pytest.mark.parametrize("given", ["", "short", "x" * 65, "dòng\nmới xuống", "a b c d e f g h"])
def test_a_number_that_is_no_number_is_replaced(given: str) -> None:
    answer = RequestLine(lambda _request: HttpResponse())(_numbered(given))
    assert len(answer["X-Request-ID"]) == 16


def _numbered(number: str) -> HttpRequest:
    request = RequestFactory().get("/")
    request.META["HTTP_X_REQUEST_ID"] = number
    request.resolver_match = None
    return request


def test_files_of_the_look_and_unknown_addresses_have_a_name(lines: Lines, client: Client) -> None:
    b"".join(client.get("/static/giaoban/logo.svg"))
    client.get("/khong-co/")
    assert [line["route"] for line in lines.written] == ["static", "unknown"]


@pytest.mark.parametrize(("status", "name"), [(200, "INFO"), (304, "INFO"), (404, "WARNING"), (503, "ERROR")])
def test_the_level_follows_the_status(status: int, name: str) -> None:
    assert logging.getLevelName(level(status)) == name


def test_a_console_hears_of_failures_alone() -> None:
    assert logging_settings("text")["loggers"]["giaoban.requests"]["level"] == "WARNING"
