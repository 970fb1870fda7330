"""Requests to explain a figure: the list, asking, answering, closing."""

from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from giaoban.collection import explaining
from giaoban.collection.pages.asking import Desk
from giaoban.collection.pages.board import Choice
from giaoban.collection.permission import require
from giaoban.figures.explanations import AlreadySettled, Place, WordsMissing
from giaoban.figures.models import Explanation
from giaoban.people.access import Verb

ON_A_PAGE = 30
LIST, PAGE, BREAKDOWN, QUESTION, ANSWER = "xem", "trang", "phan-to", "cau-hoi", "tra-loi"
OPEN, ANSWERED, CLOSED = "cho-tra-loi", "da-tra-loi", "da-khep"
LISTS: Final = {
    OPEN: gettext_lazy("Chờ trả lời"),
    ANSWERED: gettext_lazy("Đã trả lời"),
    CLOSED: gettext_lazy("Đã khép lại"),
}


def _list_of(request: Explanation) -> str:
    """On which list a request stands."""
    if request.closed_at is not None:
        return CLOSED
    return OPEN if request.answered_at is None else ANSWERED


@require_safe
def list_of_requests(request: HttpRequest) -> HttpResponse:
    """The requests about the figures of the units that the person sees."""
    desk = Desk(request)
    which = request.GET.get(LIST, OPEN)
    if which not in LISTS:
        raise Http404(_("Không có trang này."))
    by_list = {name: [one for one in desk.readable() if _list_of(one) == name] for name in LISTS}
    page = Paginator(by_list[which], ON_A_PAGE).get_page(request.GET.get(PAGE))
    context = {
        "page": page,
        "shown": [desk.shown(one) for one in page],
        "which": which,
        "lists": [Choice(name, f"?{LIST}={one}", one == which, len(by_list[one])) for one, name in LISTS.items()],
        "kept": f"{LIST}={which}&",
    }
    return render(request, "collection/explanations.html", context)


def ask(request: HttpRequest, unit: str, period: str, indicator: str) -> HttpResponse:
    """Asks the unit about one figure: the form, and sending it."""
    desk = Desk(request)
    when = desk.period(period)
    node = desk.node(unit, when)
    breakdown = request.POST.get(BREAKDOWN, request.GET.get(BREAKDOWN, ""))
    if not explaining.can_be_asked(desk.pack, node, indicator, breakdown):
        raise Http404(_("Không có trang này."))
    place = Place(node.unit_id, indicator, breakdown, when.code)
    explaining.require_reader(desk.person, place, desk.pack, desk.today)
    require(desk.person, Verb.COMPILE, node.unit_id, desk.now)
    fault = ""
    if request.method == "POST":
        try:
            made = explaining.ask(place, request.POST.get(QUESTION, ""), pack=desk.pack, by=desk.person, at=desk.now)
        except WordsMissing as missing:
            fault = str(missing)
        else:
            messages.success(request, _("Đã gửi yêu cầu giải trình tới %(unit)s.") % {"unit": node.name})
            return redirect(explaining.link(made))
    context = {
        "node": node,
        "name": desk.name(place),
        "indicator": desk.pack.indicator(indicator),
        "breakdown": breakdown,
        "period": when,
        "value": explaining.value_of(place),
        "earlier": desk.about(place),
        "question": request.POST.get(QUESTION, request.GET.get(QUESTION, "")),
        "fault": fault,
    }
    return render(request, "collection/ask.html", context, status=422 if fault else 200)


@require_safe
def choose(request: HttpRequest, unit: str, period: str) -> HttpResponse:
    """Chooses the figure to be asked about, of those that the unit gives itself."""
    desk = Desk(request)
    when = desk.period(period)
    node = desk.node(unit, when)
    require(desk.person, Verb.COMPILE, node.unit_id, desk.now)
    wanted = request.GET.get("chi-tieu", "")
    if wanted:
        return redirect("ask_explanation", unit, when.code, wanted)
    asked = [one for one in desk.pack.indicators if explaining.can_be_asked(desk.pack, node, one.code)]
    return render(request, "collection/choose_figure.html", {"node": node, "period": when, "indicators": asked})


@require_safe
def one_request(request: HttpRequest, number: int) -> HttpResponse:
    """One request: the figure, the question, the answer or the field for it."""
    desk = Desk(request)
    return render(request, "collection/explanation.html", desk.page(desk.request(number)))


@require_POST
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """The unit's answer."""
    desk = Desk(request)
    found = desk.request(number)
    try:
        explaining.answer(found, request.POST.get(ANSWER, ""), pack=desk.pack, by=desk.person, at=desk.now)
    except WordsMissing as missing:
        page = desk.page(found) | {"fault": str(missing)}
        return render(request, "collection/explanation.html", page, status=422)
    except AlreadySettled as settled:
        page = desk.page(desk.request(number)) | {"fault": str(settled), "unsent": request.POST.get(ANSWER, "")}
        return render(request, "collection/explanation.html", page, status=settled.status)
    messages.success(request, _("Đã gửi câu trả lời."))
    return redirect("explanation", number)


@require_POST
def close(request: HttpRequest, number: int) -> HttpResponse:
    """The office is content, or asks no more."""
    desk = Desk(request)
    found = desk.request(number)
    try:
        explaining.close(found, pack=desk.pack, by=desk.person, at=desk.now)
    except AlreadySettled as settled:
        messages.warning(request, str(settled))
    else:
        messages.success(request, _("Đã khép lại yêu cầu giải trình."))
    return redirect("explanation", number)
