"""`giaoban indicators`: the catalogue of the workspace's pack."""

import click
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from giaoban.indicators.catalogue import Indicator
from giaoban.indicators.packs import current
from giaoban.workspace.desk import open_desk
from giaoban.workspace.tables import FORMATS, Value, print_rows


@click.command("indicators", help=_("Danh mục chỉ tiêu của bộ đang dùng."))
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
@click.pass_context
def command(context: click.Context, form: str) -> None:
    open_desk(context)
    heads = {
        "code": pgettext("cột", "Mã"),
        "second_code": pgettext("cột", "Mã biểu"),
        "name": pgettext("cột", "Tên"),
        "unit_of_measure": pgettext("cột", "Đơn vị tính"),
        "kind": pgettext("cột", "Loại"),
        "target": pgettext("cột", "Có giao chỉ tiêu"),
    }
    rows = [row_of(indicator) for indicator in current().indicators]
    print_rows(rows, form, heads, _("Bộ này chưa có chỉ tiêu nào."))


def row_of(indicator: Indicator) -> dict[str, Value]:
    language = get_language() or "vi"
    return {
        "code": indicator.code,
        "second_code": indicator.second_code,
        "name": indicator.name.in_language(language),
        "unit_of_measure": indicator.unit_of_measure.in_language(language),
        "kind": indicator.kind.value,
        "over_units": indicator.over_units.value,
        "over_time": indicator.over_time.value,
        "decimals": indicator.decimals,
        "good": indicator.good.value,
        "sensitive": indicator.sensitive,
        "target": indicator.target,
        "breakdowns": " ".join(indicator.breakdowns),
        "definition": indicator.definition.in_language(language),
    }
