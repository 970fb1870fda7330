"""Dates, weekdays and instants, written and read in Vietnamese and English."""

import re
from datetime import date, datetime, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from giaoban.language.locales import Language
from giaoban.language.numbers import shown
from giaoban.language.text import nfc

HANOI: Final = ZoneInfo("Asia/Ho_Chi_Minh")
"""The whole country keeps one time."""

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS: Final[dict[Language, tuple[str, ...]]] = {
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


class DateError(ValueError):
    """A text is not a date. `text` is what was found; the message says how to write one."""

    def __init__(self, text: str, example: str) -> None:
        super().__init__(
            _("Không đọc được ngày “%(text)s”: hãy viết một ngày có thật như %(example)s.")
            % {"text": shown(text), "example": example}
        )
        self.text = text


def write_date(day: date, language: Language) -> str:
    """`02/07/2024`, or `2 Jul 2024` in English, where a month in digits could be taken for the day."""
    if language == "vi":
        return f"{day:%d/%m/}{day.year:04}"
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year:04}"


def write_long_date(day: date, language: Language) -> str:
    """`ngày 02 tháng 7 năm 2024`: a zero before days under 10 and months 1 and 2 (Hướng dẫn 36-HD/VPTW)."""
    if language == "vi":
        return f"ngày {day.day:02} tháng {write_month_number(day.month)} năm {day.year:04}"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year:04}"


def write_month_number(month: int) -> str:
    """The number of a month as official Vietnamese documents write it: `01`, `02`, `3` … `12`."""
    return f"0{month}" if month <= 2 else str(month)


def weekday_name(day: date, language: Language) -> str:
    """`thứ Ba`, with the capital that Nghị định 30/2020/NĐ-CP asks for; `Tuesday`."""
    return _WEEKDAYS[language][day.weekday()]


def write_instant(instant: datetime, language: Language, zone: tzinfo = HANOI) -> str:
    """`08:00 ngày 02/07/2024` on the clocks of `zone`; an instant without a zone is a `ValueError`."""
    if instant.tzinfo is None:
        raise ValueError(f"{instant} has no time zone: give an aware datetime.")
    there = instant.astimezone(zone)
    day = write_date(there.date(), language)
    return f"{there:%H:%M} ngày {day}" if language == "vi" else f"{day}, {there:%H:%M}"


_ISO: Final = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_SHAPES: Final[dict[Language, tuple[re.Pattern[str], ...]]] = {
    "vi": (
        _ISO,
        re.compile(r"(?:ngày\s+)?(?P<day>[0-9]{1,2})(?P<mark>[/.-])(?P<month>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4})"),
        re.compile(r"(?:ngày\s+)?(?P<day>[0-9]{1,2})\s+tháng\s+(?P<month>[0-9]{1,2})\s+năm\s+(?P<year>[0-9]{4})"),
    ),
    "en": (_ISO, re.compile(r"(?P<day>[0-9]{1,2})\s+(?P<month>[a-z]{3,9})\s+(?P<year>[0-9]{4})")),
}


def read_date(text: str, language: Language) -> date:
    """The day of a short, long or ISO date; day before month in Vietnamese. Raises `DateError`."""
    plain = nfc(text).strip().lower()
    for shape in _SHAPES[language]:
        if found := shape.fullmatch(plain):
            break
    else:
        raise DateError(text, write_date(date(2024, 7, 2), language))
    try:
        return date(int(found["year"]), _month(found["month"]), int(found["day"]))
    except ValueError:
        raise DateError(text, write_date(date(2024, 7, 2), language)) from None


def _month(text: str) -> int:
    """The number of a month in digits or by its English name, whole or by three letters; 0 where it is neither."""
    if text.isdigit():
        return int(text)
    names = [name.lower() for name in MONTHS]
    return next((place for place, name in enumerate(names, 1) if text in {name, name[:3]}), 0)
