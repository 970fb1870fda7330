"""`giaoban events`: the streams of what happens in meetings, for a proxy that sends `/hop/*/dong-su-kien/` here."""

import click
from django.utils.translation import gettext as _

from giaoban.workspace.desk import open_desk
from giaoban.workspace.server import Place, serve_events


@click.command("events", help=_("Mở dòng sự kiện của các cuộc họp đang diễn ra, sau máy chủ trung gian."))
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help=_("Cổng."))
@click.option("--host", default="127.0.0.1", show_default=True, help=_("Địa chỉ lắng nghe."))
@click.pass_context
def command(context: click.Context, port: int, host: str) -> None:
    open_desk(context)
    serve_events(Place(host, port))
