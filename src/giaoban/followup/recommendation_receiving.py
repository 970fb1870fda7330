"""How recommendations come in, and how one that needs several owners is split into parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from giaoban.followup.models import DecidingLevel, Recommendation, RecommendationOrigin
from giaoban.followup.models import RecommendationAct as Act
from giaoban.followup.models import RecommendationState as State
from giaoban.followup.recommendation_life import MOVES
from giaoban.followup.recommendation_moving import LONGEST, RecommendationRefused, carry_out, record, step_of
from giaoban.followup.recommendation_sight import PROPOSING
from giaoban.followup.recommendation_tidings import tell
from giaoban.followup.secrecy import Mark, require_open
from giaoban.followup.wording import kept_text
from giaoban.language.dates import write_date
from giaoban.people import access
from giaoban.people.access import Verb
from giaoban.people.models import Person
from giaoban.units.registry import tree_at

LONGEST_FIELD, LONGEST_TITLE, MOST_PARTS = 120, 300, 20
_PASSING_ON: Final = next(move for move in MOVES if move.act is Act.PASSED_ON)


@dataclass(frozen=True, slots=True)
class Incoming:
    """What `unit_id` asks of `receiver_id` (itself or a unit above), where and when it was raised, and its mark of secrecy."""

    unit_id: int
    receiver_id: int
    text: str
    origin: RecommendationOrigin
    origin_title: str
    received_on: date
    field: str = ""
    topic_id: int | None = None
    mark: str = Mark.OPEN


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a recommendation: what of it, who answers it and by which day (included)."""

    text: str
    owner_id: int
    due: date
    field: str = ""
    level: str = ""


def receive(incoming: Incoming, *, by: Person, at: datetime) -> Recommendation:
    """Takes a recommendation into the register, by the receiver's office or the unit that raises it.

    Raises `WordsRefused`, `RecommendationRefused`, `SecretRefused`, `NotYourRole` or `Hidden`.
    """
    on = localdate(at)
    allowed = [(Verb.COMPILE, incoming.receiver_id), *((verb, incoming.unit_id) for verb in PROPOSING)]
    access.require_one(by, allowed, [incoming.unit_id], on)
    _require_above(incoming, on)
    require_open(incoming.mark, incoming.text, incoming.origin_title)
    if incoming.received_on > on:
        raise RecommendationRefused("ngay", _("Ngày nêu kiến nghị không thể sau hôm nay."))
    made = Recommendation(
        unit_id=incoming.unit_id,
        receiver_id=incoming.receiver_id,
        topic_id=incoming.topic_id,
        text=kept_text(incoming.text, "noi-dung", _("nội dung kiến nghị"), LONGEST),
        field=kept_text(incoming.field, "linh-vuc", _("lĩnh vực"), LONGEST_FIELD, needed=False),
        origin=incoming.origin,
        origin_title=kept_text(incoming.origin_title, "van-ban", _("cuộc họp, văn bản"), LONGEST_TITLE),
        received_on=incoming.received_on,
        changed_at=at,
    )
    with transaction.atomic():
        made.save(force_insert=True)
        record(made, Act.RECEIVED, by=by, at=at)
        if incoming.origin != RecommendationOrigin.SUBMISSION:
            tell(made, Act.RECEIVED, by=by, at=at)
    return made


def receive_from_submission(
    raised: Sequence[tuple[str, str]], *, unit_id: int, receiver_id: int, title: str, by: Person, at: datetime
) -> tuple[Recommendation, ...]:
    """Takes in what a unit raised with a submission of that title, each (text, field) once however often it is posted.

    To be called in the transaction that accepts the submission, whose own messages tell everybody.
    """
    if not raised:
        return ()
    known = set(
        Recommendation.objects.filter(
            unit_id=unit_id, origin=RecommendationOrigin.SUBMISSION, origin_title=title, parent=None
        ).values_list("text", flat=True)
    )
    origin, on = RecommendationOrigin.SUBMISSION, localdate(at)
    return tuple(
        receive(Incoming(unit_id, receiver_id, text, origin, title, on, field), by=by, at=at)
        for text, field in dict(raised).items()
        if text not in known
    )


