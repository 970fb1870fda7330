"""The command line: `giaoban -w DIR COMMAND …`, one module a command, loaded only when it is called."""

import gettext
import importlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import click

from giaoban import __version__
from giaoban.workspace.exit_codes import MISUSE

CLICK = "click"
"""The catalogue of what the library of the command line says of its own."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text in both languages, for what is said before Django and its catalogues are ready."""

    vi: str
    en: str

    def __str__(self) -> str:
        return self.en if language() == "en" else self.vi


@dataclass(frozen=True, slots=True)
class Entry:
    """The module a command lives in, and what it does in a line."""

    module: str
    does: Said


COMMANDS = {
    "demo": Entry("demo", Said("Dựng không gian minh họa và mở trang", "Build the demonstration and open it")),
    "init": Entry("init", Said("Tạo không gian làm việc trống", "Make an empty workspace")),
    "units": Entry("units", Said("Nạp cây đơn vị từ tệp CSV", "Take the tree of units from a CSV file")),
    "indicators": Entry("indicators", Said("Danh mục chỉ tiêu", "The catalogue of indicators")),
    "serve": Entry("serve", Said("Mở trang web", "Serve the web site")),
    "events": Entry("events", Said("Mở dòng sự kiện của các cuộc họp", "Serve the event streams of meetings")),
    "workbook": Entry("workbook", Said("Xuất sổ nhập liệu của một đơn vị", "Write a unit's workbook for a period")),
    "import": Entry("importing", Said("Nhập sổ Excel hoặc CSV vào sổ cái", "Take workbooks or CSV into the ledger")),
    "rollup": Entry("rollup", Said("Tổng hợp số liệu theo cây đơn vị", "Roll figures up over the tree")),
    "report": Entry("report", Said("Xuất báo cáo: Word, PDF, HTML, văn bản", "Write a report: Word, PDF, HTML, text")),
    "remind": Entry("remind", Said("Nhắc các đơn vị sắp đến hạn và quá hạn", "Remind units of what is due or late")),
    "verify": Entry(
        "verify", Said("Kiểm tra sổ cái có bị sửa hay không", "Check that nobody tampered with the ledger")
    ),
}


def language() -> str:
    """`vi`, or `en` where `GIAOBAN_LANGUAGE` says so."""
    return "en" if os.environ.get("GIAOBAN_LANGUAGE", "vi").lower().startswith("en") else "vi"


def speak() -> None:
    """Has click say its own words in Vietnamese: it asks Python's gettext, which goes by the environment."""
    if language() == "vi":
        os.environ["LANGUAGE"] = "vi"
        gettext.bindtextdomain(CLICK, Path(__file__).parent / "locale")
        gettext.textdomain(CLICK)


def open_django(workspace: Path) -> None:
    """Makes Django ready for that workspace; every later import of a model needs it."""
    os.environ["GIAOBAN_WORKSPACE"] = str(workspace)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.site.settings")
    import django
    from django.utils import translation

    django.setup()
    translation.activate(language())


class Commands(click.Group):
    """Lists all commands without loading them, and loads one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        open_django(ctx.params["workspace"])
        command: click.Command = importlib.import_module(
            f"giaoban.workspace.commands.{COMMANDS[cmd_name].module}"
        ).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(str(Said("Lệnh", "Commands"))):
            formatter.write_dl([(name, str(entry.does)) for name, entry in COMMANDS.items()])


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=str(
        Said(
            "Giao ban: mọi con số được tính, truy được nguồn và được kiểm tra, từ đơn vị đến trang in.",
            "Giao ban: every figure computed, traceable and checked, from the unit to the printed page.",
        )
    ),
)
@click.option(
    "-w",
    "--workspace",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="GIAOBAN_WORKSPACE",
    default=Path("workspace"),
    show_default=True,
    help=str(Said("Thư mục không gian làm việc.", "The workspace folder.")),
)
@click.option(
    "--as",
    "login",
    metavar="LOGIN",
    help=str(Said("Thực hiện bằng tài khoản này thay cho người vận hành.", "Act as this account, not the operator.")),
)
@click.version_option(
    __version__,
    prog_name="giaoban",
    message="%(prog)s %(version)s",
    help=str(Said("In số phiên bản rồi thoát.", "Show the version and exit.")),
)
def commands(workspace: Path, login: str | None) -> None:
    """The group itself does nothing: the commands read its options."""


def main() -> None:
    """Runs the command line; a wrong setting becomes one sentence and exit code 2."""
    from giaoban.site.environment import WrongSetting

    speak()
    try:
        commands(prog_name="giaoban")
    except WrongSetting as error:
        click.echo(str(error), err=True)
        sys.exit(MISUSE)
