"""The pages of projects and the forms of topics: what a form does, what is asked back, and that their cost does not grow."""

from datetime import date
from decimal import Decimal
from typing import Any
from typing import cast as cast_to

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from giaoban.followup import project_acts, topic_acts
from giaoban.followup.models import Project, ProjectReport, Topic
from giaoban.followup.projects import Sums
from giaoban.people.models import Person
from giaoban.site.environment import Workspace
from tests.conftest import NOW, Cast

PLAN = Sums(Decimal("120.5"), Decimal(240), Decimal(96_000_000_000))
SENT = {"ngay": "2024-07-01", "dien-tich": "42,5", "so-ho": "60", "tien": "24,35 tỷ đồng", "ghi-chu": ""}


@pytest.fixture(autouse=True)
def collected(settings: LazySettings, workspace: Workspace) -> None:
    (workspace.path / "static").mkdir(exist_ok=True)


@pytest.fixture
def project(cast: Cast) -> Project:
    """A project of the district, a week after its first report."""
    day = date(2024, 1, 10)
    topic = topic_acts.found(cast.province.pk, "site-clearance", "Mặt bằng", started_on=day, by=cast.office, at=NOW)
    made = project_acts.add_project(topic, cast.district.pk, "Đường ven biển", PLAN, by=cast.office, at=NOW)
    first = Sums(Decimal("38.25"), Decimal(60), Decimal(20_000_000_000))
    project_acts.report_progress(made, date(2024, 6, 24), first, by=cast.officer, at=NOW)
    return made


