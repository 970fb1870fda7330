"""Text in one shape, so that names that differ only by case, spacing or the place of a tone mark compare as equal."""

import unicodedata
from functools import lru_cache

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
"""Grave, acute, tilde, hook above and dot below as combining marks: huyền, sắc, ngã, hỏi, nặng."""


def nfc(text: str) -> str:
    """The text with every letter and its marks in one character, as Unicode form NFC has it."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=16_384)
def fold(name: str) -> str:
    """A key for comparing names, never for showing: `Uỷ Ban`, `ủy  ban` and `ỦY BAN` have the same one.

    Both habits of placing the tone mark (`hoà`, `hòa`) are right, so each syllable's tone goes to its end.
    """
    letters = unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).casefold())
    return " ".join(_tone_last(word) for word in letters.split())


def bare(text: str) -> str:
    """Small letters without any mark, as one types who looks for something: `Diễn Lộc` is `dien loc`."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _tone_last(word: str) -> str:
    """`word`, decomposed, with the tone marks of each run of letters moved to the end of that run."""
    found: list[str] = []
    tones: list[str] = []
    for sign in word:
        if sign in _TONES:
            tones.append(sign)
            continue
        if tones and not (sign.isalpha() or unicodedata.combining(sign)):
            found += sorted(tones)
            tones.clear()
        found.append(sign)
    return "".join(found + sorted(tones))
