"""When a unit's form is due, more time for it, and when it is locked."""

from collections.abc import Collection
from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from giaoban.collection.models import Extension
from giaoban.collection.permission import require
from giaoban.indicators.catalogue import Form
from giaoban.indicators.due import due_day, last_day_open
from giaoban.indicators.packs import current as current_pack
from giaoban.language.dates import write_date
from giaoban.language.text import nfc
from giaoban.people.access import Verb
from giaoban.people.models import Person
from giaoban.periods.period import Period
from giaoban.units.among import Among
from giaoban.units.tree import Node


class WrongExtension(ValueError):
    """An extension that gives no time, or no reason; the sentence says which."""


def due_date(unit: Node, form: Form, period: Period) -> date:
    """The day on which the unit's form is due: the last one granted, else the pack's."""
    return due_dates([unit.unit_id], form, period)[unit.unit_id]


def due_dates(unit_ids: Collection[int], form: Form, period: Period) -> dict[int, date]:
    """The same for many units with one query."""
    found = dict.fromkeys(unit_ids, due_day(current_pack(), form, period))
    granted = Extension.objects.filter(Among("unit_id", unit_ids), form=form.code, period=period.code)
    found.update(granted.order_by("pk").values_list("unit_id", "due"))
    return found


def is_locked(unit: Node, form: Form, period: Period, *, today: date) -> bool:
    """Whether the unit can hand the form in no more without an extension."""
    pack = current_pack()
    last = last_day_open(pack, form, due_day(pack, form, period))
    if last is None or today <= last:
        return False
    last = last_day_open(pack, form, due_date(unit, form, period))
    return last is not None and today > last


def grant_extension(
    unit: Node, form: Form, period: Period, due: date, reason: str, *, by: Person, at: datetime
) -> Extension:
    """More time, by the office that receives the form; the latest extension counts. Raises `WrongExtension`."""
    require(by, Verb.COMPILE, unit.unit_id, at)
    before, today = due_date(unit, form, period), localdate(at)
    if due <= before or due < today:
        raise WrongExtension(
            _("Hạn mới %(new)s phải sau hạn đang có (%(old)s) và không sớm hơn hôm nay: hãy chọn ngày muộn hơn.")
            % {"new": write_date(due, "vi"), "old": write_date(before, "vi")}
        )
    if not reason.strip():
        raise WrongExtension(_("Gia hạn phải nêu lý do: hãy ghi vì sao đơn vị được thêm thời gian."))
    return Extension.objects.create(
        unit_id=unit.unit_id, form=form.code, period=period.code, due=due, reason=nfc(reason).strip(), person=by, at=at
    )
