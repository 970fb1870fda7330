"""The server of the site: granian, in one process for an office or in several for a province."""

import socket
import threading
import webbrowser
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import click
from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from giaoban.site.clock import run_from_now
from giaoban.site.logs import logging_settings

if TYPE_CHECKING:
    from django.db.backends.postgresql.base import DatabaseWrapper


@dataclass(frozen=True, slots=True)
class Place:
    """Where the server listens, in how many processes, and how many requests each answers at once; None: as many as fit."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    threads: int | None = None

    @property
    def url(self) -> str:
        host = "localhost" if self.host in {"127.0.0.1", "0.0.0.0", "::"} else self.host  # noqa: S104 - compared, not bound
        return f"http://{host}:{self.port}/"


PATIENCE = 30
"""Seconds that requests under way have to come to their end when the server is told to stop."""


def serve(place: Place, *, open_browser: bool) -> None:
    """Serves until Ctrl+C or SIGTERM; opens the browser once the server answers, where there is one.

    Told to stop, it takes no new requests and answers those that it has.
    """
    _try_the_door(place)
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    server = Server(
        "giaoban.site.wsgi:application",
        address=place.host,
        port=place.port,
        interface=Interfaces.WSGI,
        workers=place.workers,
        blocking_threads=place.threads or usual_threads(),
        # Kept, and with them their connections and what they remember.
        blocking_threads_idle_timeout=600,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
        log_level=LogLevels.warning,
        log_dictconfig=_logging(settings.LOG_FORMAT),
        websockets=False,
    )
    click.echo(_("Giao ban đang chạy tại %(url)s (dừng bằng Ctrl+C).") % {"url": place.url})
    if open_browser:
        timer = threading.Timer(1.5, webbrowser.open, args=(place.url,))
        timer.daemon = True
        timer.start()
    _leave_the_database()
    run_from_now()
    server.serve()


def serve_events(place: Place) -> None:
    """Serves the streams of events of meetings, and nothing else, until Ctrl+C or SIGTERM.

    A process of its own, for a stream lasts as long as its meeting: the threads that answer pages are not for it.
    """
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    server = Server(
        "giaoban.site.asgi:application",
        address=place.host,
        port=place.port,
        interface=Interfaces.ASGINL,
        workers=1,
        respawn_failed_workers=True,
        workers_kill_timeout=3,
        log_level=LogLevels.warning,
        log_dictconfig=_logging(settings.LOG_FORMAT),
        websockets=False,
    )
    click.echo(_("Dòng sự kiện của các cuộc họp đang chạy tại %(url)s (dừng bằng Ctrl+C).") % {"url": place.url})
    _leave_the_database()
    server.serve()


def _try_the_door(place: Place) -> None:
    """`click.UsageError` where nobody can listen: the server itself would only print its insides."""
    with socket.socket(socket.AF_INET6 if ":" in place.host else socket.AF_INET) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((place.host, place.port))
        except OSError as error:
            raise click.UsageError(
                _(
                    "Không mở được cổng %(port)d ở %(host)s (%(why)s). Có thể chương trình khác đang dùng cổng này: "
                    "hãy dừng chương trình đó, hoặc chọn cổng khác bằng --port."
                )
                % {"port": place.port, "host": place.host, "why": error.strerror}
            ) from error


def usual_threads() -> int:
    """Two on SQLite: who waits for its one writer sleeps for longer and longer, and of many some are overtaken again and
    again. On deadline day the slowest of a hundred answers took 0.9 s with four threads and 0.2 s with two.
    """
    return 2 if connection.vendor == "sqlite" else 4


def _leave_the_database() -> None:
    """Closes what the start has opened: a process that is forked can use neither a connection nor a pool of its parent."""
    connection.close()
    if connection.vendor == "postgresql":
        cast("DatabaseWrapper", connection).close_pool()


def _logging(form: str) -> dict[str, Any]:
    """The site's logging, with the server's own few words in the same form."""
    written = logging_settings(form)
    written["loggers"]["_granian"] = {"handlers": ["standard_error"], "propagate": False}
    return written
