"""What is said of a figure in a word: its movement, its pace, its line."""

from datetime import date
from decimal import Decimal

import pytest

from giaoban.analysis.figure import RolledFigure
from giaoban.analysis.pace import due_by
from giaoban.indicators.catalogue import Direction, Indicator, Kind, Named
from giaoban.periods.period import parse
from giaoban.site.glance import movement, pace
from giaoban.site.sparkline import sparkline

HALF = parse("2024-H1")
TODAY = date(2024, 7, 2)
NAME = Named(vi="tên", en="name")


def indicator(good: Direction = Direction.UP, kind: Kind = Kind.FLOW, target: str = "year") -> Indicator:
    return Indicator.model_validate(
        {
            "code": "a", "name": NAME, "unit_of_measure": NAME, "definition": NAME,
            "kind": kind, "good": good, "target": target,
        }
    )  # fmt: skip


def figure(**known: Decimal | None) -> RolledFigure:
    nothing = dict.fromkeys(
        ("value", "year_to_date", "target", "completion_percent", "same_period", "change", "change_percent", "stated")
    )
    words = {"unit": "LG", "indicator": "a", "breakdown": "", "period": "2024-H1"}
    return RolledFigure(unit_id=1, **words, **{**nothing, **known}, reported=0, expected=0, estimate=False)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("good", "change", "tone", "word"),
    [
        (Direction.UP, 3, "good", "tăng"),
        (Direction.UP, -3, "bad", "giảm"),
        (Direction.DOWN, -3, "good", "giảm"),
        (Direction.DOWN, 3, "bad", "tăng"),
        (Direction.NEUTRAL, 3, "plain", "tăng"),
        (Direction.UP, 0, "flat", "bằng"),
    ],
)
def test_the_tone_of_a_movement_follows_what_is_good(good: Direction, change: int, tone: str, word: str) -> None:
    found = movement(indicator(good), figure(change=Decimal(change), change_percent=Decimal("53.45")), "vi")
    assert found is not None
    assert (found.tone, found.word, found.text) == (tone, word, "53,45%")


def test_what_cannot_be_compared_has_no_movement() -> None:
    assert movement(indicator(), figure(value=Decimal(5)), "vi") is None


def test_a_ratio_moves_by_points() -> None:
    found = movement(indicator(kind=Kind.RATIO), figure(change=Decimal("-6.10")), "vi")
    assert found is not None
    assert found.text == "6,1 điểm"


@pytest.mark.parametrize(
    ("done", "tone"), [("100", "good"), ("56.62", "good"), ("49.7", "good"), ("45", "warn"), ("20", "bad")]
)
def test_half_a_year_is_due_at_the_end_of_june(done: str, tone: str) -> None:
    found = pace(indicator(), figure(completion_percent=Decimal(done)), HALF, TODAY)
    assert found is not None
    assert (found.due, found.tone) == (Decimal("49.7"), tone)


def test_a_target_of_what_should_stay_small_is_a_ceiling() -> None:
    known = indicator(Direction.DOWN)
    tones = [
        found.tone
        for done in (80, 120)
        if (found := pace(known, figure(completion_percent=Decimal(done)), HALF, TODAY)) is not None
    ]
    assert tones == ["good", "bad"]


def test_within_a_running_period_only_the_days_gone_by_count() -> None:
    assert due_by(indicator(), parse("2024-H2"), TODAY) == Decimal("50.3")
    assert due_by(indicator(target="period"), HALF, date(2024, 3, 31)) == Decimal("50.0")
    assert due_by(indicator(kind=Kind.STOCK), HALF, TODAY) is None


def test_a_sparkline_keeps_the_gaps_of_what_is_not_reported() -> None:
    found = sparkline([Decimal(1), None, Decimal(3)])
    assert found is not None
    assert found.line == "M0.0 27.0L104.0 4.0"
    assert sparkline([None, Decimal(1)]) is None
