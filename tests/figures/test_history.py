"""Any sequence of postings and corrections: the books tell every state that they ever had."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.figures.entry import CellKey, Entry
from giaoban.figures.ledger import correct, head
from giaoban.figures.models import Measure, State
from giaoban.figures.snapshot import MEASURES, Snapshot, snapshot
from giaoban.figures.verify import verify
from tests.conftest import NOW, Cast
from tests.figures.made import IMPORT

PERIODS = ("2024-05", "2024-06")
Books = dict[CellKey, int]

values = st.one_of(
    st.none(),
    st.integers(-(10**13), 10**13),
    st.decimals(min_value=-(10**6), max_value=10**6, places=4),
    st.just(10**14 - Decimal("0.0001")),
)
cells = st.tuples(
    st.sampled_from(["members.admitted", "members.total"]),
    st.sampled_from(["", "sex:female"]),
    st.sampled_from(PERIODS),
    st.sampled_from(list(Measure)),
)
acts = st.lists(st.dictionaries(st.tuples(st.integers(0, 1), cells), values, min_size=1, max_size=4), max_size=8)
Acts = list[dict[tuple[int, tuple[str, str, str, Measure]], Decimal | int | None]]


def rolled_back(test: Callable[[], None]) -> None:
    """Runs one example of a property in a transaction that leaves nothing behind."""
    with transaction.atomic():
        test()
        transaction.set_rollback(True)


def told(books: Snapshot) -> Books:
    """The snapshot as a plain dictionary of ten-thousandths."""
    return {
        CellKey(
            int(books.unit_ids[row]),
            books.indicator_codes[books.indicator[row]],
            books.breakdown_keys[books.breakdown[row]],
            books.period_codes[books.period[row]],
            str(MEASURES[books.measure[row]]),
        ): int(books.values[row])
        for row in range(len(books))
    }


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts)
def test_the_books_tell_every_state_they_ever_had(cast: Cast, history: Acts) -> None:
    units = (cast.district.pk, cast.neighbour.pk)

    def live_through() -> None:
        books: Books = {}
        before = NOW - timedelta(days=1)
        states: list[tuple[datetime, Books]] = [(before, {})]
        for act in history:
            entries = [_entry(units[unit], *cell, value) for (unit, cell), value in act.items()]
            correct(entries, by=cast.officer, source=IMPORT, at=NOW, reason="Theo biên bản")
            for one in entries:
                books.pop(one.cell, None)
                if one.value is not None:
                    books[one.cell] = int(Decimal(one.value) * 10_000)
            states.append((head().recorded_at or before, dict(books)))
        assert told(snapshot(periods=PERIODS)) == books
        for instant, known in states:
            assert told(snapshot(periods=PERIODS, known_at=instant)) == known
        assert verify().problems == ()

    rolled_back(live_through)


def _entry(
    unit: int, indicator: str, breakdown: str, period: str, measure: Measure, value: Decimal | int | None
) -> Entry:
    state = State.WITHDRAWN if value is None else State.REPORTED
    return Entry(unit, indicator, breakdown, period, measure, value, state)
