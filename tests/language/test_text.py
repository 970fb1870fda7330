"""Names compared past case, spaces and the place of tone marks."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.language.text import fold, nfc


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Uỷ ban Kiểm tra Tỉnh uỷ", "Ủy ban Kiểm tra Tỉnh ủy"),
        ("Xã Hoà Bình", "xã  hòa bình"),
        ("THUÝ", "thúy"),
        ("Xã Khoẻ-Hoà", "Xã Khỏe-Hòa"),
        ("Hoàn", "Hòan"),
        ("Quảng Trị", "QUẢNG TRỊ"),
        ("Huyện\u00a0ủy Diễn Lộc", " Huyện ủy Diễn Lộc "),
    ],
)
def test_names_that_differ_only_in_writing_are_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert fold(unicodedata.normalize("NFD", one)) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Hòa", "Hóa"), ("Đức", "Dức"), ("Hoa", "Hòa"), ("Bình Ân", "Bình An"), ("Tư", "Tu")]
)
def test_names_that_differ_in_a_letter_or_a_tone_are_not(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_marks_are_joined_to_their_letters() -> None:
    assert nfc("e\u0302\u0323") == "ệ"
