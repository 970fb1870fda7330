"""Whether each indicator of a pack is defined soundly: its dimensions, how it adds up, what a ratio rests on."""

from django.utils.translation import gettext as _

from giaoban.indicators.catalogue import Indicator, Kind, OverTime, OverUnits
from giaoban.indicators.pack_files import KeyPath
from giaoban.indicators.pack_shapes import Draft

_OVER_TIME = {
    Kind.FLOW: OverTime.SUM,
    Kind.STOCK: OverTime.LATEST,
    Kind.TEXT: OverTime.LATEST,
    Kind.RATIO: OverTime.RECOMPUTE,
}
_OVER_UNITS = {
    Kind.FLOW: (OverUnits.SUM, OverUnits.REPORTED),
    Kind.STOCK: (OverUnits.SUM, OverUnits.REPORTED),
    Kind.TEXT: (OverUnits.REPORTED,),
    Kind.RATIO: (OverUnits.RECOMPUTE,),
}


def check_indicators(draft: Draft) -> None:
    """Adds to the draft what is wrong with its indicators."""
    for place, indicator in draft.indicators.items():
        path = ("indicators", place)
        for index, dimension in enumerate(indicator.breakdowns):
            draft.refuse_unknown((*path, "breakdowns", index), "breakdowns", dimension)
        _check_adding(draft, path, indicator)
        if indicator.kind is Kind.RATIO:
            _check_ratio(draft, path, indicator)
        else:
            _check_no_ratio(draft, path, indicator)


def _check_adding(draft: Draft, path: KeyPath, indicator: Indicator) -> None:
    message = _("“%(key)s: %(value)s” không đi với “kind: %(kind)s”: hãy ghi %(expected)s.")
    expected = _OVER_TIME[indicator.kind]
    if indicator.over_time is not expected:
        values = {"key": "over_time", "value": indicator.over_time, "kind": indicator.kind, "expected": expected}
        draft.refuse((*path, "over_time"), message % values)
    allowed = _OVER_UNITS[indicator.kind]
    if indicator.over_units not in allowed:
        values = {"key": "over_units", "value": indicator.over_units, "kind": indicator.kind}
        draft.refuse((*path, "over_units"), message % {**values, "expected": ", ".join(allowed)})
    if indicator.target != "none" and indicator.kind not in {Kind.FLOW, Kind.STOCK}:
        message = _("“kind: %(kind)s” không có chỉ tiêu giao: hãy bỏ “target”.") % {"kind": indicator.kind}
        draft.refuse((*path, "target"), message)


def _check_ratio(draft: Draft, path: KeyPath, indicator: Indicator) -> None:
    for key, code in (("numerator", indicator.numerator), ("denominator", indicator.denominator)):
        if code is None:
            message = _("Tỷ lệ “%(code)s” thiếu “%(key)s”: hãy ghi mã của chỉ tiêu dùng để chia.")
            draft.refuse(path, message % {"code": indicator.code, "key": key})
        elif code != "target" or key == "numerator":
            _check_counted(draft, (*path, key), code)
    numerator = _find(draft, indicator.numerator)
    if indicator.denominator == "target" and numerator is not None and numerator.target == "none":
        message = _("“%(code)s” không có chỉ tiêu giao để so: hãy ghi “target: year” cho chỉ tiêu đó.")
        draft.refuse((*path, "denominator"), message % {"code": numerator.code})


def _check_counted(draft: Draft, path: KeyPath, code: str) -> None:
    """A ratio rests on counted figures, not on another ratio or a text."""
    draft.refuse_unknown(path, "indicators", code)
    found = _find(draft, code)
    if found is not None and found.kind in {Kind.RATIO, Kind.TEXT}:
        message = _("“%(code)s” có “kind: %(kind)s”, không chia được: hãy chọn một chỉ tiêu đếm.")
        draft.refuse(path, message % {"code": code, "kind": found.kind})


def _check_no_ratio(draft: Draft, path: KeyPath, indicator: Indicator) -> None:
    for key, code in (("numerator", indicator.numerator), ("denominator", indicator.denominator)):
        if code is not None:
            message = _("Chỉ tỷ lệ mới có “%(key)s”: hãy bỏ khóa này hoặc ghi “kind: ratio”.") % {"key": key}
            draft.refuse((*path, key), message)


def _find(draft: Draft, code: str | None) -> Indicator | None:
    return draft.by_code.get(code) if code is not None else None
