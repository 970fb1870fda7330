"""The page of a sheet without a browser: what it shows, what it keeps, who may open it, and what it refuses."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from giaoban.collection.models import CellRemark, DraftCell, State, Submission
from giaoban.figures.models import Observation
from giaoban.people.models import Person
from giaoban.units.models import Unit
from tests.collection.conftest import Import
from tests.collection.desk import Desk, whole
from tests.conftest import Cast, add_unit

SHEET = "/nhap-lieu/DL/organisation_work/2024-06/"
RIGHT = {"members.total": "100", "members.admitted": "7"}


def as_person(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text_of(answer: Any) -> str:
    return " ".join(str(parts(answer, '//*[@id="main"]')[0].text_content()).split())


def parts(answer: Any, path: str) -> list[Any]:
    """The elements of a page at an XPath."""
    found = html.fromstring(answer.content).xpath(path)
    return list(found) if isinstance(found, list) else []


def send(client: Client, act: str, **fields: str) -> Any:
    submission = Submission.objects.first()
    revision = submission.revision if submission else 0
    return client.post(f"{SHEET}{act}/", {"revision": str(revision), **fields})


def keep(client: Client, *cells: dict[str, Any], **more: Any) -> Any:
    return client.post(f"{SHEET}o/luu/", json.dumps({"cells": cells, **more}), content_type="application/json")


def one(name: str, typed: str, seen: int = 0) -> dict[str, Any]:
    return {"name": name, "typed": typed, "reason": "", "seen": seen}


# ── who ──


def test_only_who_works_on_a_sheet_opens_it(cast: Cast) -> None:
    workers = (cast.officer, cast.unit_leader, cast.office, cast.auditor, cast.administrator)
    others = (cast.neighbour_officer, cast.outsider, cast.leader, cast.inspector)
    assert {as_person(person).get(SHEET).status_code for person in workers} == {200}
    assert {as_person(person).get(SHEET).status_code for person in others} == {404}


def test_a_sheet_that_nobody_is_asked_is_not_there(cast: Cast) -> None:
    client = as_person(cast.officer)
    for address in (
        "DL/nothing/2024-06",
        "DL/organisation_work/2024",
        "DL/organisation_work/x",
        "LG/narrative/2024-06",
    ):
        assert client.get(f"/nhap-lieu/{address}/").status_code == 404


def test_another_period_is_chosen_at_the_top_of_the_page(cast: Cast) -> None:
    client = as_person(cast.officer)
    assert client.get(f"{SHEET}?ky=2024-05")["Location"] == "/nhap-lieu/DL/organisation_work/2024-05/"
    assert {client.get(f"{SHEET}?ky={code}").status_code for code in ("2024-H1", "2024-06", "x")} == {200}


def test_signed_out_everything_leads_to_the_door(client: Client, cast: Cast) -> None:
    for act in ("", "o/", "so/", "so/tai-ve/", "tep/1/"):
        assert client.get(SHEET + act).status_code == 302
    for act in ("luu/", "o/luu/", "trinh/", "duyet/", "tep/", "so/gui/"):
        assert client.post(SHEET + act).status_code == 302


def test_writes_want_post(cast: Cast) -> None:
    client = as_person(cast.officer)
    acts = (
        "luu",
        "trinh",
        "rut",
        "duyet",
        "tra-lai",
        "ghi-so",
        "dinh-chinh",
        "uoc",
        "o/luu",
        "so/gui",
        "so/nhan",
        "tep",
    )
    assert {client.get(f"{SHEET}{act}/").status_code for act in acts} == {405}


def test_a_role_does_only_its_own_part(desk: Desk) -> None:
    desk.open()
    desk.type(RIGHT)
    desk.submit()
    cast = desk.cast
    assert send(as_person(cast.officer), "duyet").status_code == 403
    assert send(as_person(cast.auditor), "duyet").status_code == 403
    assert send(as_person(cast.auditor), "luu", **{"c.members.total": "1"}).status_code == 403
    assert keep(as_person(cast.auditor), one("members.total", "1")).status_code == 403
    assert send(as_person(cast.neighbour_officer), "duyet").status_code == 404
    assert send(as_person(cast.unit_leader), "ghi-so").status_code == 403
    assert send(as_person(cast.office), "ghi-so").status_code == 409
    assert desk.fresh().state == State.SUBMITTED


def test_the_workbook_is_for_those_who_report(desk: Desk) -> None:
    assert as_person(desk.cast.auditor).get(f"{SHEET}so/").status_code == 404
    assert as_person(desk.cast.auditor).get(f"{SHEET}so/tai-ve/").status_code == 404
    assert as_person(desk.cast.officer).get(f"{SHEET}so/").status_code == 200


# ── typing ──


def test_looking_at_a_sheet_opens_nothing(cast: Cast) -> None:
    answer = as_person(cast.officer).get(SHEET)
    assert "Chưa nhập" in text_of(answer)
    assert not Submission.objects.exists()


def test_a_plain_save_keeps_what_changed_and_nothing_else(cast: Cast) -> None:
    client = as_person(cast.officer)
    answer = send(client, "luu", **{"c.members.total": "1.450", "c.members.admitted": ""})
    assert answer["Location"] == SHEET
    assert [row.typed for row in DraftCell.objects.all()] == ["1.450"]
    again = {"c.members.total": "1.450", "w.members.total": "1.450"}
    send(client, "luu", **again)
    assert Submission.objects.get().revision == 1
    assert "1.450" in client.get(SHEET).content.decode()


def test_a_plain_save_does_not_run_over_somebody_else(desk: Desk) -> None:
    desk.open()
    desk.type({"members.total": "100"})
    client = as_person(desk.cast.officer)
    desk.type({"members.total": "200"}, by=desk.cast.unit_leader)
    fields = {"revision": "1", "c.members.total": "101", "w.members.total": "100"}
    told = client.post(f"{SHEET}luu/", fields, follow=True)
    assert "1 ô vừa được Lãnh đạo Diễn Lộc sửa" in text_of(told)
    assert DraftCell.objects.get().typed == "200"


def test_cells_are_kept_one_by_one_and_conflicts_are_told(desk: Desk) -> None:
    client = as_person(desk.cast.officer)
    answer = keep(client, one("members.total", "x"), one("members.admitted|sex:female", "3")).json()
    assert answer["revision"] == 1
    assert answer["conflicts"] == []
    assert list(answer["problems"]) == ["members.total"]
    desk.type({"members.total": "200"}, by=desk.cast.unit_leader)
    clash = keep(client, one("members.total", "101", seen=1)).json()["conflicts"][0]
    assert (clash["theirs"], clash["typed"], clash["by"], clash["revision"]) == ("200", "101", "Lãnh đạo Diễn Lộc", 2)
    assert keep(client, one("members.total", "101", seen=2)).json()["conflicts"] == []


def test_what_others_typed_since_is_told(desk: Desk) -> None:
    desk.open()
    desk.type({"members.total": "100"})
    desk.type({"members.probationary": "5"}, by=desk.cast.unit_leader)
    told = as_person(desk.cast.officer).get(f"{SHEET}o/?tu=1").json()
    assert told["writable"]
    assert [(cell["name"], cell["typed"], cell["by"]) for cell in told["others"]] == [
        ("members.probationary", "5", "Lãnh đạo Diễn Lộc")
    ]


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"cells":[{"name":"a"}]}', '{"cells":[], "more": 1}'])
def test_what_no_script_of_ours_sends_is_refused(cast: Cast, body: str) -> None:
    answer = as_person(cast.officer).post(f"{SHEET}o/luu/", body, content_type="application/json")
    assert answer.status_code == 400
    assert not Submission.objects.exists()


def test_a_cell_that_the_form_does_not_ask_is_refused(cast: Cast) -> None:
    assert keep(as_person(cast.officer), one("discipline.members", "1")).status_code == 409
    assert send(as_person(cast.officer), "luu", **{"c.discipline.members": "1"}).status_code == 409


def test_a_page_without_its_revision_is_refused(cast: Cast) -> None:
    assert as_person(cast.officer).post(f"{SHEET}luu/", {"c.members.total": "1"}).status_code == 400
    assert as_person(cast.officer).get(f"{SHEET}o/?tu=x").status_code == 400


def test_recommendations_of_two_people_are_both_kept(desk: Desk) -> None:
    desk.open()
    client, other = as_person(desk.cast.officer), as_person(desk.cast.unit_leader)
    keep(client, wishes=[{"text": "Thêm biên chế", "field": "Tổ chức"}], wishes_seen=[])
    keep(other, wishes=[{"text": "Sửa trụ sở", "field": ""}], wishes_seen=[])
    assert set(desk.fresh().recommendations.values_list("text", flat=True)) == {"Thêm biên chế", "Sửa trụ sở"}
    keep(client, wishes=[{"text": "Sửa trụ sở", "field": ""}], wishes_seen=["Thêm biên chế", "Sửa trụ sở"])
    assert desk.fresh().recommendations.get().text == "Sửa trụ sở"


# ── what stands beside ──


def test_the_books_stand_beside_each_figure(cast: Cast, take_in: Import) -> None:
    books = """unit,indicator,breakdown,period,measure,value
