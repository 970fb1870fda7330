"""Requests that only read ask for a person's roles and for the stamp of the tree once; one that acts asks each time anew."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from giaoban.people.access import asked_once


class RolesReadOnce:
    """A page asks who may see what at a dozen places, its navigation included: they share one answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with asked_once():
            return self.get_response(request)
