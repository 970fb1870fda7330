"""Whether each rule of a pack can be judged: its operands, its dimension, one form that asks them all, its message."""

from collections.abc import Iterator
from string import Formatter

from django.utils.translation import gettext as _

from giaoban.indicators.catalogue import Form, Kind, Named, Rule
from giaoban.indicators.form_checks import rows
from giaoban.indicators.forms import asked_by
from giaoban.indicators.pack_files import KeyPath
from giaoban.indicators.pack_shapes import Draft

_NEEDS = {
    "at_most": "right",
    "parts_add_up": "breakdown",
    "parts_within": "breakdown",
    "equals_sum": "terms",
    "carried_over": "terms",
    "jump": None,
}
"""What a kind of rule needs besides `left`; the other two keys have no meaning for it."""


def check_rules(draft: Draft) -> None:
    """Adds to the draft what is wrong with its rules."""
    for place, rule in draft.rules.items():
        path = ("rules", place)
        _check_keys(draft, path, rule)
        for key_path, code in _operands(path, rule):
            _check_operand(draft, key_path, code)
        _check_dimension(draft, path, rule)
        _check_form(draft, path, rule)
        if rule.kind == "carried_over" and _kind(draft, rule.left) not in {None, Kind.STOCK}:
            message = _("“%(code)s” không phải số cuối kỳ nên không chuyển kỳ được: hãy chọn chỉ tiêu “kind: stock”.")
            draft.refuse((*path, "left"), message % {"code": rule.left})
        names = frozenset({"value", "other"} | ({"category"} if rule.kind == "parts_within" else set()))
        check_placeholders(draft, (*path, "message"), rule.message, names)


def check_placeholders(draft: Draft, path: KeyPath, text: Named, allowed: frozenset[str]) -> None:
    """Adds to the draft each `{name}` of the text in either language that nothing will be put in for."""
    for language in ("vi", "en"):
        try:
            names = {
                name
                for _text, name, _format, _conversion in Formatter().parse(text.in_language(language))
                if name is not None
            }
        except ValueError:
            draft.refuse((*path, language), _("Ngoặc nhọn không khép: hãy viết đủ “{tên}”."))
            continue
        for name in sorted(names - allowed):
            message = _("Không có gì để điền vào “{%(name)s}”: hãy dùng %(allowed)s.")
            shown = ", ".join(f"{{{name}}}" for name in sorted(allowed))
            draft.refuse((*path, language), message % {"name": name, "allowed": shown})


def _operands(path: KeyPath, rule: Rule) -> Iterator[tuple[KeyPath, str]]:
    yield (*path, "left"), rule.left
    if rule.right is not None:
        yield (*path, "right"), rule.right
    for index, (_sign, code) in enumerate(rule.terms):
        yield (*path, "terms", index), code


def _check_keys(draft: Draft, path: KeyPath, rule: Rule) -> None:
    needed = _NEEDS[rule.kind]
    for key, value in (("right", rule.right), ("breakdown", rule.breakdown), ("terms", rule.terms)):
        if key == needed and not value:
            message = _("Quy tắc “%(kind)s” thiếu “%(key)s”: hãy thêm.") % {"kind": rule.kind, "key": key}
            draft.refuse(path, message)
        if key != needed and value:
            message = _("Quy tắc “%(kind)s” không dùng “%(key)s”: hãy bỏ.") % {"kind": rule.kind, "key": key}
            draft.refuse((*path, key), message)


def _check_operand(draft: Draft, path: KeyPath, code: str) -> None:
    draft.refuse_unknown(path, "indicators", code)
    if (kind := _kind(draft, code)) in {Kind.RATIO, Kind.TEXT}:
        message = _("“%(code)s” có “kind: %(kind)s”, không so được: hãy chọn chỉ tiêu đếm.")
        draft.refuse(path, message % {"code": code, "kind": kind})
    found = draft.by_code.get(code)
    if found is not None and found.figure_of is not None:
        message = _("“%(code)s” lấy số thực hiện của “%(figure)s”: hãy dùng chỉ tiêu đó trong quy tắc.")
        draft.refuse(path, message % {"code": code, "figure": found.figure_of})


def _check_dimension(draft: Draft, path: KeyPath, rule: Rule) -> None:
    if rule.breakdown is None:
        return
    draft.refuse_unknown((*path, "breakdown"), "breakdowns", rule.breakdown)
    for breakdown in draft.breakdowns.values():
        if breakdown.code == rule.breakdown and rule.kind == "parts_add_up" and not breakdown.exhaustive:
            message = _(
                "Các phần của “%(code)s” có thể trùng nhau nên không cộng bằng tổng được: hãy dùng “parts_within”."
            )
            draft.refuse((*path, "breakdown"), message % {"code": rule.breakdown})


def _check_form(draft: Draft, path: KeyPath, rule: Rule) -> None:
    """A rule is judged on one form; operands in different forms would never meet."""
    codes = {code for _path, code in _operands(path, rule)}
    if not codes <= draft.by_code.keys() or len(draft.forms) < len(draft.codes("forms")):
        return  # What is wrong there is said already.
    if not any(_asks(form, codes, rule) for form in draft.forms.values()):
        message = _("Không biểu nào hỏi đủ các số của quy tắc này (%(codes)s): hãy đưa chúng vào cùng một biểu.")
        draft.refuse(
            path, message % {"codes": ", ".join(sorted(codes | ({rule.breakdown} if rule.breakdown else set())))}
        )


def _asks(form: Form, codes: set[str], rule: Rule) -> bool:
    if not codes <= asked_by(form):
        return False
    return rule.breakdown is None or any(
        row.indicator == rule.left and rule.breakdown in row.breakdowns for _path, row in rows(0, form)
    )


def _kind(draft: Draft, code: str) -> Kind | None:
    indicator = draft.by_code.get(code)
    return indicator.kind if indicator is not None else None
