"""`giaoban verify`: walk the hash chain of the ledger."""

import json
import sys

import click
from django.utils.translation import gettext as _

from giaoban.figures.ledger import ledger_stamp
from giaoban.figures.verify import verify
from giaoban.people import access
from giaoban.workspace.desk import open_desk, tree_of_today
from giaoban.workspace.exit_codes import FINDINGS, OK


@click.command("verify", help=_("Kiểm tra chuỗi băm của sổ cái và các tệp nguồn; nêu lần ghi sổ đầu tiên không khớp."))
@click.option(
    "--stamp",
    "stamps",
    multiple=True,
    metavar="N-HASH",
    help=_("Mã chốt sổ đã ghi lại trước đây ở nơi khác; sổ cái phải còn chứa mã đó."),
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.pass_context
def command(context: click.Context, stamps: tuple[str, ...], form: str) -> None:
    desk = open_desk(context)
    tree = tree_of_today(desk)
    verbs = (access.Verb.AUDIT, access.Verb.ADMINISTER)
    if tree.nodes and not any(access.may(desk.person, verb, tree.root.unit_id, desk.today) for verb in verbs):
        raise click.UsageError(_("Chỉ người rà soát hoặc quản trị của đơn vị gốc được kiểm tra sổ cái."))
    found = verify(stamps)
    if form == "json":
        click.echo(
            json.dumps(
                {
                    "postings": found.postings,
                    "observations": found.observations,
                    "stamp": ledger_stamp(),
                    "problems": [problem.message for problem in found.problems],
                },
                ensure_ascii=False,
                indent=1,
            )
        )
    else:
        click.echo(
            _("Đã kiểm tra %(postings)d lần ghi sổ, %(observations)d số liệu.")
            % {"postings": found.postings, "observations": found.observations}
        )
        for problem in found.problems:
            click.echo(f"✗ {problem.message}")
        if not found.problems:
            click.echo(_("✓ Sổ cái nguyên vẹn. Mã chốt sổ: %(stamp)s") % {"stamp": ledger_stamp()})
    sys.exit(FINDINGS if found.problems else OK)
