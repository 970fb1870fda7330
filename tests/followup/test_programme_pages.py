"""The pages of the work programme: what stands on them, what a form does, and that their cost does not grow."""

from datetime import date
from typing import Any
from typing import cast as cast_to

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from giaoban.followup import programme_acts as acts
from giaoban.followup.models import ProgrammeDuty, ProgrammeItem, ProgrammeState
from giaoban.followup.programme_duties import add_duty, fill_year
from giaoban.people.models import Person
from giaoban.site.environment import Workspace
from tests.conftest import NOW, Cast
from tests.site.browser import Site, fits, violations

PROGRAMME, NEW, DUTIES, NEW_DUTY = (
    "/chuong-trinh/",
    "/chuong-trinh/them/",
    "/chuong-trinh/dinh-ky/",
    "/chuong-trinh/dinh-ky/them/",
)


@pytest.fixture(autouse=True)
def collected(settings: LazySettings, workspace: Workspace) -> None:
    (workspace.path / "static").mkdir(exist_ok=True)


@pytest.fixture
def planned(cast: Cast) -> Cast:
    """Half a year of Mondays, and one item of each kind."""
    add_duty(cast.province.pk, "Giao ban tuần", "FREQ=WEEKLY;BYDAY=MO", date(2024, 4, 1), by=cast.office, at=NOW)
    fill_year(cast.province.pk, 2024, by=cast.office, at=NOW)
    late, done, moved = (
        acts.plan_item(
            cast.province.pk, 2024, 5, title, owner_id=cast.district.pk, presenter="Ban Tổ chức", by=cast.office, at=NOW
        )
        for title in ("Khảo sát chi bộ", "Sơ kết nghị quyết", "Nghe báo cáo tài chính")
    )
    acts.mark_done(done, date(2024, 5, 20), "Ban hành kết luận", by=cast.office, at=NOW, revision=0)
    acts.move(moved, 9, "Chờ số liệu", by=cast.office, at=NOW, revision=0)
    assert late.state == ProgrammeState.PLANNED
    return cast


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


def month(response: Any, number: int) -> str:
    return text(response, f"//section[@aria-labelledby='month-{number}']")


def test_the_year_shows_each_item_in_its_month_and_what_was_moved_in_both(planned: Cast) -> None:
    answer = browse(planned.leader).get(PROGRAMME)
    may, september = month(answer, 5), month(answer, 9)
    assert "Khảo sát chi bộ quá tháng, chưa thực hiện · Huyện ủy Diễn Lộc" in may
    assert "Sơ kết nghị quyết đã thực hiện 20/05/2024" in may
    assert "Nghe báo cáo tài chính chuyển sang tháng 9" in may
    assert "từ tháng 5" in september
    assert "Giao ban tuần 0/4 kỳ đã thực hiện" in may
    assert "Thêm việc" not in text(answer)
    assert "1/16 việc theo chương trình đã thực hiện" in text(answer)


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("trang-thai=da-lam", "Sơ kết nghị quyết", "Khảo sát chi bộ"),
        ("trang-thai=qua-thang", "Khảo sát chi bộ", "Sơ kết nghị quyết"),
        ("trang-thai=chuyen-di", "Nghe báo cáo tài chính", "Khảo sát chi bộ"),
        ("tim=so+ket", "Sơ kết nghị quyết", "Khảo sát chi bộ"),
        ("chu-tri=DL", "Khảo sát chi bộ", "Giao ban tuần"),
        ("chu-tri=-", "Giao ban tuần", "Khảo sát chi bộ"),
        ("thang=6", "Giao ban tuần", "Khảo sát chi bộ"),
        ("nam=2025", "Đưa các việc định kỳ của quy chế vào năm này", "Khảo sát chi bộ"),
        ("nam=0&thang=99&trang-thai=x", "Khảo sát chi bộ", "Bỏ bớt"),
    ],
)
def test_filters_leave_what_they_say(planned: Cast, query: str, there: str, gone: str) -> None:
    said = text(browse(planned.office).get(f"{PROGRAMME}?{query}"))
    assert there in said
    assert gone not in said


