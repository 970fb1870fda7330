"""Why a figure is called odd, in sentences with the numbers that it was held against."""

from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.analysis.odd_figures import Gap, OddFigure, rounded
from giaoban.analysis.outliers import Oddity
from giaoban.indicators.catalogue import Indicator, Kind
from giaoban.language.locales import Language
from giaoban.language.numbers import write_number

TELLING: Final = Decimal("1.5")
"""From this multiple of the usual figure, or its inverse, the multiple is told."""


def why_odd(odd: OddFigure, indicator: Indicator, language: Language) -> str:
    """Such as `Báo 45, trong khi 24 kỳ trước thường ở mức 10 (từ 0 đến 26 vẫn là bình thường). Gấp 4,5 lần mức thường.`"""
    found = odd.oddity
    sentences = [_against_history(odd, indicator, language)] if found.against_history else []
    if found.against_history and found.season is not None and indicator.kind is not Kind.STOCK:
        season = {"season": _number(found.season, indicator, language)}
        sentences.append(_("Cùng thời gian này các năm trước ở mức %(season)s.") % season)
    if found.against_peers:
        sentences.append(_against_peers(odd, indicator, language))
    elif multiple := _multiple(found, language):
        sentences.append(multiple)
    return " ".join(sentences)


def why_gap(gap: Gap, often: int, lately: int) -> str:
    """That a figure is usually given and not this time."""
    words = ngettext(
        "Để trống, trong khi đơn vị báo cáo số này ít nhất %(often)d trong %(lately)d kỳ gần đây và kỳ này đã báo các số khác của biểu.",
        "Để trống, trong khi đơn vị báo cáo số này ít nhất %(often)d trong %(lately)d kỳ gần đây và kỳ này đã báo các số khác của biểu.",
        often,
    )
    return words % {"often": often, "lately": lately}


def _against_history(odd: OddFigure, indicator: Indicator, language: Language) -> str:
    found = odd.oddity
    values = {
        "value": write_number(odd.value, language),
        "known": found.known,
        "usual": _number(found.usual, indicator, language),
        "low": _number(found.low, indicator, language),
        "high": _number(found.high, indicator, language),
    }
    if indicator.kind is Kind.STOCK:
        words = _(
            "Báo %(value)s, trong khi số kỳ trước và mức tăng, giảm thường thấy của %(known)s kỳ cho khoảng %(usual)s "
            "(từ %(low)s đến %(high)s vẫn là bình thường)."
        )
    else:
        words = _(
            "Báo %(value)s, trong khi %(known)s kỳ trước thường ở mức %(usual)s "
            "(từ %(low)s đến %(high)s vẫn là bình thường)."
        )
    return words % values


def _against_peers(odd: OddFigure, indicator: Indicator, language: Language) -> str:
    found = odd.oddity
    values = {
        "value": write_number(odd.value, language),
        "usual": _number(found.usual, indicator, language),
        "factor": _times(found.factor or 0.0, language),
        "peers": found.peers,
        "peers_factor": _times(found.peers_factor or 0.0, language),
    }
    if found.against_history:
        words = _(
            "So với mức thường của chính mình, đơn vị ở mức %(factor)s lần, còn %(peers)s đơn vị cùng cấp ở mức %(peers_factor)s lần."
        )
    else:
        words = _(
            "Báo %(value)s, bằng %(factor)s lần mức thường của đơn vị (%(usual)s), còn %(peers)s đơn vị cùng cấp ở mức "
            "%(peers_factor)s lần mức thường của họ."
        )
    return words % values


def _multiple(found: Oddity, language: Language) -> str:
    """`Gấp 4,5 lần mức thường.` where that tells more than the numbers alone."""
    if found.factor is None:
        return ""
    factor = rounded(found.factor, 1)
    if factor >= TELLING:
        return _("Gấp %(factor)s lần mức thường.") % {"factor": write_number(factor, language)}
    if 0 < found.factor <= float(1 / TELLING):
        inverse = rounded(1 / found.factor, 1)
        return _("Thấp hơn mức thường %(factor)s lần.") % {"factor": write_number(inverse, language)}
    return ""


def _times(factor: float, language: Language) -> str:
    return write_number(rounded(factor, 2), language)


def _number(value: float, indicator: Indicator, language: Language) -> str:
    """A number of the statistics, as precise as the indicator; of a count to the half, where the middle lies between two."""
    decimals = max(1, indicator.decimals) if abs(value) < 20 else indicator.decimals
    return write_number(rounded(value, decimals), language)
