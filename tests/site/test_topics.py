"""A topic's page gathers what the person may see of it, and no more; its table goes to a file."""

from datetime import date
from decimal import Decimal
from typing import Any
from typing import cast as cast_to

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from giaoban.followup import project_acts, topic_acts
from giaoban.followup.models import (
    Project,
    Recommendation,
    RecommendationOrigin,
    RecommendationState,
    Task,
    TaskOrigin,
    TaskState,
    Topic,
)
from giaoban.followup.projects import Sums
from tests.conftest import NOW, Cast
from tests.site.browser import Site, fits
from tests.site.conftest import sign_in

TOPIC = "/chuyen-de/site-clearance/"
PLAN = Sums(Decimal("120.5"), Decimal(240), Decimal(96_000_000_000))
TODAY = NOW.date()


@pytest.fixture
def topic(books: Cast) -> Topic:
    """Two projects of two districts, an overdue task and one that is not, a recommendation, a document."""
    made = topic_acts.found(
        books.province.pk, "site-clearance", "Giải phóng mặt bằng", about="Các dự án trọng điểm.",
        started_on=date(2024, 1, 10), indicators=["members.admitted", "inspection.members"], by=books.office, at=NOW,
    )  # fmt: skip
    topic_acts.cite(made, "12-KH/TU", "Kế hoạch giải phóng mặt bằng", date(2024, 1, 10), by=books.office, at=NOW)
    project_of(books, made, books.district.pk, "Đường ven biển")
    project_of(books, made, books.neighbour.pk, "Khu tái định cư")
    task_of(books, made, "Chi trả cho 40 hộ", date(2024, 7, 30))
    task_of(books, made, "Xác định giá đất", date(2024, 6, 20))
    recommendation_of(books, made, "Bố trí vốn tái định cư")
    return made


def project_of(cast: Cast, topic: Topic, unit_id: int, name: str) -> Project:
    project = project_acts.add_project(topic, unit_id, name, PLAN, by=cast.office, at=NOW)
    for day, area in ((date(2024, 6, 24), "38.25"), (date(2024, 7, 1), "42.5")):
        done = Sums(Decimal(area), Decimal(60), Decimal(24_350_000_000))
        project_acts.report_progress(project, day, done, by=cast.office, at=NOW)
    project_acts.raise_obstacle(project, f"Chưa có giá đất ở {name}", date(2024, 6, 1), by=cast.office, at=NOW)
    project_acts.add_milestone(project, "Kiểm đếm xong", date(2024, 6, 1), by=cast.office, at=NOW)
    return project


def task_of(cast: Cast, topic: Topic, what: str, deadline: date) -> Task:
    return Task.objects.create(
        unit=cast.province, lead=cast.district, topic=topic, what=what, origin=TaskOrigin.CONCLUSION,
        origin_title="Thông báo kết luận", origin_on=date(2024, 6, 3), deadline=deadline, first_deadline=deadline,
        state=TaskState.IN_PROGRESS, issued_on=date(2024, 6, 3), changed_at=NOW,
    )  # fmt: skip


def recommendation_of(cast: Cast, topic: Topic, words: str) -> Recommendation:
    return Recommendation.objects.create(
        unit=cast.district, receiver=cast.province, topic=topic, text=words, origin=RecommendationOrigin.LETTER,
        origin_title="Công văn", received_on=date(2024, 6, 10), state=RecommendationState.RECEIVED, changed_at=NOW,
    )  # fmt: skip


def parts(response: Any, path: str) -> list[Any]:
    """What an XPath finds on a page."""
    return cast_to("list[Any]", html.fromstring(response.content).xpath(path))


def text(response: Any, path: str = "//main") -> str:
    (found,) = parts(response, path)
    return " ".join(" ".join(found.itertext()).split())


def test_the_page_gathers_everything_about_the_topic(books: Cast, topic: Topic) -> None:
    answer = sign_in(books.leader).get(TOPIC)
    said = text(answer)
    for words in (
        "Các dự án trọng điểm.", "Kết nạp đảng viên", "Đường ven biển", "Khu tái định cư", "42,5/120,5 ha", "35,27%",
        "tăng 4,25 ha trong tuần", "85/241 ha", "Chậm mốc: Kiểm đếm xong", "Chưa có giá đất ở Đường ven biển",
        "Bố trí vốn tái định cư", "12-KH/TU", "2 nhiệm vụ",
    ):  # fmt: skip
        assert words in said, words
    tasks = text(answer, "//section[@aria-labelledby='tasks']")
    assert tasks.index("Xác định giá đất") < tasks.index("Chi trả cho 40 hộ")
    assert tasks.count("Quá hạn") == 1
    assert "Thêm dự án" not in said


