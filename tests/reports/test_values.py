"""A report kept as JSON reads back to the same report, and gives the same files."""

from dataclasses import replace
from datetime import UTC, date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from giaoban.reports.model import (
    Block,
    Caption,
    Cell,
    Chart,
    Figure,
    Frame,
    Heading,
    Inline,
    Item,
    PageBreak,
    Paragraph,
    Reference,
    Report,
    Table,
    Text,
)  # fmt: skip
from giaoban.reports.values import as_json, read_json
from giaoban.reports.writers import WRITERS
from tests.reports.books import half_year

WORDS = some.text(max_size=12)
YES = some.booleans()
FIGURES = some.builds(Figure, WORDS, WORDS, WORDS, some.builds(Reference, WORDS, WORDS, WORDS, WORDS, WORDS), YES, YES)
INLINES: some.SearchStrategy[tuple[Inline, ...]] = some.lists(
    some.builds(Text, WORDS, YES, YES) | FIGURES, max_size=3
).map(tuple)
ROWS = some.lists(
    some.lists(some.builds(Cell, INLINES, align=some.sampled_from(("left", "right"))), max_size=2).map(tuple),
    max_size=2,
).map(tuple)
# What a chart draws is another language's object: its lists and its own `kind` must come back untouched.
CHARTS = some.builds(
    Chart, WORDS, some.dictionaries(WORDS | some.just("kind"), WORDS | some.lists(some.integers()), max_size=3), WORDS
)
BLOCKS: some.SearchStrategy[Block] = some.one_of(
    some.builds(Heading, some.integers(1, 4), INLINES),
    some.builds(Paragraph, INLINES),
    some.builds(Item, some.integers(1, 3), WORDS, INLINES),
    some.builds(Caption, INLINES),
    some.builds(Table, WORDS, ROWS, ROWS, some.lists(some.integers(1, 9)).map(tuple)),
    some.builds(PageBreak, YES),
    CHARTS,
)
FRAMES = some.builds(
    Frame, some.sampled_from(("party", "state")), date=some.dates(), recipients=some.lists(WORDS, max_size=3).map(tuple)
)
REPORTS = some.builds(
    Report,
    at=some.datetimes(timezones=some.just(UTC)),
    language=some.sampled_from(("vi", "en")),
    frame=FRAMES,
    blocks=some.lists(BLOCKS, max_size=4).map(tuple),
)


@given(REPORTS)
def test_a_report_reads_back_to_the_same_report(report: Report) -> None:
    assert read_json(as_json(report)) == report


@pytest.mark.parametrize("ending", list(WRITERS))
def test_a_report_that_was_kept_gives_the_same_bytes(ending: str) -> None:
    report = half_year()
    assert WRITERS[ending](read_json(as_json(report))).data == WRITERS[ending](report).data


def test_a_document_of_before_countersigning_is_read() -> None:
    kept = as_json(half_year()).replace('"countersigning_post": "", ', "")
    assert read_json(kept) == half_year()


@pytest.mark.parametrize(
    "text", ["[]", '{"kind": "report"}', '{"kind": "nothing"}', '{"kind": "text", "text": "a"}', "{"]
)
def test_other_json_is_no_report(text: str) -> None:
    with pytest.raises(ValueError, match=r"report|Expecting"):
        read_json(text)


def test_two_who_sign_stand_side_by_side_in_every_file() -> None:
    frame = replace(half_year().frame, countersigning_post="NGƯỜI GHI BIÊN BẢN", place="", date=date(2024, 7, 2))
    written = WRITERS["txt"](replace(half_year(), frame=frame)).data.decode()
    assert "NGƯỜI GHI BIÊN BẢN" in written
    assert "Nơi nhận" not in written
    assert "ngày 02 tháng 7 năm 2024" not in written
