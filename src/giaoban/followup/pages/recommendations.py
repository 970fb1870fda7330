"""Recommendations in pages: one of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from giaoban.followup.pages.desk import Desk
from giaoban.followup.recommendation_sight import recommendation_seen


@require_safe
def recommendation(request: HttpRequest, number: int) -> HttpResponse:
    """One recommendation."""
    desk = Desk(request)
    found = recommendation_seen(desk.person, number, desk.today)
    return render(request, "followup/recommendation.html", {"recommendation": found})
