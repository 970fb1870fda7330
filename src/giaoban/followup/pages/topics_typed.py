"""Numbers and money typed into the forms of projects."""

from decimal import Decimal
from typing import Final

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from giaoban.followup.pages.desk import Desk
from giaoban.followup.projects import Sums
from giaoban.followup.wording import WordsRefused
from giaoban.language.locales import Language
from giaoban.language.money import Money, read_money, write_money
from giaoban.language.numbers import NumberError, read_number, write_number

AREA, HOUSEHOLDS, MONEY = "dien-tich", "so-ho", "tien"
DONG: Final = frozenset({"", "đồng", "đ", "vnđ", "vnd", "dong"})
TOO_LITTLE: Final = 1_000_000
"""Đồng: a bare number below this was surely meant in millions or billions."""


def sums(request: HttpRequest, desk: Desk) -> Sums:
    """The three numbers of a plan or a report; raises `WordsRefused` for the first that cannot be read."""
    return Sums(
        _number(request, AREA, _("diện tích"), desk.language),
        _number(request, HOUSEHOLDS, _("số hộ"), desk.language),
        _money(request, desk.language),
    )


def as_typed(plan: Sums, language: Language) -> dict[str, str]:
    """The numbers as somebody would type them, for a form that begins with them."""
    return {
        "dien_tich": write_number(plan.area, language),
        "so_ho": write_number(plan.households, language),
        "tien": write_money(plan.money, language, "đồng"),
    }


def _number(request: HttpRequest, field: str, name: str | Promise, language: Language) -> Decimal:
    text = request.POST.get(field, "").strip()
    if not text:
        raise WordsRefused(field, _("Chưa ghi %(name)s: nếu chưa có thì ghi 0.") % {"name": name})
    try:
        return read_number(text, language)
    except NumberError as error:
        raise WordsRefused(field, str(error)) from None


def _money(request: HttpRequest, language: Language) -> Decimal:
    text = request.POST.get(MONEY, "").strip()
    if not text:
        raise WordsRefused(MONEY, _("Chưa ghi số tiền: nếu chưa có thì ghi 0."))
    found = _read(text, language)
    if found.unit.casefold() not in DONG:
        raise WordsRefused(
            MONEY,
            _("Không hiểu đơn vị “%(unit)s”: hãy ghi như “152,3 tỷ đồng” hoặc “850 triệu đồng”.")
            % {"unit": found.unit[:40]},
        )
    if 0 < found.value < TOO_LITTLE:
        raise WordsRefused(
            MONEY,
            _("%(value)s đồng là quá ít: nếu tính bằng tỷ, hãy ghi “%(value)s tỷ”.")
            % {"value": write_number(found.value, language)},
        )
    return found.value


def _read(text: str, language: Language) -> Money:
    """The amount; with Vietnamese scale words also where the page speaks another language."""
    try:
        found = read_money(text, language)
        return found if found.unit.casefold() in DONG else read_money(text, "vi")
    except NumberError as error:
        raise WordsRefused(MONEY, str(error)) from None
