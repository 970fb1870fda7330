"""The parts of a pack, each checked on its own: keys, types, lengths. What is wrong is said in plain sentences."""

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from giaoban.indicators.catalogue import Breakdown, Form, Head, Indicator, Part, ReportTemplate, Rule, UnitKind
from giaoban.indicators.pack_files import KeyPath, PackProblem, Value, Written

PartType = TypeVar("PartType", bound=Part)
LISTS = ("unit_kinds", "breakdowns", "indicators", "forms", "rules", "reports")
_NEEDED = ("unit_kinds", "indicators", "forms")


@dataclass
class Draft:
    """The parts that are right in themselves, by their place in the joined list, and every code that is written down."""

    written: Written
    problems: list[PackProblem] = field(default_factory=list)
    head: Head | None = None
    unit_kinds: dict[int, UnitKind] = field(default_factory=dict)
    breakdowns: dict[int, Breakdown] = field(default_factory=dict)
    indicators: dict[int, Indicator] = field(default_factory=dict)
    forms: dict[int, Form] = field(default_factory=dict)
    rules: dict[int, Rule] = field(default_factory=dict)
    reports: dict[int, ReportTemplate] = field(default_factory=dict)

    def refuse(self, path: KeyPath, message: str) -> None:
        """Adds a problem at the place of `path`."""
        self.problems.append(self.written.problem(path, message))

    def refuse_unknown(self, path: KeyPath, key: str, code: str) -> None:
        """Adds a problem where `code` is not written in the list `key`."""
        if code not in self.codes(key).values():
            message = gettext("Không có “%(code)s” trong “%(key)s”: hãy sửa mã hoặc khai báo thêm.")
            self.refuse(path, message % {"code": code, "key": key})

    @cached_property
    def by_code(self) -> dict[str, Indicator]:
        """The indicators that are right in themselves."""
        return {indicator.code: indicator for indicator in self.indicators.values()}

    def codes(self, key: str) -> dict[int, str]:
        """The codes written under a list, of wrong parts too, so that one mistake does not look like many."""
        items = self.written.values.get(key)
        if not isinstance(items, list):
            return {}
        return {
            place: str(item["code"]) for place, item in enumerate(items) if isinstance(item, dict) and "code" in item
        }


def shape(written: Written) -> Draft:
    """Checks every part on its own; the problems of reading come along."""
    draft = Draft(written, list(written.problems))
    rest = {key: value for key, value in written.values.items() if key not in LISTS}
    draft.head = _part(draft, Head, rest, ())
    draft.unit_kinds = _parts(draft, "unit_kinds", UnitKind)
    draft.breakdowns = _parts(draft, "breakdowns", Breakdown)
    draft.indicators = _parts(draft, "indicators", Indicator)
    draft.forms = _parts(draft, "forms", Form)
    draft.rules = _parts(draft, "rules", Rule)
    draft.reports = _parts(draft, "reports", ReportTemplate)
    return draft


def _parts(draft: Draft, key: str, model: type[PartType]) -> dict[int, PartType]:
    items = draft.written.values.get(key, [])
    if not isinstance(items, list):
        draft.refuse((key,), str(_NO_LIST) % {"value": _shown(items)})
        return {}
    if not items and key in _NEEDED:
        draft.refuse((key,), str(_EMPTY) % {"key": key})
    found = {place: _part(draft, model, item, (key, place)) for place, item in enumerate(items)}
    return {place: part for place, part in found.items() if part is not None}


def _part(draft: Draft, model: type[PartType], value: Value, path: KeyPath) -> PartType | None:
    """The part, or None and its problems. Read as JSON, strictly: "2" in quotes is no number, 2 is no text."""
    try:
        return model.model_validate_json(json.dumps(value), strict=True)
    except ValidationError as error:
        for details in _own_errors(error):
            draft.refuse((*path, *details["loc"]), _sentence(details, model))
        return None


