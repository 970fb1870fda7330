"""`giaoban init`: an empty workspace for real work."""

import click
from django.conf import settings
from django.utils.translation import gettext as _

from giaoban.indicators.packs import NoSuchPack, PackErrors, named
from giaoban.people.accounts import AccountRefused, check_login, check_password, first_administrator
from giaoban.people.models import Person
from giaoban.site.clock import now
from giaoban.workspace.first_start import say_code
from giaoban.workspace.opening import WorkspaceExists, create


@click.command(
    "init",
    help=_("Tạo không gian làm việc trống với một bộ chỉ tiêu và một tài khoản quản trị."),
)
@click.option("--pack", required=True, metavar="NAME", help=_("Bộ chỉ tiêu, ví dụ party_committee."))
@click.option("--administrator", metavar="LOGIN", help=_("Tên đăng nhập của quản trị viên đầu tiên."))
@click.option(
    "--password",
    envvar="GIAOBAN_ADMINISTRATOR_PASSWORD",
    help=_("Mật khẩu; nên đặt trong biến môi trường GIAOBAN_ADMINISTRATOR_PASSWORD thay vì gõ trên dòng lệnh."),
)
@click.option(
    "--on-the-page",
    is_flag=True,
    help=_("Không hỏi ở đây: quản trị viên đầu tiên được tạo trên trang /khoi-dau/ bằng một mã in ra."),
)
def command(pack: str, administrator: str | None, password: str | None, on_the_page: bool) -> None:
    try:
        named(pack)
    except (PackErrors, NoSuchPack) as error:
        raise click.BadParameter(str(error), param_hint="--pack") from error
    login, password = ("", "") if on_the_page else asked(administrator, password)
    path = settings.WORKSPACE.path
    try:
        create(path, pack=pack)
    except WorkspaceExists as error:
        raise click.UsageError(
            _("Thư mục %(folder)s đã có dữ liệu; hãy chọn thư mục khác bằng -w.") % {"folder": path}
        ) from error
    click.echo(_("Đã tạo không gian làm việc ở %(folder)s.") % {"folder": path})
    if on_the_page:
        say_code(now())
    else:
        first_administrator(login, login, password, now().date())
    click.echo(_("Việc tiếp theo: giaoban units CAY-DON-VI.csv, rồi giaoban serve."))


def asked(administrator: str | None, password: str | None) -> tuple[str, str]:
    """Login and password of the first administrator, from the call or the terminal, found fit before anything is made."""
    try:
        login = check_login(administrator or click.prompt(_("Tên đăng nhập của quản trị viên")))
    except AccountRefused as refused:
        raise click.BadParameter(str(refused), param_hint="--administrator") from refused
    typed: str = password or click.prompt(
        _("Mật khẩu (ít nhất 10 ký tự)"), hide_input=True, confirmation_prompt=_("Gõ lại mật khẩu")
    )
    try:
        check_password(Person(login=login, display_name=login), typed)
    except AccountRefused as refused:
        raise click.BadParameter(str(refused), param_hint="--password") from refused
    return login, typed
