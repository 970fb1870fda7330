"""A request is somebody's only while its session holds and the account is open."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from giaoban.people.models import Person
from tests.conftest import Cast

ACCOUNT = "/tai-khoan/"


def is_known(client: Client) -> bool:
    return client.get(ACCOUNT).status_code == 200


def test_a_session_that_has_expired_is_nobodys(cast: Cast, client: Client) -> None:
    client.force_login(cast.officer)
    assert is_known(client)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not is_known(client)


def test_an_account_that_is_switched_off_is_nobodys(cast: Cast, client: Client) -> None:
    client.force_login(cast.officer)
    Person.objects.filter(pk=cast.officer.pk).update(is_active=False)
    assert not is_known(client)


@pytest.mark.parametrize("key", ["x" * 32, "short", "' OR 1=1 OR 'y'='y", "%s%s%s%s%s"])
def test_a_made_up_cookie_is_nobodys(cast: Cast, client: Client, key: str) -> None:
    client.force_login(cast.officer)
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    assert not is_known(client)
