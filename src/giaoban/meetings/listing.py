"""The meetings that a person knows of: coming or past, by kind, unit, words, and those of one's own; and a month of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from giaoban.language.dates import HANOI
from giaoban.language.text import bare
from giaoban.meetings.models import Meeting, MeetingState, Participant, Series
from giaoban.meetings.series import series_seen, turns
from giaoban.meetings.sight import ANSWERING, meetings_seen
from giaoban.people.access import posts
from giaoban.people.models import Person

COMING, PAST = "sap-toi", "da-qua"
OVER: Final = (MeetingState.ENDED, MeetingState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which meetings: `when` is `COMING` or `PAST`; an empty kind, unit or text means any."""

    when: str = COMING
    kind: str = ""
    unit_id: int | None = None
    mine: bool = False
    """Those to which the person, or one of the person's own units, comes."""
    words: str = ""


def listed(person: Person, asked: Filter, *, at: datetime, on: date) -> QuerySet[Meeting]:
    """The meetings, the next one first, of the past the last one first. One that runs late is still coming."""
    found = meetings_seen(person, on)
    past = Q(state__in=OVER) | (Q(ends_at__lt=at) & ~Q(state=MeetingState.RUNNING))
    found = found.filter(past) if asked.when == PAST else found.exclude(past)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.unit_id is not None:
        found = found.filter(unit=asked.unit_id)
    if asked.mine:
        own = Q(person=person.pk) | Q(person=None, unit_id__in=posts(person, ANSWERING, on))
        found = found.filter(pk__in=Participant.objects.filter(own).values("meeting"))
    if asked.words.strip():
        found = found.filter(pk__in=_saying(found, asked.words))
    order = ("-starts_at", "-pk") if asked.when == PAST else ("starts_at", "pk")
    return found.select_related("series").order_by(*order)


@dataclass(frozen=True, slots=True)
class Planned:
    """A turn of a series for which no meeting was made yet."""

    series: Series
    at: datetime


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar; `inside` where it belongs to the month that is shown."""

    on: date
    inside: bool
    meetings: tuple[Meeting, ...]
    planned: tuple[Planned, ...]

    @property
    def is_empty(self) -> bool:
        return not self.meetings and not self.planned


def month(person: Person, first: date, *, on: date) -> tuple[tuple[Day, ...], ...]:
    """The weeks of the month that begins on `first`, from Monday to Sunday, with the days beside it that fill them."""
    days = _days(first)
    start, end = _midnight(days[0]), _midnight(days[-1] + timedelta(days=1))
    found = meetings_seen(person, on).filter(starts_at__gte=start, starts_at__lt=end)
    meetings = list(found.select_related("series").order_by("starts_at", "pk"))
    planned = _planned(person, days, on)
    whole = (
        Day(
            day,
            day.month == first.month,
            tuple(one for one in meetings if one.starts_at.astimezone(HANOI).date() == day),
            tuple(one for one in planned if one.at.date() == day),
        )
        for day in days
    )
    return tuple(tuple(week) for week in _by_seven(whole))


def _planned(person: Person, days: Sequence[date], on: date) -> list[Planned]:
    """What the series will bring from today on and nobody has made yet."""
    first = max(days[0], on)
    if first > days[-1]:
        return []
    series = list(series_seen(person, on))
    there = set(Meeting.objects.filter(series__in=series, turn__isnull=False).values_list("series_id", "turn"))
    due = (Planned(one, turn) for one in series for turn in turns(one, first, days[-1]))
    return sorted((one for one in due if (one.series.pk, one.at) not in there), key=lambda one: one.at)


def _saying(found: QuerySet[Meeting], words: str) -> list[int]:
    """Those whose title or place holds every word, with or without marks."""
    wanted = bare(words).split()
    rows = found.values_list("pk", "title", "place")
    return [pk for pk, title, place in rows if all(word in bare(f"{title} {place}") for word in wanted)]


def _days(first: date) -> list[date]:
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    start, end = first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())
    return [start + timedelta(days=count) for count in range((end - start).days + 1)]


def _by_seven(days: Iterable[Day]) -> Iterable[Sequence[Day]]:
    whole = list(days)
    return (whole[place : place + 7] for place in range(0, len(whole), 7))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), HANOI)
