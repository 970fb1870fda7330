"""What somebody notes on an item for nobody else, and what participants remark in writing before the meeting."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from giaoban.followup.secrecy import Mark, require_open
from giaoban.meetings.life import AHEAD, IllegalMove
from giaoban.meetings.models import AgendaItem, Comment, Meeting, PrivateNote
from giaoban.meetings.sight import Standing, standing
from giaoban.meetings.words import lines, one_line
from giaoban.people.access import Hidden, NotYourRole
from giaoban.people.models import Person

LONGEST_NOTE: Final = 5_000
LONGEST_REMARK: Final = 1_000


def keep_note(meeting: Meeting, number: int, text: str, *, by: Person, at: datetime) -> PrivateNote | None:
    """Keeps the person's own note on an item, in place of the one before; an empty one is taken away, and is None."""
    _found, item = _at_item(meeting, number, by, at)
    plain = lines(text, "note", longest=LONGEST_NOTE)
    if not plain:
        PrivateNote.objects.filter(person=by, item=item).delete()
        return None
    kept, _new = PrivateNote.objects.update_or_create(person=by, item=item, defaults={"text": plain, "changed_at": at})
    return kept


def own_notes(meeting: Meeting, person: Person) -> Mapping[int, str]:
    """The person's own notes by item; nobody else's, whoever asks."""
    return dict(PrivateNote.objects.filter(item__meeting=meeting, person=person).values_list("item_id", "text"))


def remark(meeting: Meeting, number: int, text: str, *, mark: str = Mark.OPEN, by: Person, at: datetime) -> Comment:
    """What a participant says on an item before the meeting, for all who take part; raises `MeetingRefused`.

    While the meeting is held, comments go by the live view.
    """
    found, item = _at_item(meeting, number, by, at)
    if not found.takes_part:
        raise NotYourRole(_("Chỉ người dự họp mới góp ý vào chương trình."))
    plain = one_line(text, "remark", longest=LONGEST_REMARK, needed=True)
    require_open(mark, plain)
    with transaction.atomic():
        locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if locked.state not in AHEAD:
            raise IllegalMove(_("Chỉ góp ý trước khi họp; khi đang họp, hãy ghi ý kiến ở trang theo dõi trực tiếp."))
        return Comment.objects.create(meeting=locked, item=item, person=by, text=plain, at=at)


def _at_item(meeting: Meeting, number: int, by: Person, at: datetime) -> tuple[Standing, AgendaItem]:
    found = standing(by, meeting.pk, localdate(at))
    item = found.meeting.items.filter(pk=number).first()
    if item is None:
        raise Hidden(_("Không có trang này."))
    return found, item
