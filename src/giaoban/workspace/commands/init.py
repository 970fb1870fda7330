"""`giaoban init`: an empty workspace for real work."""

import click
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from giaoban.indicators.packs import NoSuchPack, PackErrors, named
from giaoban.people.models import Person
from giaoban.workspace.opening import WorkspaceExists, create


@click.command(
    "init",
    help=_("Tạo không gian làm việc trống với một bộ chỉ tiêu và một tài khoản quản trị."),
)
@click.option("--pack", required=True, metavar="NAME", help=_("Bộ chỉ tiêu, ví dụ party_committee."))
@click.option(
    "--administrator",
    metavar="LOGIN",
    prompt=_("Tên đăng nhập của quản trị viên"),
    help=_("Tên đăng nhập của quản trị viên đầu tiên."),
)
@click.option(
    "--password",
    prompt=_("Mật khẩu (ít nhất 10 ký tự)"),
    hide_input=True,
    confirmation_prompt=_("Gõ lại mật khẩu"),
    envvar="GIAOBAN_ADMINISTRATOR_PASSWORD",
    help=_("Mật khẩu; nên đặt trong biến môi trường GIAOBAN_ADMINISTRATOR_PASSWORD thay vì gõ trên dòng lệnh."),
)
def command(pack: str, administrator: str, password: str) -> None:
    try:
        named(pack)
    except (PackErrors, NoSuchPack) as error:
        raise click.BadParameter(str(error), param_hint="--pack") from error
    person = Person(login=administrator, display_name=administrator)
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise click.BadParameter(" ".join(error.messages), param_hint="--password") from error
    path = settings.WORKSPACE.path
    try:
        create(path, pack=pack)
    except WorkspaceExists as error:
        raise click.UsageError(
            _("Thư mục %(folder)s đã có dữ liệu; hãy chọn thư mục khác bằng -w.") % {"folder": path}
        ) from error
    person.set_password(password)
    person.save()
    click.echo(_("Đã tạo không gian làm việc ở %(folder)s.") % {"folder": path})
    click.echo(_("Việc tiếp theo: giaoban units CAY-DON-VI.csv, rồi giaoban serve."))
