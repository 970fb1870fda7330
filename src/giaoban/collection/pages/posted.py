"""What the form of a sheet's page sends back: cells, recommendations, remarks; and keeping it."""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.collection.drafts import Conflict, TypedCell, save_cells
from giaoban.collection.models import Submission
from giaoban.collection.pages.place import Place
from giaoban.collection.paper import cell_of_field
from giaoban.collection.raising import Raised, save_recommendations
from giaoban.collection.submitting import Remark, open_submission

TYPED, TYPED_BEFORE, REASON, REASON_BEFORE, REMARK = "c.", "w.", "r.", "q.", "y."
"""Before a cell's name: its text and its reason, as they are and as the page showed them; a remark on it."""
WISH, FIELD, WISH_BEFORE = "kien-nghi", "linh-vuc", "kien-nghi-truoc"


@dataclass(frozen=True, slots=True)
class Kept:
    """The submission after what the page sent has been kept, and what somebody else was faster with."""

    submission: Submission
    revision: int
    conflicts: tuple[Conflict, ...]


def revision_of(data: QueryDict) -> int:
    """The revision that the page showed; `BadRequest` where it is no number."""
    text = data.get("revision", "")
    if not text.isdecimal() or len(text) > 9:
        raise BadRequest(_("Yêu cầu thiếu số lần sửa của biểu: hãy tải lại trang."))
    return int(text)


def typed_cells(data: QueryDict) -> list[TypedCell]:
    """The cells whose text or reason differs from what the page showed."""
    seen, found = revision_of(data), []
    for field in data:
        if not field.startswith(TYPED):
            continue
        name = field.removeprefix(TYPED)
        typed, reason = data.get(field, ""), data.get(REASON + name, data.get(REASON_BEFORE + name, ""))
        if (typed, reason) != (data.get(TYPED_BEFORE + name, ""), data.get(REASON_BEFORE + name, "")):
            found.append(TypedCell(*cell_of_field(name), typed, reason, seen))
    return found


def whole_cells(data: QueryDict) -> list[TypedCell]:
    """Every cell of the page as it stands there."""
    seen, found = revision_of(data), []
    for field in data:
        if field.startswith(TYPED):
            name = field.removeprefix(TYPED)
            typed, reason = data[field], data.get(REASON + name, data.get(REASON_BEFORE + name, ""))
            found.append(TypedCell(*cell_of_field(name), str(typed), str(reason), seen))
    return found


def comes_whole(request: HttpRequest, place: Place) -> bool:
    """Whether nothing of the sheet is kept yet, and the page brings all that is to be: cells, no recommendation."""
    return place.submission is None and not recommendations(request.POST) and not place.came_by_file


def recommendations(data: QueryDict) -> list[Raised]:
    """The recommendations of the page, without those left empty."""
    pairs = zip(data.getlist(WISH), data.getlist(FIELD), strict=False)
    return [Raised(text.strip(), field.strip()) for text, field in pairs if text.strip()]


def remarks(data: QueryDict) -> list[Remark]:
    """What the reviewer said of single figures."""
    found = []
    for field in data:
        if field.startswith(REMARK) and (text := data.get(field, "").strip()):
            indicator, breakdown, _measure = cell_of_field(field.removeprefix(REMARK))
            found.append(Remark(indicator, breakdown, text))
    return found


def opened(place: Place) -> Submission:
    """The place's submission; a new one where nobody has opened the sheet yet."""
    if place.submission is not None:
        return place.submission
    sheet = place.sheet
    return open_submission(sheet.unit, sheet.form, sheet.period, by=place.person, at=place.now)


def keep(request: HttpRequest, place: Place) -> Kept:
    """Keeps what the page sends: changed cells, and the recommendations where they differ."""
    submission = opened(place)
    saved = save_cells(submission, typed_cells(request.POST), by=place.person, at=place.now)
    revision = saved.revision
    if WISH in request.POST:
        seen = request.POST.getlist(WISH_BEFORE)
        revision = keep_recommendations(submission, recommendations(request.POST), seen, place, revision)
    submission.refresh_from_db()
    return Kept(submission, revision, saved.conflicts)


def keep_recommendations(
    submission: Submission, raised: list[Raised], seen: Collection[str], place: Place, revision: int
) -> int:
    """The submission's revision after its recommendations are these, with those that somebody else has added since.

    `seen` are the texts of those that the page showed.
    """
    standing = [Raised(one.text, one.field) for one in submission.recommendations.all()]
    texts = {one.text for one in raised}
    wanted = raised + [one for one in standing if one.text not in seen and one.text not in texts]
    if wanted == standing:
        return revision
    return save_recommendations(submission, wanted, by=place.person, at=place.now, revision=revision)


def conflict_sentence(conflicts: tuple[Conflict, ...]) -> str:
    """What to tell somebody whose cells were not kept."""
    count = len(conflicts)
    sentence = ngettext(
        "%(count)d ô vừa được %(name)s sửa; số của họ được giữ lại. Bạn đã gõ: %(typed)s.",
        "%(count)d ô vừa được %(name)s và người khác sửa; số của họ được giữ lại. Bạn đã gõ: %(typed)s.",
        count,
    )
    typed = "; ".join(conflict.typed or "–" for conflict in conflicts[:10])
    return sentence % {"count": count, "name": conflicts[0].by, "typed": typed}
