"""Where a figure of a report leads: to its lineage, or to the rows that were counted."""

from typing import Final

from django.urls import reverse
from django.utils.http import urlencode

from giaoban.reports.model import Counted, Figure
from giaoban.reports.request import UNIT
from giaoban.reports.work import PROJECTS

TOPIC: Final = "chuyen-de"
"""Query parameter: a topic to which a count is narrowed."""


def address_of(figure: Figure) -> str:
    """The page that tells where the figure comes from."""
    shown = figure.reference
    if isinstance(shown, Counted):
        return address_of_count(shown)
    address = reverse("lineage", args=[shown.unit, shown.indicator, shown.period, shown.part])
    return f"{address}?{urlencode({'phan-to': shown.breakdown})}" if shown.breakdown else address


def address_of_count(counted: Counted) -> str:
    """The page of a count's rows; a project's numbers lead to the project."""
    if counted.register == PROJECTS:
        return reverse("project", args=[counted.subject])
    page = reverse("count", args=[counted.register, counted.question, counted.period])
    query = {UNIT: counted.unit} | ({TOPIC: counted.subject} if counted.subject else {})
    return f"{page}?{urlencode(query)}"
