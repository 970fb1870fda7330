"""The standing cast: a province office, a district that reports, its neighbour, and an outsider who sees nothing."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import hypothesis
import pytest
from django.conf import LazySettings
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.template import Context, Template
from django.test import TransactionTestCase, override_settings
from django.test.signals import template_rendered
from django.utils.safestring import SafeString
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from giaoban.collection import guards as submission_guards
from giaoban.figures import guards as book_guards
from giaoban.followup import guards as followup_guards
from giaoban.meetings import guards as meeting_guards
from giaoban.people import guards as door_guards
from giaoban.people.models import Membership, Person, Role
from giaoban.site.environment import Workspace
from giaoban.units.models import Unit, UnitVersion
from tests.migrated import django_db_setup, migrated, office
from tests.site.browser import browser, chromium, idle, port, site

__all__ = ["browser", "chromium", "django_db_setup", "idle", "migrated", "office", "port", "site"]

# A busy machine is slow: no test asserts a time, not even of an example.
hypothesis.settings.register_profile("untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("untimed")

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
LONG_AGO = date(2020, 1, 1)
NOW = datetime(2024, 7, 2, 8, 0, tzinfo=HANOI)
"""The morning of the half-year briefing."""


LONG = ("_in_browser", "test_browser", "permission_matrix", "demonstration", "serve", "wheel", "_random")
"""What the names of files hold whose tests take long: they begin first, or all others would wait for them at the end."""
STARTING = ("workspace/", "_killed_", "_two_", "test_processes", "test_stream")
"""What the paths of files hold that start processes: one runs them all and reads the product for them once, from the start."""


class ByFile(LoadScopeScheduling):  # type: ignore[misc] # xdist ships no types
    """One process runs a whole file, so that it opens one browser; who may see what is asked for each role apart."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", maxsplit=1)[0]
        if _starts_processes(file):
            return "processes"
        return nodeid if "test_permission_matrix.py" in file else file


def _starts_processes(file: str) -> bool:
    return any(part in file for part in STARTING)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    return ByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: (not _starts_processes(item.nodeid), not any(part in item.path.name for part in LONG)))


