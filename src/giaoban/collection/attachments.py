"""Files that a unit sends along with its figures: how many, and who may add or take away."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.collection.drafts import lock_writable
from giaoban.collection.models import Attachment, Submission
from giaoban.collection.permission import require
from giaoban.figures.sources import keep
from giaoban.people.access import Verb
from giaoban.people.models import Person
from giaoban.reading.file_kinds import FileRefused, media_type, plain_name

MOST = 20
"""Files of one submission."""


def attach(submission: Submission, data: bytes, name: str, *, by: Person, at: datetime) -> Attachment:
    """Keeps the file with the submission while its cells may be typed; raises `FileRefused`."""
    require(by, Verb.REPORT, submission.unit_id, at)
    plain = plain_name(name)
    kind = media_type(plain, data)
    with transaction.atomic():
        locked = lock_writable(submission)
        if locked.attachments.count() >= MOST:
            raise FileRefused(_("Báo cáo đã có %(most)d tệp kèm theo: hãy bỏ bớt, hoặc gộp các tệp.") % {"most": MOST})
        file = keep(data, plain, kind)
        return Attachment.objects.create(submission=locked, file=file, name=plain, person=by, at=at)


def detach(attachment: Attachment, *, by: Person, at: datetime) -> None:
    """Takes a file away again while the cells may be typed; its bytes stay kept."""
    require(by, Verb.REPORT, attachment.submission.unit_id, at)
    with transaction.atomic():
        lock_writable(attachment.submission)
        Attachment.objects.filter(pk=attachment.pk).delete()
