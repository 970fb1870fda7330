"""Addresses that are shown or sent once."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from giaoban.people.events import Place
from giaoban.people.links import HOLDS, make_link
from giaoban.people.models import Person


def link_address(request: HttpRequest, person: Person, *, by: Person | None, place: Place) -> tuple[str, datetime]:
    """A new one-time link as a whole address, and until when it holds.

    Mail that was asked for by a visitor names the site by its setting where there is one, not by the visitor's header.
    """
    path = reverse("one_time_link", args=[make_link(person, by=by, place=place)])
    whole = settings.SITE_URL + path if settings.SITE_URL else request.build_absolute_uri(path)
    return whole, place.at + HOLDS
