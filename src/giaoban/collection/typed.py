"""What somebody typed into one cell -> an answer, or a complaint.

An empty cell (not reported), a zero and "không phát sinh" (nothing occurred) are three different things.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from giaoban.collection.problems import Complaint
from giaoban.figures.models import State
from giaoban.indicators.catalogue import Indicator, OverUnits
from giaoban.language.locales import Language, language_of
from giaoban.language.numbers import NumberError, read_number, write_number
from giaoban.language.text import fold, nfc

Raw = int | float | str | bool | time | date | datetime | timedelta | None
"""What calamine gives for a cell; an empty cell is an empty text."""

LONGEST_TEXT = 4_000
"""Characters of a narrative: one printed page and a half."""
MOST_DECIMALS = 4
LARGEST = 10**14
"""What the books can hold: 14 whole digits and 4 decimals."""
DAY_NUMBERS_FROM = 30_000
"""Excel counts days from 1900: 30,000 is in 1982."""

NONE_OCCURRED_WORDS: Final[dict[Language, str]] = {"vi": "không phát sinh", "en": "none occurred"}
_NONE_WORDS = {"không phát sinh", "không", "không có", "kps", "-", "–", "—", "none", "nil", "none occurred"}
_WITHDRAW_WORDS = {"rút số liệu", "rút", "withdraw"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A value that can be posted. `doubt` is a warning about it: the value is taken, the person is told."""

    state: State
    value: Decimal | None
    text: str = ""
    doubt: Complaint | None = None


NONE_OCCURRED = Answer(State.NONE_OCCURRED, Decimal(0))
WITHDRAWN = Answer(State.WITHDRAWN, None)
_WORDS = dict.fromkeys(_NONE_WORDS, NONE_OCCURRED) | dict.fromkeys(_WITHDRAW_WORDS, WITHDRAWN)


def shown(raw: Raw) -> str:
    """A raw value as a person would recognise it, at most 80 characters."""
    if isinstance(raw, datetime | date):
        return f"{raw:%d/%m/%Y}"
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, float):
        return write_number(exact(raw), "vi") if abs(raw) < 1e15 else str(raw)
    text = str(raw if raw is not None else "").strip()
    return text if len(text) <= 80 else f"{text[:79]}…"


def exact(number: float) -> Decimal:
    """The number as Excel shows it: 15 significant digits, so that 0.1 + 0.2 is 0.3."""
    if number.is_integer() and abs(number) < 1e15:
        return Decimal(int(number))
    return Decimal(f"{number:.15g}")


def read_figure(raw: Raw, indicator: Indicator, year: int) -> Answer | Complaint | None:
    """The answer in a number cell, None where it is empty; `year` helps to see a date that Excel made a number."""
    if raw is None or raw == "":
        return None
    if isinstance(raw, str):
        return _read_text_figure(nfc(raw).strip(), indicator)
    if isinstance(raw, bool):
        return Complaint(_("Ô chứa giá trị đúng/sai, không phải số."), _number_way_out(indicator))
    if isinstance(raw, datetime | date | time | timedelta):
        return Complaint(
            _("Excel đã đổi số liệu gõ vào thành ngày hoặc giờ (%(value)s).") % {"value": shown(raw)},
            _("Gõ lại thành số, ví dụ 12; không dùng dấu gạch hoặc gạch chéo trong ô số."),
        )
    if not isfinite(raw):
        return Complaint(_("Ô không chứa một số hữu hạn."), _number_way_out(indicator))
    value = exact(raw)
    answer = check_figure(value, indicator)
    return (
        Answer(answer.state, answer.value, doubt=_doubt(value, indicator, year))
        if isinstance(answer, Answer)
        else answer
    )


def _read_text_figure(text: str, indicator: Indicator) -> Answer | Complaint | None:
    word = text.casefold().rstrip(".")
    if not word or word in _WORDS:
        return _WORDS.get(word)
    if text.startswith("#"):
        return Complaint(_("Ô có lỗi công thức %(value)s.") % {"value": text}, _number_way_out(indicator))
    number = _without_unit(text, indicator)
    if number.endswith("%"):
        return Complaint(
            _("“%(value)s” là phần trăm, chỉ tiêu này tính bằng %(unit)s.")
            % {"value": shown(text), "unit": indicator.unit_of_measure.vi},
            _number_way_out(indicator),
        )
    try:
        return check_figure(read_number(number, "vi"), indicator)
    except NumberError:
        return Complaint(
            _("Không đọc được “%(value)s” thành một số chắc chắn.") % {"value": shown(text)},
            _number_way_out(indicator),
        )


