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
        if indicator.from_register is not None:
            _check_register(draft, path, indicator)
        if indicator.figure_of is not None:
            _check_further_target(draft, path, indicator, indicator.figure_of)


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


def _check_register(draft: Draft, path: KeyPath, indicator: Indicator) -> None:
    """A register counts what ended in a period, unit by unit: no breakdowns, and no target, for no form could ask it."""
    adds = indicator.kind is Kind.FLOW and indicator.over_units is OverUnits.SUM
    if not adds or indicator.breakdowns or indicator.target != "none" or indicator.figure_of is not None:
        message = _(
            "“%(code)s” do sổ theo dõi đếm: hãy ghi “kind: flow”, “over_units: sum”, không phân tổ, không chỉ tiêu giao."
        )
        draft.refuse((*path, "register"), message % {"code": indicator.code})


def _check_further_target(draft: Draft, path: KeyPath, indicator: Indicator, code: str) -> None:
    """A further target of a figure has the figure's own nature, and nothing of its own but the target."""
    draft.refuse_unknown((*path, "figure_of"), "indicators", code)
    if indicator.target == "none":
        message = _("“%(code)s” chỉ để giao thêm chỉ tiêu cho “%(figure)s”: hãy ghi “target”.")
        draft.refuse(path, message % {"code": indicator.code, "figure": code})
    if indicator.breakdowns:
        message = _("“%(code)s” lấy số thực hiện của “%(figure)s” nên không có phân tổ riêng: hãy bỏ.")
        draft.refuse((*path, "breakdowns"), message % {"code": indicator.code, "figure": code})
    figure = _find(draft, code)
    if figure is None:
        return
    if figure.figure_of is not None:
        message = _("“%(figure)s” cũng lấy số của chỉ tiêu khác: hãy ghi chỉ tiêu được báo cáo số thực hiện.")
        draft.refuse((*path, "figure_of"), message % {"figure": code})
    if _nature(figure) != _nature(indicator):
        message = _(
            "“%(code)s” và “%(figure)s” khác loại, đơn vị tính, cách cộng hoặc số chữ số thập phân: hãy ghi như nhau."
        )
        draft.refuse((*path, "figure_of"), message % {"code": indicator.code, "figure": code})


def _nature(indicator: Indicator) -> tuple[object, ...]:
    """What two targets of one figure must share."""
    return indicator.kind, indicator.unit_of_measure, indicator.over_units, indicator.decimals, indicator.sensitive


def _find(draft: Draft, code: str | None) -> Indicator | None:
    return draft.by_code.get(code) if code is not None else None
