"""Real processes, each with its own pid and connections, forked from one that has read the product."""

import importlib
import multiprocessing
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any, TypeVar

import django
import pytest
from django.conf import settings
from django.db import connections

ROOT = Path(__file__).parents[1]
PATIENCE = 120
"""Seconds after which a process that says nothing has failed."""

T = TypeVar("T")
set_up_django = django.setup


@cache
def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.product", "tests.conftest"])
    with pytest.MonkeyPatch.context() as patch:
        # Python 3.11 does not tell it where to find modules.
        patch.setenv("PYTHONPATH", f"{ROOT / 'src'}{os.pathsep}{ROOT}")
        forkserver.ensure_running()
    return context


def fork(act: Callable[..., object], *words: object) -> ForkServerProcess:
    """A process that runs `act`; it is ended with the tests."""
    process = _context().Process(target=act, args=words, daemon=True)
    process.start()
    return process


def change_environment(environment: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environment)


def set_up(set_prefix: bool = True) -> None:
    """What is left of `django.setup` where the product has been read: to read the settings of this environment."""
    read = importlib.reload(importlib.import_module(os.environ["DJANGO_SETTINGS_MODULE"]))
    for name in filter(str.isupper, dir(read)):
        setattr(settings, name, getattr(read, name))
    # As in every test: the real ones take a third of a second a password.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    connections.settings.update(connections.configure_settings(settings.DATABASES))
    del connections["default"]
    set_up_django(set_prefix)


@dataclass(frozen=True)
class Worker:
    """A process at work, and the line on which it speaks with the test."""

    process: ForkServerProcess
    line: Connection

    def told(self) -> Any:
        """The next thing that it says."""
        assert self.line.poll(PATIENCE), "nothing was said for two minutes"
        return self.line.recv()

    def rest(self) -> list[Any]:
        """All that it says until its end."""
        said = []
        try:
            while True:
                said.append(self.told())
        except EOFError:
            return said

    def end(self) -> int | None:
        """Waits for its end; its exit code, or the signal that killed it, negative."""
        self.process.join(PATIENCE)
        return self.process.exitcode


@dataclass(frozen=True)
class Office:
    """A workspace and a database that no test has open, for processes to work on."""

    environment: Mapping[str, str]

    def begin(self, act: Callable[..., object], *words: object) -> Worker:
        """A process that runs `act` with its end of the line and the words."""
        line, other_end = multiprocessing.Pipe()
        worker = Worker(fork(_work, self.environment, act, other_end, *words), line)
        other_end.close()
        return worker

    def ask(self, act: Callable[..., T], *words: object) -> T:
        """What `act` returns, run in a process of its own."""
        worker = self.begin(_answer, act, *words)
        said = worker.rest()
        assert worker.end() == 0
        answer: T = said[0]
        return answer


def _work(environment: Mapping[str, str], act: Callable[..., object], line: Connection, *words: object) -> None:
    change_environment(environment)
    set_up()
    try:
        act(line, *words)
    finally:
        connections.close_all()


def _answer(line: Connection, act: Callable[..., object], *words: object) -> None:
    line.send(act(*words))