def _without_unit(text: str, indicator: Indicator) -> str:
    """`12 đảng viên` -> `12` and `56,62%` -> `56,62` where that is the indicator's unit of measure."""
    unit = nfc(indicator.unit_of_measure.vi)
    if text.casefold().endswith(unit.casefold()) or fold(text).endswith(fold(unit)):
        return text[: len(text) - len(unit)].strip()
    return text


def check_figure(value: Decimal, indicator: Indicator) -> Answer | Complaint:
    """The value as an answer if the indicator can have it: decimals, sign, size."""
    if abs(value) >= LARGEST:
        return Complaint(_("Số quá lớn: %(value)s.") % {"value": shown(str(value))}, _number_way_out(indicator))
    if value % 1 and -int(value.normalize().as_tuple().exponent) > min(indicator.decimals, MOST_DECIMALS):
        return _too_many_decimals(value, indicator)
    if value < 0 and indicator.over_units is not OverUnits.REPORTED:
        return Complaint(
            _("Số âm: %(value)s.") % {"value": write_number(value, "vi")},
            _("Số đếm không thể nhỏ hơn 0: kiểm tra và gõ lại."),
        )
    return Answer(State.REPORTED, value)


def _too_many_decimals(value: Decimal, indicator: Indicator) -> Complaint:
    written = write_number(value, "vi")
    if indicator.decimals == 0:
        return Complaint(
            _("%(value)s không phải số nguyên; chỉ tiêu này đếm bằng %(unit)s.")
            % {"value": written, "unit": indicator.unit_of_measure.vi},
            _("Nếu muốn ghi hàng nghìn, gõ liền không dấu, ví dụ 1450; nếu không, gõ số nguyên."),
        )
    return Complaint(
        _("%(value)s có nhiều hơn %(decimals)d chữ số sau dấu phẩy.")
        % {"value": written, "decimals": indicator.decimals},
        _("Làm tròn rồi gõ lại."),
    )


def _number_way_out(indicator: Indicator) -> str:
    if indicator.decimals:
        return _("Gõ một số, dấu phẩy trước phần thập phân, ví dụ 56,62; nếu không có, gõ 0 hoặc “không phát sinh”.")
    return _("Gõ một số nguyên, ví dụ 1450; nếu không có, gõ 0 hoặc “không phát sinh”.")


def _doubt(value: Decimal, indicator: Indicator, year: int) -> Complaint | None:
    """Two values that Excel makes silently: 0,5662 of a typed 56,62 %, and the day number of a typed 4-3."""
    if indicator.unit_of_measure.vi == "%" and 0 < abs(value) < 1:
        return Complaint(
            _("Ô ghi %(value)s cho chỉ tiêu tính bằng %%.") % {"value": write_number(value, "vi")},
            _("Nếu ý là %(percent)s%%, gõ %(percent)s.") % {"percent": write_number(value * 100, "vi")},
        )
    if value < DAY_NUMBERS_FROM:
        return None
    first_day = (date(year, 1, 1) - date(1899, 12, 30)).days
    if value == value.to_integral_value() and first_day <= value < first_day + 366:
        day = date(1899, 12, 30) + timedelta(days=int(value))
        return Complaint(
            _("Số %(value)s trùng với cách Excel ghi ngày %(day)s.")
            % {"value": write_number(value, "vi"), "day": f"{day:%d/%m/%Y}"},
            _("Nếu đã gõ dạng “%(typed)s”, Excel đã đổi thành số khác: gõ lại số đúng.")
            % {"typed": f"{day.day}-{day.month}"},
        )
    return None


def read_text(raw: Raw) -> Answer | Complaint | None:
    """The answer in a narrative cell, None where it is empty."""
    if raw is None or raw == "":
        return None
    text = nfc(raw if isinstance(raw, str) else shown(raw)).replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        return None
    if text.casefold() in _WITHDRAW_WORDS:
        return WITHDRAWN
    if len(text) > LONGEST_TEXT:
        return Complaint(
            _("Phần lời dài %(length)s ký tự, vượt %(longest)s ký tự.")
            % {"length": _counted(len(text)), "longest": _counted(LONGEST_TEXT)},
            _("Rút gọn phần lời; chi tiết gửi kèm bằng văn bản riêng."),
        )
    return Answer(State.REPORTED, None, text)


def _counted(characters: int) -> str:
    return write_number(Decimal(characters), language_of(get_language() or "vi"))
