"""Comparison with the same period and with the target, worded from the data."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.language.comparison import (
    Change,
    ChangeKind,
    OfTarget,
    read_change,
    read_of_target,
    write_change,
    write_of_target,
    write_points_change,
)
from giaoban.language.locales import Language
from giaoban.language.numbers import NumberError
from giaoban.language.rounding import percent, round_half_up

LANGUAGES = st.sampled_from(("vi", "en"))
COUNTS = st.integers(0, 10**12).map(Decimal)
RATES = st.decimals(-(10**9), 10**9, allow_nan=False, places=4)


def phrase(value: Decimal | int | None, same_period: Decimal | int | None, language: Language = "vi") -> str:
    """The phrase for two counts, with the change and its percent computed as the roll-up does."""
    now = None if value is None else Decimal(value)
    then = None if same_period is None else Decimal(same_period)
    change = None if now is None or then is None else now - then
    rate = None if change is None or then is None else percent(change, then)
    return write_change(value=now, same_period=then, change=change, change_percent=rate, language=language)


@pytest.mark.parametrize(
    ("value", "same_period", "text"),
    [
        (267, 174, "tăng 53,45% so cùng kỳ"),
        (563, 516, "tăng 9,11% so cùng kỳ"),
        (4, 5, "giảm 20% so cùng kỳ"),
        (47, 73, "giảm 35,62% so cùng kỳ"),
        (0, 3, "giảm 100% so cùng kỳ"),
        (5, 5, "bằng cùng kỳ"),
        (0, 0, "bằng cùng kỳ"),
        (6, 0, "cùng kỳ không phát sinh"),
        (6, None, ""),
        (None, 6, ""),
        (1_000_001, 1_000_000, "tăng 1 so cùng kỳ"),
        (2, -1, "tăng 3 so cùng kỳ"),
    ],
)
def test_the_wording_is_chosen_from_the_data(value: int | None, same_period: int | None, text: str) -> None:
    assert phrase(value, same_period) == text


def test_the_english_wording_says_the_same() -> None:
    assert phrase(267, 174, "en") == "up 53.45% on the same period last year"
    assert phrase(4, 5, "en") == "down 20% on the same period last year"
    assert phrase(5, 5, "en") == "unchanged on the same period last year"
    assert phrase(6, 0, "en") == "none in the same period last year"


@given(COUNTS, COUNTS, LANGUAGES)
def test_a_written_change_reads_back_to_the_same(value: Decimal, same_period: Decimal, language: Language) -> None:
    read = read_change(phrase(value, same_period, language), language)
    rate = percent(value - same_period, same_period)
    if rate is None:
        kind = ChangeKind.NONE_BEFORE if value else ChangeKind.PERCENT
        assert read == Change(kind, Decimal(0))
    elif rate or value == same_period:
        assert read == Change(ChangeKind.PERCENT, rate)
    else:
        assert read == Change(ChangeKind.AMOUNT, value - same_period)


@given(RATES, LANGUAGES, st.integers(0, 3))
def test_a_change_in_points_reads_back_to_the_rounded_value(change: Decimal, language: Language, decimals: int) -> None:
    rounded = round_half_up(change, decimals)
    kind = ChangeKind.POINTS if rounded else ChangeKind.PERCENT
    assert read_change(write_points_change(change, language, decimals), language) == Change(kind, rounded)


def test_a_change_of_a_percent_is_worded_in_points() -> None:
    assert write_points_change(Decimal("6.1"), "vi") == "tăng 6,1 điểm phần trăm so cùng kỳ"
    assert write_points_change(Decimal("-0.36"), "vi") == "giảm 0,36 điểm phần trăm so cùng kỳ"
    assert write_points_change(Decimal("0.001"), "vi") == "bằng cùng kỳ"
    assert write_points_change(None, "vi") == ""


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("bằng 72% so với cùng kỳ", Change(ChangeKind.PERCENT, Decimal(-28))),
        ("Tăng 53,45% so với cùng kỳ năm 2023", Change(ChangeKind.PERCENT, Decimal("53.45"))),
        ("giảm 20,9 %  so cùng kỳ năm trước", Change(ChangeKind.PERCENT, Decimal("-20.9"))),
        ("tăng 7% so với năm ngoái", Change(ChangeKind.PERCENT, Decimal(7))),
        ("giảm 10 vụ so với cùng kỳ", Change(ChangeKind.AMOUNT, Decimal(-10), "vụ")),
        ("tăng 1.230 tổ chức so cùng kỳ", Change(ChangeKind.AMOUNT, Decimal(1230), "tổ chức")),
        ("tăng 0,1 điểm so cùng kỳ", Change(ChangeKind.POINTS, Decimal("0.1"))),
    ],
)
def test_other_usual_phrases_are_read(text: str, change: Change) -> None:
    assert read_change(text, "vi") == change


@pytest.mark.parametrize(
    "text", ["tăng", "tăng mạnh so cùng kỳ", "tăng 5%", "bằng 72 so cùng kỳ", "tăng 5.3% so cùng kỳ"]
)
def test_what_is_no_comparison_is_refused(text: str) -> None:
    with pytest.raises(NumberError, match="Không đọc được"):
        read_change(text, "vi")


@pytest.mark.parametrize(
    ("value", "target", "text"),
    [
        (821, 1450, "821/1.450 chỉ tiêu (đạt 56,62%)"),
        (50, 50, "50/50 chỉ tiêu (đạt 100%)"),
        (3, 5, "3/5 chỉ tiêu (đạt 60%)"),
        (3, 0, "3/0 chỉ tiêu"),
    ],
)
def test_what_was_done_of_a_target_is_written_with_its_share(value: int, target: int, text: str) -> None:
    assert write_of_target(Decimal(value), Decimal(target), "vi") == text


def test_the_noun_of_a_target_may_be_named() -> None:
    assert write_of_target(Decimal(14), Decimal(15), "vi", "xã") == "14/15 xã (đạt 93,33%)"
    assert write_of_target(Decimal(821), Decimal(1450), "en") == "821/1,450 targeted (56.62% achieved)"


@given(COUNTS, COUNTS, LANGUAGES, st.sampled_from(("", "đảng viên", "members")))
def test_a_written_share_of_a_target_reads_back(value: Decimal, target: Decimal, language: Language, noun: str) -> None:
    read = read_of_target(write_of_target(value, target, language, noun), language)
    default = "chỉ tiêu" if language == "vi" else "targeted"
    assert read == OfTarget(value, target, percent(value, target), noun or default)


def test_a_share_of_a_target_is_read_without_its_percent() -> None:
    assert read_of_target("7/15 chỉ tiêu", "vi") == OfTarget(Decimal(7), Decimal(15), None, "chỉ tiêu")
    assert read_of_target("109/139", "vi") == OfTarget(Decimal(109), Decimal(139), None, "")


@pytest.mark.parametrize("text", ["821", "821/", "821/1.45 chỉ tiêu", "6.630 vụ/7.058 bị can"])
def test_what_is_no_share_of_a_target_is_refused(text: str) -> None:
    with pytest.raises(NumberError, match="Không đọc được"):
        read_of_target(text, "vi")
