"""Recommendations that a unit raises to the level above with its submission, and how they come into the register there.

They are taken in when the submission is posted, each once: a correction that is posted later adds only new texts. Those of
an early estimate wait, as its words do, for the figures themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from giaoban.collection.drafts import lock_writable
from giaoban.collection.life import IllegalMove
from giaoban.collection.models import RaisedRecommendation, Submission
from giaoban.collection.moving import Overtaken
from giaoban.collection.permission import receiving_unit, require
from giaoban.collection.sheet import Sheet
from giaoban.figures.acceptance import UNKEEPABLE
from giaoban.followup.models import Recommendation
from giaoban.followup.recommendation_acts import receive_from_submission
from giaoban.followup.secrecy import Mark, SecretRefused, require_open
from giaoban.language.text import nfc
from giaoban.people.access import Verb
from giaoban.people.models import Person
from giaoban.periods.names import write_period

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


def hand_over(submission: Submission, sheet: Sheet, *, by: Person, at: datetime) -> tuple[Recommendation, ...]:
    """Takes what was raised with a submission into the register of the unit that receives it; those that are new there.

    To be called in the transaction that posts. Raises `IllegalMove` where a text turns out to be secret.
    """
    if submission.is_estimate:
        return ()
    raised = list(submission.recommendations.values_list("text", "field"))
    try:
        return receive_from_submission(
            raised,
            unit_id=submission.unit_id,
            receiver_id=receiving_unit(submission.unit_id, localdate(at)),
            title=title_of(sheet),
            by=by,
            at=at,
        )
    except SecretRefused as refused:
        raise IllegalMove(str(refused)) from refused


def title_of(sheet: Sheet) -> str:
    """How the register names the submission, in Vietnamese as everything that is kept."""
    form = shorten(sheet.form.name.vi, 200, placeholder=" …")
    return f"Báo cáo “{form}” {write_period(sheet.period, 'vi')}"


def _cleaned(raised: Raised) -> Raised:
    text, field = (UNKEEPABLE.sub("", nfc(part)).strip() for part in (raised.text, raised.field))
    if len(text) > LONGEST or len(field) > LONGEST_FIELD:
        raise RecommendationRefused(
            _("Kiến nghị “%(start)s…” dài quá %(longest)d ký tự, hoặc lĩnh vực dài quá %(longest_field)d ký tự.")
            % {"start": text[:40], "longest": LONGEST, "longest_field": LONGEST_FIELD}
        )
    try:
        require_open(Mark.OPEN, text)
    except SecretRefused as refused:
        raise RecommendationRefused(str(refused)) from refused
    return Raised(text, field)
