"""The checks: what was found in the figures of a period, by severity, and what was done about each."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from giaoban.collection.explaining import can_be_asked
from giaoban.collection.findings import FOUND_BY_NAMES, SEVERITIES, SEVERITY_NAMES, Finding, find
from giaoban.collection.findings_done import Case, Corrected, ReasonMissing, cases, corrections, judge, visible
from giaoban.collection.models import Verdict
from giaoban.collection.pages.board import Choice
from giaoban.collection.pages.chase import way_back
from giaoban.collection.pages.office import OfficeView, acting_for_office, seen_from_office
from giaoban.collection.pages.place import READERS
from giaoban.people.access import units_where
from giaoban.units.tree import Node

ON_A_PAGE = 30
DONE, SEVERITY, UNIT, PAGE = "xu-ly", "muc", "don-vi", "trang"
OPEN, SETTLED, CORRECTED = "mo", "xong", "dinh-chinh"
LISTS: Final = {
    OPEN: gettext_lazy("Cần xem"),
    SETTLED: gettext_lazy("Đã giải thích, công nhận"),
    CORRECTED: gettext_lazy("Đã đính chính"),
}


@dataclass(frozen=True, slots=True)
class ShownCase:
    """A case with its words, and what this person may do about it."""

    case: Case
    name: str
    form: str
    found_by: str | Promise
    may_judge: bool
    may_ask: bool
    may_open: bool

    @property
    def finding(self) -> Finding:
        return self.case.finding


@dataclass(frozen=True, slots=True)
class ShownCorrection:
    """A corrected figure with its unit."""

    node: Node
    name: str
    correction: Corrected


@require_safe
@seen_from_office
def review(request: HttpRequest, view: OfficeView) -> HttpResponse:
    """The findings of the office's units for one form period."""
    found = [case for case in office_cases(view) if _is_of(case, request, view)]
    replaced = corrections(
        view.part, [node.unit_id for node in view.nodes], pack=view.pack, may_see=view.reads_sensitive
    )
    which = request.GET.get(DONE, OPEN)
    if which not in LISTS:
        raise Http404(_("Không có trang này."))
    open_ones = [case for case in found if not case.is_settled]
    settled = [case for case in found if case.is_settled]
    shown = {OPEN: open_ones, SETTLED: settled, CORRECTED: []}[which]
    severity = request.GET.get(SEVERITY, "")
    chosen = [case for case in shown if not severity or case.finding.severity == severity]
    page = Paginator(chosen, ON_A_PAGE).get_page(request.GET.get(PAGE))
    left = {OPEN: len(open_ones), SETTLED: len(settled), CORRECTED: len(replaced)}
    context = {
        "view": view,
        "page": page,
        "groups": _groups(_shown(list(page), view)),
        "corrections": _corrections(replaced, view) if which == CORRECTED else [],
        "which": which,
        "lists": [Choice(name, _with(request, DONE, one), one == which, left[one]) for one, name in LISTS.items()],
        "severities": [
            Choice(
                SEVERITY_NAMES[one], _with(request, SEVERITY, "" if one == severity else one), one == severity, count
            )
            for one in SEVERITIES
            if (count := sum(case.finding.severity == one for case in shown))
        ],
        "parts": [(part, _with(request, "cua", part.code), part == view.part) for part in view.parts]
        if len(view.parts) > 1
        else [],
        "unit": view.node(request.GET[UNIT]) if request.GET.get(UNIT) else None,
        "kept": urlencode([(name, value) for name, value in request.GET.items() if name != PAGE]) + "&",
        "next": request.get_full_path(),
    }
    return render(request, "collection/review.html", context)


@require_POST
@acting_for_office
def verdict(request: HttpRequest, view: OfficeView) -> HttpResponse:
    """Accepts a figure as right with a reason, or takes that back."""
    key, word = request.POST.get("phat-hien", ""), request.POST.get("ket-luan", "")
    found = next((case.finding for case in office_cases(view) if case.finding.key == key), None)
    if found is None:
        messages.warning(request, _("Số liệu vừa thay đổi nên phát hiện này không còn như trước: hãy xem lại."))
        return redirect(way_back(request, view))
    decided = Verdict.REOPENED if word == Verdict.REOPENED else Verdict.ACCEPTED
    try:
        judge(found, decided, request.POST.get("ly-do", ""), by=view.person, at=view.now)
    except ReasonMissing as missing:
        messages.warning(request, str(missing))
    else:
        done = {
            Verdict.ACCEPTED: _("Đã công nhận số của %(unit)s là đúng."),
            Verdict.REOPENED: _("Đã mở lại phát hiện về %(unit)s để xem xét."),
        }
        messages.success(request, done[decided] % {"unit": found.node.name})
    return redirect(way_back(request, view))


def office_cases(view: OfficeView) -> tuple[Case, ...]:
    """What was found at or below the office and what was done about it, as far as the person may see it."""
    found = find(view.part, pack=view.pack, language=view.language)
    inside = [one for one in found if view.office.index <= one.node.index < view.office.last]
    return cases(visible(inside, view.person, view.today), view.part)


def _is_of(case: Case, request: HttpRequest, view: OfficeView) -> bool:
    """Whether the case is of the unit that the address names, or of one below it."""
    code = request.GET.get(UNIT)
    if not code:
        return True
    node = view.node(code)
    return node.index <= case.finding.node.index < node.last


def _shown(found: list[Case], view: OfficeView) -> list[ShownCase]:
    readers = frozenset[int]().union(*(units_where(view.person, verb, view.today) for verb in READERS))
    return [_worded(case, view, readers) for case in found]


def _worded(case: Case, view: OfficeView, readers: frozenset[int]) -> ShownCase:
    one = case.finding
    mine = one.node.unit_id in view.receives
    return ShownCase(
        case=case,
        name=view.figure_name(one.indicator, one.breakdown),
        form=view.pack.form(one.form).name.in_language(view.language) if one.form else "",
        found_by=FOUND_BY_NAMES[one.found_by],
        may_judge=mine,
        may_ask=mine and case.done.value == "open" and can_be_asked(view.pack, one.node, one.indicator, one.breakdown),
        may_open=bool(one.form) and one.node.unit_id in readers,
    )


def _groups(shown: list[ShownCase]) -> list[tuple[str, str | Promise, list[ShownCase]]]:
    """The cases of the page under their severity."""
    found: list[tuple[str, str | Promise, list[ShownCase]]] = []
    for severity in SEVERITIES:
        inside = [one for one in shown if one.finding.severity == severity]
        if inside:
            found.append((severity, SEVERITY_NAMES[severity], inside))
    return found


def _corrections(found: tuple[Corrected, ...], view: OfficeView) -> list[ShownCorrection]:
    return [
        ShownCorrection(view.tree.by_unit(one.unit_id), view.figure_name(one.indicator, one.breakdown), one)
        for one in found
    ]


def _with(request: HttpRequest, name: str, value: str) -> str:
    """The address of this page with one parameter changed, on its first page."""
    query = request.GET.copy()
    query[name] = value
    query.pop(PAGE, None)
    return f"{reverse('review')}?{query.urlencode()}"
