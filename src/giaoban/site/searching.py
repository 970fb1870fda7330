"""Finding indicators, units and reports by words, with or without marks."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from giaoban.indicators.catalogue import Indicator
from giaoban.language.text import bare
from giaoban.site.viewpoint import Viewpoint

MOST = 8
"""Of each kind, in the list below the search box."""


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

    indicators: tuple[Found, ...]
    units: tuple[Found, ...]
    reports: tuple[Found, ...]

    def __bool__(self) -> bool:
        return bool(self.indicators or self.units or self.reports)

    def first(self, most: int) -> "Findings":
        return Findings(self.indicators[:most], self.units[:most], self.reports[:most])


def search(query: str, view: Viewpoint) -> Findings:
    """What this person may see that holds every word of `query`; nothing for an empty query."""
    words = bare(query).split()
    if not words or view.office is None:
        return Findings((), (), ())
    return Findings(
        tuple(_best(words, _indicators(view))), tuple(_best(words, _units(view))), tuple(_best(words, _reports(view)))
    )


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
