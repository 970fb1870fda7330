"""A demonstration's day: it stands still for commands, runs while it is served, and never ends."""

import time
from datetime import datetime, timedelta

import pytest
from django.conf import LazySettings

from giaoban.site import clock
from giaoban.site.environment import Workspace
from tests.conftest import HANOI, NOW


def test_for_commands_it_stands_still_at_eight(workspace: Workspace) -> None:
    assert clock.now() == NOW


def test_while_it_is_served_it_runs_from_eight_for_all_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(clock.SERVING_SINCE, str(time.time() - 600))
    assert timedelta(minutes=10) <= clock.now() - NOW < timedelta(minutes=11)
    clock.run_from_now()
    assert clock.now() - NOW < timedelta(minutes=1)


def test_it_never_reaches_another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(clock.SERVING_SINCE, str(time.time() - 90_000))
    assert clock.now() == datetime(2024, 7, 2, 23, 59, tzinfo=HANOI)
    monkeypatch.setenv(clock.SERVING_SINCE, str(time.time() + 90_000))
    assert clock.now() == NOW


def test_real_work_has_the_machines_time(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    settings.WORKSPACE = replace(settings.WORKSPACE, today=None)
    monkeypatch.setenv(clock.SERVING_SINCE, "0")
    assert abs(clock.now() - datetime.now(HANOI)) < timedelta(minutes=1)
