"""What of the programme was kept, from the rows: for the report and for the page of the programme."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from giaoban.followup.models import ProgrammeAct, ProgrammeEvent, ProgrammeItem, ProgrammeState
from giaoban.followup.programme_life import Keeping, Kept, Step, Story, kept_of
from giaoban.units.among import Among


@dataclass(frozen=True, slots=True)
class KeptItems:
    """What was kept, with the items themselves by their numbers."""

    kept: Kept
    items: dict[int, ProgrammeItem]

    @property
    def planned(self) -> int:
        return self.kept.planned

    def count(self, way: Keeping) -> int:
        return self.kept.count(way)

    def of(self, *ways: Keeping) -> tuple[ProgrammeItem, ...]:
        """The items that stand in one of those ways, in the order of the programme."""
        return tuple(self.items[number] for number in self.kept.of(*ways))


def kept(unit_ids: Collection[int], first: date, last: date, *, on: date) -> KeptItems:
    """How what those units planned for the days `first` to `last` (both included) stands, as written down by the day `on`.

    An item without a day of its own belongs to the last day of the month for which it was first planned, a turn of a
    duty to its own day. Four queries at most, however many items there are.
    """
    items = ProgrammeItem.objects.filter(
        Among("unit_id", unit_ids), year__gte=first.year, year__lte=last.year
    ).select_related("unit")
    by_number = {item.pk: item for item in items}
    found = kept_of(stories(list(by_number.values())), first, last, on)
    return KeptItems(found, {number: by_number[number] for number, _way in found.items})


def stories(items: Sequence[ProgrammeItem]) -> tuple[Story, ...]:
    """Each of those items with its acts."""
    events: defaultdict[int, list[ProgrammeEvent]] = defaultdict(list)
    for event in ProgrammeEvent.objects.filter(Among("item_id", [item.pk for item in items])).order_by("pk"):
        events[event.item_id].append(event)
    return tuple(
        Story(item.pk, item.year, item.first_month, _steps(item, events[item.pk]), item.turn) for item in items
    )


def _steps(item: ProgrammeItem, events: Sequence[ProgrammeEvent]) -> tuple[Step, ...]:
    """The acts of an item. The day of the work is kept with the item alone: it belongs to the act that stands."""
    stands = max((event.pk for event in events if event.act == ProgrammeAct.DONE), default=None)
    is_done = item.state == ProgrammeState.DONE
    return tuple(
        Step(
            ProgrammeAct(event.act),
            localdate(event.at),
            event.month_after,
            item.done_on if is_done and event.pk == stands else None,
        )
        for event in events
    )