def test_the_file_has_the_same_items(planned: Cast) -> None:
    answer = browse(planned.leader).get(f"{PROGRAMME}tai-ve.csv?chu-tri=DL&trang-thai=da-lam")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[1:] == [
        "Sơ kết nghị quyết,5,5,,Huyện ủy Diễn Lộc,Ban Tổ chức,đã thực hiện,20/05/2024,Ban hành kết luận"
    ]
    assert browse(planned.leader).get(f"{PROGRAMME}tai-ve.xlsx").content.startswith(b"PK")


def test_the_office_plans_moves_and_finishes_an_item(cast: Cast) -> None:
    office = browse(cast.office)
    sent = {"don-vi": "LG", "nam": "2024", "thang": "8", "viec": "Khảo sát", "chu-tri": "DL", "mat": "open"}
    made = office.post(NEW, sent, follow=True)
    assert "Đã đưa vào chương trình tháng 8" in text(made)
    item = ProgrammeItem.objects.get()
    address = f"{PROGRAMME}{item.pk}/"
    moved = office.post(f"{address}chuyen-thang/", {"thang": "7", "ly-do": "Làm sớm", "revision": "0"}, follow=True)
    assert "theo chương trình: tháng 8" in text(moved)
    assert "Làm sớm" in text(moved)
    office.post(f"{address}da-lam/", {"ngay": "2024-07-01", "ket-qua": "Xong", "revision": "1"})
    item.refresh_from_db()
    assert (item.state, item.owner_id, item.result) == (ProgrammeState.DONE, cast.district.pk, "Xong")
    assert "Ghi nhận lại là chưa thực hiện" in text(office.get(address))


@pytest.mark.parametrize(
    ("act", "sent", "said"),
    [
        ("chuyen-thang", {"thang": "", "ly-do": "vì bão"}, "Chưa chọn tháng."),
        ("chuyen-thang", {"thang": "9", "ly-do": ""}, "Chưa ghi lý do chuyển tháng."),
        ("da-lam", {"ngay": "", "ket-qua": "vì bão"}, "Chưa chọn ngày."),
        ("da-lam", {"ngay": "2024-07-09", "ket-qua": "vì bão"}, "chưa tới"),
        ("sua", {"viec": "", "chuan-bi": "vì bão", "mat": "open"}, "Chưa ghi nội dung công việc."),
        ("sua", {"viec": "vì bão", "mat": "secret"}, "Hệ thống không lưu nội dung mật"),
        ("sua", {"viec": "vì bão", "mat": "open", "chu-tri": "XX"}, "hãy chọn trong danh sách"),
        ("dua-ra", {"ly-do": " "}, "Chưa ghi lý do"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_is_kept(
    cast: Cast, act: str, sent: dict[str, str], said: str
) -> None:
    item = acts.plan_item(cast.province.pk, 2024, 5, "Khảo sát", by=cast.office, at=NOW)
    answer = browse(cast.office).post(f"{PROGRAMME}{item.pk}/{act}/", {"revision": "0", **sent})
    assert answer.status_code == 422
    (fault,) = parts(answer, "//*[@class='field-fault']")
    assert said in fault.text_content()
    if "vì bão" in sent.values():
        assert "vì bão" in answer.content.decode()
    item.refresh_from_db()
    assert item.revision == 0


def test_who_comes_second_is_told_and_nothing_is_done(cast: Cast) -> None:
    item = acts.plan_item(cast.province.pk, 2024, 5, "Khảo sát", by=cast.office, at=NOW)
    acts.move(item, 6, "vì", by=cast.office, at=NOW, revision=0)
    answer = browse(cast.office).post(f"{PROGRAMME}{item.pk}/dua-ra/", {"ly-do": "vì", "revision": "0"})
    assert answer.status_code == 409
    assert "vừa có người thay đổi" in answer.content.decode()
    assert f'href="{PROGRAMME}{item.pk}/"' in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "rule", "words"),
    [
        ({"lap-lai": "tuan", "thu": ["0", "3"]}, "FREQ=WEEKLY;BYDAY=MO,TH", "thứ Hai, thứ Năm hằng tuần"),
        ({"lap-lai": "thang", "ngay": "-1"}, "FREQ=MONTHLY;BYMONTHDAY=-1", "ngày cuối cùng hằng tháng"),
        (
            {"lap-lai": "quy", "ngay": "20", "thang-quy": "3"},
            "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20",
            "tháng cuối quý",
        ),
        (
            {"lap-lai": "nam", "ngay": "15", "thang": "7"},
            "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=15",
            "ngày 15 tháng 7 hằng năm",
        ),
    ],
)
def test_a_duty_is_chosen_in_plain_fields_and_fills_the_year(
    cast: Cast, sent: dict[str, Any], rule: str, words: str
) -> None:
    office = browse(cast.office)
    made = office.post(
        NEW_DUTY, {"don-vi": "LG", "viec": "Việc", "tu": "2024-01-01", "mat": "open", **sent}, follow=True
    )
    assert words in text(made)
    assert ProgrammeDuty.objects.get().rule == rule
    filled = office.post(f"{DUTIES}dien/", {"don-vi": "LG", "nam": "2024"}, follow=True)
    assert f"Đã thêm {ProgrammeItem.objects.count()} kỳ" in text(filled)
    assert "không thêm gì" in text(office.post(f"{DUTIES}dien/", {"don-vi": "LG", "nam": "2024"}, follow=True))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Chưa chọn việc lặp lại"),
        ({"lap-lai": "tuan"}, "Chưa chọn thứ trong tuần"),
        ({"lap-lai": "thang"}, "Chưa chọn ngày trong tháng"),
        ({"lap-lai": "thang", "ngay": "31"}, "Ngày 31 không có ở mọi tháng"),
        ({"lap-lai": "quy", "ngay": "1"}, "Chưa chọn tháng trong quý"),
        ({"lap-lai": "nam", "ngay": "29", "thang": "2"}, "Ngày 29 không có"),
        ({"lap-lai": "tuan", "thu": "0", "den": "2023-12-31"}, "phải sau ngày bắt đầu"),
    ],
)
def test_half_a_rule_is_asked_back(cast: Cast, sent: dict[str, str], said: str) -> None:
    answer = browse(cast.office).post(
        NEW_DUTY, {"don-vi": "LG", "viec": "Việc", "tu": "2024-01-01", "mat": "open", **sent}
    )
    assert answer.status_code == 422
    assert said in text(answer)
    assert "Việc</textarea>" in answer.content.decode()


