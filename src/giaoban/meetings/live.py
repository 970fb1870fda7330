"""What the live view shows: the meeting as it stands, and what happened since a viewer looked last."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Final

from django.db import connection
from django.db.models import QuerySet
from django.utils.timezone import localdate

from giaoban.meetings.models import (
    AgendaItem,
    Choice,
    Comment,
    LiveEvent,
    LiveKind,
    MeetingState,
    Participant,
    SpeakRequest,
    Vote,
)
from giaoban.meetings.sight import Standing
from giaoban.meetings.speaking import speaking, waiting
from giaoban.meetings.voting import Tally, tally, voting_places
from giaoban.units.registry import tree_at
from giaoban.units.tree import Tree

MOST_AT_ONCE: Final = 300
"""So many events go into one answer; who was away for longer asks again at once."""
SHOWN_COMMENTS: Final = 200
"""So many comments stand on the page as it is opened; all of them stand in the minutes."""


def latest(meeting_ids: Collection[int]) -> Mapping[int, int]:
    """The number of the last event of each meeting, in one query that reads the ends of an index; 0 where nothing happened.

    Asked every second or two by every viewer, and so in SQL: the ORM would cost more than the database.
    """
    found = dict.fromkeys(meeting_ids, 0)
    if not found:
        return found
    part = "SELECT %s, COALESCE(MAX(number), 0) FROM meetings_liveevent WHERE meeting_id = %s"
    numbers = [one for number in found for one in (number, number)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([part] * len(found)), numbers)
        found.update(cursor.fetchall())
    return found


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as everybody reads it; `item` is the place of its item in the agenda, None outside all."""

    pk: int
    name: str
    text: str
    at: datetime
    item: int | None


@dataclass(frozen=True, slots=True)
class News:
    """What happened after an event: up to which number, what was said in order, and what else changed."""

    number: int
    said: tuple[Said, ...]
    kinds: frozenset[LiveKind]
    more: bool
    """Whether even more happened since."""


def news(meeting_id: int, after: int) -> News:
    """All events after that number, in order, `MOST_AT_ONCE` at most."""
    events = _events(meeting_id, after, MOST_AT_ONCE + 1)
    told = events[:MOST_AT_ONCE]
    comments = _comments(told)
    return News(
        number=told[-1][0] if told else after,
        said=tuple(comments[row] for _number, _kind, row in told if row in comments),
        kinds=frozenset(LiveKind(kind) for _number, kind, _row in told) - {LiveKind.COMMENT},
        more=len(events) > MOST_AT_ONCE,
    )


def events_after(meeting_id: int, after: int) -> list[tuple[int, Said | None]]:
    """The number of each event after that one, in order, with the comment where it is one; `MOST_AT_ONCE` at most."""
    events = _events(meeting_id, after, MOST_AT_ONCE)
    comments = _comments(events)
    return [(number, comments.get(row) if row is not None else None) for number, _kind, row in events]


def _events(meeting_id: int, after: int, most: int) -> list[tuple[int, str, int | None]]:
    """Number, kind and, of a comment, the row."""
    found = LiveEvent.objects.filter(meeting=meeting_id, number__gt=after).order_by("number")
    rows = found.values_list("number", "kind", "row")[:most]
    return [(number, kind, row if kind == LiveKind.COMMENT else None) for number, kind, row in rows]


def _comments(events: Iterable[tuple[int, str, int | None]]) -> dict[int | None, Said]:
    rows = [row for _number, _kind, row in events if row is not None]
    return {one.pk: one for one in _said(Comment.objects.filter(pk__in=rows))} if rows else {}


def said_by(meeting_id: int, number: int) -> tuple[Said, ...]:
    """The last comments up to that event, in order; what came later is news."""
    later = LiveEvent.objects.filter(meeting=meeting_id, kind=LiveKind.COMMENT, number__gt=number, row__isnull=False)
    comments = Comment.objects.filter(meeting=meeting_id).exclude(pk__in=later.values("row"))
    return tuple(reversed(_said(comments.order_by("-pk")[:SHOWN_COMMENTS])))


def _said(comments: QuerySet[Comment]) -> list[Said]:
    rows = comments.values_list("pk", "person__display_name", "text", "at", "item__position")
    return [Said(*row) for row in rows]


@dataclass(frozen=True)
class ShownVote:
    """A vote with its counts so far and, of a named one, who voted how once it is closed."""

    vote: Vote
    ballots: tuple[tuple[str, str], ...]
    """Who voted, by unit and post, and how, in the order of the participants."""
    places: tuple[tuple[Participant, str, str], ...]
    """The places for which the person votes, with their names and how the person voted so far, empty for not yet."""

    @property
    def is_open(self) -> bool:
        return self.vote.closed_at is None

    @property
    def counts(self) -> Tally | None:
        return tally(self.vote)

    @property
    def choices(self) -> tuple[tuple[str, str, int], ...]:
        """Each choice with its name and how many made it; of an open vote nobody hears how it stands."""
        counts = None if self.is_open else self.counts
        if counts is None:
            return ()
        return tuple(
            (choice.value, str(choice.label), count)
            for choice, count in zip(Choice, (counts.agree, counts.disagree, counts.abstain), strict=True)
        )


