"""The books of the cast's province, and clients that are signed in."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.conf import LazySettings
from django.test import Client

from giaoban.figures.ledger import Entry, Source, post
from giaoban.figures.models import Measure, SourceKind
from giaoban.figures.sources import keep
from giaoban.site.environment import Workspace
from tests.conftest import NOW, Cast

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MONTHS = ("2023-01", "2023-06", *(f"2024-{month:02}" for month in range(1, 7)))


@pytest.fixture(autouse=True)
def collected(settings: LazySettings, workspace: Workspace) -> None:
    """Whitenoise wants its folder; the files themselves are found where they lie."""
    (workspace.path / "static").mkdir(exist_ok=True)


@pytest.fixture
def books(cast: Cast) -> Cast:
    """Three districts admitted members and disciplined a few; Mường Sẻ has not reported June.

    Each sent one file for the months up to May and one for June.
    """
    *before, june = MONTHS
    units = ((cast.district, "DL", 10), (cast.neighbour, "NH", 20), (cast.late_district, "MS", 5))
    for unit, code, size in units:
        for months in (before, [june]) if code != "MS" else (before,):
            last = months[-1]
            source = Source(SourceKind.IMPORT, keep(f"{code} {last}".encode(), f"{code}-{last}.xlsx", EXCEL))
            entries = [entry for month in months for entry in _entries(unit.pk, month, size)]
            post(entries, by=cast.officer, source=source, at=NOW)
    return cast


def _entries(unit_id: int, month: str, size: int) -> Iterator[Entry]:
    def actual(indicator: str, value: int, breakdown: str = "") -> Entry:
        place = f"Số liệu!E{value + 3}"
        return Entry(unit_id, indicator, breakdown, month, Measure.ACTUAL, Decimal(value), place=place)

    yield actual("members.admitted", size)
    yield actual("members.admitted", size // 2, "sex:female")
    yield actual("members.admitted", 1, "ethnicity_religion:ethnic_minority")
    yield actual("discipline.members", 2)
    yield actual("inspection.members", size * 3)
    if month == "2024-01":
        yield Entry(unit_id, "members.admitted", "", "2024", Measure.TARGET, Decimal(size * 12))


@pytest.fixture
def office(books: Cast) -> Client:
    """The province office, signed in."""
    return sign_in(books.office)


def sign_in(person: object) -> Client:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    return client
