"""Persons who come to the door, and what they carry."""

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client

from giaoban.people.models import Person, Role
from giaoban.site.environment import Workspace
from tests.conftest import Cast, add_person

SIGN_IN = "/dang-nhap/"


@pytest.fixture(autouse=True)
def collected(settings: LazySettings, workspace: Workspace) -> None:
    """Whitenoise wants its folder; the files themselves are found where they lie."""
    (workspace.path / "static").mkdir(exist_ok=True)


@pytest.fixture
def district_administrator(cast: Cast) -> Person:
    """Administers Diễn Lộc and nothing above it."""
    return add_person("qtdienloc", "Quản trị Diễn Lộc", Role.ADMINISTRATOR, cast.district)


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    """What one test asked too often is not held against the next."""
    cache.clear()


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def sign_in(client: Client, login: str, password: str | None = None, **more: str) -> int:
    """Types login and password on the real page; the status of the answer: 302 is in, or on to the second step."""
    typed = {"username": login, "password": password or f"mật khẩu của {login}", **more}
    return client.post(SIGN_IN, typed).status_code


def who(client: Client) -> str:
    """The login under which the client's pages are shown; empty where it is sent to sign in."""
    answer = client.get("/tai-khoan/")
    return answer.context["user"].login if answer.status_code == 200 else ""
