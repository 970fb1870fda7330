"""`giaoban serve`: the web site on this machine."""

import click
from django.core.management import call_command
from django.utils.translation import gettext as _

from giaoban.workspace.desk import open_desk
from giaoban.workspace.server import serve


@click.command("serve", help=_("Mở trang web trên máy này; dừng bằng Ctrl+C."))
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help=_("Cổng."))
@click.option("--host", default="127.0.0.1", show_default=True, help=_("Địa chỉ lắng nghe."))
@click.pass_context
def command(context: click.Context, port: int, host: str) -> None:
    open_desk(context)
    call_command("migrate", verbosity=0)
    serve(host, port, open_browser=False)
