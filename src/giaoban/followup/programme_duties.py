"""What a regulation asks again and again: kept as a rule, and put into the programme of a year turn by turn, each turn once."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from giaoban.followup.duties import require_turns, turns
from giaoban.followup.models import ProgrammeAct, ProgrammeDuty, ProgrammeEvent, ProgrammeItem, ProgrammeState
from giaoban.followup.programme_acts import (
    LONGEST_PRESENTER,
    LONGEST_TITLE,
    drop,
    require_office,
    require_owner,
)
from giaoban.followup.secrecy import Mark, require_open
from giaoban.followup.wording import WordsRefused, kept_text
from giaoban.language.dates import write_date
from giaoban.people.models import Person

MOST_DUTIES: Final = 200
"""So many duties of one unit hold at a time: no regulation asks for more."""


def add_duty(
    unit_id: int,
    title: str,
    rule: str,
    valid_from: date,
    *,
    basis: str = "",
    owner_id: int | None = None,
    valid_to: date | None = None,
    mark: str = Mark.OPEN,
    by: Person,
    at: datetime,
) -> ProgrammeDuty:
    """A duty that holds from a day up to but without another; raises `WrongRule`, `WordsRefused` and `SecretRefused`."""
    require_office(by, unit_id, localdate(at))
    kept_title = kept_text(title, "viec", _("nội dung công việc"), LONGEST_TITLE)
    kept_basis = kept_text(basis, "can-cu", _("căn cứ"), LONGEST_PRESENTER, needed=False)
    require_open(mark, title, basis)
    require_owner(unit_id, owner_id, localdate(at))
    if valid_to is not None and valid_to <= valid_from:
        raise WordsRefused(
            "den", _("Ngày kết thúc phải sau ngày bắt đầu %(day)s.") % {"day": write_date(valid_from, "vi")}
        )
    require_turns(rule, valid_from, valid_to)
    if ProgrammeDuty.objects.filter(unit_id=unit_id, valid_to=None).count() >= MOST_DUTIES:
        raise WordsRefused(
            "viec", _("Đã có %(most)d việc định kỳ: hãy kết thúc việc không còn áp dụng trước.") % {"most": MOST_DUTIES}
        )
    return ProgrammeDuty.objects.create(
        unit_id=unit_id,
        owner_id=owner_id,
        title=kept_title,
        basis=kept_basis,
        rule=rule,
        valid_from=valid_from,
        valid_to=valid_to,
    )


def end_duty(duty: ProgrammeDuty, valid_to: date, reason: str, *, by: Person, at: datetime) -> int:
    """The duty holds up to but without that day: its later turns that are not done leave the programme; how many."""
    require_office(by, duty.unit_id, localdate(at))
    if valid_to < duty.valid_from:
        raise WordsRefused(
            "den",
            _("Ngày kết thúc không được trước ngày bắt đầu %(day)s.") % {"day": write_date(duty.valid_from, "vi")},
        )
    said = kept_text(reason, "ly-do", _("lý do"), LONGEST_TITLE)
    with transaction.atomic():
        ProgrammeDuty.objects.filter(pk=duty.pk).update(valid_to=valid_to)
        left = list(duty.items.filter(turn__gte=valid_to, state=ProgrammeState.PLANNED))
        for item in left:
            drop(item, said, by=by, at=at, revision=item.revision)
    duty.valid_to = valid_to
    return len(left)


def fill_year(unit_id: int, year: int, *, by: Person, at: datetime) -> int:
    """Puts the turns of the unit's duties into the programme of that year; how many were new: run again, it adds none.

    A turn belongs to the year and the month of its own day, also where its week crosses the year's end. A turn that was
    moved or dropped stays as it is.
    """
    require_office(by, unit_id, localdate(at))
    with transaction.atomic():
        # Locked in the order of their keys, so that two at once wait for each other and neither adds a turn twice.
        duties = list(ProgrammeDuty.objects.select_for_update().filter(unit_id=unit_id).order_by("pk"))
        there = set(ProgrammeItem.objects.filter(duty__in=duties, year=year).values_list("duty_id", "turn"))
        items = ProgrammeItem.objects.bulk_create(
            _item(duty, turn, at) for duty, turn in _turns_of(duties, year) if (duty.pk, turn) not in there
        )
        ProgrammeEvent.objects.bulk_create(_planned(item, by, at) for item in items)
    return len(items)


def _turns_of(duties: Iterable[ProgrammeDuty], year: int) -> Iterator[tuple[ProgrammeDuty, date]]:
    for duty in duties:
        found = turns(duty.rule, duty.valid_from, duty.valid_to, date(year, 1, 1), date(year, 12, 31))
        yield from ((duty, turn) for turn in found)


def _item(duty: ProgrammeDuty, turn: date, at: datetime) -> ProgrammeItem:
    return ProgrammeItem(
        unit_id=duty.unit_id,
        owner_id=duty.owner_id,
        duty=duty,
        turn=turn,
        year=turn.year,
        month=turn.month,
        first_month=turn.month,
        title=duty.title,
        changed_at=at,
    )


def _planned(item: ProgrammeItem, by: Person, at: datetime) -> ProgrammeEvent:
    return ProgrammeEvent(
        item=item,
        act=ProgrammeAct.PLANNED,
        person=by,
        at=at,
        revision=item.revision,
        month_before=item.month,
        month_after=item.month,
    )
