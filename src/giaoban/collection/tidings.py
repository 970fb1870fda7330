"""Who is told when a submission moves: the one who has to act next, or the one who waited."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.collection.models import Act
from giaoban.collection.permission import receiving_unit
from giaoban.collection.sheet import Sheet
from giaoban.people.access import Verb
from giaoban.people.models import Person
from giaoban.people.notices import notify
from giaoban.people.recipients import nearest
from giaoban.periods.names import write_period

NOTICE: Final = "submission"


def tell(sheet: Sheet, act: Act, *, by: Person, at: datetime, text: str = "") -> int:
    """Leaves the message of an act with those whom it concerns, never with who did it; with how many.

    Submitted: who approves at the unit. Approved: the office that receives it. Returned and posted: who fills it in.
    Reopened: who fills it in and the office. `text` is what was said with the act.
    """
    words = _words(act)
    if not words:
        return 0
    with override("vi"):
        said = words % {
            "unit": sheet.unit.name,
            "form": sheet.form.name.vi,
            "period": write_period(sheet.period, "vi", "short"),
            "person": by.display_name,
        }
        if text.strip():
            said += " " + _("Ý kiến: %(text)s") % {"text": text.strip()}
    link = reverse("sheet", args=[sheet.unit.code, sheet.form.code, sheet.period.code])
    persons = [one for one in _concerned(act, sheet.unit.unit_id, localdate(at)) if one.pk != by.pk]
    return notify(persons, NOTICE, said, link, at)


def _concerned(act: Act, unit_id: int, on: date) -> Iterable[Person]:
    match act:
        case Act.SUBMITTED:
            return nearest(Verb.APPROVE, unit_id, on)
        case Act.APPROVED:
            return _receiving_office(unit_id, on)
        case Act.REOPENED:
            return (*nearest(Verb.REPORT, unit_id, on), *_receiving_office(unit_id, on))
        case _:
            return nearest(Verb.REPORT, unit_id, on)


def _receiving_office(unit_id: int, on: date) -> tuple[Person, ...]:
    """The office that receives what the unit submits."""
    return nearest(Verb.COMPILE, receiving_unit(unit_id, on), on)


def _words(act: Act) -> str:
    """Kept in Vietnamese, as everything that is kept; empty where nobody need be told."""
    with override("vi"):
        return {
            Act.SUBMITTED: _("%(unit)s: %(person)s đã trình biểu “%(form)s” %(period)s, chờ lãnh đạo đơn vị duyệt."),
            Act.APPROVED: _("%(unit)s: biểu “%(form)s” %(period)s đã được đơn vị duyệt, chờ văn phòng ghi sổ."),
            Act.RETURNED: _("%(unit)s: biểu “%(form)s” %(period)s bị %(person)s trả lại để sửa."),
            Act.POSTED: _("%(unit)s: biểu “%(form)s” %(period)s đã ghi sổ."),
            Act.REOPENED: _("%(unit)s: biểu “%(form)s” %(period)s được %(person)s mở lại để đính chính."),
        }.get(act, "")
