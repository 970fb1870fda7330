"""`giaoban units`: the tree of units from a CSV file."""

import sys
from pathlib import Path

import click
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from giaoban.indicators.packs import current
from giaoban.people import access
from giaoban.people.accounts import seat_first_administrator
from giaoban.units.units_file import UnitsOutcome, take_units
from giaoban.workspace.desk import open_desk, tree_of_today, visible_unit
from giaoban.workspace.exit_codes import FINDINGS, OK
from giaoban.workspace.tables import cell_text, print_table


@click.command(
    "units",
    help=_(
        "Nạp cây đơn vị từ tệp CSV có các cột code,name,kind,parent_code,valid_from,valid_to. "
        "Tệp được nhận cả, hoặc không nhận dòng nào."
    ),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help=_("Chỉ kiểm tra, không ghi."))
@click.pass_context
def command(context: click.Context, file: Path, dry_run: bool) -> None:
    desk = open_desk(context)
    tree = tree_of_today(desk)
    if tree.nodes:
        visible_unit(desk, tree, tree.root.code, access.Verb.ADMINISTER)
    kinds = {kind.code: kind.parents for kind in current().unit_kinds}
    outcome = take_units(file.read_bytes(), file.name, kinds=kinds, dry_run=dry_run)
    if not outcome.problems and not dry_run:
        seat_first_administrator(desk.today)
    tell(outcome, dry_run=dry_run)
    sys.exit(FINDINGS if outcome.problems else OK)


def tell(outcome: UnitsOutcome, *, dry_run: bool) -> None:
    """What came of the file, in words and, where it was refused, with every problem."""
    if outcome.problems:
        rows = [
            [
                problem.file,
                cell_text(problem.line),
                problem.column,
                problem.value,
                f"{problem.message} {problem.way_out}",
            ]
            for problem in outcome.problems
        ]
        print_table(
            rows,
            [
                pgettext("cột", "Tệp"),
                pgettext("cột", "Dòng"),
                pgettext("cột", "Cột"),
                pgettext("cột", "Giá trị"),
                pgettext("cột", "Vấn đề và cách xử lý"),
            ],
        )
        click.echo(_("Không nhận dòng nào: tệp có %(count)d vấn đề.") % {"count": len(outcome.problems)})
        return
    click.echo(
        _("%(added)d dòng mới, %(changed)d dòng đổi, %(unchanged)d dòng giữ nguyên.")
        % {"added": outcome.added, "changed": outcome.changed, "unchanged": outcome.unchanged}
    )
    if dry_run:
        click.echo(_("Mới kiểm tra, chưa ghi gì."))
