"""Whatever is changed behind the back of the books, `verify` finds."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction

from giaoban.figures.entry import Source
from giaoban.figures.guards import lower_guards, raise_guards
from giaoban.figures.ledger import ledger_stamp
from giaoban.figures.models import Head, Observation, Posting, SourceFile
from giaoban.figures.sources import path_of
from giaoban.figures.verify import ChainProblem, Verification, verify
from giaoban.people.models import Person
from giaoban.units.models import Unit
from tests.conftest import NOW, Cast
from tests.figures.made import entry, posted, three_postings

COLUMNS = [
    *((model, field.attname) for model in (Posting, Observation, SourceFile, Head) for field in model._meta.fields),
    (Unit, "key"),
    (Person, "login"),
]
IN_THE_BOOKS = {Unit: {"observations__isnull": False}, Person: {"postings__isnull": False}}


@pytest.fixture
def books(cast: Cast, kept_source: Source) -> Iterator[None]:
    """Books whose guards were lowered, as an intruder with the database's password would."""
    three_postings(cast, [kept_source])
    assert verify() == Verification(3, 9, 1, ())
    lower_guards(connection)
    yield
    raise_guards(connection)


def verify_without_guards() -> list[ChainProblem]:
    """What `verify` finds, the guards that the test lowered left out."""
    return [problem for problem in verify().problems if "Khóa bảo vệ" not in problem.message]


def found() -> list[str]:
    return [problem.message for problem in verify_without_guards()]


def others(field: Any, value: Any) -> Iterator[Any]:
    """Other values that the column could hold."""
    if field.null and value is not None:
        yield None
    if isinstance(field, models.DateTimeField):
        yield (value or NOW) + timedelta(seconds=1)
        yield from Posting.objects.exclude(recorded_at=value).values_list("recorded_at", flat=True)
    elif isinstance(field, models.ForeignKey):
        yield from field.related_model._default_manager.exclude(pk=value).values_list("pk", flat=True)
        yield 999_999
    elif isinstance(field, models.CharField | models.TextField):
        yield from (choice for choice, _label in field.choices or [] if choice != value)
        yield "x" if value is None else value + "x"
    else:
        yield (value or 0) + 1


def refused_or_found(model: Any, pk: int, column: str, value: object) -> bool:
    """Whether a constraint stops the mutation, or else `verify` sees it; it is undone again."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                model.objects.filter(pk=pk).update(**{column: value})
        except DatabaseError:
            return True
        seen = found()
        transaction.set_rollback(True)
    return bool(seen)


@pytest.mark.usefixtures("books")
@pytest.mark.parametrize(
    ("model", "column"), COLUMNS, ids=lambda part: part if isinstance(part, str) else part.__name__
)
def test_a_mutation_of_any_column_of_any_row_is_found(model: Any, column: str) -> None:
    field = model._meta.get_field(column)
    rows = model.objects.filter(**IN_THE_BOOKS.get(model, {})).distinct().values_list("pk", column)
    tried = [(pk, other) for pk, value in rows for other in others(field, value)]
    assert tried
    assert [(pk, other) for pk, other in tried if not refused_or_found(model, pk, column, other)] == []


@pytest.mark.usefixtures("books")
def test_a_changed_value_names_its_posting() -> None:
    Observation.objects.filter(posting=2, value=7).update(value=8)
    (problem,) = verify_without_guards()
    assert problem == ChainProblem(2, "Nội dung của lần ghi 2 đã bị sửa: mã băm không khớp.")


@pytest.mark.usefixtures("books")
def test_a_missing_and_an_added_row_are_told_apart(cast: Cast) -> None:
    last = Observation.objects.get(pk=9)
    Observation.objects.filter(pk=2).delete()
    last.pk = 10
    last.breakdown = "sex:male"
    last.save(force_insert=True)
    assert found()[:2] == [
        "Lần ghi 1 thiếu 1 dòng, trước hết là dòng số 2.",
        "Lần ghi 3 thừa 1 dòng, trước hết là dòng số 10.",
    ]


@pytest.mark.usefixtures("books")
def test_a_posting_removed_from_the_middle_is_missed() -> None:
    Observation.objects.filter(posting=2).delete()
    Posting.objects.filter(pk=2).delete()
    assert found() == ["Thiếu lần ghi 2; lần ghi kế tiếp còn trong sổ là lần ghi 3."]


@pytest.mark.usefixtures("books")
def test_the_last_posting_removed_is_missed_at_the_head() -> None:
    Observation.objects.filter(posting=3).delete()
    Posting.objects.filter(pk=3).delete()
    Observation.objects.update(superseded_at=None)
    assert found() == ["Sổ kết thúc ở lần ghi 2, nhưng điểm chốt sổ ghi đã có 3 lần ghi."]


@pytest.mark.usefixtures("books")
def test_rows_without_their_posting_are_found() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE figures_observation SET posting_id = 8 WHERE posting_id = 3")
        told = found()
        cursor.execute("UPDATE figures_observation SET posting_id = 3 WHERE posting_id = 8")
    assert "2 dòng thuộc lần ghi 8, mà lần ghi này không còn." in told


@pytest.mark.usefixtures("books")
def test_a_superseded_row_set_free_again_is_found() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX one_current_observation")
    Observation.objects.update(superseded_at=None)
    assert found() == [f"Dòng số {number} có giờ thay thế không khớp với dòng thay nó." for number in (1, 2)]


@pytest.mark.usefixtures("books")
def test_a_source_file_that_is_gone_or_changed_is_named_with_its_first_posting() -> None:
    file = path_of(SourceFile.objects.get().sha256)
    file.write_bytes(b"khac")
    (problem,) = verify_without_guards()
    assert problem.posting == 1
    assert problem.message.startswith("Tệp nguồn “DL-2024-06.xlsx”")
    assert problem.message.endswith("đã bị thay đổi.")
    file.unlink()
    assert found()[0].endswith("không còn trong thư mục lưu.")


@pytest.mark.usefixtures("books")
def test_missing_guards_are_named() -> None:
    names = {problem.message for problem in verify().problems}
    assert "Khóa bảo vệ “figures_posting_no_delete” của cơ sở dữ liệu không còn." in names


def test_a_stamp_kept_outside_shows_a_rewritten_chain(cast: Cast) -> None:
    posted(cast.officer, entry(cast.district, 12))
    stamp = ledger_stamp()
    posted(cast.officer, entry(cast.neighbour, 3))
    assert verify(stamps=["0-", stamp, ledger_stamp()]).problems == ()
    forged = stamp[:-1] + ("0" if stamp[-1] != "0" else "1")
    (problem,) = verify(stamps=[forged]).problems
    assert forged in problem.message


def test_empty_books_are_whole(db: None) -> None:
    assert verify() == Verification(0, 0, 0, ())
