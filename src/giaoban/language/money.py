"""Money, and other large amounts, with the scale words of each language: `1,5 triệu đồng`, `12.221 tỷ đồng`."""

import re
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact
from typing import Final

from django.utils.translation import gettext as _

from giaoban.language.locales import Language
from giaoban.language.numbers import NumberError, read_number, shown, write_number
from giaoban.language.text import nfc

_EXACT: Final = Context(prec=200, traps=[Inexact])
"""Python's default would round amounts of more than 28 digits."""
_MOST_DECIMALS: Final = 3
"""An amount with more decimals than this in a scale is written in a smaller one: nobody reads 1,234567 triệu."""

_READ: Final[dict[Language, dict[str, int]]] = {
    "vi": {"nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tỷ": 9, "tỉ": 9},
    "en": {"thousand": 3, "million": 6, "billion": 9, "trillion": 12},
}
"""Scale words and their powers of ten; they chain: `1.116 nghìn tỷ`."""
_WRITTEN: Final[dict[Language, tuple[tuple[int, str], ...]]] = {
    "vi": ((15, "triệu tỷ"), (9, "tỷ"), (6, "triệu")),
    "en": ((12, "trillion"), (9, "billion"), (6, "million")),
}


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount of a unit, such as 1.500.000 `đồng`; the unit is empty where the text names none."""

    value: Decimal
    unit: str


def write_money(value: Decimal | int, language: Language, unit: str) -> str:
    """`1,5 triệu đồng`: the largest scale word in which the amount has at most three decimals, none below a million.

    Scale words in `unit` count: 12.221 of `tỷ đồng` is `12.221 tỷ đồng`. Nothing is rounded.
    """
    power, name = _scales(unit, language)
    amount = _EXACT.multiply(Decimal(value), Decimal(10**power))
    for scale, word in _WRITTEN[language]:
        scaled = _EXACT.scaleb(amount, Decimal(-scale))
        if scaled.copy_abs() >= 1 and _decimals(scaled) <= _MOST_DECIMALS:
            return f"{write_number(scaled, language)} {word} {name}".rstrip()
    return f"{write_number(amount, language)} {name}".rstrip()


def read_money(text: str, language: Language) -> Money:
    """The amount with its scale words applied, and the unit; `128,5tỷ` without a space is understood.

    Raises `NumberError`, also where a second number follows.
    """
    found = _AMOUNT.fullmatch(nfc(text).strip())
    if found is None:
        raise NumberError(
            text,
            _("Không đọc được số tiền “%(text)s”: hãy viết một số rồi đơn vị, chẳng hạn %(example)s.")
            % {"text": shown(text), "example": write_money(1_500_000, language, "đồng")},
        )
    power, unit = _scales(found["unit"], language)
    return Money(_EXACT.multiply(read_number(found["number"], language), Decimal(10**power)), unit)


_AMOUNT: Final = re.compile(r"(?P<number>[-+−]?\s?[0-9](?:[0-9.,\u00a0\u2007\u2009\u202f]*[0-9])?)\s*(?P<unit>[^0-9]*)")


def _scales(unit: str, language: Language) -> tuple[int, str]:
    """The power of ten of the scale words in front of a unit, and the unit without them."""
    power = 0
    words = nfc(unit).split()
    while words and (step := _READ[language].get(words[0].lower())):
        power += step
        del words[0]
    return power, " ".join(words)


def _decimals(value: Decimal) -> int:
    """How many digits after the mark the value needs."""
    written = f"{value:f}".partition(".")[2]
    return len(written.rstrip("0"))