def test_a_district_sees_its_own_project_and_figures_alone(books: Cast, topic: Topic) -> None:
    said = text(sign_in(books.officer).get(TOPIC))
    assert "Đường ven biển" in said
    assert "Báo cáo tiến độ" in said
    for hidden in ("Khu tái định cư", "85/241 ha"):
        assert hidden not in said
    lines = sign_in(books.officer).get(f"{TOPIC}du-an.csv").content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["Đường ven biển"]
    neighbour = text(sign_in(books.neighbour_officer).get(TOPIC))
    for hidden in ("Đường ven biển", "Xác định giá đất", "Bố trí vốn tái định cư"):
        assert hidden not in neighbour


def test_who_has_no_part_in_a_topic_does_not_know_of_it(books: Cast, topic: Topic) -> None:
    assert sign_in(books.outsider).get(TOPIC).status_code == 404
    assert "Giải phóng mặt bằng" not in text(sign_in(books.outsider).get("/chuyen-de/"))


def test_the_file_has_exact_numbers(books: Cast, topic: Topic) -> None:
    lines = sign_in(books.leader).get(f"{TOPIC}du-an.csv").content.decode("utf-8-sig").splitlines()
    first = lines[1].split(",")
    assert first[:8] == ["Đường ven biển", "Huyện ủy Diễn Lộc", "", "01/07/2024", "120.5", "42.5", "35.27", "4.25"]
    assert first[12:16] == ["96000000000", "24350000000", "25.36", "0"]
    assert sign_in(books.leader).get(f"{TOPIC}du-an.xlsx").content.startswith(b"PK")


def test_the_list_counts_what_is_open_and_finds_by_words(books: Cast, topic: Topic) -> None:
    topic_acts.found(books.province.pk, "iuu", "Chống khai thác IUU", started_on=TODAY, by=books.office, at=NOW)
    office = sign_in(books.office)
    said = text(office.get("/chuyen-de/"))
    assert "Giải phóng mặt bằng từ 10/01/2024 Tỉnh ủy Lam Giang 2 2 1 quá hạn 1" in said
    assert "Giải phóng" not in text(office.get("/chuyen-de/?tim=khai+thac"), "//table")
    topic_acts.close(topic, TODAY, by=books.office, at=NOW)
    assert "Giải phóng" not in text(office.get("/chuyen-de/"), "//table")
    assert "Giải phóng" in text(office.get("/chuyen-de/?loc=da-ket-thuc"), "//table")
    assert "Không có chuyên đề nào khớp" in text(office.get("/chuyen-de/?tim=xyz"))


@pytest.mark.parametrize("address", [TOPIC, "/chuyen-de/", f"{TOPIC}du-an.csv"])
def test_more_of_everything_costs_as_many_queries(books: Cast, topic: Topic, address: str) -> None:
    client = sign_in(books.office)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found)

    queries()
    before = queries()
    for number in range(6):
        project_of(books, topic, books.late_district.pk, f"Dự án {number}")
        task_of(books, topic, f"Việc {number}", TODAY)
        recommendation_of(books, topic, f"Kiến nghị {number}")
        topic_acts.found(
            books.district.pk, f"t-{number}", f"Chuyên đề {number}", started_on=TODAY, by=books.office, at=NOW
        )
    assert queries() == before


@pytest.mark.chromium
def test_the_pages_are_open_to_everybody(site: Site, books: Cast, topic: Topic) -> None:
    project = Project.objects.get(name="Đường ven biển")
    with site.opened(books.office) as page:
        for address in ("/chuyen-de/", TOPIC, f"/chuyen-de/du-an/{project.pk}/", f"{TOPIC}sua/", f"{TOPIC}du-an/them/"):
            page.goto(address)
            fits(page)
        page.goto(f"/chuyen-de/du-an/{project.pk}/")
        page.get_by_label("Diện tích (ha)").focus()
        for typed in ("45", "70", "30 tỷ"):
            page.keyboard.type(typed)
            page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.get_by_text("Đã ghi nhận tiến độ.").wait_for()
    assert project.reports.latest("pk").money == Decimal(30_000_000_000)
