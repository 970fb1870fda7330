"""`giaoban report`: one report as a file; the ending of its name says which kind."""

import sys
from pathlib import Path

import click
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.people import access
from giaoban.reports.build import build
from giaoban.reports.problems import ReportProblem
from giaoban.reports.request import notice
from giaoban.reports.writers import WRITERS
from giaoban.units.tree import NoSuchUnit
from giaoban.workspace.desk import open_desk, period_of, tree_of_today, visible_unit
from giaoban.workspace.exit_codes import FINDINGS
from giaoban.workspace.writing import write_out

SHOWN = 8
"""So many figures without data are named; the report itself shows the others."""


@click.command("report", help=_("Xuất báo cáo ra tệp .docx, .pdf, .html hoặc .txt."))
@click.option("--template", required=True, metavar="T", help=_("Mã mẫu báo cáo, ví dụ half_year."))
@click.option("--period", "period_code", required=True, metavar="P", help=_("Mã kỳ, ví dụ 2024-H1."))
@click.option("--unit", metavar="U", help=_("Đơn vị (mã); mặc định là đơn vị cao nhất."))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help=_("Tệp kết quả."))
@click.pass_context
def command(context: click.Context, template: str, period_code: str, unit: str | None, out: Path) -> None:
    desk = open_desk(context)
    ending = out.suffix.removeprefix(".").lower()
    if ending not in WRITERS:
        raise click.BadParameter(
            _("Không ghi được tệp %(file)s: hãy đặt đuôi tệp là %(endings)s.")
            % {"file": out.name, "endings": ", ".join(f".{name}" for name in WRITERS)},
            param_hint="--out",
        )
    node = visible_unit(desk, tree_of_today(desk), unit, access.Verb.SEE)
    period = period_of(period_code)
    try:
        report = build(template, period, unit_code=node.code, at=desk.now, language="vi", notice=notice())
    except (ReportProblem, NoSuchUnit) as error:
        raise click.UsageError(str(error)) from error
    write_out(out, WRITERS[ending](report).data)
    if unknown := report.unknown():
        tell_unknown([figure.label for figure in unknown])
        sys.exit(FINDINGS)


def tell_unknown(labels: list[str]) -> None:
    """Says which figures the books do not hold yet: how many, and the first of them."""
    count = len(labels)
    click.echo(
        ngettext("%(count)d chỗ chưa có số liệu:", "%(count)d chỗ chưa có số liệu:", count) % {"count": count}, err=True
    )
    for label in labels[:SHOWN]:
        click.echo(f"  {label}", err=True)
    if count > SHOWN:
        click.echo(_("  … và %(count)d chỗ khác.") % {"count": count - SHOWN}, err=True)
