"""Other people's accounts: what an administrator of the whole and of a part may do."""

from datetime import date

import pytest
from django.conf import LazySettings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from giaoban.people.models import AccessEvent, AccessKind, Membership, Person, Role
from tests.conftest import LONG_AGO, Cast, add_person, add_unit
from tests.people.conftest import sign_in, signed_in

LIST, NEW = "/nguoi-dung/", "/them-nguoi-dung/"
ACTS = ("thong-tin", "vai-tro", "ngung", "mo-lai", "mo-khoa", "phien", "xac-thuc", "lien-ket")
NOBODY_ELSE = ("office", "leader", "inspector", "auditor", "officer", "unit_leader", "neighbour_officer", "outsider")
FORM = {"username": "muongse", "name": "Cán bộ Mường Sẻ", "role": "reporting_officer", "from": "2024-07-02"}


@pytest.mark.parametrize("role", NOBODY_ELSE)
def test_the_pages_do_not_exist_for_who_administers_nothing(cast: Cast, role: str) -> None:
    client = signed_in(getattr(cast, role))
    assert [client.get(address).status_code for address in (LIST, NEW, f"{LIST}dienloc/")] == [404, 404, 404]
    assert {client.post(f"{LIST}dienloc/{act}/").status_code for act in ACTS} == {404}
    assert client.post(NEW, {**FORM, "unit": "MS"}).status_code == 404
    assert "/nguoi-dung/" not in client.get("/tai-khoan/").content.decode()


@pytest.mark.parametrize("act", ACTS)
def test_nothing_is_done_by_a_get(cast: Cast, act: str) -> None:
    assert signed_in(cast.administrator).get(f"{LIST}dienloc/{act}/").status_code == 405


def test_a_new_person_has_a_role_and_no_password_yet(cast: Cast) -> None:
    client = signed_in(cast.administrator)
    typed = {**FORM, "unit": "MS · Huyện ủy Mường Sẻ", "email": "muongse@lamgiang.example"}
    assert client.post(NEW, typed)["Location"] == f"{LIST}muongse/"
    person = Person.objects.get(login="muongse")
    assert not person.has_usable_password()
    assert person.memberships.get().unit == cast.late_district
    page = client.get(f"{LIST}muongse/").content.decode()
    assert "chưa đặt mật khẩu" in page
    assert "Cấp liên kết đăng nhập lần đầu" in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"unit": "XX"}, "Không có đơn vị “XX”"),
        ({"role": "vua"}, "Chưa chọn vai trò"),
        ({"username": "dienloc"}, "đã có người dùng"),
        ({"username": "Mường Sẻ"}, "không dấu"),
        ({"name": " "}, "chưa có họ tên"),
        ({"email": "khong phai thu"}, "chưa được: hãy ghi dạng"),
        ({"from": "mai"}, "không đọc được"),
    ],
)
def test_what_cannot_be_is_refused_with_the_form_as_it_was(cast: Cast, typed: dict[str, str], said: str) -> None:
    answer = signed_in(cast.administrator).post(NEW, {**FORM, "unit": "MS", **typed})
    page = answer.content.decode()
    assert said in page
    assert f'value="{typed.get("username", "muongse")}"' in page
    assert Person.objects.count() == 9


def test_roles_begin_and_end_on_days(cast: Cast) -> None:
    client = signed_in(cast.administrator)
    client.post(f"{LIST}dienloc/vai-tro/", {"unit": "DL", "role": "unit_leader", "from": "2024-08-01"})
    later = Membership.objects.get(person=cast.officer, role=Role.UNIT_LEADER)
    assert later.valid_from == date(2024, 8, 1)
    now = Membership.objects.get(person=cast.officer, role=Role.REPORTING_OFFICER)
    client.post(f"{LIST}dienloc/vai-tro/{now.pk}/ket-thuc/", {"to": "2024-08-01"})
    now.refresh_from_db()
    assert now.valid_to == date(2024, 8, 1)
    client.post(f"{LIST}dienloc/vai-tro/{later.pk}/ket-thuc/", {"to": "2024-07-02"})
    assert not Membership.objects.filter(pk=later.pk).exists()
    kinds = AccessEvent.objects.filter(about=cast.officer).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == [AccessKind.ROLE_GIVEN, AccessKind.ROLE_ENDED, AccessKind.ROLE_ENDED]


def test_the_same_role_is_not_given_twice(cast: Cast) -> None:
    typed = {"unit": "DL", "role": "reporting_officer"}
    answer = signed_in(cast.administrator).post(f"{LIST}dienloc/vai-tro/", typed, follow=True)
    assert "đã có vai trò" in answer.content.decode()
    assert cast.officer.memberships.count() == 1


def test_a_district_s_administrator_sees_the_district_alone(cast: Cast, district_administrator: Person) -> None:
    page = signed_in(district_administrator).get(LIST).content.decode()
    assert "3 tài khoản trong phạm vi" in page
    for login in ("dienloc", "lddienloc", "qtdienloc"):
        assert f">{login}<" in page
    for login in ("vanphong", "nguyetho", "khach"):
        assert signed_in(district_administrator).get(f"{LIST}{login}/").status_code == 404
        assert f">{login}<" not in page


