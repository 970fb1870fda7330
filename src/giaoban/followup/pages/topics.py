"""Keeping a topic: founding and changing it, its documents, its end. The topic's own page is composed by the site."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.followup import topic_acts
from giaoban.followup.models import Topic, TopicDocument
from giaoban.followup.pages.desk import Desk, refused_page
from giaoban.followup.pages.programme_typed import Faults, attempt, day, mark_of, marks, typed
from giaoban.followup.topic_acts import NotAsItStands
from giaoban.followup.topic_rows import topic_seen
from giaoban.indicators import packs
from giaoban.indicators.catalogue import Indicator, Kind
from giaoban.people.access import NotYourRole, Verb

UNIT, CODE, NAME, ABOUT, STARTED, INDICATORS = "don-vi", "ma", "ten", "muc-dich", "tu", "chi-tieu"
DAY, NUMBER, TITLE, SEEN = "ngay", "so", "trich-yeu", "thay-doi"


def topic_new(request: HttpRequest) -> HttpResponse:
    """A new topic: the form, and sending it."""
    desk = Desk(request)
    units = desk.nodes(desk.units_where(Verb.COMPILE))
    if not units:
        raise NotYourRole(_("Chỉ văn phòng mới lập chuyên đề."))
    asked = request.POST if request.method == "POST" else request.GET
    unit = next((node for node in units if node.code == asked.get(UNIT)), units[0])
    faults: Faults = {}
    if request.method == "POST":
        made, faults = attempt(lambda: _founded(request, desk, units[0].code))
        if made is not None:
            messages.success(request, _("Đã lập chuyên đề “%(name)s”.") % {"name": made.name})
            return redirect("topic", made.code)
    given = typed(request) if request.method == "POST" else {"tu": f"{desk.today:%Y-%m-%d}"}
    chosen = request.POST.getlist(INDICATORS)
    return _form(request, desk, {"units": units, "unit": unit, "typed": given, "chosen": chosen}, faults)


def topic_change(request: HttpRequest, code: str) -> HttpResponse:
    """Another name, purpose or other indicators: the form, and sending it."""
    desk = Desk(request)
    topic = topic_seen(desk.person, code, desk.today)
    topic_acts.require_keeper(topic, desk.person, desk.now)
    faults: Faults = {}
    if request.method == "POST":
        try:
            changed, faults = attempt(lambda: _changed(request, topic, desk))
        except NotAsItStands as closed:
            return refused_page(request, closed, reverse("topic", args=[code]))
        if changed is not None:
            messages.success(request, _("Đã lưu chuyên đề."))
            return redirect("topic", code)
    if request.method == "POST":
        given, chosen = typed(request), request.POST.getlist(INDICATORS)
    else:
        given = {
            "thay_doi": topic.changed_at.isoformat(),
            "ten": topic.name,
            "muc_dich": topic.about,
            "tu": f"{topic.started_on:%Y-%m-%d}",
        }
        chosen = [one.indicator for one in topic.indicators.all()]
    return _form(request, desk, {"topic": topic, "typed": given, "chosen": chosen}, faults)


@require_POST
def topic_close(request: HttpRequest, code: str) -> HttpResponse:
    """The topic ends."""
    return _carried_out(
        request,
        code,
        lambda topic, desk: topic_acts.close(topic, day(request, DAY, desk), by=desk.person, at=desk.now),
        _("Đã kết thúc chuyên đề; mọi nội dung vẫn xem được."),
    )


@require_POST
def topic_resume(request: HttpRequest, code: str) -> HttpResponse:
    """The topic goes on."""
    return _carried_out(
        request,
        code,
        lambda topic, desk: topic_acts.resume(topic, by=desk.person, at=desk.now),
        _("Đã mở lại chuyên đề."),
    )


@require_POST
def document_cite(request: HttpRequest, code: str) -> HttpResponse:
    """One more document."""
    return _carried_out(
        request,
        code,
        lambda topic, desk: topic_acts.cite(
            topic,
            request.POST.get(NUMBER, ""),
            request.POST.get(TITLE, ""),
            day(request, DAY, desk),
            mark=mark_of(request),
            by=desk.person,
            at=desk.now,
        ),
        _("Đã thêm văn bản."),
    )


@require_POST
def document_withdraw(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One document less."""

    def withdraw(topic: Topic, desk: Desk) -> Topic:
        document = get_object_or_404(TopicDocument.objects.select_related("topic"), pk=number, topic=topic)
        topic_acts.withdraw(document, by=desk.person, at=desk.now)
        return topic

    return _carried_out(request, code, withdraw, _("Đã bỏ văn bản khỏi chuyên đề."))


def _founded(request: HttpRequest, desk: Desk, usual: str) -> Topic:
    return topic_acts.found(
        desk.unit(request.POST.get(UNIT) or usual).unit_id,
        request.POST.get(CODE, ""),
        request.POST.get(NAME, ""),
        about=request.POST.get(ABOUT, ""),
        started_on=day(request, STARTED, desk),
        indicators=request.POST.getlist(INDICATORS),
        mark=mark_of(request),
        by=desk.person,
        at=desk.now,
    )


def _changed(request: HttpRequest, topic: Topic, desk: Desk) -> Topic:
    return topic_acts.change(
        topic,
        request.POST.get(NAME, ""),
        about=request.POST.get(ABOUT, ""),
        started_on=day(request, STARTED, desk),
        indicators=request.POST.getlist(INDICATORS),
        mark=mark_of(request),
        by=desk.person,
        at=desk.now,
        seen=_seen(request),
    )


def _seen(request: HttpRequest) -> datetime:
    """When the topic was last changed as the form had it; never, where the form does not say."""
    try:
        return datetime.fromisoformat(request.POST.get(SEEN, ""))
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


def _form(request: HttpRequest, desk: Desk, context: dict[str, Any], faults: Faults) -> HttpResponse:
    page = {"desk": desk, "faults": faults, "marks": marks(), "indicators": _indicators(desk), **context}
    return render(request, "followup/topic_form.html", page, status=422 if faults else 200)


def _indicators(desk: Desk) -> list[tuple[Indicator, str]]:
    """The pack's indicators that have numbers, with their names."""
    known = [one for one in packs.current().indicators if one.kind is not Kind.TEXT]
    return [(one, one.name.in_language(desk.language)) for one in known]


def _carried_out(request: HttpRequest, code: str, act: Callable[[Topic, Desk], object], done: str) -> HttpResponse:
    """Does it; back to the topic with what was done, 409 with why not, 422 with the form that asks again."""
    desk = Desk(request)
    topic = topic_seen(desk.person, code, desk.today)
    topic_acts.require_keeper(topic, desk.person, desk.now)
    try:
        made, faults = attempt(lambda: (act(topic, desk),))
    except NotAsItStands as refused:
        return refused_page(request, refused, reverse("topic", args=[code]))
    if made is None:
        context = {
            "topic": topic,
            "desk": desk,
            "faults": faults,
            "typed": typed(request),
            "marks": marks(),
            "cites": request.resolver_match is not None and request.resolver_match.url_name == "document_cite",
            "action": request.path,
        }
        return render(request, "followup/topic_again.html", context, status=422)
    messages.success(request, done)
    return redirect("topic", code)
