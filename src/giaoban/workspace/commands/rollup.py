"""`giaoban rollup`: every figure of a period over the tree."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import click
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from giaoban.analysis.figure import RolledFigure
from giaoban.analysis.office import rollup_books
from giaoban.analysis.withholding import Discretion, Told
from giaoban.indicators.packs import current
from giaoban.people import access
from giaoban.workspace.desk import Desk, open_desk, period_of, visible_unit
from giaoban.workspace.tables import FORMATS, Value, print_rows

COLUMNS = (
    "unit",
    "indicator",
    "breakdown",
    "period",
    "value",
    "year_to_date",
    "target",
    "completion_percent",
    "same_period",
    "change",
    "change_percent",
    "reported",
    "expected",
    "estimate",
)


@click.command(
    "rollup",
    help=_("Tổng hợp mọi chỉ tiêu của một kỳ theo cây đơn vị: thực hiện, lũy kế, chỉ tiêu, cùng kỳ, tăng giảm."),
)
@click.option("--period", "period_code", required=True, metavar="P", help=_("Mã kỳ, ví dụ 2024-H1, 2024-06, 2024."))
@click.option("--unit", metavar="U", help=_("Chỉ một đơn vị (mã)."))
@click.option("--indicator", metavar="I", help=_("Chỉ một chỉ tiêu (mã)."))
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help=_("Theo cây đơn vị của ngày này."))
@click.option(
    "--known-at",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"]),
    help=_("Theo sổ cái như đã biết vào lúc này."),
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.pass_context
def command(
    context: click.Context,
    period_code: str,
    unit: str | None,
    indicator: str | None,
    on: datetime | None,
    known_at: datetime | None,
    form: str,
) -> None:
    desk = open_desk(context)
    if indicator is not None and not current().has_indicator(indicator):
        raise click.BadParameter(
            _("Không có chỉ tiêu %(code)r; xem danh mục bằng giaoban indicators.") % {"code": indicator},
            param_hint="--indicator",
        )
    instant = known_at.replace(tzinfo=desk.now.tzinfo) if known_at else None
    rollup = rollup_books(
        period_of(period_code),
        on=on.date() if on else None,
        known_at=instant,
        indicators=None if indicator is None else [indicator],
    )
    wanted = None if unit is None else visible_unit(desk, rollup.tree, unit).code
    discretion = Discretion(rollup.tree, rollup.pack, known_at=instant)
    rows = [row_of(told) for told in visible(desk, rollup.figures(wanted), discretion)]
    print_rows(rows, form, heads(), _("Không có số liệu nào."))


def visible(desk: Desk, figures: Iterable[RolledFigure], discretion: Discretion) -> Iterator[Told]:
    """The figures that the person may see; small counts of sensitive breakdowns, and what gives them away, are withheld."""
    seen = access.units_where(desk.person, access.Verb.SEE, desk.today)
    seen_whole = access.units_where(desk.person, access.Verb.SEE_SENSITIVE, desk.today)
    for figure in figures:
        if figure.unit_id in seen_whole:
            yield Told(figure, withheld=False)
        elif figure.unit_id in seen:
            yield discretion.told(figure)


def row_of(told: Told) -> dict[str, Value]:
    return {**{column: getattr(told.figure, column) for column in COLUMNS}, "withheld": told.withheld}


def heads() -> dict[str, str]:
    """The columns of the table for the eye."""
    return {
        "unit": pgettext("cột", "Đơn vị"),
        "indicator": pgettext("cột", "Chỉ tiêu"),
        "breakdown": pgettext("cột", "Phân tổ"),
        "value": pgettext("cột", "Thực hiện"),
        "year_to_date": pgettext("cột", "Lũy kế năm"),
        "target": pgettext("cột", "Kế hoạch"),
        "completion_percent": pgettext("cột", "% kế hoạch"),
        "same_period": pgettext("cột", "Cùng kỳ"),
        "change_percent": pgettext("cột", "% tăng giảm"),
        "reported": pgettext("cột", "Đã báo cáo"),
        "expected": pgettext("cột", "Phải báo cáo"),
        "estimate": pgettext("cột", "Số ước"),
    }
