"""Workbooks of the cast's units, and a way to import them."""

from collections.abc import Callable, Mapping
from datetime import datetime

import pytest

from giaoban.collection.blank import AnswerKey
from giaoban.collection.importing import ImportOutcome, Received, import_files
from giaoban.collection.typed import Answer
from giaoban.collection.workbook_write import write_workbook
from giaoban.indicators.catalogue import Pack
from giaoban.indicators.packs import current
from giaoban.people.models import Person
from giaoban.periods.period import parse
from giaoban.units.registry import tree_at
from tests.collection.desk import Desk, desk_of
from tests.conftest import NOW, Cast

OFFICE = "Văn phòng Tỉnh ủy Lam Giang"

Workbook = Callable[..., bytes]
Import = Callable[..., ImportOutcome]


@pytest.fixture
def pack(cast: Cast) -> Pack:
    return current()


@pytest.fixture
def workbook(pack: Pack) -> Workbook:
    """Writes the workbook of a unit by its code; by default that of Diễn Lộc for June 2024, with nothing beside."""

    def write(code: str = "DL", period: str = "2024-06", answers: Mapping[AnswerKey, Answer] | None = None) -> bytes:
        unit = tree_at(NOW.date()).by_code(code)
        return write_workbook(unit, parse(period), pack=pack, office=OFFICE, beside={}, answers=answers or {})

    return write


@pytest.fixture
def take_in(cast: Cast) -> Import:
    """Imports files given by name; by default as the office of the province, on the morning of the briefing."""

    def take(
        files: Mapping[str, bytes], *, by: Person = cast.office, at: datetime = NOW, reason: str = ""
    ) -> ImportOutcome:
        return import_files([Received(name, data) for name, data in files.items()], by=by, at=at, reason=reason)

    return take


@pytest.fixture
def desk(cast: Cast) -> Desk:
    """The form on organisation work of Diễn Lộc for June 2024."""
    return desk_of(cast)
