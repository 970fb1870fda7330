"""Figures climb the tree step by step: a unit's form is received by the office of the unit right above, and by nobody beside."""

import pytest

from giaoban.collection import submitting
from giaoban.collection.life import IllegalMove
from giaoban.collection.models import State
from giaoban.people.access import Hidden, NotYourRole
from giaoban.people.models import Notice, Person, Role
from tests.collection.desk import Desk, desk_of
from tests.conftest import Cast, add_person, add_unit


@pytest.fixture
def commune(cast: Cast) -> Desk:
    """The form of a commune below Diễn Lộc; it has an office of its own, as the district has."""
    below = add_unit("XA", "Đảng ủy xã Bến Sậy", "district_committee", cast.district, 1)
    add_person("bensay", "Cán bộ Bến Sậy", Role.REPORTING_OFFICER, below)
    add_person("ldbensay", "Lãnh đạo Bến Sậy", Role.UNIT_LEADER, below)
    add_person("vpbensay", "Văn phòng Bến Sậy", Role.OFFICE, below)
    add_person("vpdienloc", "Văn phòng Diễn Lộc", Role.OFFICE, cast.district)
    add_person("vpnguyetho", "Văn phòng Nguyệt Hồ", Role.OFFICE, cast.neighbour)
    return desk_of(cast, "XA")


def person(login: str) -> Person:
    return Person.objects.get(login=login)


def approved(desk: Desk) -> None:
    """The commune has filled its form in, and its leader stands by it."""
    desk.open(person("bensay"))
    desk.type({"members.total": "12"}, by=person("bensay"))
    desk.submit(person("bensay"))
    found = desk.fresh()
    submitting.approve(found, by=person("ldbensay"), at=desk.now(), revision=found.revision)


def accepted_by(desk: Desk, login: str) -> None:
    found = desk.fresh()
    submitting.accept(found, by=person(login), at=desk.now(), revision=found.revision)


def test_the_district_above_receives_it(commune: Desk) -> None:
    approved(commune)
    assert set(
        Notice.objects.filter(text__contains="chờ văn phòng ghi sổ").values_list("person__login", flat=True)
    ) == {"vpdienloc"}
    accepted_by(commune, "vpdienloc")
    assert commune.fresh().state == State.POSTED


@pytest.mark.parametrize(
    ("login", "refused"),
    [("vpbensay", NotYourRole), ("dienloc", NotYourRole), ("vpnguyetho", Hidden), ("nguyetho", Hidden)],
)
def test_neither_the_unit_itself_nor_a_neighbour_receives_it(
    commune: Desk, login: str, refused: type[Exception]
) -> None:
    approved(commune)
    with pytest.raises(refused):
        accepted_by(commune, login)
    assert commune.fresh().state == State.APPROVED


def test_what_its_leader_has_not_approved_is_received_by_nobody(commune: Desk) -> None:
    commune.open(person("bensay"))
    with pytest.raises(IllegalMove):
        accepted_by(commune, "vpdienloc")


def test_the_districts_own_form_goes_one_step_further(commune: Desk) -> None:
    district = desk_of(commune.cast)
    district.open()
    district.type({"members.total": "112"})
    district.submit()
    district.approve()
    with pytest.raises(NotYourRole):
        accepted_by(district, "vpdienloc")
    assert district.accept() is not None
