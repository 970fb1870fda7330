"""What units wrote for a period: the last words of each unit in each section."""

from collections.abc import Collection, Mapping
from datetime import datetime

from giaoban.analysis.windows import frequencies, windows
from giaoban.figures.narratives import narratives
from giaoban.indicators import packs
from giaoban.periods.period import Period, parse
from giaoban.units.tree import Node


def last_words(
    period: Period, units: Collection[Node], sections: Collection[str], *, known_at: datetime | None = None
) -> Mapping[tuple[str, str], str]:
    """(unit code, section) -> text, for those who wrote; of several parts of the period the latest speaks."""
    if not sections:
        return {}
    pack = packs.current()
    codes = {period.code, *(code for every in frequencies(pack) for code in windows(period, every).value.codes)}
    names = {unit.unit_id: unit.code for unit in units}
    found = narratives(periods=codes, indicators=sections, unit_ids=names, known_at=known_at)
    in_time = sorted(found, key=lambda one: (parse(one.period).last, one.observation_id))
    return {(names[one.unit_id], one.indicator): one.text for one in in_time}
