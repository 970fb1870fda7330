"""The names of periods as officials write them, and the periods of such names."""

import re
from functools import lru_cache
from typing import Final, Literal

from django.utils.translation import gettext as _

from giaoban.language.dates import MONTHS, DateError, read_date, write_date, write_month_number
from giaoban.language.locales import Language
from giaoban.language.text import nfc
from giaoban.periods.period import Period, PeriodError, PeriodKind, between, of_year, parse

Style = Literal["long", "short"]
"""`long` for running text and titles; `short` for tiles, axes and narrow columns."""

_ROMAN: Final = ("", "I", "II", "III", "IV")
_HALVES: Final = ("", "đầu", "cuối")
_ORDINALS: Final = ("", "first", "second", "third", "fourth")

_LONG: Final[dict[Language, dict[PeriodKind, str]]] = {
    "vi": {
        PeriodKind.WEEK: "tuần {number:02}/{year} ({days})",
        PeriodKind.MONTH: "tháng {month}/{year}",
        PeriodKind.QUARTER: "quý {roman}/{year}",
        PeriodKind.HALF_YEAR: "6 tháng {half} năm {year}",
        PeriodKind.NINE_MONTHS: "9 tháng đầu năm {year}",
        PeriodKind.YEAR: "năm {year}",
        PeriodKind.RANGE: "từ {first} đến {last}",
    },
    "en": {
        PeriodKind.WEEK: "week {number} of {year} ({days})",
        PeriodKind.MONTH: "{month} {year}",
        PeriodKind.QUARTER: "{ordinal} quarter of {year}",
        PeriodKind.HALF_YEAR: "{ordinal} half of {year}",
        PeriodKind.NINE_MONTHS: "first nine months of {year}",
        PeriodKind.YEAR: "{year}",
        PeriodKind.RANGE: "{first} to {last}",
    },
}
_SHORT: Final[dict[Language, dict[PeriodKind, str]]] = {
    "vi": {
        PeriodKind.WEEK: "tuần {number:02}/{year}",
        PeriodKind.MONTH: "T{number}/{year}",
        PeriodKind.QUARTER: "quý {roman}/{year}",
        PeriodKind.HALF_YEAR: "6T {half} {year}",
        PeriodKind.NINE_MONTHS: "9T {year}",
        PeriodKind.YEAR: "{year}",
        PeriodKind.RANGE: "{first} – {last}",
    },
    "en": {
        PeriodKind.WEEK: "W{number:02} {year}",
        PeriodKind.MONTH: "{month:.3} {year}",
        PeriodKind.QUARTER: "Q{number} {year}",
        PeriodKind.HALF_YEAR: "H{number} {year}",
        PeriodKind.NINE_MONTHS: "9M {year}",
        PeriodKind.YEAR: "{year}",
        PeriodKind.RANGE: "{first} – {last}",
    },
}


@lru_cache(maxsize=4096)
def write_period(period: Period, language: Language, style: Style = "long") -> str:
    """`6 tháng đầu năm 2024`, `tháng 6/2024`, `quý II/2024`; `first half of 2024`. Short: `6T đầu 2024`, `H1 2024`."""
    words: dict[str, object] = {
        "number": period.number,
        "year": period.year,
        "first": write_date(period.first, language),
        "last": write_date(period.last, language),
        "days": _vietnamese_days(period) if language == "vi" else _english_days(period),
    }
    if period.kind is PeriodKind.MONTH:
        words["month"] = write_month_number(period.number) if language == "vi" else MONTHS[period.number - 1]
    elif period.kind in {PeriodKind.QUARTER, PeriodKind.HALF_YEAR}:
        words["roman"] = _ROMAN[period.number]
        words["ordinal"] = _ORDINALS[period.number]
    if period.kind is PeriodKind.HALF_YEAR:
        words["half"] = _HALVES[period.number]
    names = _LONG if style == "long" else _SHORT
    return names[language][period.kind].format(**words)


def _vietnamese_days(p: Period) -> str:
    """`01/7 – 07/7`, with the years where the week has two of them."""
    two_years = p.first.year != p.last.year
    ends = (
        f"{day.day:02}/{write_month_number(day.month)}" + (f"/{day.year}" if two_years else "")
        for day in (p.first, p.last)
    )
    return " – ".join(ends)


def _english_days(p: Period) -> str:
    """`1 – 7 Jul`, with the months and years in which the days differ."""
    first, last = write_date(p.first, "en").split(), write_date(p.last, "en").split()
    if first[2] != last[2]:
        return f"{' '.join(first)} – {' '.join(last)}"
    opening = first[:1] if first[1] == last[1] else first[:2]
    return f"{' '.join(opening)} – {' '.join(last[:2])}"


