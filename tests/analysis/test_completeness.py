"""Who has reported, and who is late."""

from datetime import date, datetime, timedelta

import pytest

from giaoban.analysis.arrivals import totals
from giaoban.analysis.completeness import FormStanding, Standing, completeness
from giaoban.figures.models import Measure
from giaoban.indicators import packs
from giaoban.periods.period import parse
from giaoban.units.models import Unit
from tests.analysis.conftest import Tell
from tests.conftest import HANOI, Cast

JUNE = parse("2024-06")
IN_TIME = datetime(2024, 7, 1, 9, 0, tzinfo=HANOI)
TOO_LATE = datetime(2024, 7, 20, 9, 0, tzinfo=HANOI)


def standing(unit: str, today: date = date(2024, 7, 2), form: str = "organisation_work") -> FormStanding:
    found = completeness(JUNE, today=today, under=unit)
    return next(one for one in found if one.form.code == form)


def fill(tell: Tell, unit: Unit, at: datetime, leave_out: int = 0, period: str = "2024-06") -> None:
    pack = packs.current()
    codes = sorted(totals(pack, pack.form("organisation_work")))
    for place, code in enumerate(codes[leave_out:]):
        tell(unit, code, period, 1, at=at + timedelta(seconds=place))


def test_a_form_is_due_some_working_days_after_its_month(cast: Cast) -> None:
    found = standing("DL")
    assert (found.standing, found.due, found.late) == (Standing.MISSING, date(2024, 7, 5), False)


def test_a_missing_form_is_late_once_it_was_due(cast: Cast) -> None:
    assert not standing("DL", date(2024, 7, 5)).late
    assert standing("DL", date(2024, 7, 6)).late


def test_a_form_is_reported_when_every_total_stands(cast: Cast, tell: Tell) -> None:
    fill(tell, cast.district, IN_TIME)
    found = standing("DL", date(2024, 7, 30))
    assert (found.standing, found.late, found.came_late) == (Standing.REPORTED, False, False)
    assert found.parts[0].completed_on == date(2024, 7, 1)
    assert standing("NH").standing is Standing.MISSING


def test_a_form_with_a_gap_is_partly_reported(cast: Cast, tell: Tell) -> None:
    fill(tell, cast.district, IN_TIME, leave_out=2)
    found = standing("DL", date(2024, 7, 30))
    assert (found.standing, found.late) == (Standing.PARTLY, True)
    assert found.parts[0].asked - found.parts[0].filled == 2


def test_a_form_may_have_come_late(cast: Cast, tell: Tell) -> None:
    fill(tell, cast.district, TOO_LATE)
    found = standing("DL", date(2024, 7, 30))
    assert (found.standing, found.late, found.came_late) == (Standing.REPORTED, False, True)


def test_a_correction_does_not_make_a_report_late(cast: Cast, tell: Tell) -> None:
    fill(tell, cast.district, IN_TIME)
    tell(cast.district, "members.admitted", "2024-06", 5, at=TOO_LATE, reason="Đếm sót.")
    assert not standing("DL", date(2024, 7, 30)).came_late


def test_an_early_estimate_fills_its_cell(cast: Cast, tell: Tell) -> None:
    tell(cast.district, "members.admitted", "2024-06", 5, measure=Measure.ESTIMATE)
    assert standing("DL").parts[0].filled == 1


def test_a_half_year_has_six_monthly_parts(cast: Cast, tell: Tell) -> None:
    fill(tell, cast.district, IN_TIME)
    found = next(iter(completeness(parse("2024-H1"), today=date(2024, 7, 2), under="DL")))
    assert [part.standing for part in found.parts] == [Standing.MISSING] * 5 + [Standing.REPORTED]
    assert (found.standing, found.late) == (Standing.PARTLY, True)


@pytest.mark.usefixtures("cast")
def test_the_province_itself_reports_nothing() -> None:
    found = completeness(JUNE, today=date(2024, 7, 2))
    assert {one.node.code for one in found} == {"DL", "NH", "MS", "CA"}
