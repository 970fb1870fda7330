"""A meeting is planned, revised, moved and called off by the office of its unit or by its secretary.

Agenda, participants and papers have their own files. Each act names the revision that the person saw, is written down
in the same transaction, and changes nothing where somebody was faster.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.followup.models import Topic
from giaoban.followup.secrecy import Mark, require_open
from giaoban.language.dates import write_instant
from giaoban.meetings.models import Meeting, MeetingAct, MeetingKind, Series
from giaoban.meetings.moving import MeetingRefused, carry_out, record
from giaoban.meetings.tidings import tell_cancelled, tell_moved
from giaoban.meetings.words import lines, one_line
from giaoban.people.access import Hidden, Verb, may, require_one
from giaoban.people.models import Person
from giaoban.periods.period import PeriodError, parse

LONGEST_ABOUT: Final = 5_000
"""Characters of what a meeting is for."""
LONGEST_REASON: Final = 300
LONGEST_MEETING: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """What a meeting is about; `period` is a code or empty, `mark` the degree of secrecy that its words carry."""

    kind: MeetingKind
    title: str
    about: str = ""
    period: str = ""
    topic: Topic | None = None
    mark: str = Mark.OPEN


@dataclass(frozen=True, slots=True)
class Sitting:
    """When and where a meeting sits; the instants have a zone."""

    starts_at: datetime
    ends_at: datetime
    place: str = ""


def plan(
    unit_id: int,
    words: MeetingWords,
    sitting: Sitting,
    *,
    by: Person,
    at: datetime,
    turn: tuple[Series, datetime] | None = None,
) -> Meeting:
    """A new meeting of the unit, of which nobody outside it knows until it invites.

    `turn` is the series and the instant that its rule has. Raises `Hidden`, `NotYourRole`, `MeetingRefused`,
    `SecretRefused`, and `IntegrityError` where the turn has its meeting already.
    """
    require_one(by, [(Verb.COMPILE, unit_id)], [unit_id], localdate(at))
    kept = _checked(words, by, at) | _sat(sitting, at)
    series, due = turn or (None, None)
    with transaction.atomic():
        meeting = Meeting.objects.create(
            unit_id=unit_id, series=series, turn=due, uid=str(uuid4()), changed_at=at, **kept
        )
        record(meeting, MeetingAct.PLANNED, by=by, at=at)
    return meeting


def revise(meeting: Meeting, words: MeetingWords, *, by: Person, at: datetime, revision: int) -> Meeting:
    """Other words for a meeting still to come; raises what `carry_out` raises, `MeetingRefused`, `SecretRefused`."""
    return carry_out(meeting, MeetingAct.REVISED, by=by, at=at, revision=revision, **_checked(words, by, at))


def move(meeting: Meeting, sitting: Sitting, *, by: Person, at: datetime, revision: int, reason: str = "") -> Meeting:
    """Another time or place; whoever was invited is told of both. A meeting of a series keeps its turn."""
    kept, why = _sat(sitting, at), one_line(reason, "reason", longest=LONGEST_REASON)
    before = Sitting(meeting.starts_at, meeting.ends_at, meeting.place)
    if before == Sitting(**kept):
        raise MeetingRefused(_("Thời gian, địa điểm vẫn như cũ: hãy đổi ít nhất một trong hai."), "starts_at")
    with transaction.atomic():
        said = _moved(before, kept, why)
        moved = carry_out(meeting, MeetingAct.MOVED, by=by, at=at, revision=revision, text=said, **kept)
        tell_moved(moved, said, by=by, at=at)
    return moved


def cancel(meeting: Meeting, reason: str, *, by: Person, at: datetime, revision: int) -> Meeting:
    """Calls the meeting off and says why to whoever was invited."""
    why = one_line(reason, "reason", longest=LONGEST_REASON)
    with transaction.atomic():
        cancelled = carry_out(meeting, MeetingAct.CANCELLED, by=by, at=at, revision=revision, text=why)
        tell_cancelled(cancelled, why, by=by, at=at)
    return cancelled


def _checked(words: MeetingWords, by: Person, at: datetime) -> dict[str, Any]:
    """The words as they are kept; a topic must be in sight. Raises `SecretRefused` for secret ones."""
    require_open(words.mark, words.title, words.about)
    if words.topic is not None and not may(by, Verb.SEE, words.topic.unit_id, localdate(at)):
        raise Hidden(_("Không có trang này."))
    return {
        "kind": MeetingKind(words.kind),
        "title": one_line(words.title, "title", longest=200, needed=True),
        "about": lines(words.about, "about", longest=LONGEST_ABOUT),
        "period": _period(words.period),
        "topic": words.topic,
    }


def _period(code: str) -> str:
    """The code as it is kept; empty where the meeting looks at no period."""
    if not code.strip():
        return ""
    try:
        return parse(code.strip()).code
    except PeriodError as error:
        raise MeetingRefused(str(error), "period") from error


def _sat(sitting: Sitting, at: datetime) -> dict[str, Any]:
    """Time and place as they are kept; a meeting that is planned is still to come."""
    if sitting.ends_at <= sitting.starts_at:
        raise MeetingRefused(_("Giờ kết thúc phải sau giờ bắt đầu."), "ends_at")
    if sitting.ends_at - sitting.starts_at > LONGEST_MEETING:
        raise MeetingRefused(_("Cuộc họp dài quá bảy ngày: hãy xem lại ngày kết thúc."), "ends_at")
    if localdate(sitting.starts_at) < localdate(at):
        raise MeetingRefused(_("Ngày họp đã qua: hãy chọn từ hôm nay trở đi."), "starts_at")
    place = one_line(sitting.place, "place", longest=200)
    return {"starts_at": sitting.starts_at, "ends_at": sitting.ends_at, "place": place}


def _moved(before: Sitting, kept: dict[str, Any], reason: str) -> str:
    """What was changed, from what to what, and why; kept in Vietnamese."""
    with override("vi"):
        said = [
            _("%(before)s chuyển sang %(after)s")
            % {"before": write_instant(before.starts_at, "vi"), "after": write_instant(kept["starts_at"], "vi")}
        ]
        if before.place != kept["place"]:
            said.append(_("địa điểm: %(place)s") % {"place": kept["place"] or _("sẽ báo sau")})
        if reason:
            said.append(_("lý do: %(reason)s") % {"reason": reason})
    return "; ".join(said)
