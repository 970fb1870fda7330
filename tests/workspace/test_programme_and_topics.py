"""The demonstration's programme and topics stand as the scenario tells them, and beside the figures of the books."""

from datetime import date
from decimal import Decimal

import pytest

from giaoban.followup.models import ProgrammeEvent, ProgrammeItem, ProjectReport, Topic
from giaoban.followup.programme_kept import kept
from giaoban.followup.programme_life import Keeping
from giaoban.followup.projects import Measure, Sums
from giaoban.followup.topic_rows import project_rows
from giaoban.indicators.packs import current
from giaoban.people.accounts import add_person
from giaoban.people.models import Role
from giaoban.units.registry import tree_at
from giaoban.units.units_file import take_units
from giaoban.workspace.demonstration.programme_and_topics import OFFICE, plan_and_follow
from giaoban.workspace.demonstration.province import COMMITTEES, FOUNDED, TODAY, units_file
from giaoban.workspace.demonstration.totals import MADE_UP
from tests.conftest import NOW


@pytest.fixture
def province(db: None) -> int:
    """The province with its programme and topics; the identity of its root."""
    take_units(units_file(), "units.csv", kinds={kind.code: kind.parents for kind in current().unit_kinds})
    tree = tree_at(TODAY)
    add_person(OFFICE, "Văn phòng", role=Role.OFFICE, unit_id=tree.root.unit_id, valid_from=FOUNDED)
    officers = {
        unit.code: add_person(
            unit.code.lower(),
            unit.name,
            role=Role.REPORTING_OFFICER,
            unit_id=tree.by_code(unit.code).unit_id,
            valid_from=FOUNDED,
        )
        for unit in COMMITTEES
    }
    plan_and_follow(officers)
    return tree.root.unit_id


def test_of_the_half_year_two_items_were_moved_and_one_is_not_done(province: int) -> None:
    found = kept([province], date(2024, 1, 1), date(2024, 6, 30), on=TODAY)
    assert [found.count(way) for way in (Keeping.MOVED, Keeping.NOT_DONE, Keeping.LATER)] == [2, 1, 1]
    assert found.count(Keeping.DROPPED) == 2
    assert found.count(Keeping.IN_TIME) == found.planned - 6
    assert ProgrammeItem.objects.filter(duty=None).count() == 30


def test_everything_happened_before_the_briefing(province: int) -> None:
    assert ProgrammeEvent.objects.filter(at__gte=NOW).count() == 0
    assert ProjectReport.objects.filter(at__gte=NOW).count() == 0


def test_the_projects_moved_less_than_the_whole_province(province: int) -> None:
    topic = Topic.objects.get(code="site-clearance")
    rows = project_rows(topic, TODAY)
    assert [len(row.reports) for row in rows] == [14, 14, 14]
    assert sum(len(row.standing.late) for row in rows) == 2
    assert sum(len(row.standing.obstacles) for row in rows) == 3
    moved = [(row.reports[0].done, row.reports[-1].done) for row in rows]
    assert _growth(moved, Measure.AREA) < Decimal(str(MADE_UP["site_clearance.area"][2]))
    assert _growth(moved, Measure.HOUSEHOLDS) < Decimal(MADE_UP["site_clearance.households"][2])
    assert _growth(moved, Measure.MONEY) / 1_000_000_000 < Decimal(str(MADE_UP["site_clearance.compensation"][2]))


def _growth(moved: list[tuple[Sums, Sums]], measure: Measure) -> Decimal:
    return sum((last.of(measure) - first.of(measure) for first, last in moved), Decimal())
