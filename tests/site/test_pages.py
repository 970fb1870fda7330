"""Who sees which page, and what stands on it."""

import pytest
from django.test import Client

from tests.conftest import Cast
from tests.site.conftest import sign_in

EVERYBODY = ("/", "/chi-tieu/", "/don-vi/", "/tim-kiem/?q=a")
OF_THE_PROVINCE = (
    "/don-vi/LG/",
    "/don-vi/LG/tai-ve.csv",
    "/so-lieu/LG/members.admitted/2024-H1/value/",
)
OF_THE_DISTRICT = ("/don-vi/DL/", "/so-lieu/DL/members.admitted/2024-H1/value/", "/chi-tieu/members.admitted/")
PROVINCE_ROLES = ("office", "leader", "inspector", "administrator", "auditor")
DISTRICT_ROLES = ("officer", "unit_leader")


@pytest.mark.parametrize("address", [*EVERYBODY, *OF_THE_PROVINCE, *OF_THE_DISTRICT])
def test_a_stranger_is_sent_to_sign_in(client: Client, books: Cast, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/dang-nhap/?next=")


@pytest.mark.parametrize("role", PROVINCE_ROLES)
def test_the_province_sees_its_whole_tree(books: Cast, role: str) -> None:
    client = sign_in(getattr(books, role))
    for address in (*EVERYBODY, *OF_THE_PROVINCE, *OF_THE_DISTRICT):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("role", DISTRICT_ROLES)
def test_a_district_sees_itself_and_nothing_above(books: Cast, role: str) -> None:
    client = sign_in(getattr(books, role))
    for address in (*EVERYBODY, *OF_THE_DISTRICT):
        assert client.get(address).status_code == 200, address
    for address in OF_THE_PROVINCE:
        assert client.get(address).status_code == 404, address


def test_a_neighbour_does_not_exist(books: Cast) -> None:
    client = sign_in(books.neighbour_officer)
    for address in ("/don-vi/DL/", "/don-vi/DL/tai-ve.xlsx", "/so-lieu/DL/members.admitted/2024-H1/value/"):
        assert client.get(address).status_code == 404, address
    assert (
        "Diễn Lộc" not in client.get("/tim-kiem/?q=dien+loc").content.decode().split("<main")[1].split("<ul>")[0][800:]
    )


def test_somebody_without_a_role_is_told_what_to_do(books: Cast) -> None:
    client = sign_in(books.outsider)
    for address in ("/", "/chi-tieu/", "/don-vi/"):
        assert "Hãy nhờ người quản trị" in client.get(address).content.decode()
    for address in (*OF_THE_PROVINCE, *OF_THE_DISTRICT):
        assert client.get(address).status_code == 404, address


@pytest.mark.parametrize(
    "address",
    [
        "/?ky=2024-13",
        "/don-vi/DL/?ky=1900-01",
        "/bao-cao/half_year/1900-H1/",
        "/?dv=XX",
        "/chi-tieu/nothing.of_the_kind/",
        "/don-vi/XX/",
        "/so-lieu/LG/members.admitted/2024-H1/nothing/",
        "/so-lieu/LG/nothing.of_the_kind/2024-H1/value/",
        "/so-lieu/LG/members.admitted/2024-H7/value/",
        "/so-lieu/LG/members.admitted/2024-H1/value/?phan-to=sex:other",
        "/chi-tieu/members.admitted/tai-ve.pdf",
        "/tep/" + 64 * "0" + "/",
    ],
)
def test_what_is_not_there_says_so_in_the_look(office: Client, address: str) -> None:
    answer = office.get(address)
    assert answer.status_code == 404
    assert "Không có trang này" in answer.content.decode()


def test_the_home_page_adds_up_and_compares(office: Client) -> None:
    page = office.get("/").content.decode()
    assert ">205</a>" in page  # 6 x 10 + 6 x 20 + 5 x 5
    assert "192,86%" in page  # 70 in two months of last year's half
    assert "Chào buổi sáng, Văn phòng Tỉnh ủy" in page
    assert "48,8%" in page  # of the year's 420


def test_the_period_is_kept_from_page_to_page(office: Client) -> None:
    page = office.get("/?ky=2024-05").content.decode()
    assert 'href="/chi-tieu/?ky=2024-05"' in page
    assert 'href="/don-vi/DL/?ky=2024-05"' in page
    assert ">35</a>" in page


def test_an_empty_period_says_what_to_do(office: Client) -> None:
    page = office.get("/?ky=2021-H1").content.decode()
    assert "Chưa có số liệu của kỳ này" in page
    assert "giaoban import" in page


def test_every_number_leads_to_its_lineage(office: Client) -> None:
    page = office.get("/chi-tieu/members.admitted/").content.decode()
    assert 'href="/so-lieu/DL/members.admitted/2024-H1/value/"' in page
    assert 'href="/so-lieu/LG/members.admitted/2024-H1/value/?phan-to=sex%3Afemale"' in page


def test_lineage_goes_down_to_file_cell_and_author(office: Client) -> None:
    page = office.get("/so-lieu/DL/members.admitted/2024-06/value/").content.decode()
    for words in ("DL-2024-06.xlsx", "Số liệu!E13", "Cán bộ Diễn Lộc", "08:00 ngày 02/07/2024", 'href="/tep/'):
        assert words in page


def test_a_panel_is_the_same_lineage_without_the_frame(office: Client) -> None:
    page = office.get("/so-lieu/LG/members.admitted/2024-H1/change_percent/?phan=1").content.decode()
    assert "<html" not in page
    assert "(205 − 70) / 70 × 100 = 192,86%" in page


def test_several_offices_are_offered_and_one_is_chosen(books: Cast) -> None:
    from giaoban.people.models import Membership, Role
    from tests.conftest import LONG_AGO

    Membership.objects.create(
        person=books.neighbour_officer, unit=books.district, role=Role.LEADER, valid_from=LONG_AGO
    )
    client = sign_in(books.neighbour_officer)
    assert 'href="/?dv=NH"' in client.get("/").content.decode()
    assert 'href="/chi-tieu/?dv=NH"' in client.get("/?dv=NH").content.decode()
