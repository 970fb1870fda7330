"""`giaoban import`: workbooks and CSV files into the ledger."""

import sys
from pathlib import Path

import click
from django.utils.translation import gettext as _

from giaoban.collection.importing import import_files, receive
from giaoban.collection.outcome_report import as_json, file_heads, file_rows, problem_heads, problem_rows, summary
from giaoban.workspace.desk import open_desk
from giaoban.workspace.exit_codes import FINDINGS, OK
from giaoban.workspace.progress import told
from giaoban.workspace.tables import print_rows


@click.command(
    "import",
    help=_(
        "Nhập một hay nhiều sổ .xlsx hoặc tệp .csv. Tệp có lỗi bị từ chối cả tệp, các tệp khác vẫn được nhập; "
        "mọi lỗi được liệt kê một lần với tệp, trang, ô và cách sửa."
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--reason", default="", metavar="TEXT", help=_("Lý do, khi tệp đính chính số đã có trong sổ cái."))
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.pass_context
def command(context: click.Context, files: tuple[Path, ...], reason: str, form: str) -> None:
    desk = open_desk(context)
    with told(_("Đang nhập")) as progress:
        outcome = import_files(receive(files), by=desk.person, at=desk.now, reason=reason, progress=progress)
    if form == "json":
        click.echo(as_json(outcome))
    else:
        if rows := problem_rows(outcome):
            print_rows(rows, "table", problem_heads(), "")
            click.echo()
        print_rows(file_rows(outcome), "table", file_heads(), "")
        click.echo(summary(outcome))
    sys.exit(FINDINGS if outcome.refused else OK)
