"""The agenda is made: items added, changed, moved up and down, taken off, taken over from what is proposed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from giaoban.meetings import agenda, proposing
from giaoban.meetings.agenda import timetable
from giaoban.meetings.life import CHANGEABLE
from giaoban.meetings.models import AgendaItem
from giaoban.meetings.pages.acting import carried_out, require_duty
from giaoban.meetings.pages.desk import Desk, revision_of
from giaoban.meetings.pages.offering import bindings, choices
from giaoban.meetings.pages.typed import Faults, item_words, typed
from giaoban.meetings.sight import Standing
from giaoban.units.tree import Node

DIRECTION, UP, KEYS = "huong", "len", "de-xuat"


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_agenda(request: HttpRequest, number: int) -> HttpResponse:
    """The items, what is proposed, and a form for one more."""
    if request.method != "POST":
        desk = Desk(request)
        return agenda_page(request, desk, desk.standing(number), {})
    return carried_out(
        request,
        number,
        lambda desk, standing: agenda.add_item(
            standing.meeting, item_words(request, desk), by=desk.person, at=desk.now, revision=revision_of(request.POST)
        ),
        _("Đã thêm nội dung."),
        agenda_page,
        back=_back(number),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_item(request: HttpRequest, number: int, item: int) -> HttpResponse:
    """Other words for an item."""

    def page(request: HttpRequest, desk: Desk, standing: Standing, faults: Faults) -> HttpResponse:
        return _item_page(request, desk, standing, desk.item(standing, item), faults)

    if request.method != "POST":
        desk = Desk(request)
        return page(request, desk, desk.standing(number), {})
    return carried_out(
        request,
        number,
        lambda desk, standing: agenda.change_item(
            standing.meeting,
            item,
            item_words(request, desk),
            by=desk.person,
            at=desk.now,
            revision=revision_of(request.POST),
        ),
        _("Đã sửa nội dung."),
        page,
        back=_back(number),
    )


@require_POST
def agenda_move(request: HttpRequest, number: int, item: int) -> HttpResponse:
    """One place up or down."""
    places = -1 if request.POST.get(DIRECTION) == UP else 1
    return carried_out(
        request,
        number,
        lambda desk, standing: agenda.move_item(
            standing.meeting, item, places, by=desk.person, at=desk.now, revision=revision_of(request.POST)
        ),
        _("Đã đổi thứ tự."),
        agenda_page,
        back=f"{_back(number)}#noi-dung-{item}",
    )


@require_POST
def agenda_remove(request: HttpRequest, number: int, item: int) -> HttpResponse:
    """An item is taken off."""
    return carried_out(
        request,
        number,
        lambda desk, standing: agenda.remove_item(
            standing.meeting, item, by=desk.person, at=desk.now, revision=revision_of(request.POST)
        ),
        _("Đã bỏ nội dung."),
        agenda_page,
        back=_back(number),
    )


@require_POST
def agenda_take_over(request: HttpRequest, number: int) -> HttpResponse:
    """What is proposed is put on the agenda."""
    return carried_out(
        request,
        number,
        lambda desk, standing: proposing.take_over(
            standing.meeting,
            request.POST.getlist(KEYS),
            by=desk.person,
            at=desk.now,
            revision=revision_of(request.POST),
        ),
        _("Đã đưa vào chương trình."),
        agenda_page,
        back=_back(number),
    )


def agenda_page(request: HttpRequest, desk: Desk, standing: Standing, faults: Faults) -> HttpResponse:
    """The page on which the agenda is made, for who prepares the meeting."""
    require_duty(standing)
    found = standing.meeting
    items = list(found.items.select_related("topic", "task"))
    table = timetable(items, found.starts_at, found.ends_at)
    proposed = proposing.proposals(found, by=desk.person, at=desk.now) if found.state in CHANGEABLE else ()
    units = [item.presenter_unit_id for item in items] + [one.words.presenter_unit_id for one in proposed]
    context = {
        **choices(desk),
        "standing": standing,
        "meeting": found,
        "table": table,
        "over": -table.spare,
        "last": len(items),
        "groups": _groups(proposed),
        "names": desk.names(units),
        "is_changeable": found.state in CHANGEABLE,
        "bindings": bindings(desk),
        "presenters": _presenters(desk, standing),
        "faults": faults,
        "typed": typed(request) if faults else {"so_phut": "10"},
    }
    return render(request, "meetings/agenda.html", context, status=422 if faults else 200)


def _item_page(request: HttpRequest, desk: Desk, standing: Standing, item: AgendaItem, faults: Faults) -> HttpResponse:
    require_duty(standing)
    node = desk.node(item.presenter_unit_id)
    bound = ":".join(part for part in (item.binding, item.subject or str(item.topic_id or "")) if part)
    kept = {
        "ten": item.title,
        "so_phut": str(item.minutes),
        "nguoi_trinh_bay": item.presenter,
        "don_vi_trinh_bay": node.code if node else "",
        "gan_voi": bound,
    }
    context = {
        **choices(desk),
        "meeting": standing.meeting,
        "item": item,
        "bindings": bindings(desk),
        "presenters": _presenters(desk, standing),
        "faults": faults,
        "typed": typed(request) if faults else kept,
    }
    return render(request, "meetings/agenda_item.html", context, status=422 if faults else 200)


def _presenters(desk: Desk, standing: Standing) -> list[Node]:
    """The unit that holds the meeting, those one level below, and those that take part, in the tree's order."""
    node = desk.node(standing.meeting.unit_id)
    wanted = set(standing.meeting.participants.values_list("unit_id", flat=True))
    if node is not None:
        wanted |= {one.unit_id for one in (node, *desk.tree.children(node))}
    return [one for one in desk.tree if one.unit_id in wanted]


def _groups(proposed: tuple[proposing.Proposal, ...]) -> list[tuple[str, list[proposing.Proposal]]]:
    """What is proposed under the reason for it."""
    names = {
        proposing.Why.CONCLUSION: _("Kết luận của các buổi trước chưa xong"),
        proposing.Why.OVERDUE_TASK: _("Nhiệm vụ quá hạn"),
        proposing.Why.RECOMMENDATION: _("Kiến nghị quá hạn trả lời"),
        proposing.Why.BEHIND: _("Đơn vị có chỉ tiêu chậm tiến độ"),
        proposing.Why.TOPIC: _("Chuyên đề"),
        proposing.Why.PROGRAMME: _("Chương trình làm việc của tháng"),
    }
    found = ((name, [one for one in proposed if one.why is why]) for why, name in names.items())
    return [(name, group) for name, group in found if group]


def _back(number: int) -> str:
    return reverse("meeting_agenda", args=[number])
