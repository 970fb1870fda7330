"""Finding indicators, units, reports, meetings, topics, tasks and recommendations by words, with or without marks."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Final

from django.urls import reverse
from django.utils.timezone import localdate

from giaoban.followup.recommendation_sight import recommendations_seen
from giaoban.followup.task_sight import tasks_seen
from giaoban.followup.topic_rows import topics_seen
from giaoban.indicators.catalogue import Indicator
from giaoban.language.dates import write_date
from giaoban.language.text import bare
from giaoban.meetings.sight import meetings_seen
from giaoban.site.viewpoint import Viewpoint

MOST = 8
"""Of each kind, in the list below the search box."""
LATEST = 400
"""So many of the latest tasks, recommendations and meetings are looked through; the lists of each find the others."""
LONGEST = 120
"""Letters of a task or recommendation that are shown."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something that holds all the words."""

    name: str
    more: str
    address: str
    icon: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found of each kind, best first."""

    indicators: tuple[Found, ...] = ()
    units: tuple[Found, ...] = ()
    reports: tuple[Found, ...] = ()
    meetings: tuple[Found, ...] = ()
    topics: tuple[Found, ...] = ()
    tasks: tuple[Found, ...] = ()
    recommendations: tuple[Found, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, kind.name) for kind in fields(self))

    def first(self, most: int) -> "Findings":
        return Findings(**{kind.name: getattr(self, kind.name)[:most] for kind in fields(self)})


def search(query: str, view: Viewpoint) -> Findings:
    """What this person may see that holds every word of `query`; nothing for an empty query."""
    words = bare(query).split()
    if not words or view.office is None:
        return Findings()
    return Findings(**{kind: tuple(_best(words, candidates(view))) for kind, candidates in CANDIDATES.items()})


def _best(words: list[str], candidates: Iterator[tuple[Found, str]]) -> list[Found]:
    hits: list[tuple[bool, bool, int, Found]] = []
    for found, text in candidates:
        haystack = bare(text)
        if all(word in haystack for word in words):
            name = bare(found.name)
            hits.append((not name.startswith(words[0]), not all(word in name for word in words), len(hits), found))
    return [hit[3] for hit in sorted(hits, key=lambda hit: hit[:3])]


def _indicators(view: Viewpoint) -> Iterator[tuple[Found, str]]:
    for indicator in view.pack.indicators:
        name = indicator.name.in_language(view.language)
        address = reverse("indicator", args=[indicator.code]) + view.query
        measure = indicator.unit_of_measure.in_language(view.language)
        yield Found(name, measure, address, "chart-column"), _words_of(indicator)


def _words_of(indicator: Indicator) -> str:
    return f"{indicator.name.vi} {indicator.name.en} {indicator.code} {indicator.second_code}"


def _units(view: Viewpoint) -> Iterator[tuple[Found, str]]:
    kinds = {kind.code: kind.name.in_language(view.language) for kind in view.pack.unit_kinds}
    for top in view.offices:
        for node in view.tree.subtree(top):
            address = reverse("unit", args=[node.code]) + view.query
            yield Found(node.name, kinds.get(node.kind, ""), address, "network"), f"{node.name} {node.code}"


def _reports(view: Viewpoint) -> Iterator[tuple[Found, str]]:
    for template in view.pack.reports:
        name = template.name.in_language(view.language)
        yield Found(name, "", reverse("reports") + view.query, "file-text"), f"{template.name.vi} {template.name.en}"


def _meetings(view: Viewpoint) -> Iterator[tuple[Found, str]]:
    rows = meetings_seen(view.person, view.today).order_by("-starts_at", "-pk")[:LATEST]
    for row in rows:
        day = write_date(localdate(row.starts_at), view.language)
        yield Found(row.title, day, reverse("meeting", args=[row.pk]), "users"), f"{row.title} {day}"


def _topics(view: Viewpoint) -> Iterator[tuple[Found, str]]:
    for row in topics_seen(view.person, view.today).order_by("name", "pk"):
        yield Found(row.name, "", reverse("topic", args=[row.code]), "target"), f"{row.name} {row.code}"


def _tasks(view: Viewpoint) -> Iterator[tuple[Found, str]]:
    for row in tasks_seen(view.person, view.today).order_by("-pk")[:LATEST]:
        address = reverse("task", args=[row.pk])
        yield Found(_short(row.what), row.origin_title, address, "badge-check"), f"{row.what} {row.origin_title}"


def _recommendations(view: Viewpoint) -> Iterator[tuple[Found, str]]:
    for row in recommendations_seen(view.person, view.today).order_by("-pk")[:LATEST]:
        address = reverse("recommendation", args=[row.pk])
        yield Found(_short(row.text), row.origin_title, address, "inbox"), f"{row.text} {row.field} {row.origin_title}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


CANDIDATES: Final[Mapping[str, Callable[[Viewpoint], Iterator[tuple[Found, str]]]]] = {
    "indicators": _indicators,
    "units": _units,
    "reports": _reports,
    "meetings": _meetings,
    "topics": _topics,
    "tasks": _tasks,
    "recommendations": _recommendations,
}
"""What is looked through, by the name in `Findings`."""
