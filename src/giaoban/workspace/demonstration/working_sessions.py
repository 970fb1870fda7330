"""The working sessions in which the made-up committees raised their recommendations, as meetings that were held."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, time

from giaoban.meetings.models import MeetingKind
from giaoban.units.registry import tree_at
from giaoban.workspace.demonstration.briefing_plans import Briefing, Spoken
from giaoban.workspace.demonstration.province import TODAY
from giaoban.workspace.demonstration.recommendations import WISHES, session_title


def working_sessions() -> Iterator[Briefing]:
    """One for each committee and day, the earliest first; its title is the origin that its recommendations name."""
    tree = tree_at(TODAY)
    for (day, unit), texts in sorted(_raised().items()):
        name = tree.by_code(unit).name
        items = (
            Spoken("Tình hình thực hiện nhiệm vụ của đơn vị", 45, "", unit, notes=f"{name} báo cáo; các ban xây dựng Đảng cho ý kiến."),
            Spoken("Kiến nghị của đơn vị", 45, "", unit, notes="\n".join(f"- {text}" for text in texts)),
        )  # fmt: skip
        yield Briefing(MeetingKind.WORKING_SESSION, session_title(name, day), day, time(8), 120, (unit,), items)


def _raised() -> dict[tuple[date, str], list[str]]:
    found: defaultdict[tuple[date, str], list[str]] = defaultdict(list)
    for wish in WISHES:
        found[wish.raised, wish.unit].append(wish.text)
    return found