_YEAR: Final = r"(?P<year>[0-9]{4})"
_NUMBER: Final = r"(?P<number>[0-9]{1,2})"
_DAYS: Final = r"(?:\s*\(.*\))?"
_SHAPES: Final[dict[Language, tuple[tuple[PeriodKind, re.Pattern[str]], ...]]] = {
    "vi": (
        (PeriodKind.WEEK, re.compile(rf"tuần(?: thứ)? {_NUMBER}(?:/| năm ){_YEAR}{_DAYS}")),
        (PeriodKind.MONTH, re.compile(rf"(?:tháng |t){_NUMBER}(?:/| năm ){_YEAR}")),
        (PeriodKind.QUARTER, re.compile(rf"qu[ýí] (?P<number>[1-4]|iv|i{{1,3}})(?:/| năm ){_YEAR}")),
        (PeriodKind.QUARTER, re.compile(rf"(?:3|ba) tháng (?P<number>đầu) năm {_YEAR}")),
        (PeriodKind.HALF_YEAR, re.compile(rf"(?:6|sáu) ?(?:tháng|t) (?P<number>đầu|cuối)(?: năm)? {_YEAR}")),
        (PeriodKind.NINE_MONTHS, re.compile(rf"(?:9|chín) ?(?:tháng|t)(?: đầu)?(?: năm)? {_YEAR}")),
        (PeriodKind.YEAR, re.compile(rf"(?:cả )?(?:năm )?{_YEAR}")),
    ),
    "en": (
        (PeriodKind.WEEK, re.compile(rf"(?:week |w){_NUMBER}(?: of)? {_YEAR}{_DAYS}")),
        (PeriodKind.MONTH, re.compile(rf"(?P<number>{'|'.join(f'{m}|{m[:3]}' for m in MONTHS).lower()}) {_YEAR}")),
        (PeriodKind.QUARTER, re.compile(rf"(?P<number>first|second|third|fourth) quarter of {_YEAR}")),
        (PeriodKind.QUARTER, re.compile(rf"q(?P<number>[1-4]) {_YEAR}")),
        (PeriodKind.HALF_YEAR, re.compile(rf"(?P<number>first|second) half of {_YEAR}")),
        (PeriodKind.HALF_YEAR, re.compile(rf"h(?P<number>[12]) {_YEAR}")),
        (PeriodKind.NINE_MONTHS, re.compile(rf"(?:first nine months of|9m) {_YEAR}")),
        (PeriodKind.YEAR, re.compile(_YEAR)),
    ),
}
_RANGES: Final[dict[Language, re.Pattern[str]]] = {
    "vi": re.compile(r"(?:từ )?(?P<first>(?:ngày )?[0-9/.-]+)(?: đến | – | - )(?P<last>(?:ngày )?[0-9/.-]+)"),
    "en": re.compile(r"(?:from )?(?P<first>[0-9]+ [a-z]+ [0-9]+)(?: to | – | - )(?P<last>[0-9]+ [a-z]+ [0-9]+)"),
}
_WORDS: Final[dict[str, int]] = (
    {"đầu": 1, "cuối": 2}
    | {roman.lower(): number for number, roman in enumerate(_ROMAN) if number}
    | {ordinal: number for number, ordinal in enumerate(_ORDINALS) if number}
    | {name.lower(): number for number, name in enumerate(MONTHS, 1)}
    | {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
)


def read_period(text: str, language: Language) -> Period:
    """The period of a long or short name, of its usual variants (`quý 2 năm 2024`, `3 tháng đầu năm 2024`), or a code.

    The days after a week are not checked against its number. Raises `PeriodError`.
    """
    plain = " ".join(nfc(text).lower().split())
    for kind, shape in _SHAPES[language]:
        if found := shape.fullmatch(plain):
            return of_year(kind, int(found["year"]), _number(kind, found))
    if found := _RANGES[language].fullmatch(plain):
        try:
            return between(read_date(found["first"], language), read_date(found["last"], language))
        except DateError as error:
            raise PeriodError(str(error)) from None
    try:
        return parse(text.strip())
    except PeriodError as error:
        example = write_period(of_year(PeriodKind.HALF_YEAR, 2024, 1), language)
        raise PeriodError(
            _("%(error)s Hoặc viết tên kỳ, chẳng hạn “%(example)s”.") % {"error": error, "example": example}
        ) from None


def _number(kind: PeriodKind, found: re.Match[str]) -> int:
    number = found.groupdict().get("number")
    if number is None:
        return 0
    return _WORDS[number] if number in _WORDS else int(number)
