"""One step of a recommendation's life: allowed, carried out if nobody was faster, and written down."""

from copy import copy
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from giaoban.followup.models import Recommendation, RecommendationEvent
from giaoban.followup.models import RecommendationAct as Act
from giaoban.followup.models import RecommendationState as State
from giaoban.followup.recommendation_life import MOVES, IllegalMove, Move, refusal
from giaoban.followup.recommendation_sight import refuse, sides_of
from giaoban.followup.wording import WordsRefused, kept_text
from giaoban.people.models import Person

LONGEST = 4_000
"""Characters of any text."""


class Overtaken(IllegalMove):
    """Somebody changed the recommendation since the person saw it; nothing was done."""

    def __init__(self) -> None:
        super().__init__(_("Kiến nghị vừa có người thay đổi: hãy tải lại trang, xem lại rồi làm tiếp."))


class RecommendationRefused(WordsRefused):
    """A unit, a day or a choice that cannot be; the sentence says the way out."""


def step_of(recommendation: Recommendation, act: Act, *, by: Person, at: datetime, revision: int) -> Move:
    """The move that the person makes by that act; raises `IllegalMove`, `Overtaken`, `NotYourRole` or `Hidden`."""
    state, on = State(recommendation.state), localdate(at)
    held = sides_of(recommendation, by, on)
    found = [move for move in MOVES if move.act is act and state in move.from_states]
    if not any(move.side in held for move in found or MOVES if move.act is act):
        refuse(by, recommendation, on)
    if not found or (act is Act.SPLIT and recommendation.parent_id is not None):
        raise refusal(act, state)
    if recommendation.revision != revision:
        raise Overtaken
    return next(move for move in found if move.side in held)


def carry_out(recommendation: Recommendation, move: Move, *, at: datetime, **fields: Any) -> Recommendation:
    """The recommendation in its new state; to be called in a transaction. Raises `IllegalMove` where it stands elsewhere by now."""
    seen = Recommendation.objects.filter(
        pk=recommendation.pk, state=recommendation.state, revision=recommendation.revision
    )
    moved = copy(recommendation)
    state = str(move.to_state or recommendation.state)
    changes = {"state": state, "revision": recommendation.revision + 1, "changed_at": at, **fields}
    for name, value in changes.items():
        setattr(moved, name, value)
    if seen.update(**changes) != 1:
        raise Overtaken
    return moved


def record(
    recommendation: Recommendation, act: Act, *, by: Person, at: datetime, text: str = ""
) -> RecommendationEvent:
    """Writes down what was done, at the recommendation's revision."""
    return RecommendationEvent.objects.create(
        recommendation=recommendation, act=act, person=by, at=at, revision=recommendation.revision, text=text
    )


def word(text: str) -> str:
    """The text as it is kept; raises `WordsRefused` where it says nothing or too much."""
    return kept_text(text, "noi-dung", _("nội dung"), LONGEST)