def browse(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def parts(response: Any, path: str) -> list[Any]:
    """What an XPath finds on a page."""
    return cast_to("list[Any]", html.fromstring(response.content).xpath(path))


def text(response: Any, path: str = "//main") -> str:
    (found,) = parts(response, path)
    return " ".join(" ".join(found.itertext()).split())


def address(project: Project, act: str = "") -> str:
    return f"/chuyen-de/du-an/{project.pk}/{act}"


def test_a_district_reports_and_sees_what_the_week_brought(cast: Cast, project: Project) -> None:
    answer = browse(cast.officer).post(address(project, "bao-cao/"), SENT, follow=True)
    said = text(answer)
    assert "Đã ghi nhận tiến độ." in said
    for words in ("42,5/120,5 ha", "35,27%", "tăng 4,25 ha trong tuần", "24,35/96 tỷ đồng", "không đổi trong tuần"):
        assert words in said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"dien-tich": "12a"}, "Không đọc được số “12a”"),
        ({"so-ho": ""}, "Chưa ghi số hộ"),
        ({"tien": "24,35"}, "nếu tính bằng tỷ, hãy ghi “24,35 tỷ”"),
        ({"tien": "3 triệu USD"}, "Không hiểu đơn vị “USD”"),
        ({"tien": "nhiều"}, "Không đọc được số tiền"),
        ({"ngay": "2024-07-05"}, "không sau hôm nay"),
        ({"ngay": ""}, "Chưa chọn ngày."),
        ({"dien-tich": "30"}, "ít hơn số đã báo cáo đến ngày 24/06/2024"),
        ({"dien-tich": "130"}, "nhiều hơn kế hoạch 120,5"),
        ({"ghi-chu": "Theo công văn 12-CV/TU Mật"}, "không lưu nội dung mật"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_everything_typed_is_kept(
    cast: Cast, project: Project, changed: dict[str, str], said: str
) -> None:
    answer = browse(cast.officer).post(address(project, "bao-cao/"), {**SENT, **changed})
    assert answer.status_code == 422
    (fault,) = parts(answer, "//*[@class='field-fault']")
    assert said in fault.text_content()
    fields = parts(answer, "//form[contains(@action, 'bao-cao')]")[0].form_values()
    kept = {name: value for name, value in fields if name in SENT}
    assert kept == {**SENT, **changed}
    assert ProjectReport.objects.count() == 1


def test_a_smaller_number_is_taken_with_its_reason(cast: Cast, project: Project) -> None:
    sent = {**SENT, "dien-tich": "30", "ghi-chu": "Đo đạc lại"}
    assert browse(cast.officer).post(address(project, "bao-cao/"), sent).status_code == 302
    said = text(browse(cast.leader).get(address(project)))
    assert "giảm 8,25 ha trong tuần" in said
    assert "Đo đạc lại" in said


def test_milestones_and_obstacles_are_kept_on_the_projects_page(cast: Cast, project: Project) -> None:
    office, officer = browse(cast.office), browse(cast.officer)
    office.post(address(project, "moc/"), {"moc": "Kiểm đếm xong", "han": "2024-06-01"})
    officer.post(address(project, "vuong-mac/"), {"vuong-mac": "Chưa có giá đất", "ngay": "2024-06-10"})
    said = text(officer.get(address(project)))
    assert "Kiểm đếm xong hạn 01/06/2024 chậm" in said
    assert "Chưa có giá đất nêu 10/06/2024" in said
    milestone, obstacle = project.milestones.get(), project.obstacles.get()
    officer.post(address(project, f"moc/{milestone.pk}/dat/"), {"ngay": "2024-06-20"})
    early = officer.post(address(project, f"vuong-mac/{obstacle.pk}/thao-go/"), {"ngay": "2024-06-01"})
    assert (early.status_code, "trước ngày đó" in text(early)) == (422, True)
    officer.post(address(project, f"vuong-mac/{obstacle.pk}/thao-go/"), {"ngay": "2024-06-30"})
    said = text(officer.get(address(project)))
    assert "đạt 20/06/2024" in said
    assert "tháo gỡ 30/06/2024" in said
    assert (
        officer.post(address(project, f"vuong-mac/{obstacle.pk}/thao-go/"), {"ngay": "2024-07-01"}).status_code == 409
    )


def test_the_office_adds_a_project_and_changes_its_plan(cast: Cast, project: Project) -> None:
    office = browse(cast.office)
    sent = {"ten": "Hồ chứa", "don-vi": "MS", "dien-tich": "80", "so-ho": "150", "tien": "850 triệu", "mat": "open"}
    office.post("/chuyen-de/site-clearance/du-an/them/", {**sent, "han": "2024-12-31"})
    made = Project.objects.get(name="Hồ chứa")
    assert (made.unit_id, made.money, made.due) == (cast.late_district.pk, Decimal(850_000_000), date(2024, 12, 31))
    form = office.get(address(made, "sua/")).content.decode()
    assert 'value="850 triệu đồng"' in form
    refused = office.post(address(made, "sua/"), {**sent, "don-vi": "", "ten": "Hồ lớn"})
    assert (refused.status_code, "Chưa chọn đơn vị" in text(refused), "Hồ lớn" in text(refused)) == (422, True, True)
    office.post(address(made, "sua/"), {**sent, "ten": "Hồ lớn"})
    made.refresh_from_db()
    assert (made.name, made.due) == ("Hồ lớn", None)


def test_a_topic_is_founded_changed_and_closed_on_pages(cast: Cast) -> None:
    office = browse(cast.office)
    sent = {
        "ten": "Chống khai thác IUU",
        "ma": "iuu",
        "tu": "2024-01-10",
        "mat": "open",
        "chi-tieu": ["fishing.violations"],
    }
    refused = office.post("/chuyen-de/them/", {**sent, "ma": "Khai thác"})
    assert refused.status_code == 422
    assert 'value="Khai thác"' in refused.content.decode()
    known = {**sent, "chi-tieu": ["fishing_vessels.with_vms"]}
    assert office.post("/chuyen-de/them/", known).status_code == 302
    topic = Topic.objects.get()
    document = {"so": "12-KH/TU", "trich-yeu": "", "ngay": "2024-01-10", "mat": "open"}
    again = office.post("/chuyen-de/iuu/van-ban/", document)
    assert (again.status_code, "Chưa ghi trích yếu" in text(again), 'value="12-KH/TU"' in again.content.decode()) == (
        422,
        True,
        True,
    )
    office.post("/chuyen-de/iuu/van-ban/", {**document, "trich-yeu": "Kế hoạch"})
    assert topic.documents.get().number == "12-KH/TU"
    assert office.post("/chuyen-de/iuu/sua/", {**known, "ten": "IUU"}).status_code == 409
    (seen,) = parts(office.get("/chuyen-de/iuu/sua/"), "//input[@name='thay-doi']/@value")
    office.post("/chuyen-de/iuu/sua/", {**known, "ten": "IUU", "chi-tieu": [], "thay-doi": seen})
    topic.refresh_from_db()
    assert (topic.name, topic.indicators.count()) == ("IUU", 0)
    office.post("/chuyen-de/iuu/ket-thuc/", {"ngay": "2024-07-01"})
    assert office.post("/chuyen-de/iuu/sua/", known).status_code == 409
    office.post("/chuyen-de/iuu/mo-lai/")
    topic.refresh_from_db()
    assert topic.closed_on is None


def test_fifty_reports_cost_as_many_queries_as_one(cast: Cast, project: Project) -> None:
    client = browse(cast.officer)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(address(project)).status_code == 200
        return len(found)

    queries()
    before = queries()
    for day in range(1, 11):
        sums = Sums(Decimal(day), Decimal(day), Decimal(day))
        project_acts.report_progress(project, date(2024, 5, day), sums, by=cast.officer, at=NOW)
        project_acts.raise_obstacle(project, f"Vướng {day}", date(2024, 5, day), by=cast.officer, at=NOW)
        project_acts.add_milestone(project, f"Mốc {day}", date(2024, 5, day), by=cast.office, at=NOW)
    assert queries() == before
