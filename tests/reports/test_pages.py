"""The pages of reports: the paper with its figures, their lineage, the files, and who may see them."""

from dataclasses import replace
from decimal import Decimal
from urllib.parse import unquote

import pytest
from django.conf import LazySettings
from django.test import Client

from giaoban.figures.ledger import Entry, Source, post
from giaoban.figures.models import Measure, SourceKind
from giaoban.figures.sources import keep
from giaoban.people.models import Person
from giaoban.site.environment import Workspace
from tests.conftest import NOW, Cast

REPORT = "/bao-cao/half_year/2024-H1/"


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def books(cast: Cast) -> Cast:
    """Diễn Lộc admitted 402 in June; the figure stood in a cell of its workbook."""
    file = keep(b"PK", "LG-DL-2024-06.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    entry = Entry(
        cast.district.pk, "members.admitted", "", "2024-06", Measure.ACTUAL, Decimal(402), place="Số liệu!E14"
    )
    post([entry], by=cast.officer, source=Source(SourceKind.IMPORT, file), at=NOW)
    return cast


def test_the_list_offers_recent_periods_and_says_which_are_empty(books: Cast) -> None:
    page = signed_in(books.office).get("/bao-cao/").content.decode()
    assert REPORT in page
    assert "6 tháng cuối năm 2024" in page
    assert "kỳ đang diễn ra" in page
    half_years, weekly = page.split("Báo cáo giao ban tuần")
    assert half_years.count("chưa có số liệu") == 3
    # The weekly report is about work, which is not in the books.
    assert "chưa có số liệu" not in weekly


def test_a_person_without_a_unit_is_told_what_to_do(books: Cast) -> None:
    assert "chưa được giao đơn vị" in signed_in(books.outsider).get("/bao-cao/").content.decode()


def test_every_figure_of_the_page_leads_to_its_lineage(books: Cast) -> None:
    page = signed_in(books.office).get(REPORT).content.decode()
    assert '<a class="figure" id="f0002" data-lineage href="/so-lieu/LG/members.admitted/2024-H1/year_to_date/"' in page
    assert " style=" not in page
    assert "số liệu chưa có trong sổ" in page


def test_the_lineage_goes_down_to_the_cell_of_the_workbook(books: Cast) -> None:
    page = signed_in(books.office).get(f"{REPORT}so-lieu/f0002/", follow=True).content.decode()
    for words in ("402", "Huyện ủy Diễn Lộc", "Số liệu!E14", "LG-DL-2024-06.xlsx", "Cán bộ Diễn Lộc", "/tep/"):
        assert words in page


@pytest.mark.parametrize(
    ("ending", "begins"), [("docx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!doctype"), ("txt", "TỈNH".encode())]
)
def test_the_files_have_vietnamese_names(books: Cast, ending: str, begins: bytes) -> None:
    answer = signed_in(books.office).get(f"{REPORT}tai-ve.{ending}")
    assert answer.content.startswith(begins)
    assert f"Báo cáo công tác xây dựng Đảng, 6 tháng đầu năm 2024, Tỉnh ủy Lam Giang.{ending}" in unquote(
        answer["Content-Disposition"]
    )


def test_a_district_sees_its_own_report_and_no_other(books: Cast) -> None:
    client = signed_in(books.officer)
    assert "HUYỆN ỦY DIỄN LỘC" in client.get(REPORT).content.decode()
    for address in (
        f"{REPORT}?don-vi=LG",
        f"{REPORT}?don-vi=NH",
        f"{REPORT}tai-ve.docx?don-vi=LG",
        f"{REPORT}so-lieu/f0002/?don-vi=LG",
    ):
        assert client.get(address).status_code == 404


def test_the_office_opens_the_report_of_a_unit_and_keeps_it_in_its_links(books: Cast) -> None:
    page = signed_in(books.office).get(f"{REPORT}?don-vi=DL").content.decode()
    assert "HUYỆN ỦY DIỄN LỘC" in page
    assert f"{REPORT}tai-ve.docx?don-vi=DL" in page
    assert "/so-lieu/DL/members.admitted/" in page


@pytest.mark.parametrize(
    "address",
    [
        "/bao-cao/thang/2024-H1/",
        "/bao-cao/half_year/2024-06/",
        "/bao-cao/half_year/xyz/",
        f"{REPORT}so-lieu/f9999/",
        f"{REPORT}tai-ve.exe",
    ],
)
def test_what_does_not_exist_is_not_found(books: Cast, address: str) -> None:
    assert signed_in(books.office).get(address).status_code == 404


def test_strangers_are_asked_to_sign_in_and_outsiders_see_nothing(books: Cast) -> None:
    assert Client().get(REPORT).status_code == 302
    assert signed_in(books.outsider).get(REPORT).status_code == 404


def test_a_demonstration_says_on_the_paper_that_its_data_are_made_up(books: Cast, settings: LazySettings) -> None:
    workspace: Workspace = settings.WORKSPACE
    settings.WORKSPACE = replace(workspace, demonstration=True)
    assert "đều là dựng sẵn, không có thật." in signed_in(books.office).get(f"{REPORT}tai-ve.txt").content.decode()
