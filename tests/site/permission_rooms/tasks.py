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
    "tasks": "/nhiem-vu/",
    "tasks_file": "/nhiem-vu/tai-ve.csv",
    "task_statistic": "/nhiem-vu/thong-ke/",
    "task_statistic_file": "/nhiem-vu/thong-ke/tai-ve.csv",
    "new_task": "/nhiem-vu/moi/",
    "task": TASK,
    "edit_task": TASK + "sua/",
    "task_issue": TASK + "giao/",
    "task_acknowledge": TASK + "nhan/",
    "task_start": TASK + "bat-dau/",
    "task_progress": TASK + "tien-do/",
    "task_report": TASK + "bao-cao/",
    "task_confirm": TASK + "xac-nhan/",
    "task_send_back": TASK + "lam-tiep/",
    "task_ask_extension": TASK + "xin-gia-han/",
    "task_grant_extension": TASK + "gia-han/",
    "task_refuse_extension": TASK + "khong-gia-han/",
    "task_suspend": TASK + "tam-dung/",
    "task_resume": TASK + "tiep-tuc/",
    "task_cancel": TASK + "huy/",
}
"""Every page by the name of its route: its address with what changes in braces."""
CARRIED: dict[str, dict[str, str]] = {
    "task_acknowledge": {"revision": "1"},
    "task_ask_extension": {"revision": "1", "noi-dung": "Chờ bản đồ", "han": "2024-07-26"},
    "task_suspend": {"revision": "1", "noi-dung": "Chờ quy hoạch"},
    "task_cancel": {"revision": "1"},
}
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
