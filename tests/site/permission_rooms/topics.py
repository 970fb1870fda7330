"""What the permission matrix needs for the pages of topics and projects: a topic of the province with a project of the unit."""

from datetime import date
from decimal import Decimal

from giaoban.followup import project_acts, topic_acts
from giaoban.followup.projects import Sums
from giaoban.people.models import Person
from giaoban.units.models import Unit
from tests.conftest import NOW, Cast

TOPIC, PROJECT = "/chuyen-de/{topic}/", "/chuyen-de/du-an/{project}/"
ADDRESSES: dict[str, str] = {
    "topics": "/chuyen-de/",
    "topic": TOPIC,
    "topic_file": TOPIC + "du-an.csv",
    "topic_new": "/chuyen-de/them/",
    "topic_change": TOPIC + "sua/",
    "topic_close": TOPIC + "ket-thuc/",
    "topic_resume": TOPIC + "mo-lai/",
    "document_cite": TOPIC + "van-ban/",
    "document_withdraw": TOPIC + "van-ban/{document}/bo/",
    "project_new": TOPIC + "du-an/them/",
    "project": PROJECT,
    "project_change": PROJECT + "sua/",
    "project_close": PROJECT + "ket-thuc/",
    "project_report": PROJECT + "bao-cao/",
    "milestone_add": PROJECT + "moc/",
    "milestone_reach": PROJECT + "moc/{milestone}/dat/",
    "milestone_remove": PROJECT + "moc/{milestone}/bo/",
    "obstacle_raise": PROJECT + "vuong-mac/",
    "obstacle_clear": PROJECT + "vuong-mac/{obstacle}/thao-go/",
}
"""Every page by the name of its route: its address with what changes in braces."""
_CONTENT = {"ten": "Phòng, chống thiên tai", "tu": "2024-01-10", "mat": "open"}
_SUMS = {"dien-tich": "12", "so-ho": "20", "tien": "8 tỷ đồng"}
CARRIED: dict[str, dict[str, str]] = {
    "topic_new": {"ma": "thien-tai", **_CONTENT},
    "topic_change": {**_CONTENT, "thay-doi": NOW.isoformat()},
    "topic_close": {"ngay": "2024-07-01"},
    "document_cite": {"so": "12-KH/TU", "trich-yeu": "Kế hoạch", "ngay": "2024-01-10", "mat": "open"},
    "project_new": {"ten": "Hồ chứa", "don-vi": "{unit}", "mat": "open", **_SUMS},
    "project_change": {"ten": "Hồ chứa", "don-vi": "{unit}", "mat": "open", **_SUMS},
    "project_close": {"ngay": "2024-07-01"},
    "project_report": {"ngay": "2024-07-01", **_SUMS},
    "milestone_add": {"moc": "Họp dân", "han": "2024-08-01"},
    "milestone_reach": {"ngay": "2024-07-01"},
    "obstacle_raise": {"vuong-mac": "Giá đất", "ngay": "2024-07-01"},
    "obstacle_clear": {"ngay": "2024-07-01"},
}
"""What a POST carries; other routes carry `revision=0`."""


def things(unit: Unit, officer: Person, cast: Cast) -> dict[str, object]:
    """One thing of each kind of that unit: what stands in an address in place of `{task}` and the like."""
    code, day = f"chuyen-de-{unit.pk}", date(2024, 6, 1)
    topic = topic_acts.found(cast.province.pk, code, f"Chuyên đề {unit.pk}", started_on=day, by=cast.office, at=NOW)
    plan = Sums(Decimal(50), Decimal(90), Decimal(40_000_000_000))
    project = project_acts.add_project(topic, unit.pk, "Đường ven biển", plan, by=cast.office, at=NOW)
    return {
        "topic": code,
        "document": topic_acts.cite(topic, "1-KH/TU", "Kế hoạch", day, by=cast.office, at=NOW).pk,
        "project": project.pk,
        "milestone": project_acts.add_milestone(project, "Kiểm đếm", day, by=cast.office, at=NOW).pk,
        "obstacle": project_acts.raise_obstacle(project, "Nguồn gốc đất", day, by=officer, at=NOW).pk,
    }
