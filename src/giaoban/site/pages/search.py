"""What the search box finds: a page, or the list below the box."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from giaoban.site.searching import MOST, search
from giaoban.site.viewpoint import Viewpoint, seen_from_office

LONGEST = 100


@seen_from_office
def results(request: HttpRequest, view: Viewpoint) -> HttpResponse:
    """All findings as a page; with `phan=1` the first few as a fragment."""
    query = " ".join(request.GET.get("q", "").split())[:LONGEST]
    findings = search(query, view)
    if request.GET.get("phan"):
        return render(request, "site/search_answer.html", {"query": query, "findings": findings.first(MOST)})
    return render(request, "site/search.html", {"query": query, "searched": query, "findings": findings})
