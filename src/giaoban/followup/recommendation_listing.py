"""Recommendations as lists and as counts: which are open, which wait for whom, what a period took over and what it closed.

A recommendation is counted as it was raised, or by its parts: then each part counts, and what was split does not. Both
ways the counts by state add up to all of them. How things stood at the end of a past day is replayed from the story, so a
report of a period says the same whenever it is written.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import make_aware

from giaoban.followup.models import Recommendation, RecommendationEvent
from giaoban.followup.models import RecommendationAct as Act
from giaoban.followup.models import RecommendationState as State
from giaoban.followup.recommendation_life import OPEN, WAITS_FOR_OWNER, replayed
from giaoban.followup.recommendation_sight import ANSWERING, PROPOSING
from giaoban.people.access import Verb, top_units, units_where
from giaoban.people.models import Person
from giaoban.units.among import Among
from giaoban.units.prepared import Prepared, Slot

_DAY = timedelta(days=1)


class By(StrEnum):
    """How recommendations are counted: as each was raised, or each part of what was split."""

    WHOLE = "whole"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Counts:
    """What a period did with recommendations, both days included.

    `by_state` is how all of them stood at the end of the last day; it adds up to `carried_over + received`, and
    its open states to `open`. `carried_over` had been received before the period and had not ended.
    """

    first: date
    last: date
    carried_over: int
    received: int
    overdue: int
    by_state: Mapping[State, int]

    @property
    def all(self) -> int:
        return self.carried_over + self.received

    @property
    def closed(self) -> int:
        """How many the period closed."""
        return self.by_state[State.CLOSED]

    @property
    def open(self) -> int:
        """How many go on into the next period."""
        return sum(self.by_state[state] for state in OPEN)


@dataclass(frozen=True, slots=True)
class Session:
    """What one meeting or document raised that was carried over, oldest first."""

    title: str
    raised_on: date
    recommendations: tuple[Recommendation, ...]


def counted(by: By) -> QuerySet[Recommendation]:
    """Every recommendation that counts that way."""
    if by is By.WHOLE:
        return Recommendation.objects.filter(parent=None)
    return Recommendation.objects.filter(~Exists(Recommendation.objects.filter(parent=OuterRef("pk"))))


def open_recommendations(unit_ids: Collection[int], by: By = By.WHOLE) -> QuerySet[Recommendation]:
    """What those units raised and what has not ended yet, oldest first."""
    return counted(by).filter(Among("unit_id", unit_ids), state__in=OPEN).order_by("received_on", "pk")


def overdue_recommendations(unit_ids: Collection[int], on: date) -> QuerySet[Recommendation]:
    """What those units raised and whose owner should have answered before that day, longest overdue first."""
    return counted(By.PART).filter(Among("unit_id", unit_ids), overdue(on)).order_by("due", "pk")


def overdue(on: date) -> Q:
    """The condition that the owner still has to answer and the day to do so has passed."""
    return Q(state__in=WAITS_FOR_OWNER, due__lt=on)


def is_overdue(recommendation: Recommendation, on: date) -> bool:
    """Whether the owner still has to answer and the day to do so has passed."""
    return recommendation.state in WAITS_FOR_OWNER and recommendation.due is not None and recommendation.due < on


def counts(first: date, last: date, unit_ids: Collection[int], by: By = By.WHOLE) -> Counts:
    """What the period did with the recommendations of those units: two queries."""
    rows = list(concerned(first, last, by).filter(Among("unit_id", unit_ids)))
    stood = states_on(rows, last)
    by_state = dict.fromkeys(State, 0)
    for state in stood.values():
        by_state[state] += 1
    late = (row for row in rows if row.due is not None and row.due < last and stood[row.pk] in WAITS_FOR_OWNER)
    return Counts(
        first=first,
        last=last,
        carried_over=sum(row.received_on < first for row in rows),
        received=sum(row.received_on >= first for row in rows),
        overdue=sum(1 for _row in late),
        by_state=by_state,
    )


def carried_over(first: date, unit_ids: Collection[int], by: By = By.WHOLE) -> tuple[Session, ...]:
    """What those units had raised before that day and what was open at its begin, by the session in which it was raised."""
    rows = concerned(first, first, by).filter(Among("unit_id", unit_ids), received_on__lt=first)
    return by_session(rows.order_by("received_on", "origin_title", "pk"))


def by_session(rows: Iterable[Recommendation]) -> tuple[Session, ...]:
    """The same recommendations by the meeting or document of their origin, in the order in which these first appear."""
    found: defaultdict[tuple[str, date], list[Recommendation]] = defaultdict(list)
    for row in rows:
        found[row.origin_title, row.received_on].append(row)
    return tuple(Session(title, on, tuple(some)) for (title, on), some in found.items())


def was_open_at(first: date) -> Q:
    """The condition that it had not ended when that day began."""
    return Q(state__in=OPEN) | Q(closed_on__gte=first) | Q(state=State.WITHDRAWN, changed_at__gte=_midnight(first))


def states_on(rows: Collection[Recommendation], on: date) -> dict[int, State]:
    """How each of them stood at the end of that day, from their stories: one query."""
    told: defaultdict[int, list[Act]] = defaultdict(list)
    events = RecommendationEvent.objects.filter(
        Among("recommendation_id", [row.pk for row in rows]), at__lt=_midnight(on + _DAY)
    )
    for number, act in events.order_by("pk").values_list("recommendation_id", "act"):
        told[number].append(Act(act))
    # What was raised by then may have been put in later: it stood as received.
    return {row.pk: replayed(told[row.pk]) or State.RECEIVED for row in rows}


def waiting_for(person: Person, on: date) -> QuerySet[Recommendation]:
    """What waits for the person's own act, most urgent first.

    The office that received it classifies and passes on; the owner takes up and answers; the unit that raised it
    confirms. Of a whole tree in reach only the units count in which the person works, as with forms to fill in.
    """
    return _waiting(**_sides(person, on)).order_by("due", "received_on", "pk")


def waiting_recommendations(person: Person, on: date) -> int:
    """How many recommendations wait for the person's own act; for the navigation."""
    sides = _sides(person, on)
    return _WAITING.count(**sides) if any(sides.values()) else 0


def _sides(person: Person, on: date) -> dict[str, Collection[int]]:
    """The units for which the person classifies, answers and confirms."""
    own = {verb: {node.unit_id for node in top_units(person, verb, on)} for verb in ANSWERING}
    return {
        "offices": units_where(person, Verb.COMPILE, on),
        "answers": set().union(*own.values()),
        "confirms": set().union(*(own[verb] for verb in PROPOSING)),
    }


def _waiting(
    offices: Collection[int] | Slot, answers: Collection[int] | Slot, confirms: Collection[int] | Slot
) -> QuerySet[Recommendation]:
    return Recommendation.objects.filter(
        Q(Among("receiver_id", offices), state__in=(State.RECEIVED, State.CLASSIFIED))
        | Q(Among("owner_id", answers), state__in=WAITS_FOR_OWNER)
        | Q(Among("unit_id", confirms), state=State.ANSWERED)
    )


_WAITING = Prepared(lambda: _waiting(Slot("offices"), Slot("answers"), Slot("confirms")).values_list("pk"))


def concerned(first: date, last: date, by: By = By.WHOLE) -> QuerySet[Recommendation]:
    """What was raised by the last day and had not ended before the first."""
    return counted(by).filter(was_open_at(first), received_on__lte=last)


def _midnight(day: date) -> datetime:
    """The instant at which the day begins on the office's clock."""
    return make_aware(datetime.combine(day, time()))
