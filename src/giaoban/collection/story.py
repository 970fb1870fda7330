"""How figures that came by a form reached the books: who submitted, returned, approved and accepted them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from giaoban.collection.models import Act, SubmissionEvent
from giaoban.figures.dialects import Among
from giaoban.figures.models import Observation


@dataclass(frozen=True, slots=True)
class Step:
    """One act on the way of a figure; `act` is a word of `models.Act`."""

    act: str
    word: str
    person: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """The way of one posting, from the reopening or the first submission to the books."""

    steps: tuple[Step, ...]


_TOLD = frozenset({Act.SUBMITTED, Act.RETURNED, Act.APPROVED, Act.POSTED, Act.REOPENED})


def stories(observation_ids: Collection[int]) -> Mapping[int, Story]:
    """By observation the way of its posting; none for what came by a file. Three queries, however many there are."""
    postings = dict(Observation.objects.filter(Among("id", observation_ids)).values_list("pk", "posting_id"))
    ends = {
        event.posting_id: event
        for event in SubmissionEvent.objects.filter(Among("posting_id", set(postings.values())), act=Act.POSTED)
    }
    if not ends:
        return {}
    submissions = {event.submission_id for event in ends.values()}
    events: defaultdict[int, list[SubmissionEvent]] = defaultdict(list)
    told = SubmissionEvent.objects.filter(Among("submission_id", submissions))
    for event in told.select_related("person").order_by("pk"):
        events[event.submission_id].append(event)
    found = {posting: _story(events[end.submission_id], end) for posting, end in ends.items()}
    return {number: found[posting] for number, posting in postings.items() if posting in found}


def _story(events: Iterable[SubmissionEvent], end: SubmissionEvent) -> Story:
    """What happened up to `end`, without what led to the posting before it."""
    steps: list[Step] = []
    for event in events:
        if event.pk > end.pk:
            break
        if event.act in _TOLD:
            steps.append(Step(event.act, str(Act(event.act).label), event.person.display_name, event.at, event.text))
        if event.act == Act.POSTED and event.pk < end.pk:
            steps.clear()
    return Story(tuple(steps))