def test_a_district_s_administrator_gives_nothing_above_or_beside(cast: Cast, district_administrator: Person) -> None:
    client = signed_in(district_administrator)
    for unit in ("LG", "NH"):
        said = client.post(NEW, {**FORM, "unit": unit}).content.decode()
        assert f"Không có đơn vị “{unit}”" in said
        client.post(f"{LIST}dienloc/vai-tro/", {"unit": unit, "role": "administrator"})
    assert not Person.objects.filter(login="muongse").exists()
    assert cast.officer.memberships.get().unit == cast.district
    assert client.post(NEW, {**FORM, "unit": "DL"}).status_code == 302


@pytest.mark.parametrize("act", ACTS)
def test_who_also_holds_a_role_above_is_seen_and_out_of_reach(
    cast: Cast, district_administrator: Person, act: str
) -> None:
    Membership.objects.create(person=cast.office, unit=cast.district, role=Role.LEADER, valid_from=LONG_AGO)
    client = signed_in(district_administrator)
    assert "vai trò ngoài phạm vi của bạn" in client.get(f"{LIST}vanphong/").content.decode()
    before = Person.objects.get(login="vanphong").password
    typed = {"unit": "DL", "role": "leader", "name": "Khác"}
    assert client.post(f"{LIST}vanphong/{act}/", typed).status_code == 403
    after = Person.objects.get(login="vanphong")
    assert (after.password, after.is_active, after.display_name) == (before, True, "Văn phòng Tỉnh ủy")
    assert AccessEvent.objects.filter(kind=AccessKind.REFUSED, person=district_administrator).count() == 1


@pytest.mark.parametrize("act", ACTS)
def test_nobody_changes_their_own_account_here(cast: Cast, act: str) -> None:
    client = signed_in(cast.administrator)
    assert client.post(f"{LIST}quantri/{act}/", {"unit": "LG", "role": "inspector"}).status_code == 403
    assert "do quản trị viên khác thay đổi" in client.get(f"{LIST}quantri/").content.decode()


def test_the_command_line_s_account_is_nobody_s(cast: Cast) -> None:
    from giaoban.people.accounts import operator

    operator()
    client = signed_in(cast.administrator)
    assert ">operator<" not in client.get(LIST).content.decode()
    assert client.post(f"{LIST}operator/lien-ket/").status_code == 404


def test_a_locked_login_is_shown_and_opened(client: Client, cast: Cast) -> None:
    for _ in range(5):
        sign_in(client, "dienloc", "sai hẳn")
    administrator = signed_in(cast.administrator)
    assert "tạm khóa" in administrator.get(LIST).content.decode()
    assert "Mở khóa ngay" in administrator.get(f"{LIST}dienloc/").content.decode()
    administrator.post(f"{LIST}dienloc/mo-khoa/")
    assert sign_in(client, "dienloc") == 302


@pytest.mark.parametrize(
    ("words", "logins"),
    [
        ("dien loc", ["dienloc", "lddienloc"]),
        ("Diễn Lộc cán bộ", ["dienloc"]),
        ("kiem tra", ["kiemtra"]),
        ("NGUYETHO", ["nguyetho"]),
        ("không ai cả", []),
    ],
)
def test_the_list_is_sought_with_or_without_marks(cast: Cast, words: str, logins: list[str]) -> None:
    answer = signed_in(cast.administrator).get(LIST, {"tim": words})
    assert [entry.person.login for entry in answer.context["roster"].entries] == logins
    assert ("Không có ai khớp" in answer.content.decode()) is not bool(logins)


@pytest.mark.parametrize(
    ("order", "first"),
    [("ten", "dienloc"), ("dang-nhap", "dienloc"), ("trang-thai", "nguyetho"), ("lan-cuoi", "quantri")],
)
def test_the_list_is_sorted(cast: Cast, order: str, first: str) -> None:
    Person.objects.filter(login="nguyetho").update(is_active=False)
    answer = signed_in(cast.administrator).get(LIST, {"sap": order})
    assert answer.context["roster"].entries[0].person.login == first


@pytest.mark.parametrize("more", [0, 60])
def test_a_long_list_costs_the_same_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries, more: int, settings: LazySettings
) -> None:
    client = signed_in(cast.administrator)
    client.get(LIST)
    for place in range(more):
        unit = add_unit(f"X{place}", f"Đảng bộ {place}", "grassroots_organisation", cast.district)
        add_person(f"nguoi{place}", f"Người {place}", Role.REPORTING_OFFICER, unit)
    client.get(LIST)
    with django_assert_max_num_queries(23):
        answer = client.get(LIST, {"tim": "o"})
    assert (answer.context["roster"].page.paginator.num_pages == 2) is bool(more)