def pytest_collection_finish() -> None:
    """All that was read stays until the end: looking for what can go would look at it again and again."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def made_light(django_test_environment: None) -> Iterator[None]:
    """What protects passwords takes long on purpose; and every client of a test would look through all static files."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(WHITENOISE_AUTOREFRESH=True, PASSWORD_HASHERS=hashers):
        yield


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Places for folders, one after the other; pytest takes longer for a `tmp_path` than for all the rest of a small test."""
    return map(tmp_path_factory.mktemp("workspaces").joinpath, map(str, count()))


@pytest.fixture(autouse=True)
def workspace(settings: LazySettings, folders: Iterator[Path]) -> Workspace:
    """Every test has a workspace folder of its own, with the pack `party_committee` and a standing clock."""
    empty: Workspace = replace(
        settings.WORKSPACE, path=next(folders), pack="party_committee", demonstration=False, today=NOW.date()
    )
    empty.path.mkdir()
    settings.WORKSPACE = empty
    return empty


@pytest.fixture(scope="session", autouse=True)
def books_can_be_emptied_between_tests() -> Iterator[None]:
    """Django empties the database after a test that commits; append-only tables refuse that: their guards step aside."""
    empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined] # the stubs leave it out

    rooms = (book_guards, submission_guards, door_guards, followup_guards, meeting_guards)

    def empty_unguarded(case: TransactionTestCase) -> None:
        for guards in rooms:
            guards.lower_guards(connection)
        empty(case)
        for guards in rooms:
            guards.raise_guards(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_unguarded)
        yield


@pytest.fixture(scope="session", autouse=True)
def pages_show_their_own_context(django_test_environment: None) -> Iterator[None]:
    """Django copies for the tests what each template was given; they look at that of a page, never at its parts'."""

    def render(template: Template, context: Context) -> SafeString:
        if context.template is template:
            template_rendered.send(sender=template, template=template, context=context)
        return template.nodelist.render(context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", render)
        yield


@dataclass(frozen=True)
class Cast:
    """A made-up province with three districts and an equivalent committee, and the people who work there."""

    province: Unit
    district: Unit
    neighbour: Unit
    late_district: Unit
    equivalent: Unit
    office: Person
    leader: Person
    inspector: Person
    administrator: Person
    auditor: Person
    officer: Person
    unit_leader: Person
    neighbour_officer: Person
    outsider: Person


def add_unit(code: str, name: str, kind: str, parent: Unit | None, position: int = 0) -> Unit:
    unit = Unit.objects.create(key=f"{code}:{LONG_AGO:%Y-%m-%d}")
    UnitVersion.objects.create(
        unit=unit, code=code, name=name, kind=kind, parent=parent, position=position, valid_from=LONG_AGO
    )
    return unit


def add_person(login: str, name: str, role: Role | None = None, unit: Unit | None = None) -> Person:
    person = Person.objects.create_person(login, name, password=f"mật khẩu của {login}")
    if role is not None and unit is not None:
        Membership.objects.create(person=person, unit=unit, role=role, valid_from=LONG_AGO)
    return person


@pytest.fixture
def cast(db: None) -> Cast:
    keys = [Unit(key=f"{code}:{LONG_AGO:%Y-%m-%d}") for code, _name, _kind in UNITS]
    province, *below = Unit.objects.bulk_create(keys)
    UnitVersion.objects.bulk_create(
        UnitVersion(
            unit=unit,
            code=code,
            name=name,
            kind=kind,
            parent=province if position else None,
            position=position,
            valid_from=LONG_AGO,
        )
        for position, (unit, (code, name, kind)) in enumerate(zip((province, *below), UNITS, strict=True))
    )
    district, neighbour, late_district, equivalent = below
    persons = [Person(login=login, display_name=name, password=hashed(login)) for login, name, _role in PERSONS]
    cast = Cast(province, district, neighbour, late_district, equivalent, *Person.objects.bulk_create(persons))
    where = {"dienloc": district, "lddienloc": district, "nguyetho": neighbour}
    Membership.objects.bulk_create(
        Membership(person=person, unit=where.get(login, province), role=role, valid_from=LONG_AGO)
        for person, (login, _name, role) in zip(persons, PERSONS, strict=True)
        if role
    )
    return cast


@cache
def hashed(login: str) -> str:
    """The password of a person of the cast, as it is kept."""
    return make_password(f"mật khẩu của {login}")


UNITS = (
    ("LG", "Tỉnh ủy Lam Giang", "province_committee"),
    ("DL", "Huyện ủy Diễn Lộc", "district_committee"),
    ("NH", "Thành ủy Nguyệt Hồ", "district_committee"),
    ("MS", "Huyện ủy Mường Sẻ", "district_committee"),
    ("CA", "Đảng ủy Công an tỉnh", "equivalent_committee"),
)
PERSONS = (
    ("vanphong", "Văn phòng Tỉnh ủy", Role.OFFICE),
    ("lanhdao", "Thường trực Tỉnh ủy", Role.LEADER),
    ("kiemtra", "Ủy ban Kiểm tra Tỉnh ủy", Role.INSPECTOR),
    ("quantri", "Quản trị", Role.ADMINISTRATOR),
    ("rasoat", "Người rà soát", Role.AUDITOR),
    ("dienloc", "Cán bộ Diễn Lộc", Role.REPORTING_OFFICER),
    ("lddienloc", "Lãnh đạo Diễn Lộc", Role.UNIT_LEADER),
    ("nguyetho", "Cán bộ Nguyệt Hồ", Role.REPORTING_OFFICER),
    ("khach", "Người ngoài", None),
)
"""Login, name and role of the persons, in the order of `Cast`."""
