"""Posting and correcting: what the books take in, what they drop and what they refuse."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from giaoban.figures.books import current, history
from giaoban.figures.chain import MICROSECOND
from giaoban.figures.entry import Entry
from giaoban.figures.ledger import AlreadyPosted, BrokenHead, ReasonMissing, WrongEntries, correct, head, ledger_stamp
from giaoban.figures.ledger import post as post_entries
from giaoban.figures.models import Head, Measure, Observation, Posting, State, scaled, unscaled
from giaoban.units.models import Unit
from tests.conftest import NOW, Cast
from tests.figures.made import ADMITTED, IMPORT, corrected, entry, narrative, posted, three_postings, withdrawal

JUNE = ["2024-06"]


def test_a_posted_value_stands_in_the_books_with_its_author_and_place(cast: Cast) -> None:
    posting = posted(cast.officer, entry(cast.district, Decimal("12.5"), place="Số liệu!E14"))
    (row,) = history(entry(cast.district, 0).cell)
    assert (row.value, row.state, row.place) == (Decimal("12.5"), State.REPORTED, "Số liệu!E14")
    assert (row.posting, row.posting.author, row.recorded_at) == (posting, cast.officer, NOW)


def test_posting_the_same_again_changes_nothing(cast: Cast) -> None:
    posted(cast.officer, entry(cast.district, 12, place="Số liệu!E14"))
    again = entry(cast.district, Decimal("12.000"), place="Số liệu!F2")
    assert post_entries([again], by=cast.office, source=IMPORT, at=NOW) is None
    assert correct([again], by=cast.office, source=IMPORT, at=NOW, reason="Không") is None
    assert Posting.objects.count() == Observation.objects.count() == 1


def test_only_what_is_new_is_posted(cast: Cast) -> None:
    posted(cast.officer, entry(cast.district, 12))
    posting = posted(cast.officer, entry(cast.district, 12), entry(cast.district, 5, breakdown="sex:female"))
    assert [row.breakdown for row in posting.observations.all()] == ["sex:female"]


def test_another_value_is_refused_and_its_cell_named(cast: Cast) -> None:
    posted(cast.officer, entry(cast.district, 12))
    entries = [entry(cast.district, 13), entry(cast.neighbour, 4)]
    with pytest.raises(AlreadyPosted, match=r"members\.admitted, 2024-06, thực hiện") as refusal:
        post_entries(entries, by=cast.officer, source=IMPORT, at=NOW)
    assert refusal.value.cells == (entries[0].cell,)
    assert Observation.objects.count() == 1


def test_a_correction_keeps_the_old_row_until_its_own_instant(cast: Cast) -> None:
    posted(cast.officer, entry(cast.district, 12))
    later = NOW + timedelta(hours=1)
    posting = corrected(cast.officer, entry(cast.district, 13), entry(cast.district, 40, period="2024-05"), at=later)
    old, new, added = Observation.objects.order_by("pk")
    assert (old.value, old.superseded_at) == (Decimal(12), later)
    assert (new.value, new.recorded_at, new.superseded_at) == (Decimal(13), later, None)
    assert (added.period, posting.reason) == ("2024-05", "Cộng nhầm")


def test_a_correction_without_a_reason_is_refused(cast: Cast) -> None:
    with pytest.raises(ReasonMissing, match="lý do"):
        correct([entry(cast.district, 1)], by=cast.officer, source=IMPORT, at=NOW, reason="  ")


def test_a_withdrawn_cell_is_empty_and_only_a_correction_fills_it_again(cast: Cast) -> None:
    posted(cast.officer, entry(cast.district, 12))
    corrected(cast.officer, withdrawal(cast.district))
    (row,) = current([cast.district.pk], JUNE).values()
    assert (row.state, row.value) == (State.WITHDRAWN, None)
    with pytest.raises(AlreadyPosted):
        posted(cast.officer, entry(cast.district, 12))
    corrected(cast.officer, entry(cast.district, 12))
    assert Observation.objects.count() == 3


def test_withdrawing_from_an_empty_cell_posts_nothing(cast: Cast) -> None:
    assert correct([withdrawal(cast.district)], by=cast.officer, source=IMPORT, at=NOW, reason="Rút") is None


def test_a_zero_none_occurred_and_an_empty_cell_are_three_things(cast: Cast) -> None:
    posted(cast.officer, entry(cast.district, 0), entry(cast.neighbour, None, state=State.NONE_OCCURRED))
    rows = current([cast.district.pk, cast.neighbour.pk, cast.equivalent.pk], JUNE)
    assert [(row.value, row.state) for row in rows.values()] == [
        (Decimal(0), State.REPORTED),
        (Decimal(0), State.NONE_OCCURRED),
    ]
    with pytest.raises(AlreadyPosted):
        posted(cast.officer, entry(cast.neighbour, 0))


def test_everything_wrong_is_told_at_once_and_nothing_written(cast: Cast) -> None:
    entries = [
        entry(cast.district, 1, indicator="members.unknown"),
        entry(cast.district, 1, breakdown="sex:other"),
        entry(cast.district, 1, period="2024-13"),
        entry(cast.district, 1, indicator="members.admitted.completion"),
        entry(cast.district, None),
        entry(cast.district, 1, text="mười hai"),
        entry(cast.district, 1, indicator="narrative.limits"),
        narrative(cast.district, " \n"),
        narrative(cast.district, "hai\x00ba"),
        entry(cast.district, Decimal("0.00001")),
        entry(cast.district, Decimal("NaN")),
        entry(cast.district, 10**14),
        entry(cast.district, 3, state=State.NONE_OCCURRED),
        entry(cast.district, 3, state=State.WITHDRAWN),
        entry(cast.district, 1, place="E" * 201),
        entry(Unit(pk=999_999), 1),
    ]
    with pytest.raises(WrongEntries) as refusal:
        post_entries([entry(cast.neighbour, 1), *entries], by=cast.officer, source=IMPORT, at=NOW)
    assert [problem.entry for problem in refusal.value.problems] == entries
    assert not Posting.objects.exists()


def test_two_values_for_one_cell_in_one_posting_are_refused(cast: Cast) -> None:
    with pytest.raises(WrongEntries, match="có hai số liệu"):
        posted(cast.officer, entry(cast.district, 1), entry(cast.district, 2))


def test_a_narrative_is_kept_as_it_was_written(cast: Cast) -> None:
    posted(cast.officer, narrative(cast.district, "Tiến độ chậm\r\n“còn” vướng\\ 'mặt bằng'"))
    (row,) = current([cast.district.pk], JUNE).values()
    assert (row.value, row.text) == (None, "Tiến độ chậm\n“còn” vướng\\ 'mặt bằng'")


def test_time_in_the_books_only_goes_forward(cast: Cast) -> None:
    posted(cast.officer, entry(cast.district, 1))
    same = posted(cast.officer, entry(cast.neighbour, 1))
    earlier = posted(cast.officer, entry(cast.equivalent, 1), at=NOW - timedelta(days=1))
    assert (same.recorded_at, earlier.recorded_at) == (NOW + MICROSECOND, NOW + 2 * MICROSECOND)


def test_an_instant_without_a_time_zone_is_refused(cast: Cast) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        posted(cast.officer, entry(cast.district, 1), at=datetime(2024, 7, 2, 8, 0))  # noqa: DTZ001 — the mistake itself


def test_the_head_and_the_stamp_follow_the_last_posting(cast: Cast) -> None:
    assert (ledger_stamp(), head().recorded_at) == ("0-", None)
    three_postings(cast)
    last = Posting.objects.get(pk=3)
    assert (head().postings, head().observations, head().recorded_at) == (3, 9, last.recorded_at)
    assert ledger_stamp() == f"3-{last.hash}"
    assert list(Observation.objects.order_by("pk").values_list("pk", flat=True)) == list(range(1, 10))


def test_without_its_head_the_chain_is_not_written_on(cast: Cast) -> None:
    three_postings(cast)
    Head.objects.all().delete()
    with pytest.raises(BrokenHead, match="giaoban verify"):
        posted(cast.officer, entry(cast.equivalent, 1))


@pytest.mark.parametrize("correcting", [False, True])
def test_many_rows_make_as_many_queries_as_few(cast: Cast, *, correcting: bool) -> None:
    def queries(start: int, count: int) -> int:
        entries = [entry(cast.district, 1, period=f"20{year:02}") for year in range(start, start + count)]
        if correcting:
            posted(cast.officer, *entries)
            entries = [Entry(one.unit_id, ADMITTED, "", one.period, Measure.ACTUAL, 2) for one in entries]
        with CaptureQueriesContext(connection) as made:
            corrected(cast.officer, *entries)
        return len(made)

    posted(cast.office, entry(cast.province, 1))
    assert queries(10, 5) == queries(30, 40)


@pytest.mark.parametrize("value", ["0.00001", "1.00000000000000000000000000001", "1E+14", "-1E+14", "NaN", "-Infinity"])
def test_what_is_not_exact_to_four_decimals_and_fourteen_digits_is_not_kept(value: str) -> None:
    with pytest.raises(ValueError, match="tối đa 14 chữ số"):
        scaled(Decimal(value))


@given(st.integers(-(10**18) + 1, 10**18 - 1))
def test_every_whole_number_of_ten_thousandths_is_a_value(whole: int) -> None:
    assert scaled(unscaled(whole)) == whole
