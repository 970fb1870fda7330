"""Files that a unit sends along with its figures."""

from datetime import datetime

from giaoban.collection.models import Attachment, Submission
from giaoban.people.models import Person

LARGEST = 20 * 1024 * 1024
"""Bytes of one file."""


class AttachmentRefused(ValueError):
    """A file that cannot be taken along; the sentence says why and the way out."""


def attach(submission: Submission, data: bytes, name: str, *, by: Person, at: datetime) -> Attachment:
    """Keeps the file with the submission while its cells may be typed."""
    raise NotImplementedError


def detach(attachment: Attachment, *, by: Person, at: datetime) -> None:
    """Takes a file away again while the cells may be typed; its bytes stay kept."""
    raise NotImplementedError
