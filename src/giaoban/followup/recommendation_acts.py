"""What people do about a recommendation: each act in one transaction, with its event, refused where somebody was faster.

Every act asks for the person's side itself: `Hidden` (404) where the recommendation is out of sight, `NotYourRole` (403)
where the act belongs to another side, `IllegalMove` (409) where it stands elsewhere or was changed since `revision`,
`WordsRefused` (`RecommendationRefused` for units and days) and `SecretRefused` for what cannot be kept. The moved one is returned.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.followup.models import DecidingLevel, Recommendation
from giaoban.followup.models import RecommendationAct as Act
from giaoban.followup.models import RecommendationState as State
from giaoban.followup.recommendation_life import end_of
from giaoban.followup.recommendation_moving import (
    LONGEST,
    Overtaken,
    RecommendationRefused,
    carry_out,
    record,
    step_of,
    word,
)
from giaoban.followup.recommendation_receiving import (
    LONGEST_FIELD,
    Incoming,
    Part,
    receive,
    receive_from_submission,
    require_due,
    require_owner,
    split,
    told_on,
)
from giaoban.followup.recommendation_tidings import tell
from giaoban.followup.register import post_closed
from giaoban.followup.secrecy import Mark, require_open
from giaoban.followup.wording import WordsRefused, kept_text
from giaoban.people.models import Person

__all__ = [
    "Incoming",
    "Overtaken",
    "Part",
    "RecommendationRefused",
    "WordsRefused",
    "receive",
    "receive_from_submission",
    "split",
]
__all__ += ["answer", "classify", "confirm", "defer", "dispute", "pass_on", "progress", "send_up", "start", "withdraw"]

LONGEST_BODY = 200


def classify(
    recommendation: Recommendation, field: str, level: str, *, by: Person, at: datetime, revision: int
) -> Recommendation:
    """The office says which field of work it belongs to and which level (`DecidingLevel`) has power to decide."""
    step = step_of(recommendation, Act.CLASSIFIED, by=by, at=at, revision=revision)
    if level not in DecidingLevel.values:
        raise RecommendationRefused("cap", _("Hãy chọn cấp có thẩm quyền giải quyết."))
    kept = kept_text(field, "linh-vuc", _("lĩnh vực"), LONGEST_FIELD)
    with override("vi"):
        told = _("Lĩnh vực: %(field)s; cấp có thẩm quyền: %(level)s.")
        told %= {"field": kept, "level": DecidingLevel(level).label}
    with transaction.atomic():
        moved = carry_out(recommendation, step, at=at, field=kept, level=level)
        record(moved, Act.CLASSIFIED, by=by, at=at, text=told)
    return moved


def pass_on(
    recommendation: Recommendation,
    owner_id: int,
    due: date,
    *,
    by: Person,
    at: datetime,
    revision: int,
    note: str = "",
) -> Recommendation:
    """The office gives it to the one unit that has to answer by that day; to another one where the first was wrong."""
    step = step_of(recommendation, Act.PASSED_ON, by=by, at=at, revision=revision)
    on = localdate(at)
    require_owner(owner_id, by=by, on=on)
    require_due(due, on)
    told = told_on(owner_id, due, on, kept_text(note, "y-kien", _("ý kiến"), LONGEST, needed=False))
    require_open(Mark.OPEN, told)
    with transaction.atomic():
        moved = carry_out(recommendation, step, at=at, owner_id=owner_id, due=due)
        record(moved, Act.PASSED_ON, by=by, at=at, text=told)
        tell(moved, Act.PASSED_ON, by=by, at=at, text=told)
    return moved


def start(recommendation: Recommendation, *, by: Person, at: datetime, revision: int) -> Recommendation:
    """The owner has taken it up."""
    return _said(recommendation, Act.STARTED, "", by=by, at=at, revision=revision)


def progress(recommendation: Recommendation, text: str, *, by: Person, at: datetime, revision: int) -> Recommendation:
    """The owner, or the office of what was sent up, tells how far it has come."""
    return _said(recommendation, Act.PROGRESSED, text, by=by, at=at, revision=revision)


def answer(
    recommendation: Recommendation, text: str, on: date, *, by: Person, at: datetime, revision: int
) -> Recommendation:
    """The owner answers; the office puts in the answer from above. `on` is the day of the answer, today or before.

    Answered is not settled: the unit that raised it confirms or disputes.
    """
    step = step_of(recommendation, Act.ANSWERED, by=by, at=at, revision=revision)
    if not recommendation.received_on <= on <= localdate(at):
        message = _("Ngày trả lời phải từ ngày tiếp nhận đến hôm nay.")
        raise RecommendationRefused("ngay", message)
    said = _open_word(text)
    with transaction.atomic():
        moved = carry_out(recommendation, step, at=at, answer=said, answered_on=on)
        _written_down(moved, Act.ANSWERED, said, by=by, at=at)
    return moved


def confirm(
    recommendation: Recommendation, *, by: Person, at: datetime, revision: int, text: str = ""
) -> Recommendation:
    """The unit that raised it says that it is settled: the only way to close it. The register posts the new count."""
    step = step_of(recommendation, Act.CONFIRMED, by=by, at=at, revision=revision)
    said = kept_text(text, "y-kien", _("ý kiến"), LONGEST, needed=False)
    require_open(Mark.OPEN, said)
    with transaction.atomic():
        moved = carry_out(recommendation, step, at=at, closed_on=localdate(at))
        _written_down(moved, Act.CONFIRMED, said, by=by, at=at)
        _end(moved, by=by, at=at)
    return moved


def dispute(recommendation: Recommendation, text: str, *, by: Person, at: datetime, revision: int) -> Recommendation:
    """The unit that raised it does not accept the answer: it goes back to the owner, the answer stays in the story."""
    return _said(
        recommendation, Act.DISPUTED, text, by=by, at=at, revision=revision, changes={"answer": "", "answered_on": None}
    )


def defer(recommendation: Recommendation, timetable: str, *, by: Person, at: datetime, revision: int) -> Recommendation:
    """It cannot be settled yet for objective reasons: `timetable` says what comes when."""
    return _said(recommendation, Act.DEFERRED, timetable, by=by, at=at, revision=revision, kept_in="timetable")


def send_up(recommendation: Recommendation, to: str, *, by: Person, at: datetime, revision: int) -> Recommendation:
    """The office recommends it further, to the body above that has power to decide: `to` names it."""
    step = step_of(recommendation, Act.SENT_UP, by=by, at=at, revision=revision)
    body = kept_text(to, "gui-toi", _("cơ quan cấp trên"), LONGEST_BODY)
    require_open(Mark.OPEN, body)
    with override("vi"):
        told = _("Kiến nghị tới: %(body)s.") % {"body": body}
    with transaction.atomic():
        moved = carry_out(recommendation, step, at=at, sent_up_to=body, due=None)
        _written_down(moved, Act.SENT_UP, told, by=by, at=at)
    return moved


def withdraw(recommendation: Recommendation, reason: str, *, by: Person, at: datetime, revision: int) -> Recommendation:
    """The unit that raised it takes it back."""
    with transaction.atomic():
        moved = _said(recommendation, Act.WITHDRAWN, reason, by=by, at=at, revision=revision)
        _end(moved, by=by, at=at)
    return moved


def _said(
    recommendation: Recommendation,
    act: Act,
    text: str,
    *,
    by: Person,
    at: datetime,
    revision: int,
    kept_in: str = "",
    changes: dict[str, Any] | None = None,
) -> Recommendation:
    """An act that is a move and a word; `kept_in` is the column that keeps the word too."""
    step = step_of(recommendation, act, by=by, at=at, revision=revision)
    said = _open_word(text) if step.needs_text else ""
    fields = (changes or {}) | ({kept_in: said} if kept_in else {})
    with transaction.atomic():
        moved = carry_out(recommendation, step, at=at, **fields)
        _written_down(moved, act, said, by=by, at=at)
    return moved


def _open_word(text: str) -> str:
    said = word(text)
    require_open(Mark.OPEN, said)
    return said


def _written_down(moved: Recommendation, act: Act, text: str, *, by: Person, at: datetime) -> None:
    record(moved, act, by=by, at=at, text=text)
    tell(moved, act, by=by, at=at, text=text)


def _end(ended: Recommendation, *, by: Person, at: datetime) -> None:
    """What follows when one has ended: of a part, perhaps the end of the whole; of a closed whole, the register's count."""
    whole = ended if ended.parent_id is None else _end_of_whole(ended.parent_id, by=by, at=at)
    if whole is not None and whole.state == State.CLOSED:
        post_closed(whole.unit_id, localdate(at), by=by, at=at)


def _end_of_whole(number: int, *, by: Person, at: datetime) -> Recommendation | None:
    """Ends what was split, if this was the last of its parts; None while another is open."""
    # Two last parts may end at once: the second waits here and then sees the first.
    whole = Recommendation.objects.select_for_update().get(pk=number)
    parts = Recommendation.objects.filter(parent=number).values_list("state", flat=True)
    state = end_of([State(part) for part in parts])
    if state is None:
        return None
    act = Act.CONFIRMED if state is State.CLOSED else Act.WITHDRAWN
    whole.state, whole.revision, whole.changed_at = state, whole.revision + 1, at
    whole.closed_on = localdate(at) if state is State.CLOSED else None
    whole.save(update_fields=["state", "revision", "changed_at", "closed_on"])
    with override("vi"):
        told = _("Mọi nội dung đã tách đều đã kết thúc.")
    record(whole, act, by=by, at=at, text=told)
    return whole
