"""What happened at the door is kept, cannot be changed, and is read by who may."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from giaoban.people.events import Place, access_events, record
from giaoban.people.models import AccessEvent, AccessKind, Membership, Person, Role
from tests.conftest import LONG_AGO, NOW, Cast
from tests.people.conftest import sign_in, signed_in

TODAY = NOW.date()


@pytest.mark.parametrize(
    "statement", ["UPDATE people_accessevent SET login = 'ai đó'", "DELETE FROM people_accessevent"]
)
def test_the_database_refuses_to_change_an_event(cast: Cast, statement: str) -> None:
    record(AccessKind.SIGNED_IN, Place(NOW), person=cast.officer)
    with pytest.raises(IntegrityError, match="chỉ ghi thêm"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AccessEvent.objects.get().login == "dienloc"


def test_coming_and_going_are_kept(client: Client, cast: Cast) -> None:
    sign_in(client, "dienloc")
    client.post("/dang-xuat/")
    rows = AccessEvent.objects.order_by("pk").values_list("kind", "person__login", "address", "at")
    assert list(rows) == [
        (AccessKind.SIGNED_IN, "dienloc", "127.0.0.1", NOW),
        (AccessKind.SIGNED_OUT, "dienloc", "127.0.0.1", NOW),
    ]


@pytest.mark.parametrize("address", ["/don-vi/NH/", "/don-vi/NH/tai-ve.csv", "/nguoi-dung/"])
def test_a_page_refused_by_access_is_kept_with_its_path(cast: Cast, address: str) -> None:
    assert signed_in(cast.officer).get(address).status_code == 404
    refused = AccessEvent.objects.get(kind=AccessKind.REFUSED)
    assert (refused.person, refused.path, refused.detail) == (cast.officer, address, "404")


def test_a_mistyped_address_is_no_refusal(cast: Cast) -> None:
    client = signed_in(cast.officer)
    assert [client.get(address).status_code for address in ("/khong-co/", "/don-vi/XX/")] == [404, 404]
    assert not AccessEvent.objects.filter(kind=AccessKind.REFUSED).exists()


def some_events(cast: Cast) -> None:
    for number, person in enumerate((cast.officer, cast.neighbour_officer, cast.office)):
        record(AccessKind.SIGNED_IN, Place(NOW + timedelta(days=number), "10.0.0.1", "/"), person=person)
    record(AccessKind.FAILED, Place(NOW), login="ai-do")
    record(AccessKind.ROLE_GIVEN, Place(NOW), person=cast.administrator, about=cast.officer, unit_id=cast.district.pk)


def read(viewer: Person) -> list[tuple[str, str]]:
    return list(access_events(viewer, TODAY).order_by("pk").values_list("kind", "login"))


def test_at_the_root_everything_is_read_unknown_logins_too(cast: Cast) -> None:
    some_events(cast)
    assert len(read(cast.auditor)) == len(read(cast.administrator)) == 5
    assert (AccessKind.FAILED, "ai-do") in read(cast.auditor)


def test_of_a_district_its_own_people_and_roles_are_read(cast: Cast) -> None:
    some_events(cast)
    Membership.objects.create(person=cast.outsider, unit=cast.district, role=Role.AUDITOR, valid_from=LONG_AGO)
    assert read(cast.outsider) == [(AccessKind.SIGNED_IN, "dienloc"), (AccessKind.ROLE_GIVEN, "quantri")]


@pytest.mark.parametrize("role", ["office", "leader", "inspector", "officer", "unit_leader", "outsider"])
def test_others_read_nothing(cast: Cast, role: str) -> None:
    some_events(cast)
    assert read(getattr(cast, role)) == []


def test_events_are_sought_by_kind_words_and_days(cast: Cast) -> None:
    some_events(cast)
    viewer = cast.auditor
    assert access_events(viewer, TODAY, kinds=[AccessKind.FAILED]).count() == 1
    assert access_events(viewer, TODAY, words="văn phòng".title()).count() == 1
    assert access_events(viewer, TODAY, words="dienloc").count() == 2
    tomorrow = TODAY + timedelta(days=1)
    assert access_events(viewer, TODAY, first=tomorrow, last=tomorrow).get().person == cast.neighbour_officer