def split(
    recommendation: Recommendation, parts: Sequence[Part], *, by: Person, at: datetime, revision: int
) -> tuple[Recommendation, ...]:
    """Splits it into parts that go to their owners at once, and gives them; it ends when they have ended.

    A part without a field or level has those of the whole.
    """
    step = step_of(recommendation, Act.SPLIT, by=by, at=at, revision=revision)
    if not 2 <= len(parts) <= MOST_PARTS:
        message = _("Tách kiến nghị thành từ 2 đến %(most)d nội dung.")
        raise RecommendationRefused("chung", message % {"most": MOST_PARTS})
    require_open(Mark.OPEN, *(part.text for part in parts))
    for part in parts:
        if part.level and part.level not in DecidingLevel.values:
            raise RecommendationRefused("cap", _("Hãy chọn cấp có thẩm quyền giải quyết."))
        require_owner(part.owner_id, by=by, on=localdate(at))
        require_due(part.due, localdate(at))
    with transaction.atomic():
        moved = carry_out(recommendation, step, at=at, due=None, owner_id=None)
        record(moved, Act.SPLIT, by=by, at=at, text=_how_many(len(parts)))
        made = tuple(_part_of(moved, part, by=by, at=at) for part in parts)
        tell(moved, Act.SPLIT, by=by, at=at)
    return made


def require_owner(owner_id: int, *, by: Person, on: date) -> None:
    """Raises `RecommendationRefused` where the person sees no such unit."""
    if not access.may(by, Verb.SEE, owner_id, on):
        raise RecommendationRefused("co-quan", _("Hãy chọn cơ quan, đơn vị giải quyết trong danh sách."))


def require_due(due: date, today: date) -> None:
    """Raises `RecommendationRefused` for a day that has passed."""
    if due < today:
        raise RecommendationRefused("han", _("Hạn trả lời %(day)s đã qua: hãy chọn từ hôm nay trở đi.") % _day(due))


def told_on(owner_id: int, due: date, on: date, note: str = "") -> str:
    """What the story keeps of passing on, in Vietnamese."""
    with override("vi"):
        said = _("Cơ quan giải quyết: %(owner)s; hạn trả lời %(day)s.")
    return " ".join([said % {"owner": tree_at(on).by_unit(owner_id).name, **_day(due)}, note]).strip()


def _part_of(whole: Recommendation, part: Part, *, by: Person, at: datetime) -> Recommendation:
    """The part, classified by what was said of it or of the whole, and passed on at once."""
    made = Recommendation.objects.create(
        unit_id=whole.unit_id,
        receiver_id=whole.receiver_id,
        parent=whole,
        topic_id=whole.topic_id,
        text=kept_text(part.text, "noi-dung", _("nội dung đã tách"), LONGEST),
        field=kept_text(part.field, "linh-vuc", _("lĩnh vực"), LONGEST_FIELD, needed=False) or whole.field,
        level=part.level or whole.level,
        origin=whole.origin,
        origin_title=whole.origin_title,
        received_on=whole.received_on,
        state=State.CLASSIFIED,
        changed_at=at,
    )
    record(made, Act.SPLIT, by=by, at=at)
    passed = carry_out(made, _PASSING_ON, at=at, owner_id=part.owner_id, due=part.due)
    event = record(passed, Act.PASSED_ON, by=by, at=at, text=told_on(part.owner_id, part.due, localdate(at)))
    tell(passed, Act.PASSED_ON, by=by, at=at, text=event.text)
    return passed


def _require_above(incoming: Incoming, on: date) -> None:
    """A unit recommends to a unit above it; the root keeps its own, to send them up."""
    tree = tree_at(on)
    if incoming.unit_id in tree:
        node = tree.by_unit(incoming.unit_id)
        if incoming.receiver_id in {node.unit_id, *(above.unit_id for above in tree.ancestors(node))}:
            return
    raise RecommendationRefused("don-vi", _("Nơi tiếp nhận phải là cấp trên của đơn vị kiến nghị."))


def _how_many(count: int) -> str:
    with override("vi"):
        return ngettext("Tách thành %(count)d nội dung.", "Tách thành %(count)d nội dung.", count) % {"count": count}


def _day(day: date) -> dict[str, str]:
    return {"day": write_date(day, "vi")}
