"""Who sits at the command line, at which workspace, and what the clock says."""

from dataclasses import dataclass
from datetime import date, datetime

import click
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from giaoban.indicators.packs import NoSuchPack, PackErrors, current
from giaoban.people import access
from giaoban.people.accounts import operator
from giaoban.people.models import Person
from giaoban.periods.period import Period, PeriodError, parse
from giaoban.site.clock import now
from giaoban.site.environment import Workspace
from giaoban.units.registry import tree_at
from giaoban.units.tree import Node, NoSuchUnit, Tree


@dataclass(frozen=True, slots=True)
class Desk:
    """The person for whom a command acts and the instant at which it does."""

    person: Person
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()


def open_desk(context: click.Context) -> Desk:
    """The desk of this call; `click.UsageError` where there is no workspace that can be worked with, or no such account."""
    workspace: Workspace = settings.WORKSPACE
    if not workspace.settings_file.exists():
        raise click.UsageError(
            _(
                "Chưa có không gian làm việc ở %(folder)s. Hãy chạy: giaoban init --pack party_committee (dùng thật) "
                "hoặc giaoban demo (dùng thử), hay chỉ thư mục khác bằng -w."
            )
            % {"folder": workspace.path}
        )
    _try_the_books()
    login: str | None = context.find_root().params.get("login")
    if login is None:
        return Desk(operator(), now())
    person = Person.objects.filter(login=login, is_active=True).first()
    if person is None:
        raise click.UsageError(_("Không có tài khoản %(login)r đang hoạt động.") % {"login": login})
    return Desk(person, now())


def _try_the_books() -> None:
    """`click.UsageError` where the pack or the database of the workspace is not to be had."""
    try:
        current()
    except (NoSuchPack, PackErrors) as error:
        raise click.UsageError(str(error)) from error
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        raise click.UsageError(
            _(
                "Không mở được cơ sở dữ liệu (%(why)s). Kiểm tra máy chủ hoặc tệp cơ sở dữ liệu; nếu tệp hỏng, "
                "hãy lấy lại bản sao lưu."
            )
            % {"why": error}
        ) from error


def period_of(text: str) -> Period:
    """The period of a code typed by hand; `click.BadParameter` with the way out."""
    try:
        return parse(text)
    except PeriodError as error:
        raise click.BadParameter(str(error)) from error


def visible_unit(desk: Desk, tree: Tree, code: str | None, verb: access.Verb = access.Verb.SEE) -> Node:
    """The unit of that code, or the highest one of the person's scope; hidden and missing units read the same."""
    if code is None:
        tops = access.top_units(desk.person, verb, desk.today)
        if not tops:
            raise click.UsageError(_("Tài khoản này chưa được giao đơn vị nào, hoặc cây đơn vị còn trống."))
        code = tops[0].code
    try:
        node = tree.by_code(code)
    except NoSuchUnit as error:
        raise hidden(code, tree) from error
    if not access.may(desk.person, verb, node.unit_id, desk.today):
        raise hidden(code, tree)
    return node


def hidden(code: str, tree: Tree) -> click.BadParameter:
    """What is said of a unit that does not exist, and in the same words of one that does not for this person."""
    return click.BadParameter(
        _("Không có đơn vị mã %(code)s vào ngày %(day)s.") % {"code": code, "day": f"{tree.on:%d/%m/%Y}"}
    )


def tree_of_today(desk: Desk) -> Tree:
    """The tree of the desk's day."""
    return tree_at(desk.today)
