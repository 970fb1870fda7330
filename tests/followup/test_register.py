"""What the register counts stands in the ledger of figures, from the very act that closes a recommendation."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from giaoban.analysis.lineage import trace
from giaoban.analysis.office import rollup_books
from giaoban.figures.books import current, history
from giaoban.figures.entry import CellKey
from giaoban.figures.models import Observation, Posting, SourceKind
from giaoban.figures.verify import verify
from giaoban.periods.period import parse
from tests.conftest import HANOI, Cast
from tests.followup.asking import Asking, asking_of

RESOLVED = "recommendations.resolved"
MARCH = datetime(2024, 3, 12, 8, 0, tzinfo=HANOI)


@pytest.fixture
def asking(cast: Cast) -> Asking:
    asking = asking_of(cast)
    asking.clock = MARCH
    return asking


def close(asking: Asking) -> None:
    one = asking.received(on=MARCH.date())
    one = asking.answer(asking.passed_on_of(one))
    asking.confirm(one)


def in_books(asking: Asking, month: str = "2024-03") -> int | None:
    rows = current([asking.cast.district.pk], [month], indicators=[RESOLVED]).values()
    return next((int(row.value) for row in rows if row.value is not None), None)


def test_the_first_is_posted_and_the_next_correct_it_with_a_reason(asking: Asking) -> None:
    close(asking)
    close(asking)
    rows = history(CellKey(asking.cast.district.pk, RESOLVED, "", "2024-03", "actual"))
    assert [row.value for row in rows] == [1, 2]
    first, second = Posting.objects.order_by("pk")
    assert {first.source_kind, second.source_kind} == {SourceKind.REGISTER}
    assert (first.author, first.reason, second.author) == (asking.cast.officer, "", asking.cast.officer)
    assert second.reason == ("Sổ theo dõi kiến nghị: thêm kiến nghị được xác nhận giải quyết xong ngày 12/03/2024.")
    assert not verify().problems


def test_each_month_counts_what_it_closed(asking: Asking) -> None:
    close(asking)
    asking.clock += timedelta(days=30)
    close(asking)
    assert (in_books(asking), in_books(asking, "2024-04")) == (1, 1)


def test_what_was_split_counts_once_when_its_last_part_has_ended(asking: Asking) -> None:
    first, second = asking.split(asking.classified_of(asking.received(on=MARCH.date())))
    asking.confirm(asking.answer(first))
    assert in_books(asking) is None
    asking.clock += timedelta(days=30)
    asking.confirm(asking.answer(second))
    assert (in_books(asking), in_books(asking, "2024-04")) == (None, 1)


def test_the_books_of_an_earlier_instant_do_not_know_it_yet(asking: Asking) -> None:
    close(asking)
    then = asking.clock
    asking.clock += timedelta(hours=1)
    close(asking)
    period = parse("2024-03")
    assert rollup_books(period, known_at=then).get("DL", RESOLVED).value == 1
    assert rollup_books(period).get("DL", RESOLVED).value == 2


def test_the_figures_add_up_over_the_tree_and_nobody_is_missing(asking: Asking) -> None:
    close(asking)
    rolled = rollup_books(parse("2024-H1"))
    figure = rolled.get("LG", RESOLVED)
    assert (figure.value, figure.reported, figure.expected) == (Decimal(1), 0, 0)
    assert rolled.get("NH", RESOLVED).value is None


def test_a_unit_with_units_below_adds_its_own_to_theirs(asking: Asking) -> None:
    close(asking)
    one = asking.received(unit_id=asking.cast.province.pk, on=MARCH.date())
    one = asking.answer(asking.passed_on_of(one))
    asking.confirm(one, by=asking.cast.office)
    assert rollup_books(parse("2024-03")).get("LG", RESOLVED).value == 2


def test_the_lineage_names_the_register(asking: Asking) -> None:
    close(asking)
    (traced,) = trace(RESOLVED, "", "LG", parse("2024-H1"), "value").traced
    record = traced.evidence.record
    assert (record.source_kind, record.place, record.file_name) == ("register", "sổ theo dõi kiến nghị", "")


def test_what_is_not_closed_posts_nothing(asking: Asking) -> None:
    one = asking.answer(asking.passed_on_of(asking.received(on=MARCH.date())))
    assert one.state == "answered"
    assert not Observation.objects.exists()
