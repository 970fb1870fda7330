"""What is written in the Vietnamese way is read back to the same value; an empty cell, a zero and nothing stay apart."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from giaoban.collection.problems import Complaint
from giaoban.collection.typed import NONE_OCCURRED, WITHDRAWN, Answer, Raw, exact, read_figure, read_text
from giaoban.figures.models import State
from giaoban.indicators.catalogue import Indicator, Kind, Named, OverUnits
from giaoban.language.numbers import write_number


def indicator(decimals: int = 0, unit: str = "đảng viên", over_units: OverUnits = OverUnits.SUM) -> Indicator:
    name = Named(vi="Kết nạp", en="Admitted")
    return Indicator(
        code="members.admitted", name=name, unit_of_measure=Named(vi=unit, en=unit), kind=Kind.FLOW,
        decimals=decimals, definition=name, over_units=over_units,
    )  # fmt: skip


@given(st.decimals(min_value=0, max_value=10**13, places=2))
def test_a_number_typed_as_vietnamese_writes_it_is_read_exactly(value: Decimal) -> None:
    assert read_figure(write_number(value, "vi"), indicator(decimals=2), 2024) == Answer(State.REPORTED, value)


@given(st.integers(min_value=0, max_value=10**14 - 1))
def test_a_whole_number_of_excel_is_read_exactly(value: int) -> None:
    read = read_figure(float(value), indicator(), 2024)
    assert isinstance(read, Answer)
    assert read.value == value


@given(st.one_of(st.text(), st.floats(), st.booleans(), st.dates(), st.times(), st.timedeltas(), st.datetimes()))
def test_no_cell_ever_raises(raw: Raw) -> None:
    for decimals in (0, 4):
        assert isinstance(read_figure(raw, indicator(decimals), 2024), Answer | Complaint | None)
    assert isinstance(read_text(raw), Answer | Complaint | None)


def test_empty_zero_and_nothing_are_three_things() -> None:
    assert read_figure("", indicator(), 2024) is None
    assert read_figure("   ", indicator(), 2024) is None
    assert read_figure(0.0, indicator(), 2024) == Answer(State.REPORTED, Decimal(0))
    assert read_figure("Không phát sinh", indicator(), 2024) == NONE_OCCURRED
    assert read_figure("Rút số liệu", indicator(), 2024) == WITHDRAWN


def test_a_percent_is_taken_where_the_indicator_is_one() -> None:
    growth = indicator(decimals=2, unit="%", over_units=OverUnits.REPORTED)
    assert read_figure("56,62%", growth, 2024) == Answer(State.REPORTED, Decimal("56.62"))
    assert read_figure("-1,5 %", growth, 2024) == Answer(State.REPORTED, Decimal("-1.5"))
    assert isinstance(read_figure("56,62%", indicator(decimals=2), 2024), Complaint)


def test_a_fraction_in_a_percent_cell_is_doubted() -> None:
    read = read_figure(0.56, indicator(decimals=2, unit="%"), 2024)
    assert isinstance(read, Answer)
    assert read.doubt is not None
    assert "56" in read.doubt.way_out


def test_fifteen_digits_are_what_excel_shows() -> None:
    assert exact(0.1 + 0.2) == Decimal("0.3")
    assert exact(1450.0).as_tuple().exponent == 0


def test_words_beyond_a_page_and_a_half_are_told_with_their_length() -> None:
    assert isinstance(read_text("a" * 4_000), Answer)
    told = read_text("a" * 159_999)
    assert isinstance(told, Complaint)
    assert told.message == "Phần lời dài 159.999 ký tự, vượt 4.000 ký tự."
