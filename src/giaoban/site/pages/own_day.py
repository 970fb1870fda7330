"""The page of a person's own day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from giaoban.site import own_day
from giaoban.site.pages.home import greeting
from giaoban.site.viewpoint import Viewpoint, seen_from_office


@seen_from_office
def page(request: HttpRequest, view: Viewpoint) -> HttpResponse:
    """What is due, what waits, the next meeting, what changed."""
    if view.office is None:
        return render(request, "site/no_office.html")
    since = own_day.look(view.person, view.now)
    due = own_day.due(view)
    context = {
        "view": view,
        "greeting": greeting(view.now),
        "due": due,
        "late": sum(item.day is not None and item.day < view.today for item in due),
        "waiting": own_day.waiting(view),
        "next": own_day.next_meeting(view),
        "since": since,
        "changes": own_day.changes(view, since),
    }
    return render(request, "site/own_day.html", context)
