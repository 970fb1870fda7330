"""Numbers, percents, percentage points and money: written for people to read, and read back to the same value."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from giaoban.language.locales import Language
from giaoban.language.rounding import round_half_up
from giaoban.language.text import nfc

_SHOWN = 60
"""How much of a text that cannot be read is shown in an error."""


class NumberError(ValueError):
    """A text is not a number in that language. `text` is what was found; the message says what to write instead."""

    def __init__(self, text: str, message: str) -> None:
        super().__init__(message)
        self.text = text


@dataclass(frozen=True, slots=True)
class _Marks:
    """The marks of a language and the shape of its numbers.

    Digits are grouped by threes or not at all: three digits after one group mark are always thousands. A leading
    zero (`08`) is style, but not in front of a group mark (`0.450`), where it betrays the other language's decimal.
    """

    group: str
    decimal: str
    table: dict[int, int]
    shape: re.Pattern[str]
    example: str


def _marks(group: str, decimal: str, example: str) -> _Marks:
    groups = rf"[1-9][0-9]{{0,2}}(?:(?P<mark>[{re.escape(group)}\u00a0\u2007\u2009\u202f])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*)"
    shape = rf"(?P<sign>[-+−]?)\s?(?P<whole>{groups}|[0-9]+)(?:{re.escape(decimal)}(?P<rest>[0-9]+))?"
    return _Marks(group, decimal, str.maketrans(",.", group + decimal), re.compile(shape), example)


_MARKS: Final[dict[Language, _Marks]] = {
    "vi": _marks(".", ",", "1.450 hoặc 56,62"),
    "en": _marks(",", ".", "1,450 / 56.62"),
}


def write_number(value: Decimal | int, language: Language, decimals: int | None = None) -> str:
    """`1.450` and `-56,62`. With `decimals` rounded half-up to exactly so many; without, all that the value has.

    Raises `NumberError` for infinities and not-a-numbers.
    """
    if decimals is not None:
        value = round_half_up(Decimal(value), decimals)
    if isinstance(value, int):
        text = f"{value:,}"
    elif value.is_finite():
        text = f"{value:,f}"
        if decimals is None and "." in text:
            text = text.rstrip("0").rstrip(".")
    else:
        raise NumberError(str(value), f"{value} cannot be written: it is not a number.")
    if not value and text[0] == "-":
        text = text[1:]
    return text.translate(_MARKS["vi"].table) if language == "vi" else text


def read_number(text: str, language: Language) -> Decimal:
    """The exact value of a number as `write_number` writes it, or ungrouped, with any no-break space around or inside.

    Raises `NumberError`, which shows the text and how to write it; what could mean two things is never guessed.
    """
    if text.isdigit() and text.isascii():
        return Decimal(text)
    found = _MARKS[language].shape.fullmatch(text.strip())
    if found is None:
        raise _unreadable(text, language)
    return _value(found)


def _value(found: re.Match[str]) -> Decimal:
    sign, whole, mark, rest = found.group("sign", "whole", "mark", "rest")
    digits = whole.replace(mark, "") if mark else whole
    value = Decimal(f"{digits}.{rest}" if rest else digits)
    return value.copy_negate() if sign in {"-", "−"} and value else value


def _unreadable(text: str, language: Language) -> NumberError:
    """What is wrong with the text and how to write it, after the other language's habit where that explains it."""
    other: Language = "en" if language == "vi" else "vi"
    meant = _MARKS[other].shape.fullmatch(text.strip())
    marks = _MARKS[language]
    return NumberError(
        text,
        _(
            "Không đọc được số “%(text)s”: dấu ngăn hàng nghìn là “%(group)s”, dấu thập phân là “%(decimal)s”. Hãy viết %(example)s."
        )
        % {
            "text": shown(text),
            "group": marks.group,
            "decimal": marks.decimal,
            "example": write_number(_value(meant), language) if meant else marks.example,
        },
    )


def shown(text: str) -> str:
    """As much of a text as an error shows."""
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def write_percent(value: Decimal | int, language: Language, decimals: int = 2) -> str:
    """`56,62%` for 56.62, rounded half-up to `decimals`; zeros at the end are dropped: `60%`."""
    return write_number(_trimmed(value, decimals), language) + "%"


def read_percent(text: str, language: Language) -> Decimal:
    """56.62 for `56,62%` or `56,62 %`; raises `NumberError`, also where the sign is missing."""
    number, sign, rest = text.strip().rpartition("%")
    if not sign or rest:
        raise NumberError(
            text,
            _("Không đọc được tỷ lệ “%(text)s”: hãy viết một số và dấu %%, chẳng hạn %(example)s.")
            % {"text": shown(text), "example": write_percent(Decimal("56.62"), language)},
        )
    return read_number(number.strip(), language)


def write_points(value: Decimal | int, language: Language, decimals: int = 2) -> str:
    """`6,1 điểm phần trăm`: the difference of two percents, rounded half-up, zeros at the end dropped."""
    rounded = _trimmed(value, decimals)
    number = write_number(rounded, language)
    if language == "vi":
        return f"{number} điểm phần trăm"
    return f"{number} percentage point" + ("" if abs(rounded) == 1 else "s")


def read_points(text: str, language: Language) -> Decimal:
    """6.1 for `6,1 điểm phần trăm` or, as often printed, `6,1 điểm`; raises `NumberError`."""
    found = _POINTS[language].fullmatch(nfc(text).strip())
    if found is None:
        raise NumberError(
            text,
            _("Không đọc được điểm phần trăm “%(text)s”: hãy viết như “%(example)s”.")
            % {"text": shown(text), "example": write_points(Decimal("6.1"), language)},
        )
    return read_number(found["number"], language)


_POINTS: Final[dict[Language, re.Pattern[str]]] = {
    "vi": re.compile(r"(?P<number>.*?)\s*điểm(?:\s+phần\s+trăm|\s*%)?", re.IGNORECASE),
    "en": re.compile(r"(?P<number>.*?)\s*(?:percentage\s+)?points?", re.IGNORECASE),
}


def _trimmed(value: Decimal | int, decimals: int) -> Decimal:
    return round_half_up(Decimal(value), decimals)


def format_locale(language: Language) -> dict[str, object]:
    """The number locale of Vega and d3, so that a chart writes its numbers as the text does."""
    marks = _MARKS[language]
    return {
        "decimal": marks.decimal,
        "thousands": marks.group,
        "grouping": [3],
        "currency": ["", "\u00a0₫"],
        "minus": "-",
    }
