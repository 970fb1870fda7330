"""`giaoban remind`: tell units of forms, tasks and answers that are due soon or late; to be run by a timer, as often as one likes."""

import json

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.collection.chasing import Owed, Reminded, remind_due
from giaoban.followup.reminding import Due, WorkReminded, remind_of_work
from giaoban.indicators.packs import current
from giaoban.people import access
from giaoban.people.mail import post_waiting
from giaoban.units.tree import Tree
from giaoban.workspace.desk import open_desk, tree_of_today
from giaoban.workspace.tables import print_rows


@click.command(
    "remind",
    help=_(
        "Nhắc các đơn vị về biểu còn hai ngày đến hạn hoặc đã quá hạn, về nhiệm vụ và kiến nghị còn ba ngày đến hạn hoặc đã quá "
        "hạn, rồi gửi thư nếu có cấu hình. Mỗi việc chỉ được nhắc một lần cho mỗi hạn và mỗi tuần quá hạn, dù lệnh chạy nhiều lần "
        "hay trên nhiều máy."
    ),
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.pass_context
def command(context: click.Context, form: str) -> None:
    desk = open_desk(context)
    tree = tree_of_today(desk)
    if tree.nodes and not access.may(desk.person, access.Verb.ADMINISTER, tree.root.unit_id, desk.today):
        raise click.UsageError(_("Chỉ quản trị của đơn vị gốc được chạy lệnh nhắc chung."))
    done, work = remind_due(current(), at=desk.now), remind_of_work(at=desk.now)
    mailed, failed = post_waiting()
    if form == "json":
        told = {
            **as_json(done),
            "work": [_due(one, tree) for one in work.sent],
            "mailed": mailed,
            "mail_failed": failed,
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    say(done, work)
    if mailed or failed:
        click.echo(_("Thư: %(mailed)d đã gửi, %(failed)d không gửi được.") % {"mailed": mailed, "failed": failed})
    unreachable = [one.node.name for one in done.unreachable]
    unreachable += [tree.by_unit(one.unit_id).name for one in work.unreachable if one.unit_id in tree]
    for unit in dict.fromkeys(unreachable):
        click.echo(_("Không nhắc được %(unit)s: chưa có tài khoản báo cáo.") % {"unit": unit}, err=True)


def say(done: Reminded, work: WorkReminded) -> None:
    """What was sent, for people."""
    if done.sent:
        heads = {"unit": _("Đơn vị"), "form": _("Biểu"), "period": _("Kỳ"), "due": _("Hạn nộp")}
        print_rows([_sheet(one) for one in done.sent], "table", heads, "")
    click.echo(
        ngettext(
            "Đã nhắc %(count)d biểu, %(persons)d người nhận thông báo.",
            "Đã nhắc %(count)d biểu, %(persons)d người nhận thông báo.",
            len(done.sent),
        )
        % {"count": len(done.sent), "persons": done.persons}
    )
    if work.sent:
        click.echo(
            ngettext(
                "Đã nhắc %(count)d nhiệm vụ, kiến nghị; %(persons)d người nhận thông báo.",
                "Đã nhắc %(count)d nhiệm vụ, kiến nghị; %(persons)d người nhận thông báo.",
                len(work.sent),
            )
            % {"count": len(work.sent), "persons": work.persons}
        )


def as_json(done: Reminded) -> dict[str, object]:
    """What was done, for a machine."""
    return {
        "sent": [_sheet(one) for one in done.sent],
        "unreachable": [_sheet(one) for one in done.unreachable],
        "persons": done.persons,
    }


def _sheet(one: Owed) -> dict[str, str]:
    return {
        "unit": one.node.code,
        "form": one.cell.form.code,
        "period": one.period.code,
        "due": one.cell.due.isoformat(),
    }


def _due(one: Due, tree: Tree) -> dict[str, str | int]:
    unit = tree.by_unit(one.unit_id).code if one.unit_id in tree else ""
    return {"kind": str(one.kind), "number": one.number, "unit": unit, "due": one.day.isoformat()}
