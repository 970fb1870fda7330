"""Whoever watches the server learns whether it lives and is ready, and nothing else."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from giaoban.collection.guards import lower_guards
from giaoban.site.health import GUARDS

WELL = {"database": True, "migrations": True, "guards": True, "disk": True}


def test_alive_asks_nobody_and_nothing(client: Client) -> None:
    answer = client.get("/healthz")  # a query would fail: the test has no database
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


def test_probes_are_not_sent_to_https_nor_refused_for_their_host(client: Client, settings: LazySettings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz", headers={"host": "127.0.0.1:8000"}).status_code == 200
    assert client.get("/dang-nhap/", headers={"host": "127.0.0.1:8000"}).status_code == 301


def test_a_whole_workspace_is_ready(client: Client, db: None) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, WELL)


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_probes_only_ask(client: Client, db: None, address: str) -> None:
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


def test_a_guard_that_is_missing_makes_it_unready(client: Client, db: None) -> None:
    lower_guards(connection)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, WELL | {"guards": False})


def test_every_room_names_its_guards(db: None) -> None:
    assert all(room.guard_names(connection) for room in GUARDS)


def test_a_migration_that_is_not_applied_makes_it_unready(client: Client, db: None) -> None:
    MigrationRecorder(connection).record_unapplied("figures", "0001_initial")
    assert client.get("/readyz").json() == WELL | {"migrations": False}


def test_a_full_disk_makes_it_unready(client: Client, db: None, settings: LazySettings) -> None:
    settings.SMALLEST_DISK = 2**62
    assert client.get("/readyz").json() == WELL | {"disk": False}


def test_a_database_that_is_away_is_told_and_not_thrown(client: Client, db: None) -> None:
    def away(*_statement: Any) -> None:
        raise OperationalError("the server is gone: postgres://user:secret@host")

    with connection.execute_wrapper(away):
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, dict.fromkeys(WELL, False) | {"disk": True})
    assert b"secret" not in answer.content
