"""One recommendation: what is asked, its parts, its answer, its story, and what this person may do about it now."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from giaoban.followup import recommendation_acts as acts
from giaoban.followup.models import DecidingLevel, Recommendation
from giaoban.followup.models import RecommendationAct as Act
from giaoban.followup.models import RecommendationState as State
from giaoban.followup.pages.desk import Desk, refused_page, revision_of
from giaoban.followup.pages.programme_typed import Faults, attempt, day, typed, unit_or_none
from giaoban.followup.pages.recommendations import FIELD, LEVEL, fields_known
from giaoban.followup.pages.recommendations_shown import shown
from giaoban.followup.recommendation_life import WAITS_FOR_OWNER, IllegalMove, Side, moves
from giaoban.followup.recommendation_moving import RecommendationRefused, step_of
from giaoban.followup.recommendation_sight import recommendation_seen, sides_of
from giaoban.people.access import Verb

TEXT, WORD, OWNER, DUE, DAY, TO = "noi-dung", "y-kien", "co-quan", "han", "ngay", "gui-toi"
FIRST: Final[Mapping[State, Act]] = {
    State.RECEIVED: Act.CLASSIFIED,
    State.CLASSIFIED: Act.PASSED_ON,
    State.PASSED_ON: Act.STARTED,
    State.IN_PROGRESS: Act.ANSWERED,
    State.DEFERRED: Act.STARTED,
    State.SENT_UP: Act.ANSWERED,
    State.ANSWERED: Act.CONFIRMED,
}
"""What comes next on the straight way: shown open, with the page's primary button, to whom it belongs."""
Doing = Callable[[Recommendation, Desk, Mapping[str, Any]], Recommendation]


@require_safe
def recommendation(request: HttpRequest, number: int) -> HttpResponse:
    """How it stands."""
    desk = Desk(request)
    return _page(request, desk, recommendation_seen(desk.person, number, desk.today))


@require_POST
def recommendation_classify(request: HttpRequest, number: int) -> HttpResponse:
    """The office says which field and which level it belongs to."""

    def doing(one: Recommendation, desk: Desk, who: Mapping[str, Any]) -> Recommendation:
        return acts.classify(one, request.POST.get(FIELD, ""), request.POST.get(LEVEL, ""), **who)

    return _carried_out(request, number, Act.CLASSIFIED, doing, gettext_lazy("Đã phân loại kiến nghị."))


@require_POST
def recommendation_pass_on(request: HttpRequest, number: int) -> HttpResponse:
    """The office gives it to the one body that answers."""

    def doing(one: Recommendation, desk: Desk, who: Mapping[str, Any]) -> Recommendation:
        owner_id = unit_or_none(request, OWNER, desk)
        if owner_id is None:
            raise RecommendationRefused(OWNER, _("Hãy chọn cơ quan, đơn vị giải quyết trong danh sách."))
        return acts.pass_on(one, owner_id, day(request, DUE, desk), note=request.POST.get(WORD, ""), **who)

    return _carried_out(request, number, Act.PASSED_ON, doing, gettext_lazy("Đã chuyển kiến nghị để giải quyết."))


@require_POST
def recommendation_start(request: HttpRequest, number: int) -> HttpResponse:
    """The owner takes it up."""

    def doing(one: Recommendation, desk: Desk, who: Mapping[str, Any]) -> Recommendation:
        return acts.start(one, **who)

    return _carried_out(request, number, Act.STARTED, doing, gettext_lazy("Kiến nghị đang được giải quyết."))


@require_POST
def recommendation_progress(request: HttpRequest, number: int) -> HttpResponse:
    """How far it has come."""

    def doing(one: Recommendation, desk: Desk, who: Mapping[str, Any]) -> Recommendation:
        return acts.progress(one, request.POST.get(TEXT, ""), **who)

    return _carried_out(request, number, Act.PROGRESSED, doing, gettext_lazy("Đã ghi tiến độ."))


@require_POST
def recommendation_answer(request: HttpRequest, number: int) -> HttpResponse:
    """The answer, with its day."""

    def doing(one: Recommendation, desk: Desk, who: Mapping[str, Any]) -> Recommendation:
        return acts.answer(one, request.POST.get(TEXT, ""), day(request, DAY, desk), **who)

    return _carried_out(request, number, Act.ANSWERED, doing, gettext_lazy("Đã trả lời, chờ nơi kiến nghị xác nhận."))


