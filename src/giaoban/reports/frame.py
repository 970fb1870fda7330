"""The frame of an official document: who issues it, number, place and date, what it is, who signs and who receives."""

import re
from datetime import date

from django.utils.translation import gettext as _

from giaoban.indicators.catalogue import Letterhead, ReportTemplate
from giaoban.periods.names import write_period
from giaoban.reports.matter import Matter
from giaoban.reports.model import Frame

NUMBER_TO_COME = "\u00a0" * 5
"""A draft has no number yet: room for the office to write it in."""


def frame(matter: Matter, template: ReportTemplate, day: date, notice: str) -> Frame:
    """The frame of a draft; of a unit below the root, with its own name at the head and the unit above as receiver."""
    head, language = matter.pack.letterhead, matter.language
    root = matter.unit.index == 0
    period = write_period(matter.period, language)
    return Frame(
        layout=template.layout,
        superior_body=head.superior_body if root else _above(matter),
        issuing_body=head.issuing_body if root else matter.unit.name,
        number=_number(template, head, root=root),
        place=head.place,
        date=day,
        document_type=template.document_type.in_language(language),
        abstract=template.abstract.in_language(language).replace("{period}", period),
        signing_authority=head.signing_authority,
        signing_post=head.signing_post,
        signing_name=head.signing_name if root else "",
        recipients=head.recipients if root else _receivers(matter, template),
        draft=_("Dự thảo"),
        notice=notice,
    )


def _above(matter: Matter) -> str:
    above = matter.tree.ancestors(matter.unit)
    return above[0].name if above else ""


def _receivers(matter: Matter, template: ReportTemplate) -> tuple[str, ...]:
    """The unit above, and where the copy is kept: by the Party in the office, by the state with the clerk (VT)."""
    kept = "Lưu: VT" if template.layout == "state" else _("Lưu Văn phòng")
    return (_("%(unit)s (báo cáo)") % {"unit": _above(matter)}, kept)


def _number(template: ReportTemplate, head: Letterhead, *, root: bool) -> str:
    """`Số 127-BC/TU` of the Party, `Số: 156/BC-UBND` of the state; a unit below writes its own letters."""
    symbol = head.symbol if root else re.sub(r"(?<=[/-]).*", "…", head.symbol)
    return f"Số: {NUMBER_TO_COME}/{symbol}" if template.layout == "state" else f"Số {NUMBER_TO_COME}-{symbol}"
