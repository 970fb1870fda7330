"""Cells saved as people type, and what others have typed since: JSON for the script of a sheet's page."""

import json
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from giaoban.collection.drafts import Conflict, NotAsked, TypedCell, save_cells
from giaoban.collection.life import IllegalMove
from giaoban.collection.models import DraftCell, Submission
from giaoban.collection.pages.place import Place, at_the_sheet
from giaoban.collection.pages.posted import keep_recommendations, opened
from giaoban.collection.paper import cell_of_field, field_key
from giaoban.collection.raising import Raised, RecommendationRefused
from giaoban.collection.typed import LONGEST_TEXT

LONGEST_REASON = 1_000


class SentPart(BaseModel):
    """A part of what the script sends: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SentCell(SentPart):
    """One changed cell, and the revision at which the script had last seen it."""

    name: str = Field(max_length=400)
    typed: str = Field(max_length=2 * LONGEST_TEXT)
    reason: str = Field(default="", max_length=LONGEST_REASON)
    seen: int = Field(ge=0, lt=2**31)


class SentWish(SentPart):
    """One recommendation to the level above."""

    text: str = Field(max_length=2_000)
    field: str = Field(default="", max_length=120)


class Sent(SentPart):
    """What the script sends at once; `wishes` only where they changed, with the texts that the page showed."""

    cells: tuple[SentCell, ...] = Field(max_length=2_000)
    wishes: tuple[SentWish, ...] | None = None
    wishes_seen: tuple[str, ...] = ()
    known: int = Field(default=0, ge=0, lt=2**31)
    """The revision up to which the script has been told what others typed."""


@require_safe
@at_the_sheet
def changes(request: HttpRequest, place: Place) -> HttpResponse:
    """What others typed after the revision `tu`, and where the sheet stands now."""
    since = request.GET.get("tu", "")
    if not since.isdecimal() or len(since) > 9:
        raise BadRequest(_("Yêu cầu thiếu số lần sửa của biểu: hãy tải lại trang."))
    if place.submission is None:
        return JsonResponse({"revision": 0, "writable": place.may_type, "others": []})
    others = others_since(place.submission, int(since), place)
    return JsonResponse({"revision": place.revision, "writable": place.may_type, "others": others})


@require_POST
@at_the_sheet
def keep_cells(request: HttpRequest, place: Place) -> HttpResponse:
    """Keeps the cells sent; answers with conflicts, unreadable cells and the new revision, or 409 with why not."""
    sent = _sent(request)
    cells = [TypedCell(*cell_of_field(one.name), one.typed, one.reason, one.seen) for one in sent.cells]
    try:
        submission = opened(place)
        saved = save_cells(submission, cells, by=place.person, at=place.now)
        revision = saved.revision
        if sent.wishes is not None:
            wishes = [Raised(one.text.strip(), one.field.strip()) for one in sent.wishes if one.text.strip()]
            revision = keep_recommendations(submission, wishes, sent.wishes_seen, place, revision)
    except (IllegalMove, NotAsked) as refused:
        return JsonResponse({"message": str(refused)}, status=409)
    except RecommendationRefused as refused:
        return JsonResponse({"message": str(refused)}, status=422)
    return JsonResponse(
        {
            "revision": revision,
            "time": f"{localtime(place.now):%H:%M}",
            "others": others_since(submission, sent.known, place),
            "conflicts": [_conflict(conflict) for conflict in saved.conflicts],
            "problems": {
                field_key(key): [complaint.message, complaint.way_out] for key, complaint in saved.problems.items()
            },
        }
    )


def _sent(request: HttpRequest) -> Sent:
    try:
        return Sent.model_validate(json.loads(request.body))
    except (ValidationError, ValueError) as error:
        raise BadRequest(_("Yêu cầu không đọc được: hãy tải lại trang.")) from error


def others_since(submission: Submission, since: int, place: Place) -> list[dict[str, Any]]:
    """The cells that somebody else changed after that revision."""
    rows = DraftCell.objects.filter(submission=submission.pk, revision__gt=since).exclude(changed_by=place.person.pk)
    return [
        {
            "name": field_key((row.indicator, row.breakdown, row.measure)),
            "typed": row.typed,
            "reason": row.reason,
            "revision": row.revision,
            "by": row.changed_by.display_name,
        }
        for row in rows.select_related("changed_by").order_by("pk")
    ]


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {
        "name": field_key(conflict.cell),
        "typed": conflict.typed,
        "theirs": conflict.theirs,
        "theirsReason": conflict.theirs_reason,
        "by": conflict.by,
        "revision": conflict.revision,
    }
