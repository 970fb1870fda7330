"""The server of the site: granian in one process, enough for an office on one machine."""

import threading
import webbrowser

import click
from django.utils.translation import gettext as _


def serve(host: str, port: int, *, open_browser: bool) -> None:
    """Serves until Ctrl+C; opens the browser once the server answers, where there is one."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    url = f"http://{'localhost' if host in {'127.0.0.1', '0.0.0.0'} else host}:{port}/"  # noqa: S104 - compared, not bound
    server = Server(
        "giaoban.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_level=LogLevels.warning,
        websockets=False,
    )
    click.echo(_("Giao ban đang chạy tại %(url)s (dừng bằng Ctrl+C).") % {"url": url})
    if open_browser:
        timer = threading.Timer(1.5, webbrowser.open, args=(url,))
        timer.daemon = True
        timer.start()
    server.serve()
