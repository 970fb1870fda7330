"""Lists in pages: the page asked for, and addresses that keep or change what was asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise

PAGE = "trang"
ON_A_PAGE = 50

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter, with how many rows it leaves (None: not told)."""

    name: str | Promise
    address: str
    is_current: bool
    count: int | None = None


def page_of(request: HttpRequest, rows: Sequence[Row] | QuerySet[Any, Row]) -> Page[Row]:
    """The rows of the page that the address asks for; the nearest one where it asks for none of them."""
    return Paginator(rows, ON_A_PAGE).get_page(request.GET.get(PAGE))


def address_with(request: HttpRequest, **changes: str) -> str:
    """The address of this list with some parameters changed (empty: without), on its first page."""
    query = request.GET.copy()
    query.pop(PAGE, None)
    for name, value in changes.items():
        if value:
            query[name] = value
        else:
            query.pop(name, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def kept(request: HttpRequest) -> str:
    """The parameters of the address but the page's number, to be followed by it."""
    query = request.GET.copy()
    query.pop(PAGE, None)
    return query.urlencode() + "&" if query else ""
