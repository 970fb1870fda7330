"""Papers of a meeting: what is to be read before, kept with its bytes; whoever sees the meeting reads them."""

import hashlib
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.followup.secrecy import Mark, require_open
from giaoban.meetings.models import AgendaItem, Meeting, MeetingAct, Paper
from giaoban.meetings.moving import MeetingRefused, note
from giaoban.meetings.sight import standing
from giaoban.people.access import Hidden
from giaoban.people.models import Person
from giaoban.reading.file_kinds import media_type, plain_name

MOST: Final = 100
"""Papers of one meeting."""


def add_paper(
    meeting: Meeting,
    data: bytes,
    name: str,
    *,
    item: AgendaItem | None = None,
    mark: str = Mark.OPEN,
    by: Person,
    at: datetime,
) -> Paper:
    """Keeps the file with the meeting, or with one of its items; raises `FileRefused`, `SecretRefused`, `MeetingRefused`."""
    plain = plain_name(name)
    require_open(mark, plain.rpartition(".")[0])
    kind = media_type(plain, data)
    if item is not None and item.meeting_id != meeting.pk:
        raise Hidden(_("Không có trang này."))
    with override("vi"):
        text = _("thêm tài liệu: %(name)s") % {"name": plain}
    with transaction.atomic():
        note(meeting, MeetingAct.AGENDA_CHANGED, by=by, at=at, text=text)
        if meeting.papers.count() >= MOST:
            raise MeetingRefused(_("Cuộc họp đã có %(most)d tài liệu: hãy bỏ bớt hoặc gộp các tệp.") % {"most": MOST})
        return Paper.objects.create(
            meeting=meeting,
            item=item,
            name=plain,
            media_type=kind,
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            data=data,
            person=by,
            at=at,
        )


def remove_paper(meeting: Meeting, number: int, *, by: Person, at: datetime) -> None:
    """Takes a paper away again."""
    found = Paper.objects.defer("data").filter(meeting=meeting, pk=number).first()
    if found is None:
        raise Hidden(_("Không có trang này."))
    with override("vi"):
        text = _("bỏ tài liệu: %(name)s") % {"name": found.name}
    with transaction.atomic():
        note(meeting, MeetingAct.AGENDA_CHANGED, by=by, at=at, text=text)
        found.delete()


def paper(number: int, paper_number: int, *, by: Person, at: datetime) -> Paper:
    """A paper with its bytes; raises `Hidden` where the person does not see its meeting."""
    found = standing(by, number, localdate(at)).meeting.papers.filter(pk=paper_number).first()
    if found is None:
        raise Hidden(_("Không có trang này."))
    return found
