"""`giaoban workbook`: the workbook that a unit fills in for a period."""

from pathlib import Path

import click
from django.utils.translation import gettext as _

from giaoban.collection.layout import NothingToReport
from giaoban.collection.prefill import workbook_of
from giaoban.indicators.packs import current
from giaoban.people import access
from giaoban.periods.calendars import calendar, days
from giaoban.units.registry import tree_at
from giaoban.workspace.desk import open_desk, period_of, visible_unit
from giaoban.workspace.writing import write_out


@click.command("workbook", help=_("Xuất sổ nhập liệu của một đơn vị cho một kỳ (tháng, hoặc năm để giao chỉ tiêu)."))
@click.option("--unit", required=True, metavar="U", help=_("Đơn vị (mã)."))
@click.option("--period", "period_code", required=True, metavar="P", help=_("Mã kỳ, ví dụ 2024-06 hoặc 2024."))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help=_("Tệp .xlsx kết quả."))
@click.pass_context
def command(context: click.Context, unit: str, period_code: str, out: Path) -> None:
    desk = open_desk(context)
    if out.suffix.lower() != ".xlsx":
        raise click.BadParameter(_("Hãy đặt đuôi tệp là .xlsx."), param_hint="--out")
    period = period_of(period_code)
    tree = tree_at(days(period, calendar(current().calendar)).last)
    node = visible_unit(desk, tree, unit, access.Verb.REPORT)
    try:
        data = workbook_of(node, period, pack=current(), office=tree.root.name)
    except NothingToReport as error:
        raise click.BadParameter(str(error), param_hint="--period") from error
    write_out(out, data)
