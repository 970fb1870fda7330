"""When a form is due and when it is locked."""

from datetime import date
from pathlib import Path

import pytest

from giaoban.indicators.catalogue import Due, Form, Pack
from giaoban.indicators.due import due_day, last_day_open
from giaoban.indicators.packs import PACKS, load
from giaoban.periods.period import parse
from tests.indicators.conftest import SMALL_PACK


@pytest.fixture
def pack() -> Pack:
    return load(SMALL_PACK).model_copy(update={"holidays": (date(2024, 2, 8), date(2024, 2, 9))})


def form_due(pack: Pack, due: Due) -> Form:
    return pack.forms[0].model_copy(update={"due": due})


def test_the_days_off_of_a_pack_are_no_working_days(pack: Pack) -> None:
    form = form_due(pack, Due(working_days=6))
    assert due_day(pack, form, parse("2024-01")) == date(2024, 2, 12)
    assert due_day(pack, form, parse("2024-01"), holidays=()) == date(2024, 2, 8)


def test_a_report_of_december_knows_new_years_day(pack: Pack) -> None:
    assert due_day(pack, form_due(pack, Due(working_days=1)), parse("2023-12")) == date(2024, 1, 2)


def test_a_form_without_a_lock_is_never_locked(pack: Pack) -> None:
    assert last_day_open(pack, form_due(pack, Due(working_days=5)), date(2024, 2, 7)) is None


def test_a_lock_counts_working_days_from_the_day_on_which_the_form_is_due(pack: Pack) -> None:
    form = form_due(pack, Due(working_days=5, lock_after=3))
    assert last_day_open(pack, form, date(2024, 2, 7)) == date(2024, 2, 14)
    assert last_day_open(pack, form_due(pack, Due(working_days=5, lock_after=0)), date(2024, 2, 7)) == date(2024, 2, 7)


@pytest.mark.parametrize(
    "folder", sorted(path.parent for path in PACKS.glob("*/pack.yaml")), ids=lambda path: path.name
)
def test_no_day_off_of_a_pack_that_ships_falls_on_a_weekend(folder: Path) -> None:
    holidays = load(folder).holidays
    assert holidays == tuple(sorted(set(holidays)))
    assert all(day.weekday() < 5 for day in holidays)
