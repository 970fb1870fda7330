"""How figures that came by a form reached the books: who submitted, returned, approved and accepted them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from giaoban.collection.models import Act, CellRemark, SubmissionEvent
from giaoban.figures.models import Observation
from giaoban.units.among import Among


@dataclass(frozen=True, slots=True)
class Step:
    """One act on the way of a figure; `act` is a word of `models.Act`, `remarks` what a return said of this very figure."""

    act: str
    word: str
    person: str
    at: datetime
    text: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The way of one figure, from the reopening or the first submission to the books."""

    steps: tuple[Step, ...]


_TOLD = frozenset({Act.SUBMITTED, Act.RETURNED, Act.APPROVED, Act.POSTED, Act.REOPENED})


def stories(observation_ids: Collection[int]) -> Mapping[int, Story]:
    """By observation the way of its posting; none for what came by a file. Four queries, however many there are."""
    rows = list(Observation.objects.filter(Among("id", observation_ids)).only("posting_id", "indicator", "breakdown"))
    ends = {
        event.posting_id: event
        for event in SubmissionEvent.objects.filter(
            Among("posting_id", {row.posting_id for row in rows}), act=Act.POSTED
        )
    }
    if not ends:
        return {}
    submissions = {event.submission_id for event in ends.values()}
    events, said = _events(submissions), _said(submissions)
    return {
        row.pk: _story(events[end.submission_id], end, said, (row.indicator, row.breakdown))
        for row in rows
        if (end := ends.get(row.posting_id)) is not None
    }


_Said = Mapping[tuple[int, int, datetime, tuple[str, str]], list[str]]
"""Remarks on single figures by submission, person, instant and figure."""


def _events(submissions: Collection[int]) -> Mapping[int, list[SubmissionEvent]]:
    events: defaultdict[int, list[SubmissionEvent]] = defaultdict(list)
    told = SubmissionEvent.objects.filter(Among("submission_id", submissions))
    for event in told.select_related("person").order_by("pk"):
        events[event.submission_id].append(event)
    return events


def _said(submissions: Collection[int]) -> _Said:
    said: defaultdict[tuple[int, int, datetime, tuple[str, str]], list[str]] = defaultdict(list)
    for one in CellRemark.objects.filter(Among("submission_id", submissions)).order_by("pk"):
        said[one.submission_id, one.person_id, one.at, (one.indicator, one.breakdown)].append(one.text)
    return said


def _story(events: Iterable[SubmissionEvent], end: SubmissionEvent, said: _Said, figure: tuple[str, str]) -> Story:
    """What happened up to `end`, without what led to the posting before it."""
    steps: list[Step] = []
    for event in events:
        if event.pk > end.pk:
            break
        if event.act in _TOLD:
            steps.append(_step(event, said, figure))
        if event.act == Act.POSTED and event.pk < end.pk:
            steps.clear()
    return Story(tuple(steps))


def _step(event: SubmissionEvent, said: _Said, figure: tuple[str, str]) -> Step:
    word, person = str(Act(event.act).label), event.person.display_name
    remarks: list[str] = []
    if event.act == Act.RETURNED:
        remarks = said.get((event.submission_id, event.person_id, event.at, figure), [])
    return Step(event.act, word, person, event.at, event.text, tuple(remarks))
