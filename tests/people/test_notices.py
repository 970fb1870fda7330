"""Messages: left, counted, read, and copied by mail."""

from smtplib import SMTPException
from unittest import mock

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from giaoban.people.mail import post_waiting
from giaoban.people.models import Mailing, Notice, Person
from giaoban.people.notices import mark_read, notify, unread
from tests.conftest import NOW, Cast
from tests.people.conftest import signed_in

TEXT = "Huyện ủy Diễn Lộc chưa nộp biểu tháng 6/2024."


def leave(*persons: Person, link: str = "/don-vi/DL/") -> int:
    return notify(persons, "reminder", TEXT, link, NOW)


def give_address(person: Person) -> None:
    person.email = "dienloc@lamgiang.example"
    person.save()


def test_each_person_gets_a_message_once(cast: Cast) -> None:
    assert leave(cast.officer, cast.unit_leader, cast.officer) == 2
    assert (unread(cast.officer), unread(cast.unit_leader), unread(cast.office)) == (1, 1, 0)


def test_nobody_inactive_gets_one(cast: Cast) -> None:
    cast.officer.is_active = False
    assert leave(cast.officer) == 0


def test_the_bell_counts_on_every_page(cast: Cast) -> None:
    client = signed_in(cast.officer)
    assert "chưa đọc" not in client.get("/thong-bao/").content.decode()
    leave(cast.officer)
    leave(cast.officer)
    for address in ("/", "/don-vi/DL/", "/tai-khoan/"):
        assert "Thông báo: 2 chưa đọc" in client.get(address).content.decode(), address


def test_a_message_is_read_by_opening_it(cast: Cast) -> None:
    leave(cast.officer)
    client = signed_in(cast.officer)
    assert TEXT in client.get("/thong-bao/").content.decode()
    notice = Notice.objects.get()
    assert client.post(f"/thong-bao/{notice.pk}/")["Location"] == "/don-vi/DL/"
    assert unread(cast.officer) == 0
    assert Notice.objects.get().read_at == NOW


@pytest.mark.parametrize("link", ["", "https://noi-khac.example/", "//noi-khac.example/", "javascript:alert(1)"])
def test_a_message_leads_nowhere_else(cast: Cast, link: str) -> None:
    leave(cast.officer, link=link)
    answer = signed_in(cast.officer).post(f"/thong-bao/{Notice.objects.get().pk}/")
    assert answer["Location"] == "/thong-bao/"


def test_all_are_marked_at_once_and_only_one_s_own(cast: Cast) -> None:
    leave(cast.officer, cast.neighbour_officer)
    leave(cast.officer, cast.neighbour_officer)
    signed_in(cast.officer).post("/thong-bao/doc-het/")
    assert (unread(cast.officer), unread(cast.neighbour_officer)) == (0, 2)


def test_somebody_else_s_message_does_not_exist(cast: Cast) -> None:
    leave(cast.neighbour_officer)
    notice = Notice.objects.get()
    assert signed_in(cast.officer).post(f"/thong-bao/{notice.pk}/").status_code == 404
    assert mark_read(cast.officer, NOW, [notice.pk]) == 0
    assert unread(cast.neighbour_officer) == 1


def test_an_empty_page_says_what_will_stand_there(cast: Cast) -> None:
    assert "Chưa có thông báo nào" in signed_in(cast.office).get("/thong-bao/").content.decode()


@pytest.fixture
def with_mail(settings: LazySettings) -> LazySettings:
    settings.MAIL_CONFIGURED = True
    settings.SITE_URL = "https://giaoban.lamgiang.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "giaoban@lamgiang.example"
    return settings


def test_a_copy_is_mailed_once_to_who_has_an_address(cast: Cast, with_mail: LazySettings) -> None:
    give_address(cast.officer)
    leave(cast.officer, cast.unit_leader)
    assert mail.outbox == []
    assert post_waiting() == (1, 0)
    assert post_waiting() == (0, 0)
    message = mail.outbox[0]
    assert message.to == ["dienloc@lamgiang.example"]
    assert str(message.body) == f"{TEXT}\n\nhttps://giaoban.lamgiang.example/don-vi/DL/"


def test_a_mail_that_is_not_taken_is_not_tried_for_ever(cast: Cast, with_mail: LazySettings) -> None:
    give_address(cast.officer)
    leave(cast.officer)
    with mock.patch.object(EmailBackend, "send_messages", side_effect=SMTPException("bận")):
        assert post_waiting() == (0, 1)
    assert Notice.objects.get().mailing == Mailing.FAILED
    assert post_waiting() == (0, 0)


def test_without_a_server_nothing_waits_for_one(client: Client, cast: Cast) -> None:
    give_address(cast.officer)
    leave(cast.officer)
    assert Notice.objects.get().mailing == Mailing.NONE
