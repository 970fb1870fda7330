"""How a recommendation looks in a list and on its page: in which tone it stands, whose it is, how late it is."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import ngettext

from giaoban.followup.models import Recommendation
from giaoban.followup.models import RecommendationState as State
from giaoban.followup.pages.desk import Desk
from giaoban.followup.recommendation_listing import is_overdue

_LOOKS = {
    State.RECEIVED: ("warn", "inbox"),
    State.CLASSIFIED: ("part", "list-checks"),
    State.PASSED_ON: ("part", "move-right"),
    State.IN_PROGRESS: ("part", "circle-dashed"),
    State.ANSWERED: ("warn", "message-square-text"),
    State.CLOSED: ("good", "circle-check"),
    State.DEFERRED: ("warn", "clock"),
    State.SENT_UP: ("part", "upload"),
    State.SPLIT: ("plain", "network"),
    State.WITHDRAWN: ("plain", "undo-2"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One recommendation in words. `late` tells by how much the owner is overdue; `parts` and `parts_ended` count its parts."""

    recommendation: Recommendation
    unit: str
    receiver: str
    owner: str
    tone: str
    icon: str
    word: str
    late: str
    parts: int = 0
    parts_ended: int = 0


def shown(rows: Collection[Recommendation], desk: Desk, parts: Iterable[Recommendation] = ()) -> tuple[Shown, ...]:
    """The rows in words; `parts` are those of all of them."""
    names = desk.names(one for row in rows for one in (row.unit_id, row.receiver_id, row.owner_id))
    by_whole: dict[int | None, list[bool]] = {}
    for part in parts:
        by_whole.setdefault(part.parent_id, []).append(part.state in {State.CLOSED, State.WITHDRAWN})
    found = []
    for row in rows:
        tone, icon = look_of(State(row.state))
        ended = by_whole.get(row.pk, [])
        found.append(
            Shown(
                recommendation=row,
                unit=names.get(row.unit_id, ""),
                receiver=names.get(row.receiver_id, ""),
                owner=names.get(row.owner_id or 0, ""),
                tone=tone,
                icon=icon,
                word=str(State(row.state).label),
                late=late_words(row, desk.today),
                parts=len(ended),
                parts_ended=sum(ended),
            )
        )
    return tuple(found)


def look_of(state: State) -> tuple[str, str]:
    """Tone and icon of a state."""
    return _LOOKS[state]


def late_words(row: Recommendation, today: date) -> str:
    """By how many days the owner is overdue; empty where it is not."""
    if row.due is None or not is_overdue(row, today):
        return ""
    days = (today - row.due).days
    return ngettext("Quá hạn %(count)d ngày", "Quá hạn %(count)d ngày", days) % {"count": days}
