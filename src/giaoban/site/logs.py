"""What the server writes about itself: a line a request, without who asked, from where, and for what in particular.

A route has its name instead of its address, and an error its kind and place instead of its message: both may hold
logins, codes and figures. What people did is kept in the history, for those who may read it.
"""

import json
import logging
import re
import secrets
import time
import traceback
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

REQUESTS: Final = logging.getLogger("giaoban.requests")
FIELDS: Final = ("route", "method", "status", "ms")
"""What a line about a request says besides time, level and the request's number."""
request_id: ContextVar[str] = ContextVar("request_id", default="")
_GIVEN = re.compile(r"[A-Za-z0-9_-]{8,64}")
HEADER: Final = "X-Request-ID"


class RequestLine:
    """Middleware, outermost: numbers each request (or takes the proxy's number) and writes one line about it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        number = given if _GIVEN.fullmatch(given) else secrets.token_hex(8)
        token = request_id.set(number)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            response[HEADER] = number
            values = (route(request), request.method, response.status_code, _milliseconds(began))
            line = dict(zip(FIELDS, values, strict=True))
            REQUESTS.log(level(response.status_code), "%(method)s %(route)s %(status)s %(ms)s ms", line, extra=line)
            return response
        finally:
            request_id.reset(token)


def route(request: HttpRequest) -> str:
    """The name of the page that answered; `static` for a file of the look, `unknown` where no page has the address."""
    if request.resolver_match is not None:
        return request.resolver_match.view_name
    return "static" if request.path.startswith(str(settings.STATIC_URL)) else "unknown"


def level(status: int) -> int:
    """An error of ours is an error, a refusal a warning."""
    if status >= 500:
        return logging.ERROR
    return logging.WARNING if status >= 400 else logging.INFO


def _milliseconds(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 1)


class WithoutParameters(logging.Filter):
    """Takes the address out of Django's own words about a request, and leaves refusals to the request's line."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith("django.security"):
            record.msg, record.args = record.name.rpartition(".")[2], ()
        elif hasattr(record, "status_code"):
            if record.exc_info is None or record.status_code < 500:
                return False
            record.msg, record.args = "Internal Server Error", ()
        return True


class JsonLines(logging.Formatter):
    """One JSON object a line, in UTC; an exception as its kind and the places it went through, innermost last."""

    def format(self, record: logging.LogRecord) -> str:
        instant = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"time": instant, "level": record.levelname.lower(), "logger": record.name}
        if number := request_id.get():
            line["request_id"] = number
        if record.name == REQUESTS.name:
            line |= {name: getattr(record, name) for name in FIELDS}
        else:
            line["message"] = record.getMessage()
        if record.exc_info and record.exc_info[1] is not None:
            line |= _error(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


class TextLines(logging.Formatter):
    """For a person at the console: the same, with the traceback as Python writes it."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")


def _error(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)
    return {"error": type(error).__qualname__, "at": [f"{one.filename}:{one.lineno} {one.name}" for one in frames]}


def logging_settings(form: str) -> dict[str, Any]:
    """Django's `LOGGING` for `json` (every request, for a log collector) or `text` (what went wrong, for a console)."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"without_parameters": {"()": WithoutParameters}},
        "formatters": {"line": {"()": JsonLines if form == "json" else TextLines}},
        "handlers": {
            "standard_error": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["without_parameters"],
            }
        },
        "root": {"handlers": ["standard_error"], "level": "WARNING"},
        "loggers": {
            REQUESTS.name: {"level": "INFO" if form == "json" else "WARNING"},
            # Django's own handlers would write the same a second time, with the address.
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            # It would write logins and addresses; what happens at the door is kept in the history.
            "axes": {"level": "CRITICAL"},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        },
    }
