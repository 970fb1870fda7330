"""Recommendations that a unit raises to the level above with its submission."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from giaoban.collection.models import Submission
from giaoban.people.models import Person


@dataclass(frozen=True, slots=True)
class Raised:
    """One recommendation: what is asked, and the field of work, empty where none is named."""

    text: str
    field: str = ""


def save_recommendations(
    submission: Submission, raised: Sequence[Raised], *, by: Person, at: datetime, revision: int
) -> int:
    """Puts these in place of the submission's recommendations, in this order; the new revision."""
    raise NotImplementedError
