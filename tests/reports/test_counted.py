"""A count in a report is worked out from the second ledger, and leads to the very rows that were counted."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from giaoban.followup import task_acts
from giaoban.followup.models import Task, TaskOrigin
from giaoban.followup.task_clears import NewTask
from giaoban.language.dates import HANOI
from giaoban.periods.calendars import CIVIL, days
from giaoban.periods.period import parse
from giaoban.reports.build import build
from giaoban.reports.model import Counted
from giaoban.reports.work import Work
from giaoban.reports.work_books import work_of
from giaoban.units.registry import tree_at
from tests.conftest import NOW, Cast

TODAY = NOW.date()
JUNE = days(parse("2024-06"), CIVIL)


def given(cast: Cast, what: str, lead: int, deadline: date, done: date | None = None) -> Task:
    """A task that was given on 3 June, and reported and confirmed on `done`."""
    at = datetime(2024, 6, 3, 9, tzinfo=HANOI)
    new = NewTask(
        unit_id=cast.province.pk, lead_id=lead, helper_ids=(), what=what, deadline=deadline,
        reporting="Bằng văn bản", origin=TaskOrigin.DOCUMENT, origin_title="Công văn số 12-CV/TU", origin_on=at.date(),
    )  # fmt: skip
    task = task_acts.draft_and_issue(new, by=cast.office, at=at)
    if done is not None:
        on = datetime.combine(done, at.timetz())
        task = task_acts.acknowledge(task, by=cast.officer, at=at, revision=task.revision)
        task = task_acts.start(task, by=cast.officer, at=at, revision=task.revision)
        task = task_acts.report_done(task, "Xong", by=cast.officer, at=on, revision=task.revision)
        task = task_acts.confirm(task, by=cast.office, at=on + timedelta(hours=1), revision=task.revision)
    return task


@pytest.fixture
def june(cast: Cast) -> Cast:
    given(cast, "Đúng hạn", cast.district.pk, date(2024, 6, 14), date(2024, 6, 12))
    given(cast, "Muộn", cast.district.pk, date(2024, 6, 14), date(2024, 6, 20))
    given(cast, "Quá hạn", cast.neighbour.pk, date(2024, 6, 28))
    given(cast, "Còn hạn", cast.neighbour.pk, date(2024, 7, 15))
    return cast


def work(unit: str, *, at: date = TODAY) -> Work:
    tree = tree_at(TODAY)
    return work_of(tree, tree.by_code(unit), JUNE, at=at, language="vi")


def counts(found: Work) -> dict[str, int]:
    return {question: number for (register, question, topic), number in found.counts.items() if register == "tasks"}


def test_the_two_by_two_is_told_as_it_stood_on_the_last_day(june: Cast) -> None:
    assert counts(work("LG")) == {
        "all": 4, "done": 2, "done_in_time": 1, "done_late": 1, "open": 2, "open_overdue": 1, "open_in_time": 1,
    }  # fmt: skip
    earlier = counts(work("LG", at=date(2024, 6, 13)))
    assert (earlier["done"], earlier["open_in_time"]) == (1, 3)


def test_a_unit_tells_of_what_it_and_those_below_lead(june: Cast) -> None:
    assert counts(work("DL")) == {"all": 2, "done": 2, "done_in_time": 1, "done_late": 1}
    assert [name for _code, name, _cells in work("LG").by_lead] == ["Huyện ủy Diễn Lộc", "Thành ủy Nguyệt Hồ"]


def test_a_count_leads_to_its_rows_on_a_page_and_in_the_panel(june: Cast, client: Client) -> None:
    client.force_login(june.office)
    address = "/bao-cao/dem/tasks/open_overdue/2024-06/?don-vi=LG"
    page = client.get(address).content.decode()
    assert "Quá hạn" in page
    assert "Còn hạn" not in page
    assert f"/nhiem-vu/{Task.objects.get(what='Quá hạn').pk}/" in page
    panel = client.get(address + "&phan=1").content.decode()
    assert "<html" not in panel
    assert "Thành ủy Nguyệt Hồ · hạn 28/06/2024 · Công văn số 12-CV/TU" in panel


@pytest.mark.parametrize(
    "path",
    ["tasks/sai/2024-06/?don-vi=LG", "sai/all/2024-06/?don-vi=LG", "tasks/all/sai/?don-vi=LG", "tasks/all/2024-06/"],
)
def test_what_cannot_be_counted_does_not_exist(june: Cast, client: Client, path: str) -> None:
    client.force_login(june.office)
    assert client.get(f"/bao-cao/dem/{path}").status_code == 404


def test_every_count_of_the_weekly_report_has_as_many_rows_as_it_says(june: Cast, client: Client) -> None:
    client.force_login(june.office)
    report = build("weekly", parse("2024-W26"), unit_code=None, at=NOW, language="vi")
    counted = [one for one in report.figures() if isinstance(one.reference, Counted)]
    assert len(counted) > 10
    for figure in counted:
        shown = figure.reference
        assert isinstance(shown, Counted)
        address = f"/bao-cao/dem/{shown.register}/{shown.question}/{shown.period}/?don-vi={shown.unit}"
        rows = client.get(address).context["rows"]
        assert str(len(rows)) == figure.text, figure.label


def test_a_report_about_the_same_instant_is_the_same_to_the_letter(june: Cast) -> None:
    first, second = (build("weekly", parse("2024-W26"), unit_code=None, at=NOW, language="vi") for _time in range(2))
    assert first == second
