"""The pages of chasing, checking and explaining: who gets in, what a click does, and what stands on them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, cast

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from giaoban.collection.models import Extension, FindingNote, Reminder
from giaoban.figures.entry import Entry, Source
from giaoban.figures.ledger import post
from giaoban.figures.models import Explanation, Measure, SourceKind
from giaoban.people.models import Notice, Person
from giaoban.site.environment import Workspace
from tests.collection.desk import FORM, MONTH, desk_of
from tests.conftest import NOW, Cast, add_unit

BOARD, REVIEW, REQUESTS = "/tien-do/", "/ra-soat/", "/giai-trinh/"
ASK = f"/giai-trinh/hoi/DL/{MONTH}/members.admitted/"
PAGES = (BOARD, REVIEW, REQUESTS)
OFFICE_ALONE = ("/tien-do/gia-han/?don-vi=DL", f"/giai-trinh/hoi/DL/{MONTH}/", ASK)
EVERYBODY = (
    "office",
    "leader",
    "inspector",
    "administrator",
    "auditor",
    "officer",
    "unit_leader",
    "neighbour_officer",
    "outsider",
)


@pytest.fixture
def late(cast: Cast, settings: LazySettings, workspace: Workspace) -> Cast:
    """The tenth of July: everything of June is late; Diễn Lộc has an odd figure in the books."""
    settings.WORKSPACE = replace(workspace, today=date(2024, 7, 10))
    (workspace.path / "static").mkdir(exist_ok=True)
    months = [f"2023-{month:02}" for month in range(1, 13)] + [f"2024-{month:02}" for month in range(1, 6)]
    values = [*((month, 10 + place % 3) for place, month in enumerate(months)), (MONTH, 96)]
    entries = [
        Entry(cast.district.pk, "members.admitted", "", month, Measure.ACTUAL, Decimal(value))
        for month, value in values
    ]
    post(entries, by=cast.officer, source=Source(SourceKind.IMPORT), at=NOW)
    return cast


def browse(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(response: Any) -> str:
    page: Any = html.fromstring(response.content)
    return " ".join(str(page.text_content()).split())


def parts(response: Any, path: str) -> list[Any]:
    """What an XPath finds on a page."""
    return cast("list[Any]", html.fromstring(response.content).xpath(path))


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("page", PAGES)
def test_everybody_sees_their_own_part_of_each_page_and_nothing_of_others(late: Cast, who: str, page: str) -> None:
    answer = browse(getattr(late, who)).get(page)
    assert answer.status_code == 200
    said = text(answer)
    if who in {"neighbour_officer", "outsider"}:
        assert "Diễn Lộc" not in said
    elif page != REQUESTS:
        assert "Diễn Lộc" in said


@pytest.mark.parametrize("page", [*PAGES, *OFFICE_ALONE, "/giai-trinh/1/"])
def test_who_is_not_signed_in_is_asked_to(late: Cast, page: str) -> None:
    answer = Client().get(page)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/dang-nhap/")


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("page", OFFICE_ALONE)
def test_only_the_receiving_office_extends_and_asks(late: Cast, who: str, page: str) -> None:
    status = browse(getattr(late, who)).get(page).status_code
    if who == "office":
        assert status == 200
    else:
        assert status == (404 if who in {"neighbour_officer", "outsider"} else 403)


POSTS: tuple[tuple[str, dict[str, str]], ...] = (
    ("/tien-do/nhac/", {"don-vi": "DL"}),
    ("/tien-do/nhac/", {}),
    ("/tien-do/gia-han/", {"don-vi": "DL", "bieu": FORM, "han": "2024-07-20", "ly-do": "Lũ"}),
    (ASK, {"cau-hoi": "Vì sao?"}),
)


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize(("address", "data"), POSTS)
def test_only_the_receiving_office_acts(late: Cast, who: str, address: str, data: dict[str, str]) -> None:
    status = browse(getattr(late, who)).post(address, data).status_code
    done = (Reminder.objects.count(), Extension.objects.count(), Explanation.objects.count(), Notice.objects.count())
    if who == "office":
        assert status == 302
        assert any(done)
    else:
        assert status in {403, 404}
        assert not any(done)


@pytest.mark.parametrize(
    "address", ["/tien-do/nhac/", "/ra-soat/ket-luan/", "/giai-trinh/1/tra-loi/", "/giai-trinh/1/khep/"]
)
def test_what_writes_is_not_done_by_looking(late: Cast, address: str) -> None:
    assert browse(late.office).get(address).status_code == 405


def test_what_is_sent_from_elsewhere_is_refused(late: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(late.office)
    assert client.post("/tien-do/nhac/", {}).status_code == 403
    assert not Notice.objects.exists()


def test_the_board_shows_what_is_late_how_odd_and_since_when(late: Cast) -> None:
    said = text(browse(late.office).get(BOARD))
    assert "Huyện ủy Diễn Lộc" in said
    assert "trễ 5 ngày" in said
    assert "2 số cần xem" in said, "the jump and the outlier"
    assert "Nhắc 3 đơn vị" not in said
    assert "Nhắc 4 đơn vị" in said


def test_one_click_reminds_everybody_who_is_late_once_a_day(late: Cast) -> None:
    client = browse(late.office)
    said = text(client.post("/tien-do/nhac/", {}, follow=True))
    assert "Đã nhắc 8 biểu của Huyện ủy Diễn Lộc, Thành ủy Nguyệt Hồ; 3 người nhận được thông báo." in said
    assert "Chưa nhắc được Huyện ủy Mường Sẻ, Đảng ủy Công an tỉnh" in said
    said = text(client.post("/tien-do/nhac/", {"don-vi": "DL"}, follow=True))
    assert "4 biểu của Huyện ủy Diễn Lộc hôm nay đã được nhắc" in said
    assert Notice.objects.count() == 3


def test_a_reader_sees_the_board_without_its_buttons_and_doors(late: Cast) -> None:
    acts = "//table//form | //table//a[contains(@href, 'nhap-lieu') or contains(@href, 'gia-han')]"
    assert not parts(browse(late.leader).get(BOARD), acts)


def test_more_time_is_given_with_a_reason(late: Cast) -> None:
    client = browse(late.office)
    data = {"don-vi": "DL", "bieu": FORM, "han": "2024-07-20", "ly-do": ""}
    assert "Gia hạn phải nêu lý do" in text(client.post("/tien-do/gia-han/", data))
    assert "Chưa chọn hạn mới" in text(client.post("/tien-do/gia-han/", {**data, "han": "mai"}))
    said = text(client.post("/tien-do/gia-han/", {**data, "ly-do": "Nước lũ"}, follow=True))
    assert "Đã gia hạn biểu “Công tác tổ chức xây dựng Đảng” của Huyện ủy Diễn Lộc đến 20/07/2024." in said
    assert "đã gia hạn" in said


def test_the_way_back_leads_to_our_own_pages_alone(late: Cast) -> None:
    for address in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        answer = browse(late.office).post("/tien-do/nhac/", {"don-vi": "DL", "ve": address})
        assert answer["Location"].startswith("/tien-do/?")


def test_a_finding_is_accepted_with_a_reason_and_looked_at_again(late: Cast) -> None:
    client = browse(late.office)
    odd = "//li[contains(., 'Khác thường so với chính đơn vị')]"
    (key,) = parts(client.get(REVIEW), f"{odd}//input[@name='phat-hien']/@value")
    verdict = {"phat-hien": key, "ket-luan": "accepted", "ly-do": ""}
    assert "Kết luận phải nêu lý do" in text(client.post("/ra-soat/ket-luan/", verdict, follow=True))
    said = text(client.post("/ra-soat/ket-luan/", {**verdict, "ly-do": "Đợt 19/5"}, follow=True))
    assert "Đã công nhận số của Huyện ủy Diễn Lộc là đúng." in said
    assert "công nhận số đúng. Đợt 19/5" in text(client.get(f"{REVIEW}?xu-ly=xong"))
    client.post("/ra-soat/ket-luan/", {**verdict, "ket-luan": "reopened", "ly-do": "Thiếu chữ ký"})
    assert FindingNote.objects.count() == 2
    said = text(client.post("/ra-soat/ket-luan/", {**verdict, "phat-hien": "khác"}, follow=True))
    assert "không còn như trước" in said


@pytest.mark.parametrize("who", ["leader", "officer", "inspector", "auditor"])
def test_a_verdict_is_the_offices(late: Cast, who: str) -> None:
    key = parts(browse(late.office).get(REVIEW), "//input[@name='phat-hien']/@value")[0]
    data = {"phat-hien": key, "ket-luan": "accepted", "ly-do": "Đúng"}
    assert browse(getattr(late, who)).post("/ra-soat/ket-luan/", data).status_code == 403
    assert not FindingNote.objects.exists()


def test_a_question_goes_from_the_finding_to_the_answer_and_into_the_lineage(late: Cast) -> None:
    office, officer = browse(late.office), browse(late.officer)
    odd = "//li[contains(., 'Khác thường so với chính đơn vị')]"
    (link,) = parts(office.get(REVIEW), f"{odd}//a[contains(@href, '/giai-trinh/hoi/')]/@href")
    assert "Báo 96" in text(office.get(link))
    answer = office.post(ASK, {"cau-hoi": "Vì sao tăng?"})
    address = answer["Location"]
    assert "Vì sao tăng?" in text(officer.get(REQUESTS))
    assert officer.post(f"{address}tra-loi/", {"tra-loi": " "}).status_code == 422
    assert officer.post(f"{address}tra-loi/", {"tra-loi": "Đợt 19/5"}).status_code == 302
    again = officer.post(f"{address}tra-loi/", {"tra-loi": "Khác"})
    assert again.status_code == 409
    assert "Bạn đã viết: Khác" in text(again), "what was written is not lost"
    for figure in ("DL/members.admitted/2024-06", "LG/members.admitted/2024-H1"):
        said = text(browse(late.leader).get(f"/so-lieu/{figure}/value/"))
        assert "Vì sao tăng?" in said
        assert "Đợt 19/5" in said
    assert "Đã khép lại" in text(office.post(f"{address}khep/", follow=True))


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_request_is_read_in_scope_answered_by_the_unit_and_closed_by_the_office(late: Cast, who: str) -> None:
    address = browse(late.office).post(ASK, {"cau-hoi": "Vì sao?"})["Location"]
    client = browse(getattr(late, who))
    hidden = who in {"neighbour_officer", "outsider"}
    assert client.get(address).status_code == (404 if hidden else 200)
    answered = client.post(f"{address}tra-loi/", {"tra-loi": "Vì…"}).status_code
    assert answered == (404 if hidden else 302 if who in {"officer", "unit_leader", "administrator"} else 403)
    closed = client.post(f"{address}khep/").status_code
    assert closed == (404 if hidden else 302 if who == "office" else 403)


@pytest.mark.parametrize("page", [f"{BOARD}?cua=2024-09", f"{BOARD}?ky=khong", f"{BOARD}?dv=NH&ky=2024", f"{REVIEW}?xu-ly=x", f"{REVIEW}?don-vi=X", f"{REQUESTS}?xem=x", f"{BOARD}?duoi=XX", "/giai-trinh/hoi/LG/2024-06/members.admitted/", "/giai-trinh/hoi/DL/2024-13/members.admitted/", "/giai-trinh/hoi/DL/2024-06/khong.co/", "/giai-trinh/99/"])  # fmt: skip
def test_what_is_not_there_is_not_found(late: Cast, page: str) -> None:
    assert browse(late.office).get(page).status_code == 404


def test_a_sensitive_figure_is_asked_about_by_nobody_who_may_not_see_it(late: Cast) -> None:
    address = f"/giai-trinh/hoi/DL/{MONTH}/discipline.members/?phan-to=discipline_form_members:reprimand"
    assert browse(late.office).get(address).status_code == 404


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_board_can_be_taken_away(late: Cast, form: str) -> None:
    answer = browse(late.office).get(f"/tien-do/tai-ve.{form}?loc=qua-han&tim=dien")
    assert answer.status_code == 200
    if form == "csv":
        lines = answer.content.decode("utf-8-sig").splitlines()
        assert len(lines) == 6
        assert lines[1] == "Huyện ủy Diễn Lộc,DL,Công tác tổ chức xây dựng Đảng,Một phần,05/07/2024,,5,2"
    assert browse(late.outsider).get(f"/tien-do/tai-ve.{form}").status_code == 404
    assert browse(late.office).get("/tien-do/tai-ve.pdf").status_code == 404


def test_a_year_shows_its_months_and_the_form_of_the_year(late: Cast) -> None:
    said = text(browse(late.office).get(f"{BOARD}?ky=2023&cua=2023"))
    assert "Đánh giá" in said or "cuối năm" in said
    assert "Không đơn vị nào phải nộp biểu" not in said


@pytest.mark.parametrize("page", [BOARD, REVIEW])
def test_the_number_of_queries_does_not_grow_with_the_units(late: Cast, page: str) -> None:
    client = browse(late.office)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        return len(queries)

    count()
    before = count()
    for number in range(40):
        add_unit(f"X{number}", f"Huyện ủy số {number}", "district_committee", late.province, 10 + number)
    count()
    assert count() == before


@pytest.fixture
def every_page(late: Cast) -> Callable[[], list[str]]:
    def addresses() -> list[str]:
        request = browse(late.office).post(ASK, {"cau-hoi": "Vì sao?"})["Location"]
        return [*PAGES, *OFFICE_ALONE, request, f"{REVIEW}?xu-ly=dinh-chinh", f"{BOARD}?loc=cho-ghi-so"]

    return addresses


def test_every_page_is_whole_in_english_and_keeps_to_the_policy(
    late: Cast, every_page: Callable[[], list[str]]
) -> None:
    client = browse(late.office)
    client.cookies["giaoban_language"] = "en"
    for address in every_page():
        answer = client.get(address)
        assert parts(answer, "/html/@lang") == ["en"]
        assert not parts(answer, "//*[@style] | //style | //script[not(@src)] | //*[starts-with(name(@*), 'on')]")
        ids = parts(answer, "//@id")
        assert len(ids) == len(set(ids)), address


def test_a_sheet_waits_in_the_board_for_the_office(late: Cast) -> None:
    desk = desk_of(late)
    desk.open()
    desk.type({"members.admitted": "96"}, reason="Đợt 19/5")
    desk.submit()
    desk.approve()
    assert "Chờ ghi sổ" in text(browse(late.office).get(f"{BOARD}?loc=cho-ghi-so"))
    assert Notice.objects.filter(person=late.office).count() == 1
    desk.accept()
    assert Notice.objects.filter(person=late.officer).last().text.endswith("đã ghi sổ.")  # type: ignore[union-attr] # it is there
