"""Where a count of the second ledger comes from: the very rows that were counted, each a link to its own page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from giaoban.analysis.office import last_day
from giaoban.indicators import packs
from giaoban.language.locales import language_of
from giaoban.people import access
from giaoban.people.request import timed
from giaoban.periods.calendars import calendar, days
from giaoban.periods.period import Period, PeriodError, parse
from giaoban.reports.addresses import TOPIC
from giaoban.reports.request import UNIT
from giaoban.reports.work import PROGRAMME, QUESTIONS, RECOMMENDATIONS, TASKS, Work
from giaoban.reports.work_books import work_of
from giaoban.reports.work_functions import ASKED, NAMES
from giaoban.units.registry import tree_at
from giaoban.units.tree import Node, Tree

FRAGMENT = "phan"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was counted, in words, and its page."""

    title: str
    more: str
    address: str


@require_safe
def rows_of_count(request: HttpRequest, register: str, question: str, period: str) -> HttpResponse:
    """The rows of a count as a page; with `phan=1` as the inside of a panel."""
    if question not in QUESTIONS.get(register, ()):
        raise Http404(_("Không có trang này."))
    asked, pack, language = timed(request), packs.current(), language_of(get_language() or "vi")
    when = _period(period)
    tree = tree_at(last_day(when, pack))
    node = _node(tree, request.GET.get(UNIT, ""))
    today = localdate(asked.now)
    access.require(asked.user, access.Verb.SEE, node.unit_id, today)
    within = days(when, calendar(pack.calendar))
    work = work_of(tree, node, within, at=today, language=language)
    context = {
        "name": NAMES[register],
        "asked": ASKED[question],
        "node": node,
        "period": when,
        "on": min(within.last, today),
        "rows": tuple(_rows(work, register, question, request.GET.get(TOPIC, ""))),
        "is_panel": FRAGMENT in request.GET,
    }
    return render(request, "reports/count_rows.html" if context["is_panel"] else "reports/count.html", context)


def _rows(work: Work, register: str, question: str, topic: str) -> Iterable[Row]:
    if register == TASKS:
        for task in work.tasks.get((question, topic), ()):
            more = _("%(unit)s · hạn %(day)s · %(origin)s") % {
                "unit": task.lead,
                "day": task.deadline,
                "origin": task.origin,
            }
            yield Row(task.what, more, reverse("task", args=[task.number]))
    elif register == RECOMMENDATIONS:
        for one in work.recommendations.get(question, ()):
            yield Row(
                one.text, " · ".join(filter(None, (one.unit, one.field))), reverse("recommendation", args=[one.number])
            )
    elif register == PROGRAMME:
        for item in work.programme.get(question, ()):
            more = " · ".join(filter(None, (item.month, item.presenter)))
            yield Row(item.title, more, reverse("programme_item", args=[item.number]))


def _period(code: str) -> Period:
    try:
        return parse(code)
    except PeriodError as error:
        raise Http404(str(error)) from error


def _node(tree: Tree, code: str) -> Node:
    for node in tree:
        if node.code == code:
            return node
    raise Http404(_("Không có trang này."))
