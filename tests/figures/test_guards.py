"""The database itself refuses to change or remove what was posted, whoever asks."""

import pytest
from django.db import DatabaseError, connection, transaction

from giaoban.figures.guards import GUARDED, lower_guards, missing_guards, raise_guards
from giaoban.figures.models import Observation
from tests.conftest import NOW, Cast
from tests.figures.made import entry, posted, three_postings

CHANGES = (
    "UPDATE figures_observation SET value = 1",
    "UPDATE figures_observation SET id = id + 100",
    "UPDATE figures_posting SET reason = 'khác'",
    "UPDATE figures_sourcefile SET name = 'khác'",
)
REMOVALS = (
    "DELETE FROM figures_observation WHERE id = 9",
    "DELETE FROM figures_posting WHERE id = 3",
    "DELETE FROM figures_sourcefile",
)


@pytest.fixture
def books(cast: Cast, kept_source: None) -> None:
    three_postings(cast)
    connection.check_constraints()  # else PostgreSQL refuses TRUNCATE for the checks that still wait


def refused(statement: str) -> None:
    with pytest.raises(DatabaseError, match="Sổ chỉ ghi thêm"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize("statement", CHANGES + REMOVALS)
def test_no_posted_row_is_changed_or_removed(statement: str) -> None:
    refused(statement)


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize("table", GUARDED)
def test_no_table_of_the_books_is_emptied_at_once(table: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE.")
    refused(f"TRUNCATE {table} CASCADE")


@pytest.mark.usefixtures("books")
def test_no_posted_row_is_replaced() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("Only SQLite has INSERT OR REPLACE.")
    refused("INSERT OR REPLACE INTO figures_posting SELECT * FROM figures_posting WHERE id = 1")
    refused("INSERT OR REPLACE INTO figures_observation SELECT * FROM figures_observation WHERE id = 1")


@pytest.mark.usefixtures("books")
def test_a_row_is_superseded_once_and_never_again() -> None:
    superseded = Observation.objects.filter(superseded_at__isnull=False)
    assert superseded.count() == 2
    for again in (NOW, None):
        with pytest.raises(DatabaseError, match="Sổ chỉ ghi thêm"), transaction.atomic():
            superseded.update(superseded_at=again)


@pytest.mark.usefixtures("books")
def test_superseding_a_row_changes_nothing_else_of_it() -> None:
    standing = Observation.objects.filter(superseded_at__isnull=True)
    with pytest.raises(DatabaseError, match="Sổ chỉ ghi thêm"), transaction.atomic():
        standing.update(superseded_at=NOW, place="khác")
    assert standing.update(superseded_at=NOW) == 7


def test_guards_that_were_taken_away_are_missed(cast: Cast) -> None:
    posted(cast.officer, entry(cast.district, 1))
    assert missing_guards(connection) == ()
    lower_guards(connection)
    assert "figures_observation_no_update" in missing_guards(connection)
    raise_guards(connection)
    assert missing_guards(connection) == ()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_test_that_commits_finds_empty_books(cast: Cast, turn: int) -> None:
    assert posted(cast.officer, entry(cast.district, turn)).pk == 1
    assert missing_guards(connection) == ()