@require_POST
def recommendation_confirm(request: HttpRequest, number: int) -> HttpResponse:
    """The unit that raised it says that it is settled."""

    def doing(one: Recommendation, desk: Desk, who: Mapping[str, Any]) -> Recommendation:
        return acts.confirm(one, text=request.POST.get(WORD, ""), **who)

    return _carried_out(request, number, Act.CONFIRMED, doing, gettext_lazy("Đã xác nhận kiến nghị giải quyết xong."))


@require_POST
def recommendation_dispute(request: HttpRequest, number: int) -> HttpResponse:
    """The unit that raised it does not accept the answer."""

    def doing(one: Recommendation, desk: Desk, who: Mapping[str, Any]) -> Recommendation:
        return acts.dispute(one, request.POST.get(TEXT, ""), **who)

    return _carried_out(
        request, number, Act.DISPUTED, doing, gettext_lazy("Đã gửi ý kiến, kiến nghị được giải quyết tiếp.")
    )


@require_POST
def recommendation_defer(request: HttpRequest, number: int) -> HttpResponse:
    """It must wait, by a timetable."""

    def doing(one: Recommendation, desk: Desk, who: Mapping[str, Any]) -> Recommendation:
        return acts.defer(one, request.POST.get(TEXT, ""), **who)

    return _carried_out(request, number, Act.DEFERRED, doing, gettext_lazy("Đã ghi lộ trình giải quyết."))


@require_POST
def recommendation_send_up(request: HttpRequest, number: int) -> HttpResponse:
    """It goes further up."""

    def doing(one: Recommendation, desk: Desk, who: Mapping[str, Any]) -> Recommendation:
        return acts.send_up(one, request.POST.get(TO, ""), **who)

    return _carried_out(request, number, Act.SENT_UP, doing, gettext_lazy("Đã ghi việc kiến nghị lên cấp trên."))


@require_POST
def recommendation_withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """The unit that raised it takes it back."""

    def doing(one: Recommendation, desk: Desk, who: Mapping[str, Any]) -> Recommendation:
        return acts.withdraw(one, request.POST.get(TEXT, ""), **who)

    return _carried_out(request, number, Act.WITHDRAWN, doing, gettext_lazy("Đã rút kiến nghị."))


def who_acts(request: HttpRequest, desk: Desk) -> dict[str, Any]:
    """Who acts, when, and which revision they saw."""
    return {"by": desk.person, "at": desk.now, "revision": revision_of(request)}


def _carried_out(request: HttpRequest, number: int, act: Act, doing: Doing, done: str | Promise) -> HttpResponse:
    """Does it and leads back to the recommendation; what was typed comes back where it cannot be taken."""
    desk = Desk(request)
    found = recommendation_seen(desk.person, number, desk.today)
    try:
        # Whose turn it is comes before what they typed.
        step_of(found, act, **who_acts(request, desk))
        moved, faults = attempt(lambda: doing(found, desk, who_acts(request, desk)))
    except IllegalMove as refusal:
        return refused_page(request, refusal, reverse("recommendation", args=[number]), status=refusal.status)
    if moved is None:
        return _page(request, desk, found, act, faults)
    messages.success(request, str(done))
    return redirect("recommendation", number)


def _first(found: Recommendation, held: frozenset[Side]) -> Act | None:
    """What comes next, where it is this person's; an office that may answer for an owner is not asked to."""
    for_another = Side.OFFICE in held and found.owner_id not in {None, found.receiver_id}
    return None if for_another and found.state in WAITS_FOR_OWNER else FIRST.get(State(found.state))


def _page(
    request: HttpRequest,
    desk: Desk,
    found: Recommendation,
    open_act: Act | None = None,
    faults: Faults | None = None,
) -> HttpResponse:
    held = sides_of(found, desk.person, desk.today)
    may_do = [move.act for move in moves(State(found.state), held, is_part=found.parent_id is not None)]
    first = _first(found, held)
    parts = list(found.parts.order_by("pk"))
    events = list(found.events.select_related("person"))
    context = {
        "desk": desk,
        "one": shown([found], desk, parts)[0],
        "parts": shown(parts, desk),
        "events": events,
        "acts": {act.value for act in may_do},
        "first": first.value if first is not None and first in may_do else "",
        "owners": desk.nodes(desk.units_where(Verb.SEE)) if Act.PASSED_ON in may_do else (),
        "owner_code": next((node.code for node in desk.tree if node.unit_id == found.owner_id), ""),
        "fields": fields_known(desk) if Act.CLASSIFIED in may_do else (),
        "levels": [(level.value, level.label) for level in DecidingLevel],
        "open_act": open_act.value if open_act else "",
        "typed": typed(request),
        "faults": faults or {},
    }
    return render(request, "followup/recommendation.html", context, status=422 if faults else 200)
