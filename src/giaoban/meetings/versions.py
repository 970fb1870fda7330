"""Versions of a notice: what the office drafts, what the chair wants, what is issued; each frozen for ever with its digest."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.indicators import packs
from giaoban.meetings.clears import Point
from giaoban.meetings.held import held
from giaoban.meetings.letterhead import Signing, office
from giaoban.meetings.life import IllegalMove
from giaoban.meetings.models import Meeting, NoticeVersion, VersionKind
from giaoban.meetings.moving import Overtaken
from giaoban.meetings.notice import write_notice
from giaoban.meetings.recording import is_closed, require_writer
from giaoban.meetings.sight import standing
from giaoban.people.access import NotYourRole
from giaoban.people.models import Person
from giaoban.reports.model import Report
from giaoban.reports.request import notice as demonstration
from giaoban.reports.values import as_json, read_json


@dataclass(frozen=True, slots=True)
class Version:
    """A notice with the conclusions that it says, as it stood when it was written."""

    report: Report
    points: tuple[Point, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of the conclusions and the figures quoted: two versions that say the same have the same one."""
        figures = "\n".join(figure.text for figure in self.report.figures())
        return hashlib.sha256(f"{_points_json(self.points)}\n{figures}".encode()).hexdigest()


def composed(
    meeting: Meeting, *, at: datetime, signing: Signing, draft: str = "", number: str = "", day: date | None = None
) -> Version:
    """The notice as the conclusions stand now. A draft has no number and says so; `day` is that at its head, today's where None."""
    with override("vi"):
        about = held(meeting, at)
        writer = office(packs.current(), meeting.unit_id, localdate(meeting.starts_at))
        report = write_notice(
            about,
            writer,
            at=at,
            number=number,
            day=day or localdate(at),
            signing=signing,
            draft=draft,
            notice=demonstration(),
        )
    return Version(report, about.points)


def save_draft(meeting: Meeting, *, by: Person, at: datetime, signing: Signing) -> NoticeVersion:
    """The office's draft as it stands, kept as a version to be shown to the chair."""
    require_writer(standing(by, meeting.pk, localdate(at)))
    return _save(meeting, VersionKind.DRAFT, by=by, at=at, signing=signing, seen=None)


def approve(meeting: Meeting, *, by: Person, at: datetime, signing: Signing, seen: str) -> NoticeVersion:
    """The chair's version: what may be issued. `seen` is the digest of what the chair read.

    Raises `NotYourRole` for everybody else, and `Overtaken` where the conclusions were changed since.
    """
    if not standing(by, meeting.pk, localdate(at)).may_chair:
        raise NotYourRole(_("Chỉ người chủ trì cho ý kiến và duyệt thông báo kết luận."))
    return _save(meeting, VersionKind.CHAIR, by=by, at=at, signing=signing, seen=seen)


def versions(meeting: Meeting) -> list[NoticeVersion]:
    """All that were kept, the first one first."""
    return list(NoticeVersion.objects.filter(meeting=meeting.pk).select_related("person"))


def add_version(
    meeting: Meeting, kind: VersionKind, version: Version, *, by: Person, at: datetime, **more: Any
) -> NoticeVersion:
    """Keeps the version with the digest of its body; to be called while the meeting's row is locked."""
    body = frozen(version)
    return NoticeVersion.objects.create(
        meeting_id=meeting.pk,
        number=_last(meeting) + 1,
        kind=kind,
        body=body,
        sha256=hashlib.sha256(body.encode()).hexdigest(),
        person=by,
        at=at,
        **more,
    )


def frozen(version: Version) -> str:
    """The version as JSON; the same version gives the same text."""
    return f'{{"conclusions": {_points_json(version.points)}, "report": {as_json(version.report)}}}'


def thawed(body: str) -> Version:
    """The version that `frozen` wrote."""
    kept = json.loads(body)
    return Version(read_json(json.dumps(kept["report"])), tuple(_point(one) for one in kept["conclusions"]))


def signing_of(found: Iterable[NoticeVersion], meeting: Meeting) -> Signing:
    """How the latest version is signed; on order where there is none."""
    latest = max(found, key=lambda one: one.number, default=None)
    if latest is None:
        return Signing.BY_ORDER
    writer = office(packs.current(), meeting.unit_id, localdate(meeting.starts_at))
    frame = thawed(latest.body).report.frame
    same = writer.signing(Signing.BY_ORDER)[:2] == (frame.signing_authority, frame.signing_post)
    return Signing.BY_ORDER if same else Signing.FOR_THE_BODY


def _save(
    meeting: Meeting, kind: VersionKind, *, by: Person, at: datetime, signing: Signing, seen: str | None
) -> NoticeVersion:
    with transaction.atomic():
        locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if is_closed(locked):
            raise IllegalMove(_("Thông báo kết luận đã ban hành, hoặc cuộc họp đã hủy: không thêm bản nào được nữa."))
        with override("vi"):
            draft = _("Dự thảo lần %(number)d") % {"number": _last(locked) + 1}
        version = composed(locked, at=at, signing=signing, draft=draft)
        if not version.points:
            raise IllegalMove(_("Chưa có kết luận nào: hãy ghi kết luận trước khi lập thông báo."))
        if seen is not None and seen != version.digest:
            raise Overtaken
        return add_version(locked, kind, version, by=by, at=at)


def _last(meeting: Meeting) -> int:
    return NoticeVersion.objects.filter(meeting=meeting.pk).aggregate(last=Max("number"))["last"] or 0


def _points_json(points: Iterable[Point]) -> str:
    plain = [
        {
            "key": point.key,
            "what": point.what,
            "is_statement": point.is_statement,
            "lead": point.lead,
            "helpers": list(point.helpers),
            "alone": point.alone,
            "deadline": point.deadline.isoformat() if point.deadline else None,
            "reporting": point.reporting,
        }
        for point in points
    ]
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


def _point(kept: dict[str, Any]) -> Point:
    deadline = kept["deadline"]
    return Point(
        **{
            **kept,
            "helpers": tuple(kept["helpers"]),
            "deadline": date.fromisoformat(deadline) if deadline else None,
        }
    )