def test_a_duty_ends_with_a_reason(planned: Cast) -> None:
    office, duty = browse(planned.office), ProgrammeDuty.objects.get()
    refused = office.post(f"{DUTIES}{duty.pk}/ket-thuc/", {"den": "2024-10-01", "ly-do": ""})
    assert (refused.status_code, "Chưa ghi lý do" in text(refused)) == (422, True)
    ended = office.post(f"{DUTIES}{duty.pk}/ket-thuc/", {"den": "2024-10-01", "ly-do": "Quy chế mới"}, follow=True)
    assert "13 kỳ chưa thực hiện được đưa ra" in text(ended)


@pytest.mark.parametrize("address", [PROGRAMME, f"{PROGRAMME}tai-ve.csv", DUTIES])
def test_twice_the_items_cost_as_many_queries(planned: Cast, address: str) -> None:
    client = browse(planned.office)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found)

    queries()
    before = queries()
    for number in range(12):
        acts.plan_item(
            planned.province.pk, 2024, 1 + number, "Việc", owner_id=planned.neighbour.pk, by=planned.office, at=NOW
        )
        add_duty(planned.province.pk, "Việc", "FREQ=DAILY", date(2024, 1, 1), by=planned.office, at=NOW)
    assert queries() == before


@pytest.mark.chromium
def test_the_pages_are_open_to_everybody_and_work_by_the_keyboard(site: Site, planned: Cast) -> None:
    item = ProgrammeItem.objects.get(title="Khảo sát chi bộ")
    with site.opened(planned.office) as page:
        for address in (PROGRAMME, f"{PROGRAMME}{item.pk}/", DUTIES, NEW):
            page.goto(address)
            fits(page)
        page.goto(NEW_DUTY)
        assert not page.get_by_label("Tháng trong năm").is_visible()
        page.get_by_label("Hằng tuần").focus()
        page.keyboard.press("Space")
        assert page.get_by_label("Thứ Hai").is_visible()
        fits(page)
        page.goto(f"{PROGRAMME}{item.pk}/")
        page.locator("summary", has_text="Chuyển sang tháng khác").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        for _step in range(7):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.type("Chờ hướng dẫn")
        assert violations(page) == []
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{PROGRAMME}{item.pk}/")
        page.get_by_text("Đã chuyển tháng.").wait_for()
    item.refresh_from_db()
    assert item.month == 8
