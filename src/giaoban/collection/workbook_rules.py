"""The pack's rules in Excel's words: what a cell accepts, and a formula that says in a sentence what does not fit.

Excel's checks only help the person who types; the import checks everything again.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from giaoban.collection.layout import Line
from giaoban.collection.typed import LONGEST_TEXT
from giaoban.indicators.breakdowns import breakdown_name, keys_of
from giaoban.indicators.catalogue import OverUnits, Pack, Rule
from giaoban.language.locales import Language

LARGEST = 99_999_999_999_999
"""14 whole digits are what the books can hold."""

Cells = Mapping[tuple[str, str], str]
"""Where the input of an (indicator, breakdown) stands, such as `E14`."""


@dataclass(frozen=True, slots=True)
class Check:
    """An Excel condition that is true where a rule is broken, and an Excel expression that gives the sentence."""

    condition: str
    sentence: str


def checks(rule: Rule, pack: Pack, cells: Cells, language: Language) -> Iterator[Check]:
    """What Excel can say of a rule on the line of its `left`; nothing where the page lacks one of its cells.

    Empty cells break nothing. A rule against the period before is checked at import, for only the books know it.
    """
    left = cells.get((rule.left, ""))
    if left is None:
        return
    message = rule.message.in_language(language)
    if rule.kind == "at_most" and (right := cells.get((rule.right or "", ""))):
        yield Check(greater(left, right), _sentence(message, left, right))
    elif rule.kind == "parts_add_up":
        parts = [("+", cells.get((rule.left, key))) for key in keys_of(pack, rule.breakdown or "")]
        yield from _sum_differs(message, left, parts)
    elif rule.kind == "equals_sum":
        yield from _sum_differs(message, left, [(sign, cells.get((code, ""))) for sign, code in rule.terms])
    elif rule.kind == "parts_within":
        for key in keys_of(pack, rule.breakdown or ""):
            if part := cells.get((rule.left, key)):
                yield Check(greater(part, left), _sentence(message, part, left, breakdown_name(pack, key, language)))


def greater(left: str, right: str) -> str:
    """A condition: both cells hold numbers and the left one is greater."""
    return f"AND(ISNUMBER({left}),ISNUMBER({right}),{left}>{right})"


def _sum_differs(message: str, left: str, terms: list[tuple[str, str | None]]) -> Iterator[Check]:
    present = [(sign, cell) for sign, cell in terms if cell]
    if not present or len(present) != len(terms):
        return
    addresses = ",".join(cell for _sign, cell in present)
    total = "".join(f"{sign}{cell}" for sign, cell in present).removeprefix("+")
    condition = f"AND(COUNT({left},{addresses})={len(present) + 1},ROUND({total}-{left},4)<>0)"
    yield Check(condition, _sentence(message, left, f"({total})"))


def _sentence(message: str, value: str, other: str, category: str = "") -> str:
    """The rule's message as an Excel expression with the numbers of the cells in it."""
    pieces = re.split(r"\{(value|other)\}", message.replace("{category}", category).replace('"', '""'))
    numbers = {"value": value, "other": other}
    return "&".join(numbers[piece] if place % 2 else f'"{piece}"' for place, piece in enumerate(pieces) if piece)


def check_formula(found: Iterable[Check]) -> str:
    """A formula that shows the sentence of the first check that holds, or nothing."""
    formula = '""'
    for check in reversed(list(found)):
        formula = f"IF({check.condition},{check.sentence},{formula})"
    return f"={formula}"


def number_validation(line: Line, cell: str, ceilings: Mapping[str, str], language: Language) -> dict[str, Any]:
    """What Excel lets somebody type into the cell; `ceilings` are cells that it may not exceed, with their names."""
    indicator = line.indicator
    whole = indicator.decimals == 0
    least = -LARGEST if indicator.over_units is OverUnits.REPORTED else 0
    asked: dict[str, Any] = {
        "input_title": (indicator.short_name or indicator.name).in_language(language)[:32],
        "input_message": indicator.definition.in_language(language)[:255],
        "error_title": _("Chưa đúng"),
        "error_message": _number_error(whole),
    }
    if not ceilings:
        kind = "integer" if whole else "decimal"
        return {**asked, "validate": kind, "criteria": "between", "minimum": least, "maximum": LARGEST}
    conditions = [f"ISNUMBER({cell})", f"{cell}>={least}", f"{cell}<={LARGEST}"]
    conditions += [f"{cell}=INT({cell})"] if whole else []
    conditions += [f'OR({ceiling}="",{cell}<={ceiling})' for ceiling in ceilings]
    names = _("Không được lớn hơn: %(names)s.") % {
        "names": "; ".join(f"{name} ({ceiling})" for ceiling, name in ceilings.items())
    }
    return {
        **asked,
        "validate": "custom",
        "value": f"=AND({','.join(conditions)})",
        "error_message": f"{_number_error(whole)} {names}"[:255],
    }


def _number_error(whole: bool) -> str:
    if whole:
        return _(
            "Gõ số nguyên từ 0 trở lên, không dấu chấm, ví dụ 1450. Nếu không có, chọn “không phát sinh” ở ô bên phải."
        )
    return _("Gõ một số từ 0 trở lên. Nếu không có, chọn “không phát sinh” ở ô bên phải.")


def text_validation() -> dict[str, Any]:
    """What Excel lets somebody type into a narrative cell."""
    return {
        "validate": "length",
        "criteria": "<=",
        "value": LONGEST_TEXT,
        "error_title": _("Quá dài"),
        "error_message": _("Phần lời tối đa %(longest)d ký tự.") % {"longest": LONGEST_TEXT},
    }
