"""Which source files a person may open: every unit in them must be in scope, and sensitive cells must be theirs to handle."""

from collections import defaultdict
from collections.abc import Collection

from giaoban.figures.models import Observation
from giaoban.indicators.breakdowns import is_sensitive
from giaoban.indicators.catalogue import Pack
from giaoban.people.access import Verb, units_where
from giaoban.site.viewpoint import Viewpoint

HANDLERS = (Verb.SEE_SENSITIVE, Verb.REPORT, Verb.AUDIT)
"""Who reports, imports or audits a unit's files has them in hand; others are kept from files with sensitive breakdowns."""


def openable(hashes: Collection[str], view: Viewpoint) -> frozenset[str]:
    """Those of the files, by SHA-256, that the person may open; in as many queries for a thousand as for one."""
    if not hashes:
        return frozenset()
    units, guarded = _units_of(hashes, view.pack)
    visible = view.visible()
    handled = [units_where(view.person, verb, view.today) for verb in HANDLERS]
    return frozenset(
        sha256
        for sha256, inside in units.items()
        if inside <= visible and (not guarded[sha256] or any(guarded[sha256] <= scope for scope in handled))
    )


def _units_of(hashes: Collection[str], pack: Pack) -> tuple[dict[str, set[int]], defaultdict[str, set[int]]]:
    """By file: the units in it, and those with sensitive breakdowns in it."""
    rows = (
        Observation.objects.filter(posting__source_file__sha256__in=hashes)
        .values_list("posting__source_file__sha256", "unit_id", "indicator", "breakdown")
        .distinct()
    )
    units: defaultdict[str, set[int]] = defaultdict(set)
    guarded: defaultdict[str, set[int]] = defaultdict(set)
    for sha256, unit_id, indicator, breakdown in rows:
        units[sha256].add(unit_id)
        if breakdown and pack.has_indicator(indicator) and is_sensitive(pack, indicator, breakdown):
            guarded[sha256].add(unit_id)
    return dict(units), guarded