def _own_errors(error: ValidationError) -> list[ErrorDetails]:
    """Without the lists that are only too short because their items are wrong."""
    found = error.errors(include_url=False)
    inner = {details["loc"][:depth] for details in found for depth in range(len(details["loc"]))}
    return [details for details in found if details["type"] != "too_short" or details["loc"] not in inner]


_ADD = _("Thiếu khóa “%(key)s”: hãy thêm.")
_NO_SUCH_KEY = _("Không có khóa “%(key)s” ở đây; các khóa dùng được: %(keys)s.")
_CHOOSE = _("%(value)s không dùng được: hãy chọn một trong %(expected)s.")
_NO_CODE = _(
    "%(value)s không phải mã: hãy dùng chữ thường không dấu, số và gạch dưới, các phần cách nhau bằng dấu chấm."
)
_NO_TEXT = _("%(value)s không phải chữ: hãy viết chữ, đặt trong nháy nếu là số hoặc true/false.")
_NO_NUMBER = _("%(value)s không phải số nguyên: hãy viết số, không đặt trong nháy.")
_NO_BOOL = _("%(value)s không phải đúng/sai: hãy viết true hoặc false.")
_NO_DAY = _("%(value)s không phải ngày: hãy viết năm-tháng-ngày, chẳng hạn 2024-02-08.")
_NO_LIST = _("%(value)s không phải danh sách: hãy viết mỗi mục sau một dấu “-”.")
_NO_GROUP = _("%(value)s không phải một nhóm khóa: hãy viết các khóa thụt vào bên dưới.")
_EMPTY = _("“%(key)s” để trống: hãy điền vào.")
_TOO_LONG = _("%(value)s dài quá %(max_length)s ký tự: hãy viết ngắn lại.")
_TOO_SMALL = _("%(value)s quá nhỏ: ít nhất là %(ge)s.")
_TOO_GREAT = _("%(value)s quá lớn: nhiều nhất là %(le)s.")
_UNUSABLE = _("%(value)s không dùng được (%(problem)s): hãy xem lại.")
_SENTENCES = {
    "missing": _ADD,
    "extra_forbidden": _NO_SUCH_KEY,
    "enum": _CHOOSE,
    "literal_error": _CHOOSE,
    "string_pattern_mismatch": _NO_CODE,
    "string_type": _NO_TEXT,
    "int_type": _NO_NUMBER,
    "int_from_float": _NO_NUMBER,
    "bool_type": _NO_BOOL,
    "date_type": _NO_DAY,
    "date_from_datetime_parsing": _NO_DAY,
    "tuple_type": _NO_LIST,
    "model_type": _NO_GROUP,
    "too_short": _EMPTY,
    "string_too_short": _EMPTY,
    "string_too_long": _TOO_LONG,
    "greater_than_equal": _TOO_SMALL,
    "less_than_equal": _TOO_GREAT,
}
"""What pydantic can find in these models, as a sentence with the value and the way out."""


def _sentence(error: ErrorDetails, model: type[BaseModel]) -> str:
    context: dict[str, Any] = error.get("ctx") or {}
    values = {
        "key": error["loc"][-1] if error["loc"] else "",
        "value": _shown(error["input"]),
        "problem": error["msg"],
        **context,
        "expected": str(context.get("expected", "")).replace("'", "").replace(" or ", ", "),
    }
    if error["type"] == "extra_forbidden":
        values["keys"] = ", ".join(_keys_at(model, error["loc"][:-1]))
    return str(_SENTENCES.get(error["type"], _UNUSABLE)) % values


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else f"{text[:79]}…"


def _keys_at(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """The keys that a part allows at a path inside it."""
    schema = model.model_json_schema()
    node = schema
    for step in path:
        node = _inside(schema, node)
        node = node["items"] if isinstance(step, int) else node["properties"][step]
    keys = list(_inside(schema, node)["properties"])
    return [*keys, *LISTS] if model is Head and not path else keys


def _inside(schema: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    for choice in (node, *node.get("anyOf", ())):
        if "$ref" in choice:
            found: dict[str, Any] = schema["$defs"][choice["$ref"].rpartition("/")[2]]
            return found
    return node
