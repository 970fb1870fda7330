"""`giaoban serve`: the web site on this machine."""

import click
from django.core.checks import CheckMessage, run_checks
from django.core.management import call_command
from django.utils.translation import gettext as _

from giaoban.site.checks import TAG
from giaoban.site.clock import now
from giaoban.workspace.desk import open_desk
from giaoban.workspace.first_start import say_code
from giaoban.workspace.server import Place, serve


@click.command("serve", help=_("Mở trang web trên máy này; dừng bằng Ctrl+C."))
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help=_("Cổng."))
@click.option("--host", default="127.0.0.1", show_default=True, help=_("Địa chỉ lắng nghe."))
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help=_("Số tiến trình; với PostgreSQL nên bằng số nhân của máy."),
)
@click.option(
    "--threads",
    type=click.IntRange(1, 64),
    help=_("Số yêu cầu mỗi tiến trình xử lý cùng lúc; nếu không ghi: 2 với SQLite, 4 với PostgreSQL."),
)
@click.pass_context
def command(context: click.Context, port: int, host: str, workers: int, threads: int | None) -> None:
    open_desk(context)
    told = run_checks(tags=[TAG])
    for message in told:
        click.echo(sentence(message), err=True)
    if any(message.is_serious() for message in told):
        raise click.UsageError(_("Máy chủ chưa được mở: hãy sửa các cài đặt nêu trên."))
    call_command("migrate", verbosity=0)
    say_code(now())
    serve(Place(host, port, workers, threads), open_browser=False)


def sentence(message: CheckMessage) -> str:
    """A system check's message with its id and the way out, in one line."""
    return f"{message.id}: {message.msg} {message.hint or ''}".rstrip()
