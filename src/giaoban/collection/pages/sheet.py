"""The page of a sheet: to fill in, to review, or to read."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from giaoban.collection.drafts import draft
from giaoban.collection.judging import line_key, rules_for_browser
from giaoban.collection.models import Act, State
from giaoban.collection.pages.acts import SHOWN_PROBLEMS
from giaoban.collection.pages.notes import notes_of
from giaoban.collection.pages.place import Place, at_the_sheet
from giaoban.collection.pages.shown import acts_shown, due_shown, history_shown, state_shown
from giaoban.collection.pages.words import browser_words
from giaoban.collection.paper import Given, Paper, Standing, paper, standing_in_books
from giaoban.collection.raising import Raised
from giaoban.collection.sheet import tree_of
from giaoban.collection.shelf import Shelf
from giaoban.collection.suggesting import child_sums
from giaoban.collection.typed import LONGEST_TEXT
from giaoban.indicators.forms import forms_for
from giaoban.people.access import Verb
from giaoban.periods.period import PeriodError, parse
from giaoban.reading.file_kinds import LARGEST

PERIOD = "ky"
"""Query parameter of every page: the period that is looked at."""


@require_safe
@at_the_sheet
def sheet(request: HttpRequest, place: Place) -> HttpResponse:
    """The sheet with what is typed, what stands beside it, and what this person may do with it."""
    if elsewhere := _other_period(request, place):
        return redirect("sheet", *place.words[:2], elsewhere)
    shelf = Shelf(place.sheet.unit, place.sheet.period)
    shown = paper(place.sheet, place.pack, shelf, _given(place), place.language)
    in_books = place.came_by_file
    context: dict[str, Any] = {
        "place": place,
        "paper": shown,
        "writable": place.may_type,
        "moves": place.moves,
        "state": state_shown(place.submission, in_books=in_books),
        "due": due_shown(place.due, place.today, place.submission, place.language, in_books=in_books),
        "is_estimate": place.submission is not None and place.submission.is_estimate,
        "may_workbook": place.may(Verb.REPORT),
        "forms": [
            form for form in forms_for(place.pack, place.sheet.unit.kind) if form.every == place.sheet.form.every
        ],
        "notes": notes_of(place),
        "shows_sums": _shows_sums(shown),
        "columns": 4 + _shows_sums(shown) + shown.has_targets + place.may_remark,
        "longest_text": LONGEST_TEXT,
        "acts": _acts(place, shown),
        "filled_share": shown.filled * 100 / max(1, shown.asked),
        "problem_count": problem_count(shown),
        "show_problems": SHOWN_PROBLEMS in request.GET,
        "saved_at": place.submission.changed_at if place.submission is not None else None,
        "largest_file": LARGEST // 1024 // 1024,
        **_around(place),
    }
    context["data"] = _data(place, shelf) if place.may_type else {"words": browser_words()}
    return render(request, "collection/sheet.html", context)


def _other_period(request: HttpRequest, place: Place) -> str:
    """The period that was chosen at the top of the page, if the form is reported for it; else nothing."""
    code = request.GET.get(PERIOD, "")
    try:
        kind = parse(code).kind
    except PeriodError:
        return ""
    return code if kind == place.sheet.form.every and code != place.sheet.period.code else ""


def problem_count(shown: Paper) -> str:
    """How many things block: `2 chỗ cần xem`."""
    count = len(shown.problems)
    return ngettext("%(count)d chỗ cần xem", "%(count)d chỗ cần xem", count) % {"count": count}


def _given(place: Place) -> Given:
    below = child_sums(place.pack, place.sheet, tree_of(place.pack, place.sheet.period))
    if place.submission is None:
        return Given(standing_in_books(place.books), place.books, below)
    cells = {key: Standing(row.typed, row.reason, row.revision) for key, row in draft(place.submission).items()}
    remarks = place.submission.remarks.filter(settled_at=None).select_related("person")
    returned = place.submission.events.filter(act=Act.RETURNED).order_by("pk").last()
    return Given(cells, place.books, below, list(remarks), returned.revision if returned else None)


def _shows_sums(shown: Paper) -> bool:
    """Whether sums since the start of the year say more than the figures themselves."""
    rows = (row for part in shown.parts for row in part.rows)
    return shown.sheet.form.figures == "period" and any(row.adds_up and row.to_date is not None for row in rows)


def _acts(place: Place, shown: Paper) -> list[object]:
    rows = (row for part in shown.parts for row in part.rows)
    waits = place.submission is not None and place.submission.is_estimate and place.submission.state == State.POSTED
    return [
        *acts_shown(
            place.moves,
            place.words,
            replaces=any(row.posted is not None for row in rows),
            is_final=not (waits and place.may(Verb.REPORT)),
        )
    ]


def _around(place: Place) -> dict[str, Any]:
    """Recommendations, attachments and history; nothing of it where nobody has opened the sheet yet."""
    submission = place.submission
    if submission is None:
        return {
            "wishes": [Raised("")],
            "recommendations": [],
            "attachments": [],
            "events": [],
            "may_attach": place.may_type,
        }
    recommendations = list(submission.recommendations.all())
    events = submission.events.select_related("person")
    remarks = submission.remarks.all()
    return {
        "recommendations": recommendations,
        "wishes": [*recommendations, Raised("")],
        "attachments": list(submission.attachments.select_related("person", "file")),
        "events": history_shown(events, remarks, place.pack, place.language),
        "may_attach": place.may_type,
    }


def _data(place: Place, shelf: Shelf) -> dict[str, Any]:
    """What the script of the page needs: the rules, what they look back to, addresses and sentences."""
    before = {line_key(*cell): f"{value:f}" for cell, value in shelf.before().items() if value is not None}
    return {
        "rules": rules_for_browser(place.pack, place.sheet.form),
        "previous": before,
        "language": place.language,
        "revision": place.revision,
        "keep": f"{place.person.pk}:{place.address}",
        "address": f"{place.address}o/",
        "isCumulative": place.sheet.form.figures == "cumulative",
        "words": browser_words(),
    }
