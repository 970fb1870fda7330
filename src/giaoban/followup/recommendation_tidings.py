"""Who is told when a recommendation moves: the one who has to act next, or the one who waited."""

from collections.abc import Iterator
from datetime import date, datetime
from textwrap import shorten
from typing import Final

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.followup.models import Recommendation
from giaoban.followup.models import RecommendationAct as Act
from giaoban.followup.recommendation_life import Side
from giaoban.people.access import Verb
from giaoban.people.models import Person
from giaoban.people.notices import notify
from giaoban.people.recipients import nearest

NOTICE: Final = "recommendation"
_TOLD: Final[dict[Act, tuple[Side, ...]]] = {
    Act.RECEIVED: (Side.OFFICE, Side.PROPOSER),
    Act.PASSED_ON: (Side.OWNER,),
    Act.PROGRESSED: (Side.PROPOSER,),
    Act.ANSWERED: (Side.PROPOSER,),
    Act.CONFIRMED: (Side.OFFICE, Side.OWNER),
    Act.DISPUTED: (Side.OWNER, Side.OFFICE),
    Act.DEFERRED: (Side.PROPOSER, Side.OFFICE),
    Act.SENT_UP: (Side.PROPOSER,),
    Act.SPLIT: (Side.PROPOSER,),
    Act.WITHDRAWN: (Side.OFFICE, Side.OWNER),
}
"""Which sides hear of an act; whoever did it never does."""


def tell(recommendation: Recommendation, act: Act, *, by: Person, at: datetime, text: str = "") -> int:
    """Leaves the message of an act with those whom it concerns; with how many. `text` is what was said with the act."""
    if act not in _TOLD:
        return 0
    with override("vi"):
        about = {"about": shorten(recommendation.text, 160, placeholder=" …"), "person": by.display_name}
        said = _words(act) % about
        if text:
            said += " " + shorten(text, 300, placeholder=" …")
    persons = [one for one in _concerned(recommendation, act, localdate(at)) if one.pk != by.pk]
    return notify(persons, NOTICE, said, reverse("recommendation", args=[recommendation.pk]), at)


def _concerned(recommendation: Recommendation, act: Act, on: date) -> Iterator[Person]:
    for side in _TOLD[act]:
        match side:
            case Side.OFFICE:
                yield from nearest(Verb.COMPILE, recommendation.receiver_id, on)
            case Side.OWNER if recommendation.owner_id is not None:
                yield from nearest(Verb.REPORT, recommendation.owner_id, on)
            case Side.PROPOSER:
                yield from nearest(Verb.REPORT, recommendation.unit_id, on)


def _words(act: Act) -> str:
    """Kept in Vietnamese, as everything that is kept."""
    return {
        Act.RECEIVED: _("Kiến nghị mới được tiếp nhận: “%(about)s”."),
        Act.PASSED_ON: _("%(person)s chuyển kiến nghị “%(about)s” để giải quyết."),
        Act.PROGRESSED: _("Tiến độ giải quyết kiến nghị “%(about)s”:"),
        Act.ANSWERED: _("Kiến nghị “%(about)s” đã được trả lời: hãy xác nhận đã giải quyết xong hoặc nêu ý kiến."),
        Act.CONFIRMED: _("%(person)s xác nhận kiến nghị “%(about)s” đã giải quyết xong."),
        Act.DISPUTED: _("%(person)s không đồng ý với trả lời kiến nghị “%(about)s”:"),
        Act.DEFERRED: _("Kiến nghị “%(about)s” chưa giải quyết được, lộ trình:"),
        Act.SENT_UP: _("Kiến nghị “%(about)s” đã được kiến nghị lên cấp trên."),
        Act.SPLIT: _("Kiến nghị “%(about)s” được tách thành các nội dung, mỗi nội dung một cơ quan giải quyết."),
        Act.WITHDRAWN: _("%(person)s rút kiến nghị “%(about)s”:"),
    }[act]
