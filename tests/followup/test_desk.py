"""What every page of the room begins with: the person, the day, the units in sight, a day that was typed."""

from datetime import date

import pytest
from django.test import RequestFactory

from giaoban.followup.pages.desk import Desk, day_asked, day_typed, revision_of
from giaoban.followup.pages.listed import address_with, kept, page_of
from giaoban.language.dates import DateError
from giaoban.people.access import Hidden, Verb
from giaoban.people.models import Person
from giaoban.units.models import UnitVersion
from tests.conftest import NOW, Cast


def desk_of(person: Person) -> Desk:
    request = RequestFactory().get("/nhiem-vu/")
    request.user = person
    request.now = NOW  # type: ignore[attr-defined] # the clock's middleware sets it
    return Desk(request)


def test_a_unit_out_of_sight_does_not_exist(cast: Cast) -> None:
    desk = desk_of(cast.officer)
    assert desk.unit("DL").unit_id == cast.district.pk
    for code in ("NH", "LG", "none"):
        with pytest.raises(Hidden):
            desk.unit(code)
    with pytest.raises(Hidden):
        desk.unit("DL", Verb.COMPILE)


def test_a_unit_that_is_no_more_keeps_its_last_name(cast: Cast) -> None:
    UnitVersion.objects.filter(unit=cast.neighbour).update(valid_to=date(2024, 7, 1))
    names = desk_of(cast.office).names([cast.district.pk, cast.neighbour.pk, None])
    assert names == {cast.district.pk: "Huyện ủy Diễn Lộc", cast.neighbour.pk: "Thành ủy Nguyệt Hồ"}


@pytest.mark.parametrize("text", ["2024-07-02", "02/07/2024", "2/7/2024", " ngày 2-7-2024 "])
def test_a_day_is_read_however_it_is_typed(text: str) -> None:
    assert day_typed(text, "vi") == day_typed(text, "en") == date(2024, 7, 2)


@pytest.mark.parametrize("text", ["", "31/02/2024", "mai", "2024"])
def test_no_day_is_no_day(text: str) -> None:
    assert day_asked(text, "vi") is None
    with pytest.raises(DateError):
        day_typed(text, "vi")


@pytest.mark.parametrize(("text", "revision"), [("3", 3), ("", -1), ("-2", -1), ("²", -1), ("9" * 12, -1)])
def test_a_form_that_does_not_say_what_was_seen_has_seen_nothing(text: str, revision: int) -> None:
    assert revision_of(RequestFactory().post("/", {"revision": text})) == revision


def test_a_list_keeps_what_was_asked_but_the_page() -> None:
    request = RequestFactory().get("/nhiem-vu/?tim=mực&trang=2&xep=han")
    assert address_with(request, xep="", loc="qua-han") == "/nhiem-vu/?tim=m%E1%BB%B1c&loc=qua-han"
    assert kept(request) == "tim=m%E1%BB%B1c&xep=han&"
    assert list(page_of(request, list(range(60)))) == list(range(50, 60))
