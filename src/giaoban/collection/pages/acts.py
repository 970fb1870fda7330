"""What people do with a sheet: each act a view of its own, answered by the sheet's page, or by why it cannot be done."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.collection import submitting
from giaoban.collection.drafts import NotAsked
from giaoban.collection.life import IllegalMove
from giaoban.collection.models import Submission
from giaoban.collection.moving import Overtaken, WordMissing
from giaoban.collection.pages.place import Place, at_the_sheet
from giaoban.collection.pages.posted import (
    comes_whole,
    conflict_sentence,
    keep,
    opened,
    remarks,
    revision_of,
    whole_cells,
)
from giaoban.collection.posting import BooksDiffer
from giaoban.collection.raising import RecommendationRefused
from giaoban.collection.sheet import NoSuchSheet

SHOWN_PROBLEMS = "kiem-tra"
"""Query parameter: the page opens with its list of problems."""


@require_POST
@at_the_sheet
def save(request: HttpRequest, place: Place) -> HttpResponse:
    """Keeps what is typed, for a browser without scripts."""
    try:
        kept = keep(request, place)
    except RecommendationRefused as refused:
        messages.warning(request, str(refused))
        return redirect(place.address)
    except (IllegalMove, NotAsked) as refused:
        return refused_page(request, place, refused)
    if kept.conflicts:
        messages.warning(request, conflict_sentence(kept.conflicts))
    else:
        messages.success(request, _("Đã lưu bản nháp."))
    return redirect(place.address)


@require_POST
@at_the_sheet
def submit(request: HttpRequest, place: Place) -> HttpResponse:
    """Keeps what is typed and hands the sheet to the unit's leader."""
    try:
        if comes_whole(request, place) and _handed_in_whole(request, place):
            messages.success(request, _("Đã trình lãnh đạo đơn vị duyệt."))
            return redirect(place.address)
        kept = keep(request, place)
        if kept.conflicts:
            messages.warning(request, conflict_sentence(kept.conflicts))
            return redirect(place.address)
        submitting.submit(kept.submission, by=place.person, at=place.now, revision=kept.revision)
    except submitting.NotYetRight as wrong:
        messages.warning(request, str(wrong))
        return redirect(f"{place.address}?{SHOWN_PROBLEMS}=1")
    except RecommendationRefused as refused:
        messages.warning(request, str(refused))
        return redirect(place.address)
    except (IllegalMove, NotAsked) as refused:
        return refused_page(request, place, refused)
    messages.success(request, _("Đã trình lãnh đạo đơn vị duyệt."))
    return redirect(place.address)


def _handed_in_whole(request: HttpRequest, place: Place) -> bool:
    """Hands in a sheet that nobody has opened, at once.

    False, with nothing kept, where it is not right yet or somebody has just opened it: then it is kept as a draft first.
    """
    unit, form, period = place.sheet.unit, place.sheet.form, place.sheet.period
    try:
        submitting.submit_whole(unit, form, period, whole_cells(request.POST), by=place.person, at=place.now)
    except (submitting.NotYetRight, Overtaken):
        return False
    return True


@require_POST
@at_the_sheet
def recall(request: HttpRequest, place: Place) -> HttpResponse:
    """Takes the sheet back."""
    revision = revision_of(request.POST)
    return _carried_out(
        request,
        place,
        lambda submission: submitting.recall(submission, by=place.person, at=place.now, revision=revision),
        _("Đã rút báo cáo về để sửa."),
    )


@require_POST
@at_the_sheet
def approve(request: HttpRequest, place: Place) -> HttpResponse:
    """The unit's leader stands by the figures."""
    revision, text = revision_of(request.POST), request.POST.get("y-kien-duyet", "")
    return _carried_out(
        request,
        place,
        lambda submission: submitting.approve(submission, by=place.person, at=place.now, revision=revision, text=text),
        _("Đã duyệt. Báo cáo chờ văn phòng cấp trên ghi sổ."),
    )


@require_POST
@at_the_sheet
def give_back(request: HttpRequest, place: Place) -> HttpResponse:
    """Returns the sheet with remarks on single figures."""
    revision, text, said = revision_of(request.POST), request.POST.get("ly-do-tra", ""), remarks(request.POST)
    return _carried_out(
        request,
        place,
        lambda submission: submitting.give_back(
            submission, said, text, by=place.person, at=place.now, revision=revision
        ),
        _("Đã trả lại đơn vị."),
    )


@require_POST
@at_the_sheet
def accept(request: HttpRequest, place: Place) -> HttpResponse:
    """Takes the figures to the ledger."""
    revision, reason = revision_of(request.POST), request.POST.get("ly-do-ghi", "")
    return _carried_out(
        request,
        place,
        lambda submission: submitting.accept(
            submission, by=place.person, at=place.now, revision=revision, reason=reason
        ),
        _("Đã ghi vào sổ số liệu."),
    )


@require_POST
@at_the_sheet
def reopen(request: HttpRequest, place: Place) -> HttpResponse:
    """Opens posted figures for a correction."""
    revision, reason = revision_of(request.POST), request.POST.get("ly-do", "")
    return _carried_out(
        request,
        place,
        lambda submission: submitting.reopen(submission, reason, by=place.person, at=place.now, revision=revision),
        _("Đã mở biểu để đính chính."),
    )


@require_POST
@at_the_sheet
def set_estimate(request: HttpRequest, place: Place) -> HttpResponse:
    """Marks the sheet as an early estimate, or as the figures themselves."""
    is_estimate = request.POST.get("uoc") == "1"
    try:
        if place.may_type:
            kept = keep(request, place)
            submission, revision = kept.submission, kept.revision
        else:
            submission, revision = _standing(place), revision_of(request.POST)
        submitting.set_estimate(submission, is_estimate, by=place.person, at=place.now, revision=revision)
    except RecommendationRefused as refused:
        messages.warning(request, str(refused))
        return redirect(place.address)
    except (IllegalMove, NotAsked) as refused:
        return refused_page(request, place, refused)
    sentence = (
        _("Biểu này nay là số ước, sẽ được thay bằng số chính thức.")
        if is_estimate
        else _("Biểu này nay là số chính thức.")
    )
    messages.success(request, sentence)
    return redirect(place.address)


def _carried_out(request: HttpRequest, place: Place, act: Callable[[Submission], object], done: str) -> HttpResponse:
    """Does it; back to the sheet with what was done, or 409 with why not."""
    try:
        act(_standing(place))
    except (BooksDiffer, WordMissing) as missing:
        messages.warning(request, str(missing))
        return redirect(place.address)
    except IllegalMove as refused:
        return refused_page(request, place, refused)
    messages.success(request, done)
    return redirect(place.address)


def _standing(place: Place) -> Submission:
    """The submission; where a file has brought the whole sheet it is made when its figures are to be corrected."""
    if place.submission is not None:
        return place.submission
    if not place.came_by_file:
        raise NoSuchSheet
    return opened(place)


def refused_page(request: HttpRequest, place: Place, refusal: Exception) -> HttpResponse:
    """Why it cannot be done, with the way back to the sheet."""
    return render(request, "collection/refused.html", {"place": place, "message": str(refusal)}, status=409)
