"""Reminding units, and giving them more time."""

from datetime import date
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from giaoban.collection.board import Board, Cell, board
from giaoban.collection.chasing import Owed, Reminded, extend, owed, remind
from giaoban.collection.due import WrongExtension
from giaoban.collection.pages.board import owed_late
from giaoban.collection.pages.office import OfficeView, acting_for_office
from giaoban.collection.permission import require
from giaoban.indicators.catalogue import Form
from giaoban.language.dates import write_date
from giaoban.people.access import NotYourRole, Verb
from giaoban.units.tree import Node

UNIT, FORM, DAY, REASON, NEXT = "don-vi", "bieu", "han", "ly-do", "ve"
MOST_NAMED: Final = 5
"""So many units are named in a message; of more the number is told."""


@require_POST
@acting_for_office
def send_reminders(request: HttpRequest, view: OfficeView) -> HttpResponse:
    """Reminds one unit, or without a unit every one that is late and that the person's office receives from."""
    code = request.POST.get(UNIT, "")
    if code:
        node = view.node(code)
        wanted = owed(_board(view, node).rows, view.part)
        require(view.person, Verb.COMPILE, node.unit_id, view.now)
    elif not view.receives:
        raise NotYourRole(_("Chỉ văn phòng nhận báo cáo mới nhắc được các đơn vị."))
    else:
        found = board(view.part, view.nodes, pack=view.pack, today=view.today)
        wanted = owed_late(found, view)
    done = remind(wanted, by=view.person, at=view.now)
    for level, text in said(done):
        messages.add_message(request, level, text)
    return redirect(way_back(request, view))


@acting_for_office
def extension(request: HttpRequest, view: OfficeView) -> HttpResponse:
    """Asks for the new day and the reason, and grants it."""
    asked = request.POST if request.method == "POST" else request.GET
    node = view.node(asked.get(UNIT, ""))
    require(view.person, Verb.COMPILE, node.unit_id, view.now)
    row = next(iter(_board(view, node).rows), None)
    if row is None:
        raise Http404(_("Không có trang này."))
    form = _form_of([cell.form for cell in (*row.missing, *row.asked)], asked.get(FORM, ""))
    fault = ""
    if request.method == "POST":
        fault = _grant(request, view, Owed(node, _cell_of(row.asked, form), view.part))
        if not fault:
            return redirect(way_back(request, view))
    context = {
        "view": view,
        "node": node,
        "cells": row.asked,
        "chosen": _cell_of(row.asked, form),
        "day": asked.get(DAY, ""),
        "reason": asked.get(REASON, ""),
        "fault": fault,
        "next": way_back(request, view),
    }
    return render(request, "collection/extension.html", context, status=422 if fault else 200)


def said(done: Reminded) -> list[tuple[int, str]]:
    """What became of a reminding, in sentences with their level."""
    found = []
    if done.sent:
        words = ngettext(
            "Đã nhắc %(count)d biểu của %(units)s; %(persons)d người nhận được thông báo.",
            "Đã nhắc %(count)d biểu của %(units)s; %(persons)d người nhận được thông báo.",
            len(done.sent),
        )
        values = {"count": len(done.sent), "units": _named([one.node for one in done.sent]), "persons": done.persons}
        found.append((messages.SUCCESS, words % values))
    if done.already:
        words = ngettext(
            "%(count)d biểu của %(units)s hôm nay đã được nhắc: mỗi biểu chỉ nhắc một lần một ngày.",
            "%(count)d biểu của %(units)s hôm nay đã được nhắc: mỗi biểu chỉ nhắc một lần một ngày.",
            len(done.already),
        )
        found.append(
            (messages.INFO, words % {"count": len(done.already), "units": _named([one.node for one in done.already])})
        )
    if done.unreachable:
        words = _("Chưa nhắc được %(units)s: đơn vị chưa có tài khoản báo cáo; hãy nhờ người quản trị cấp.")
        found.append((messages.WARNING, words % {"units": _named([one.node for one in done.unreachable])}))
    return found or [(messages.INFO, _("Không có biểu nào phải nhắc."))]


def way_back(request: HttpRequest, view: OfficeView) -> str:
    """Where the person came from, if it is a page of ours; else the board."""
    back = request.POST.get(NEXT) or request.GET.get(NEXT) or ""
    if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return back
    return f"{reverse('board')}?{view.query}"


def _board(view: OfficeView, node: Node) -> Board:
    return board(view.part, [node], pack=view.pack, today=view.today)


def _named(nodes: list[Node]) -> str:
    """`Huyện ủy Mường Sẻ, Huyện ủy Cồn Sim`, or how many there are."""
    names = list(dict.fromkeys(node.name for node in nodes))
    if len(names) <= MOST_NAMED:
        return ", ".join(names)
    return ngettext("%(count)d đơn vị", "%(count)d đơn vị", len(names)) % {"count": len(names)}


def _form_of(forms: list[Form], code: str) -> Form:
    """The form of that code; without one the first, which is what the unit owes most urgently."""
    if not code:
        return forms[0]
    found = next((form for form in forms if form.code == code), None)
    if found is None:
        raise Http404(_("Không có trang này."))
    return found


def _cell_of(cells: tuple[Cell, ...], form: Form) -> Cell:
    return next(cell for cell in cells if cell.form.code == form.code)


def _grant(request: HttpRequest, view: OfficeView, sheet: Owed) -> str:
    """Grants what was asked; what is wrong with it, or nothing."""
    try:
        day = date.fromisoformat(request.POST.get(DAY, ""))
    except ValueError:
        return _("Chưa chọn hạn mới: hãy chọn một ngày.")
    try:
        granted = extend(sheet, day, request.POST.get(REASON, ""), by=view.person, at=view.now)
    except WrongExtension as wrong:
        return str(wrong)
    words = _("Đã gia hạn biểu “%(form)s” của %(unit)s đến %(day)s.")
    values = {
        "form": sheet.cell.form.name.in_language(view.language),
        "unit": sheet.node.name,
        "day": write_date(granted.due, view.language),
    }
    messages.success(request, words % values)
    return ""
