"""`giaoban demo`: build the demonstration once, then open it."""

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

import click
from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from giaoban.people.models import Role
from giaoban.site.environment import Workspace
from giaoban.workspace.demonstration.accounts import ACCOUNTS_FILE, is_built
from giaoban.workspace.progress import told
from giaoban.workspace.server import Place, serve
from giaoban.workspace.tables import print_table


@click.command("demo", help=_("Dựng một tỉnh hư cấu với 18 tháng số liệu (chỉ lần đầu), rồi mở trang web."))
@click.option("--no-serve", is_flag=True, help=_("Chỉ dựng, không mở trang web."))
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help=_("Cổng."))
def command(no_serve: bool, port: int) -> None:
    workspace: Workspace = settings.WORKSPACE
    if not is_built():
        refuse_to_overwrite(workspace)
        build_aside(workspace.path)
        # A new process reads the settings of the finished workspace.
        arguments = ["-w", str(workspace.path), "demo", "--port", str(port), *(["--no-serve"] if no_serve else [])]
        os.execv(sys.executable, [sys.executable, "-m", "giaoban", *arguments])  # noqa: S606 - this program again, no input in it
    print_accounts(workspace)
    if not no_serve:
        serve(Place(port=port), open_browser=True)


def refuse_to_overwrite(workspace: Workspace) -> None:
    """Raises `click.UsageError` where the folder holds anything, or the books would go to a shared server."""
    if workspace.path.exists() and any(workspace.path.iterdir()):
        raise click.UsageError(
            _(
                "Thư mục %(folder)s đã có dữ liệu không phải bản minh họa; hãy chọn thư mục khác: giaoban -w THU-MUC demo."
            )
            % {"folder": workspace.path}
        )
    if connection.vendor != "sqlite":
        raise click.UsageError(_("Bản minh họa luôn dùng SQLite: hãy bỏ biến GIAOBAN_DATABASE_URL rồi chạy lại."))


def build_aside(folder: Path) -> None:
    """Builds beside the folder and moves it there when it is whole: an interrupted build leaves nothing behind."""
    # All that a build needs takes longer to read than the rest of a second start.
    from giaoban.workspace.demonstration.build import build

    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        with told(_("Đang dựng tỉnh Lam Giang hư cấu: viết và nhập sổ của 14 đơn vị, 18 tháng")) as progress:
            build(aside, progress)
        connection.close()
        if folder.exists():
            folder.rmdir()
        aside.rename(folder)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise


def print_accounts(workspace: Workspace) -> None:
    """Who can sign in, with the made-up passwords of this workspace."""
    accounts = json.loads((workspace.path / ACCOUNTS_FILE).read_text(encoding="utf-8"))
    click.echo(_("Bản minh họa: mọi đơn vị và số liệu đều là hư cấu. Tài khoản để đăng nhập:"))
    rows = [
        [account["login"], account["password"], str(Role(account["role"]).label), account["display_name"]]
        for account in accounts
    ]
    print_table(
        rows,
        [
            pgettext("cột", "Tên đăng nhập"),
            pgettext("cột", "Mật khẩu"),
            pgettext("cột", "Vai trò"),
            pgettext("cột", "Thuộc"),
        ],
    )
