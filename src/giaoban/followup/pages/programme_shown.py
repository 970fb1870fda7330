"""The programme of a year as a page shows it: twelve months, in each the items and the turns of duties, as they stand today."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from giaoban.followup.models import ProgrammeItem, ProgrammeState
from giaoban.followup.programme_life import month_end


class Look(StrEnum):
    """How an item stands on a day, for the eye and for the filter."""

    PLANNED = "chua-den-han"
    LATE = "qua-thang"
    DONE = "da-lam"
    DONE_LATE = "lam-muon"
    DROPPED = "dua-ra"
    GONE = "chuyen-di"
    """A trace in the month for which the item was first planned."""


LOOK_NAMES: Final[Mapping[Look, str | Promise]] = {
    Look.PLANNED: _("chưa đến hạn"),
    Look.LATE: _("quá tháng, chưa thực hiện"),
    Look.DONE: _("đã thực hiện"),
    Look.DONE_LATE: _("thực hiện muộn"),
    Look.DROPPED: _("đưa ra khỏi chương trình"),
    Look.GONE: _("chuyển tháng"),
}
LOOKS: Final[Mapping[Look, tuple[str, str]]] = {
    Look.PLANNED: ("plain", "circle-dashed"),
    Look.LATE: ("bad", "triangle-alert"),
    Look.DONE: ("good", "circle-check"),
    Look.DONE_LATE: ("warn", "history"),
    Look.DROPPED: ("plain", "ban"),
    Look.GONE: ("part", "arrow-right"),
}
"""Tone and icon of each."""


@dataclass(frozen=True, slots=True)
class Line:
    """One item in a month."""

    item: ProgrammeItem
    look: Look
    owner: str

    @property
    def tone(self) -> str:
        return LOOKS[self.look][0]

    @property
    def icon(self) -> str:
        return LOOKS[self.look][1]

    @property
    def word(self) -> str | Promise:
        return LOOK_NAMES[self.look]

    @property
    def was_moved(self) -> bool:
        return self.item.month != self.item.first_month


@dataclass(frozen=True, slots=True)
class Group:
    """The turns of one duty in a month, shown as one line that opens."""

    title: str
    owner: str
    lines: tuple[Line, ...]

    @property
    def done(self) -> int:
        return sum(line.item.state == ProgrammeState.DONE for line in self.lines)

    @property
    def due(self) -> int:
        """The turns that were not dropped."""
        return sum(line.item.state != ProgrammeState.DROPPED for line in self.lines)

    @property
    def look(self) -> Look:
        """What needs to be seen of the whole group: late before open before done."""
        looks = {line.look for line in self.lines}
        return next(
            (look for look in (Look.LATE, Look.PLANNED, Look.DONE_LATE, Look.DONE) if look in looks), Look.DROPPED
        )

    @property
    def tone(self) -> str:
        return LOOKS[self.look][0]

    @property
    def icon(self) -> str:
        return LOOKS[self.look][1]


@dataclass(frozen=True, slots=True)
class MonthShown:
    """One month: its lines and groups in order, how many items stand in it and how many of those are done."""

    month: int
    first: date
    is_current: bool
    entries: tuple[Line | Group, ...]
    done: int
    due: int


def look_of(item: ProgrammeItem, today: date) -> Look:
    """How an item stands today."""
    if item.state == ProgrammeState.DROPPED:
        return Look.DROPPED
    if item.state == ProgrammeState.DONE:
        late = item.done_on is not None and item.done_on > month_end(item.year, item.first_month)
        return Look.DONE_LATE if late else Look.DONE
    return Look.LATE if month_end(item.year, item.month) < today else Look.PLANNED


def has_look(item: ProgrammeItem, look: Look | None, today: date) -> bool:
    """Whether a filter by that look leaves the item; `GONE` leaves what was moved, wherever it stands now."""
    if look is None:
        return True
    if look is Look.GONE:
        return item.month != item.first_month
    found = look_of(item, today)
    return found is look or (look is Look.DONE and found is Look.DONE_LATE)


def months_shown(
    items: Sequence[ProgrammeItem],
    year: int,
    today: date,
    owners: Mapping[int, str],
    wanted: Iterable[int] = range(1, 13),
) -> tuple[MonthShown, ...]:
    """Those months of the year, each with its items as they stand, and traces of what was moved away."""
    return tuple(_month(items, year, month, today, owners) for month in wanted)


def _month(items: Sequence[ProgrammeItem], year: int, month: int, today: date, owners: Mapping[int, str]) -> MonthShown:
    here = [item for item in items if item.month == month]
    gone = [item for item in items if item.first_month == month != item.month]
    lines = [Line(item, look_of(item, today), owners.get(item.owner_id or 0, "")) for item in here]
    lines += [Line(item, Look.GONE, owners.get(item.owner_id or 0, "")) for item in gone]
    return MonthShown(
        month=month,
        first=date(year, month, 1),
        is_current=(year, month) == (today.year, today.month),
        entries=_grouped(lines),
        done=sum(item.state == ProgrammeState.DONE for item in here),
        due=sum(item.state != ProgrammeState.DROPPED for item in here),
    )


def _grouped(lines: Sequence[Line]) -> tuple[Line | Group, ...]:
    """The turns of a duty that comes round several times in the month as one entry; the rest each by itself."""
    by_duty: dict[int, list[Line]] = {}
    for line in lines:
        if line.item.duty_id is not None and line.look is not Look.GONE:
            by_duty.setdefault(line.item.duty_id, []).append(line)
    found: list[Line | Group] = []
    for line in lines:
        turns = by_duty.get(line.item.duty_id or 0, []) if line.look is not Look.GONE else []
        if len(turns) < 2:
            found.append(line)
        elif turns[0] is line:
            found.append(Group(line.item.title, line.owner, tuple(sorted(turns, key=lambda one: str(one.item.turn)))))
    return tuple(found)
