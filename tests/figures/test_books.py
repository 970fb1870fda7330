"""The books cell by cell: what stands, what ever stood, and where it came from."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from giaoban.figures.books import cell_of, current, history, observations
from giaoban.figures.entry import Source
from tests.conftest import NOW, Cast
from tests.figures.made import ADMITTED, corrected, entry, posted, three_postings, withdrawal


def test_what_stands_comes_by_cell(cast: Cast) -> None:
    three_postings(cast)
    rows = current([cast.district.pk], ["2024-06"])
    assert rows[entry(cast.district, 13).cell].value == 13
    assert {cell.breakdown for cell in rows} == {"", "sex:female"}
    assert all(cell_of(row) == cell for cell in rows for row in history(cell))
    assert set(current([cast.district.pk], ["2024-06"], indicators=[ADMITTED])) < set(rows)


def test_no_units_or_no_periods_have_no_rows(cast: Cast) -> None:
    three_postings(cast)
    assert current([], ["2024-06"]) == current([cast.district.pk], []) == {}


def test_a_cell_remembers_all_it_ever_held(cast: Cast, kept_source: Source) -> None:
    posted(cast.officer, entry(cast.district, 12, place="Số liệu!E14"), source=kept_source)
    corrected(cast.unit_leader, entry(cast.district, 13), at=NOW + timedelta(hours=1), reason="Sót một chi bộ")
    corrected(cast.office, withdrawal(cast.district), at=NOW + timedelta(hours=2))
    rows = history(entry(cast.district, 0).cell)
    assert [row.value for row in rows] == [12, 13, None]
    assert [row.posting.author for row in rows] == [cast.officer, cast.unit_leader, cast.office]
    assert (rows[0].posting.source_file, rows[1].posting.reason) == (kept_source.file, "Sót một chi bộ")


def test_rows_by_number_bring_everything_along_in_one_query(cast: Cast, kept_source: Source) -> None:
    three_postings(cast, [kept_source])
    with CaptureQueriesContext(connection) as made:
        rows = observations([1, 6, 8, 99])
        told = [(row.unit.key, row.posting.author.login, row.posting.source_file) for row in rows.values()]
    assert len(made) == 1
    assert list(rows) == [1, 6, 8]
    assert told[0] == (cast.district.key, "dienloc", kept_source.file)