class Hall:
    """The meeting as one person sees it now; each part is read when a template asks for it. `typed` was refused."""

    def __init__(self, found: Standing, at: datetime, typed: Mapping[str, str] | None = None) -> None:
        self.standing, self.meeting, self.at, self.typed = found, found.meeting, at, typed or {}

    @property
    def is_running(self) -> bool:
        return self.meeting.state == MeetingState.RUNNING

    @property
    def is_ahead(self) -> bool:
        return self.meeting.state in {MeetingState.PLANNED, MeetingState.INVITED}

    @property
    def is_over(self) -> bool:
        return self.meeting.state == MeetingState.ENDED

    @cached_property
    def items(self) -> tuple[AgendaItem, ...]:
        return tuple(self.meeting.items.all())

    @cached_property
    def place(self) -> int | None:
        """Where the current item stands in the agenda, from 0."""
        numbers = [item.pk for item in self.items]
        current = self.meeting.current_item_id
        return numbers.index(current) if current in numbers else None

    @property
    def current(self) -> AgendaItem | None:
        return None if self.place is None else self.items[self.place]

    @property
    def number(self) -> int:
        """The current item's number for people, from 1; 0 without one."""
        return 0 if self.place is None else self.place + 1

    @property
    def next_item(self) -> AgendaItem | None:
        """The one after the current; before the first item, the first that was not discussed."""
        if self.place is None:
            return next((item for item in self.items if item.ended_at is None), None)
        return self.items[self.place + 1] if self.place + 1 < len(self.items) else None

    @property
    def previous_item(self) -> AgendaItem | None:
        return self.items[self.place - 1] if self.place else None

    @cached_property
    def since(self) -> datetime | None:
        """When the current item was last taken up."""
        if self.current is None:
            return None
        taken = LiveEvent.objects.filter(meeting=self.meeting.pk, kind=LiveKind.ITEM, row=self.current.pk)
        return taken.order_by("-number").values_list("at", flat=True).first() or self.current.started_at

    @property
    def seconds_left(self) -> int | None:
        """Of the current item's minutes; below 0 past them, None where nothing is under discussion."""
        if self.current is None or self.since is None or not self.is_running:
            return None
        return int((timedelta(minutes=self.current.minutes) - (self.at - self.since)).total_seconds())

    @property
    def minutes_left(self) -> int | None:
        """For who reads without scripts: whole minutes, begun ones counted."""
        return None if self.seconds_left is None else -(-self.seconds_left // 60)

    @cached_property
    def speaker(self) -> SpeakRequest | None:
        return speaking(self.meeting).select_related("person").first() if self.is_running else None

    @cached_property
    def waiting(self) -> tuple[SpeakRequest, ...]:
        return tuple(waiting(self.meeting).select_related("person")) if self.is_running else ()

    @property
    def own_request(self) -> SpeakRequest | None:
        return next((one for one in self.waiting if one.person_id == self.standing.person.pk), None)

    @property
    def may_ask(self) -> bool:
        """Whether the person may ask to speak."""
        speaks = self.speaker is not None and self.speaker.person_id == self.standing.person.pk
        return self.is_running and self.standing.takes_part and self.own_request is None and not speaks

    @property
    def may_count(self) -> bool:
        """Whether the person may close a vote."""
        return self.standing.may_chair or self.standing.may_prepare

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What one may vote, with its name."""
        return tuple((choice.value, str(choice.label)) for choice in Choice)

    @property
    def hands(self) -> tuple[tuple[str, str, str], ...]:
        """Each choice with its name and the count that was typed for it."""
        return tuple((value, name, self.typed.get(value, "")) for value, name in self.choices)

    @cached_property
    def votes(self) -> tuple[ShownVote, ...]:
        """The votes, the last first."""
        found = self.meeting.votes.select_related("item").prefetch_related("ballots__participant__person")
        return tuple(self._shown(vote) for vote in found.order_by("-pk"))

    @property
    def open_vote(self) -> ShownVote | None:
        return next((one for one in self.votes if one.is_open), None)

    @property
    def closed_votes(self) -> tuple[ShownVote, ...]:
        return tuple(one for one in self.votes if not one.is_open)

    @cached_property
    def _voting_places(self) -> tuple[Participant, ...]:
        return voting_places(self.standing, localdate(self.at))

    def _shown(self, vote: Vote) -> ShownVote:
        ballots = sorted(vote.ballots.all(), key=lambda one: (one.participant.position, one.participant_id))
        cast = {one.participant_id: one.choice for one in ballots}
        places = tuple((one, self.name_of(one), cast.get(one.pk, "")) for one in self._voting_places)
        named = tuple((self.name_of(one.participant), str(Choice(one.choice).label)) for one in ballots)
        return ShownVote(vote, named, places)

    @property
    def presenter(self) -> str:
        """Unit and post of who presents the current item."""
        item = self.current
        if item is None:
            return ""
        return ", ".join(filter(None, (item.presenter, self.unit_name(item.presenter_unit_id))))

    def name_of(self, place: Participant) -> str:
        """Unit and post of a participant."""
        person = place.person.display_name if place.person else ""
        return ", ".join(dict.fromkeys(filter(None, (person, self.unit_name(place.unit_id)))))

    def unit_name(self, unit_id: int | None) -> str:
        """As it is called on that day; empty where it does not hold."""
        return self.tree.by_unit(unit_id).name if unit_id is not None and unit_id in self.tree else ""

    @cached_property
    def tree(self) -> Tree:
        return tree_at(localdate(self.at))
