"""Books to analyse: the standing cast tells figures from a file."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from giaoban.figures.entry import Entry, Source
from giaoban.figures.ledger import correct, post
from giaoban.figures.models import Measure, SourceKind, State
from giaoban.figures.sources import keep
from giaoban.people.models import Person
from giaoban.units.models import Unit
from tests.conftest import NOW, Cast

Tell = Callable[..., datetime]


@dataclass
class Teller:
    """Posts one figure a call, each a minute after the one before, from a file called `bieu.xlsx`."""

    by: Person
    at: datetime = NOW - timedelta(days=400)
    source: Source = field(init=False)

    def __post_init__(self) -> None:
        file = keep(b"a workbook", "bieu.xlsx", "application/octet-stream")
        self.source = Source(SourceKind.IMPORT, file)

    def __call__(
        self,
        unit: Unit,
        indicator: str,
        period: str,
        value: Decimal | int | None,
        *,
        breakdown: str = "",
        measure: Measure = Measure.ACTUAL,
        state: State = State.REPORTED,
        reason: str = "",
        at: datetime | None = None,
    ) -> datetime:
        self.at = at or self.at + timedelta(minutes=1)
        entry = Entry(unit.pk, indicator, breakdown, period, measure, value, state, place="Số liệu!E14")
        if reason:
            correct([entry], by=self.by, source=self.source, at=self.at, reason=reason)
        else:
            post([entry], by=self.by, source=self.source, at=self.at)
        return self.at


@pytest.fixture
def tell(cast: Cast) -> Tell:
    return Teller(cast.office)
