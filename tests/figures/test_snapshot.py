"""Snapshots: the numbers as columns, the texts as rows, now and as they were known."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from giaoban.figures.ledger import head
from giaoban.figures.models import Measure, State
from giaoban.figures.narratives import narratives
from giaoban.figures.snapshot import MEASURES, snapshot
from tests.conftest import NOW, Cast
from tests.figures.made import ADMITTED, corrected, entry, narrative, posted, three_postings

YEAR = ("2024", "2024-05", "2024-06")


def values(**asked: Any) -> list[int]:
    """The values of a snapshot in order of row number, in ten-thousandths."""
    books = snapshot(**asked)
    return [int(value) for value in books.values[np.argsort(books.observation_ids)]]


def test_a_snapshot_has_every_number_that_stands_and_no_text(cast: Cast) -> None:
    three_postings(cast)
    books = snapshot(periods=YEAR)
    order = np.argsort(books.observation_ids)
    rows = [
        (
            int(books.unit_ids[row]),
            books.indicator_codes[books.indicator[row]],
            books.period_codes[books.period[row]],
            MEASURES[books.measure[row]],
            int(books.values[row]),
        )
        for row in order
    ]
    assert rows == [
        (cast.district.pk, "discipline.members", "2024-06", Measure.ACTUAL, 0),
        (cast.district.pk, ADMITTED, "2024", Measure.TARGET, 1_000_000),
        (cast.neighbour.pk, ADMITTED, "2024-06", Measure.ACTUAL, 0),
        (cast.neighbour.pk, ADMITTED, "2024-05", Measure.ACTUAL, 70_000),
        (cast.district.pk, ADMITTED, "2024-06", Measure.ACTUAL, 130_000),
    ]


def test_the_columns_have_the_agreed_types(cast: Cast) -> None:
    three_postings(cast)
    books = snapshot(periods=YEAR)
    assert [column.dtype.name for column in (books.unit_ids, books.values, books.observation_ids)] == ["int64"] * 3
    assert [column.dtype.name for column in (books.indicator, books.breakdown, books.period)] == ["int32"] * 3
    assert (books.measure.dtype.name, len(books)) == ("int8", 5)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"periods": ["2024-05"]}, [70_000]),
        ({"indicators": ["discipline.members"]}, [0]),
        ({"measures": [Measure.TARGET]}, [1_000_000]),
        ({"indicators": [ADMITTED], "measures": [Measure.ACTUAL]}, [0, 70_000, 130_000]),
        ({"periods": []}, []),
        ({"unit_ids": []}, []),
        ({"unit_ids": [999]}, []),
        ({"known_at": NOW - timedelta(days=1)}, []),
    ],
)
def test_a_snapshot_holds_what_was_asked(cast: Cast, asked: Mapping[str, Any], expected: list[int]) -> None:
    three_postings(cast)
    assert values(**{"periods": YEAR, **asked}) == expected


def test_a_snapshot_of_one_unit(cast: Cast) -> None:
    three_postings(cast)
    assert values(periods=YEAR, unit_ids=[cast.neighbour.pk]) == [0, 70_000]


def test_the_largest_numbers_come_out_whole(cast: Cast) -> None:
    posted(cast.officer, entry(cast.district, 10**14 - 1), entry(cast.neighbour, 1 - 10**14))
    assert values(periods=YEAR) == [999_999_999_999_990_000, -999_999_999_999_990_000]


def test_the_books_as_known_before_a_correction(cast: Cast) -> None:
    posted(cast.officer, entry(cast.district, 12))
    before = head().recorded_at
    corrected(cast.officer, entry(cast.district, 13), at=NOW)
    corrected(cast.officer, entry(cast.district, None, state=State.WITHDRAWN), at=NOW)
    assert values(periods=YEAR, known_at=before) == [120_000]
    assert values(periods=YEAR, known_at=NOW + timedelta(microseconds=1)) == [130_000]
    assert values(periods=YEAR) == values(periods=YEAR, known_at=head().recorded_at) == []


def test_narratives_now_and_as_known(cast: Cast) -> None:
    posted(cast.officer, narrative(cast.district, "Chậm"), entry(cast.district, 12))
    corrected(cast.officer, narrative(cast.district, "Còn chậm"), narrative(cast.neighbour, "Thiếu vốn"))
    assert [one.text for one in narratives(periods=YEAR)] == ["Còn chậm", "Thiếu vốn"]
    assert [one.text for one in narratives(periods=YEAR, known_at=NOW)] == ["Chậm"]
    assert narratives(periods=YEAR, unit_ids=[]) == narratives(periods=[]) == ()
    (one,) = narratives(periods=YEAR, unit_ids=[cast.neighbour.pk], indicators=["narrative.limits"])
    assert (one.unit_id, one.indicator, one.period) == (cast.neighbour.pk, "narrative.limits", "2024-06")
