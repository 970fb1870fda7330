"""Comparison phrases, their wording chosen from the data: with the same period last year, and with a target."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext as _

from giaoban.language.locales import Language
from giaoban.language.numbers import (
    NumberError,
    read_number,
    read_percent,
    shown,
    write_number,
    write_percent,
    write_points,
)
from giaoban.language.rounding import percent, round_half_up
from giaoban.language.text import nfc


class ChangeKind(StrEnum):
    """What the amount of a change is measured in."""

    PERCENT = "percent"
    POINTS = "points"
    AMOUNT = "amount"
    """The indicator's own unit."""
    NONE_BEFORE = "none_before"
    """Nothing in the same period, so no rate of change exists."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change on the same period last year; down is negative, `bằng cùng kỳ` is a PERCENT of zero."""

    kind: ChangeKind
    amount: Decimal
    unit: str = ""
    """The noun after an AMOUNT, where the text has one."""


@dataclass(frozen=True, slots=True)
class OfTarget:
    """What was done of a target, with the share as the text states it; None where it states none."""

    value: Decimal
    target: Decimal
    percent: Decimal | None
    noun: str


@dataclass(frozen=True, slots=True)
class _Wording:
    """The words of a language."""

    up: str
    down: str
    base: str
    equal: str
    none_before: str
    target: str
    done: str
    """Around a share of the target, for `%`."""


_WORDING: Final[dict[Language, _Wording]] = {
    "vi": _Wording("tăng", "giảm", "so cùng kỳ", "bằng cùng kỳ", "cùng kỳ không phát sinh", "chỉ tiêu", "(đạt %s)"),
    "en": _Wording(
        "up",
        "down",
        "on the same period last year",
        "unchanged on the same period last year",
        "none in the same period last year",
        "targeted",
        "(%s achieved)",
    ),
}


def write_change(
    *,
    value: Decimal | None,
    same_period: Decimal | None,
    change: Decimal | None,
    change_percent: Decimal | None,
    language: Language,
) -> str:
    """`tăng 53,45% so cùng kỳ`, `bằng cùng kỳ`, `cùng kỳ không phát sinh`; empty where either side is not reported.

    A change too small for a percent of two decimals, or on a base below zero, is written in the indicator's own unit.
    """
    if value is None or same_period is None or change is None:
        return ""
    words = _WORDING[language]
    if not change:
        return words.equal
    if not same_period:
        return words.none_before
    rate = None if change_percent is None or same_period < 0 else round_half_up(change_percent, 2)
    amount = write_percent(rate.copy_abs(), language) if rate else write_number(change.copy_abs(), language)
    return f"{words.up if change > 0 else words.down} {amount} {words.base}"


def write_points_change(change: Decimal | None, language: Language, decimals: int = 2) -> str:
    """`tăng 6,1 điểm phần trăm so cùng kỳ`, of an indicator that is itself a percent; empty where None."""
    if change is None:
        return ""
    words = _WORDING[language]
    rounded = round_half_up(change, decimals)
    if not rounded:
        return words.equal
    amount = write_points(rounded.copy_abs(), language, decimals)
    return f"{words.up if rounded > 0 else words.down} {amount} {words.base}"


_CHANGE: Final[dict[Language, re.Pattern[str]]] = {
    "vi": re.compile(
        r"(?P<way>tăng|giảm|bằng)\s+(?P<number>[0-9][0-9.,]*)\s*(?P<unit>%|[^0-9%]*?)\s*"
        r"so\s+(?:với\s+)?(?:cùng\s+kỳ(?:\s+(?:năm\s+)?(?:trước|ngoái|[0-9]{4}))?|năm\s+(?:trước|ngoái|[0-9]{4}))",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"(?P<way>up|down)\s+(?P<number>[0-9][0-9.,]*)\s*(?P<unit>%|[^0-9%]*?)\s*on\s+the\s+same\s+period(?:\s+last\s+year)?",
        re.IGNORECASE,
    ),
}
_POINT_WORDS: Final = frozenset({"điểm phần trăm", "điểm", "percentage point", "percentage points", "points"})

_UP: Final = frozenset(words.up for words in _WORDING.values())
_FIXED: Final[dict[Language, dict[str, Change]]] = {
    language: {
        words.equal: Change(ChangeKind.PERCENT, Decimal(0)),
        words.none_before: Change(ChangeKind.NONE_BEFORE, Decimal(0)),
    }
    for language, words in _WORDING.items()
}


def read_change(text: str, language: Language) -> Change | None:
    """The change that a phrase states; None for an empty text. `bằng 72% so với cùng kỳ` is a fall of 28%.

    Raises `NumberError` where it is no such phrase.
    """
    plain = " ".join(nfc(text).split())
    if not plain:
        return None
    if known := _FIXED[language].get(plain.lower()):
        return known
    found = _CHANGE[language].fullmatch(plain)
    if found is None or (found["way"].lower() == "bằng" and found["unit"] != "%"):
        raise _unreadable(text, language)
    return _stated(found["way"].lower(), read_number(found["number"], language), found["unit"])


def _stated(way: str, amount: Decimal, unit: str) -> Change:
    if way == "bằng":
        return Change(ChangeKind.PERCENT, amount - 100)
    signed = amount if way in _UP or not amount else amount.copy_negate()
    if unit == "%":
        return Change(ChangeKind.PERCENT, signed)
    if unit.lower() in _POINT_WORDS:
        return Change(ChangeKind.POINTS, signed)
    return Change(ChangeKind.AMOUNT, signed, unit)


def _unreadable(text: str, language: Language) -> NumberError:
    example = f"{_WORDING[language].up} {write_percent(Decimal('53.45'), language)} {_WORDING[language].base}"
    return NumberError(
        text,
        _("Không đọc được câu so sánh “%(text)s”: hãy viết như “%(example)s”.")
        % {"text": shown(text), "example": example},
    )


def write_of_target(value: Decimal, target: Decimal, language: Language, noun: str = "") -> str:
    """`821/1.450 chỉ tiêu (đạt 56,62%)`; `noun` in place of `chỉ tiêu`; no share of a target of zero."""
    words = _WORDING[language]
    text = f"{write_number(value, language)}/{write_number(target, language)} {noun or words.target}"
    share = percent(value, target)
    return text if share is None else f"{text} {words.done % write_percent(share, language)}"


_OF_TARGET: Final = re.compile(
    r"(?P<value>[-−]?[0-9][0-9.,]*)\s*/\s*(?P<target>[-−]?[0-9][0-9.,]*)\s*(?P<noun>[^0-9(%]*?)\s*"
    r"(?:\((?:đạt\s+)?(?P<share>[-−]?[0-9][0-9.,]*\s*%)(?:\s+achieved)?\))?",
    re.IGNORECASE,
)


def read_of_target(text: str, language: Language) -> OfTarget:
    """What `821/1.450 chỉ tiêu (đạt 56,62%)` states, with or without the share; raises `NumberError`."""
    found = _OF_TARGET.fullmatch(nfc(text).strip())
    if found is None:
        raise NumberError(
            text,
            _("Không đọc được kết quả so với chỉ tiêu “%(text)s”: hãy viết như “%(example)s”.")
            % {"text": shown(text), "example": write_of_target(Decimal(821), Decimal(1450), language)},
        )
    return OfTarget(
        value=read_number(found["value"], language),
        target=read_number(found["target"], language),
        percent=read_percent(found["share"], language) if found["share"] else None,
        noun=found["noun"],
    )
