"""Recommendations that a unit raises to the level above with its submission."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.collection.drafts import lock_writable
from giaoban.collection.models import RaisedRecommendation, Submission
from giaoban.collection.moving import Overtaken
from giaoban.collection.permission import require
from giaoban.figures.acceptance import UNKEEPABLE
from giaoban.language.text import nfc
from giaoban.people.access import Verb
from giaoban.people.models import Person

LONGEST, LONGEST_FIELD, MOST = 2_000, 120, 50
"""Characters of a recommendation and of its field, and how many one submission may raise."""


class RecommendationRefused(ValueError):
    """A recommendation that cannot be kept; the sentence says why and the way out."""


@dataclass(frozen=True, slots=True)
class Raised:
    """One recommendation: what is asked, and the field of work, empty where none is named."""

    text: str
    field: str = ""


def save_recommendations(
    submission: Submission, raised: Sequence[Raised], *, by: Person, at: datetime, revision: int
) -> int:
    """Puts these in place of the submission's recommendations, in this order, and gives the new revision.

    Those without a text are left out. Raises `Overtaken` where the submission was changed since `revision`.
    """
    require(by, Verb.REPORT, submission.unit_id, at)
    kept = [one for one in map(_cleaned, raised) if one.text]
    if len(kept) > MOST:
        raise RecommendationRefused(
            _("Có %(count)d kiến nghị, nhiều nhất là %(most)d.") % {"count": len(kept), "most": MOST}
        )
    with transaction.atomic():
        locked = lock_writable(submission)
        if locked.revision != revision:
            raise Overtaken
        locked.recommendations.all().delete()
        RaisedRecommendation.objects.bulk_create(
            RaisedRecommendation(submission=locked, text=one.text, field=one.field, position=position)
            for position, one in enumerate(kept)
        )
        Submission.objects.filter(pk=locked.pk).update(revision=revision + 1, changed_at=at)
    return revision + 1


def _cleaned(raised: Raised) -> Raised:
    text, field = (UNKEEPABLE.sub("", nfc(part)).strip() for part in (raised.text, raised.field))
    if len(text) > LONGEST or len(field) > LONGEST_FIELD:
        raise RecommendationRefused(
            _("Kiến nghị “%(start)s…” dài quá %(longest)d ký tự, hoặc lĩnh vực dài quá %(longest_field)d ký tự.")
            % {"start": text[:40], "longest": LONGEST, "longest_field": LONGEST_FIELD}
        )
    return Raised(text, field)
