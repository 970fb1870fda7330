"""What the permission matrix needs for the pages of tasks."""

from datetime import date

from giaoban.followup import task_acts
from giaoban.followup.models import TaskOrigin
from giaoban.followup.task_clears import NewTask
from giaoban.people.models import Person
from giaoban.units.models import Unit
from tests.conftest import NOW, Cast

TASK = "/nhiem-vu/{task}/"
ADDRESSES: dict[str, str] = {
    "task": TASK,
}
"""Every page by the name of its route: its address with what changes in braces."""
CARRIED: dict[str, dict[str, str]] = {}
"""What a POST carries; other routes carry `revision=0`."""


def things(unit: Unit, officer: Person, cast: Cast) -> dict[str, object]:
    """One thing of each kind of that unit: what stands in an address in place of `{task}` and the like."""
    new = NewTask(
        unit_id=cast.province.pk,
        lead_id=unit.pk,
        helper_ids=(),
        what="Rà soát các dự án",
        deadline=date(2024, 7, 12),
        reporting="Bằng văn bản",
        origin=TaskOrigin.DOCUMENT,
        origin_title="Công văn 7-CV/TU",
        origin_on=NOW.date(),
    )
    return {"task": task_acts.draft_and_issue(new, by=cast.office, at=NOW).pk}