DL,members.admitted,,2023-06,actual,9
DL,members.admitted,,2024-04,actual,20
DL,members.admitted,,2024-05,actual,24
DL,members.admitted,,2024,target,120
"""
    assert not take_in({"books.csv": books.encode()}).problems
    client = as_person(cast.officer)
    send(client, "luu", **{"c.members.admitted": "16"})
    row = " ".join(parts(client.get(SHEET), '//*[@data-cell="members.admitted"]')[0].text_content().split())
    for said in ("Kết nạp đảng viên", "24", "9", "60", "120", "50%"):
        assert said in row


def test_what_came_by_file_is_shown_and_corrected_with_a_reason(desk: Desk, take_in: Import) -> None:
    rows = [f"DL,{cell.indicator},{cell.breakdown},2024-06,actual,0" for cell in whole(desk.sheet)]
    books = "\n".join(["unit,indicator,breakdown,period,measure,value", *rows])
    assert not take_in({"books.csv": books.encode()}).problems
    client = as_person(desk.cast.officer)
    assert "đã vào sổ từ tệp" in text_of(client.get(SHEET))
    assert "Muốn" in text_of(client.post(f"{SHEET}dinh-chinh/", {"revision": "0", "ly-do": ""}, follow=True))
    send(client, "dinh-chinh", **{"ly-do": "Đếm sót một chi bộ"})
    assert desk.fresh().state == State.DRAFT
    assert "Đang đính chính, lý do: Đếm sót một chi bộ" in text_of(client.get(SHEET))


def test_a_page_asks_as_often_for_many_units_as_for_few(desk: Desk) -> None:
    desk.open()
    desk.type(RIGHT)
    client = as_person(desk.cast.officer)
    office = as_person(desk.cast.office)

    def count(who: Client, address: str) -> int:
        who.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert who.get(address).status_code == 200
        return len(queries)

    approved(desk, desk.cast.neighbour)
    before = count(client, SHEET), count(client, "/nhap-lieu/"), count(office, "/nhap-lieu/")
    for number in range(20):
        name = f"Huyện ủy số {number}"
        approved(desk, add_unit(f"X{number}", name, "district_committee", desk.cast.province, 10 + number))
    assert (count(client, SHEET), count(client, "/nhap-lieu/"), count(office, "/nhap-lieu/")) == before
    assert max(before) <= 50


def approved(desk: Desk, unit: Unit) -> None:
    address = {"unit": unit, "form": "organisation_work", "period": "2024-06"}
    Submission.objects.create(**address, state=State.APPROVED, changed_at=desk.now())


# ── the way ──


def test_what_blocks_is_listed_and_nothing_is_handed_over(cast: Cast) -> None:
    client = as_person(cast.officer)
    fields = {"revision": "0", "c.members.total": "1", "c.members.probationary": "2"}
    answer = client.post(f"{SHEET}trinh/", fields, follow=True)
    assert "Đảng viên dự bị (2) nhiều hơn tổng số đảng viên (1)" in text_of(answer)
    assert "1 chỗ cần xem" in text_of(answer)
    assert Submission.objects.get().state == State.DRAFT


def test_from_the_draft_to_the_books_by_the_page(desk: Desk) -> None:
    officer, leader, office = (as_person(one) for one in (desk.cast.officer, desk.cast.unit_leader, desk.cast.office))
    send(officer, "trinh", **{f"c.{name}": value for name, value in RIGHT.items()})
    assert send(officer, "rut").status_code == 302
    assert desk.fresh().state == State.DRAFT
    send(officer, "trinh")
    send(leader, "duyet", **{"y-kien-duyet": "Đồng ý"})
    send(office, "tra-lai", **{"y.members.admitted": "Đếm lại"})
    assert CellRemark.objects.get().text == "Đếm lại"
    assert "Đếm lại" in text_of(officer.get(SHEET))
    send(officer, "trinh", **{"c.members.admitted": "8", "w.members.admitted": "7"})
    send(leader, "duyet")
    send(office, "ghi-so")
    assert desk.fresh().state == State.POSTED
    assert Observation.objects.get(indicator="members.admitted").value == 8
    story = text_of(office.get("/so-lieu/DL/members.admitted/2024-06/value/"))
    for word in ("Duyệt: Lãnh đạo Diễn Lộc", "Đồng ý", "Ghi sổ: Văn phòng Tỉnh ủy"):
        assert word in story


def test_a_return_without_a_word_is_not_made(desk: Desk) -> None:
    desk.open()
    desk.type(RIGHT)
    desk.submit()
    answer = send(as_person(desk.cast.unit_leader), "tra-lai")
    assert answer.status_code == 302
    assert desk.fresh().state == State.SUBMITTED


def test_whoever_was_overtaken_is_told(desk: Desk) -> None:
    desk.open()
    desk.type(RIGHT)
    old = desk.fresh().revision
    desk.submit()
    answer = as_person(desk.cast.unit_leader).post(f"{SHEET}duyet/", {"revision": str(old)})
    assert answer.status_code == 409
    assert "vừa có người thay đổi" in text_of(answer)


def test_an_estimate_is_marked_until_the_figures_come(desk: Desk) -> None:
    officer = as_person(desk.cast.officer)
    send(officer, "uoc", uoc="1", **{"c.members.total": "100"})
    assert "Số ước" in text_of(officer.get(SHEET))
    desk.submit()
    desk.approve()
    desk.accept()
    assert Observation.objects.get().measure == "estimate"
    assert "Nhập số chính thức" in text_of(officer.get(SHEET))
    assert "Tháng 6/2024đã nộp 0/5 biểu" in text_of(officer.get("/nhap-lieu/"))
    send(officer, "uoc", uoc="0")
    assert desk.fresh().state == State.DRAFT


def test_files_go_along_while_the_sheet_is_open(desk: Desk) -> None:
    officer = as_person(desk.cast.officer)
    officer.post(f"{SHEET}tep/", {"tep": SimpleUploadedFile("bảng kê.txt", "một dòng".encode())})
    attachment = desk.fresh().attachments.get()
    address = f"{SHEET}tep/{attachment.pk}/"
    answer = as_person(desk.cast.office).get(address)
    assert answer.content.decode() == "một dòng"
    assert answer["Content-Disposition"].startswith("attachment")
    assert as_person(desk.cast.neighbour_officer).get(address).status_code == 404
    assert officer.get(f"/nhap-lieu/DL/narrative/2024-06/tep/{attachment.pk}/").status_code == 404
    refused = officer.post(f"{SHEET}tep/", {"tep": SimpleUploadedFile("a.exe", b"MZ")}, follow=True)
    assert "a.exe" in text_of(refused)
    officer.post(f"{address}bo/")
    assert not desk.fresh().attachments.exists()


# ── what waits ──


def test_the_list_says_what_is_to_be_filled_and_what_waits(desk: Desk) -> None:
    assert "Tháng 6/2024đã nộp 0/5 biểu" in text_of(as_person(desk.cast.officer).get("/nhap-lieu/"))
    desk.open()
    desk.type(RIGHT)
    desk.submit()
    assert "1 báo cáo" in text_of(as_person(desk.cast.unit_leader).get("/nhap-lieu/"))
    assert "Không có báo cáo nào chờ ghi sổ" in text_of(as_person(desk.cast.office).get("/nhap-lieu/"))
    desk.approve()
    assert "Huyện ủy Diễn Lộc · tháng 6/2024" in text_of(as_person(desk.cast.office).get("/nhap-lieu/"))
    assert "không nhập, duyệt hay ghi sổ" in text_of(as_person(desk.cast.leader).get("/nhap-lieu/"))


def test_the_navigation_counts_what_waits(desk: Desk) -> None:
    def waiting(person: Person) -> str:
        found = parts(
            as_person(person).get("/nhap-lieu/"),
            '//ul[@class="nav"]//a[starts-with(@href, "/nhap-lieu/")]/span[contains(@class, "waiting")]',
        )
        return str(found[0].text_content()) if found else ""

    assert waiting(desk.cast.office) == ""
    before = int(waiting(desk.cast.unit_leader))
    desk.post(RIGHT)
    assert int(waiting(desk.cast.unit_leader)) == before - 1
    desk.reopen()
    desk.submit()
    assert int(waiting(desk.cast.unit_leader)) == before
    assert not as_person(desk.cast.leader).get("/").content.decode().count("/nhap-lieu/")


def test_the_office_fills_in_for_a_unit_of_its_scope(cast: Cast) -> None:
    page = text_of(as_person(cast.office).get("/nhap-lieu/?don-vi=DL"))
    assert "Tháng 6/2024" in page
    assert "Tháng 6/2024" not in text_of(as_person(cast.office).get("/nhap-lieu/?don-vi=XX"))


def test_no_page_needs_an_exception_from_the_policy(desk: Desk) -> None:
    desk.open()
    desk.type(RIGHT)
    for address in (SHEET, "/nhap-lieu/", f"{SHEET}so/"):
        answer = as_person(desk.cast.officer).get(address)
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert not parts(answer, "//*[@style] | //style | //*[@onclick]")
        assert {script.get("type") for script in parts(answer, "//script[not(@src)]")} <= {"application/json"}
        ids = [str(found) for found in parts(answer, "//@id")]
        assert len(ids) == len(set(ids))
