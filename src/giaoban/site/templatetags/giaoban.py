"""Numbers, dates and names in the reader's language, icons and bars, for every room's templates."""

from collections.abc import Hashable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from giaoban.analysis.completeness import PartStanding, Standing
from giaoban.analysis.figure import RolledFigure
from giaoban.analysis.lineage import Lineage, Share
from giaoban.analysis.manners import is_added, takes_latest
from giaoban.indicators.catalogue import Indicator, Kind, Named
from giaoban.language import dates, numbers
from giaoban.language.comparison import write_change
from giaoban.language.locales import Language, language_of
from giaoban.periods.names import write_period
from giaoban.periods.period import Period, parse
from giaoban.site.frame import Frame, path_of
from giaoban.site.glance import Glance, Pace
from giaoban.site.icons import drawing, indicator_icon
from giaoban.site.sparkline import Sparkline
from giaoban.site.standing import State, UnitStanding
from giaoban.site.viewpoint import Viewpoint
from giaoban.units.tree import Node

register = template.Library()
NOT_REPORTED = "–"


def _language() -> Language:
    return language_of(get_language() or "vi")


@register.filter
def number(value: Decimal | int | None, decimals: int | None = None) -> str:
    """`1.450`; a dash where nothing is reported."""
    return NOT_REPORTED if value is None else numbers.write_number(value, _language(), decimals)


@register.filter
def percent(value: Decimal | None, decimals: int = 2) -> str:
    """`56,62%`; a dash where there is none."""
    return NOT_REPORTED if value is None else numbers.write_percent(value, _language(), decimals)


@register.filter
def change(figure: RolledFigure) -> str:
    """`tăng 53,45% so cùng kỳ`, `cùng kỳ không phát sinh`; a dash where it cannot be compared."""
    written = write_change(
        value=figure.value,
        same_period=figure.same_period,
        change=figure.change,
        change_percent=figure.change_percent,
        language=_language(),
    )
    return written or NOT_REPORTED


@register.filter
def period_name(period: Period, style: str = "long") -> str:
    """`6 tháng đầu năm 2024`; with "short" as a button or a list has it."""
    return write_period(period, _language(), style="short" if style == "short" else "long")


@register.filter
def named(text: Named | None) -> str:
    """A name of the pack in the reader's language."""
    return "" if text is None else text.in_language(_language())


@register.filter
def day(value: date) -> str:
    """`02/07/2024`, or `2 Jul 2024` in English."""
    return dates.write_date(value, _language())


@register.filter
def instant(value: datetime) -> str:
    """`08:00 ngày 02/07/2024`, on the office's clock."""
    return dates.write_instant(value, _language())


@register.filter
def icon_of(code: str) -> str:
    """The name of an indicator's icon."""
    return indicator_icon(code)


@register.simple_tag
@cache
def icon(name: str, size: str = "") -> SafeString:
    """The icon as inline SVG in the text's colour, hidden from readers of the screen; `small` is 16 px."""
    small = " icon-small" if size == "small" else ""
    inside = mark_safe(drawing(name))  # noqa: S308  our own vendored file
    return format_html('<svg class="icon{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', small, inside)


@register.simple_tag
def drawn(template: str, shown: Hashable = None) -> SafeString:
    """A part of the frame that looks the same on every page that shows the same: it is drawn once for all of them."""
    return _drawn(template, shown, get_language(), get_script_prefix())


@lru_cache(maxsize=1024)
def _drawn(template: str, shown: Hashable, _language: str | None, _prefix: str) -> SafeString:
    return mark_safe(render_to_string(template, {"shown": shown}))  # noqa: S308  a template's own escaping


@register.simple_tag(takes_context=True)
def address(context: Context, view: str, *words: str) -> str:
    """The address of a page with the period and the office that the reader has chosen."""
    frame = context.get("frame")
    path = path_of(view, *words)
    # The page for a request that was turned away at the very door has no user.
    user = getattr(context.get("request"), "user", None)
    if not isinstance(frame, Frame) or user is None or not user.is_authenticated:
        return path
    return path + frame.viewpoint.query


@register.simple_tag(takes_context=True)
def address_of_board(context: Context, part: str) -> str:
    """The address of the board of a form period, with what is overdue alone."""
    kept = address(context, "board")
    return kept + ("&" if "?" in kept else "?") + urlencode({"cua": part, "loc": "qua-han"})


@register.inclusion_tag("site/bar.html")
def bar(
    share: Decimal | float, state: str = "plain", tick: Decimal | float | None = None, label: str = ""
) -> dict[str, object]:
    """A bar filled to `share` percent (cut at 100), with a tick at `tick` percent; without a label it is decoration."""
    return {"share": _cut(share), "tick": None if tick is None else _cut(tick), "state": state, "label": label}


def _cut(share: Decimal | float) -> str:
    return f"{min(100.0, max(0.0, float(share))):.2f}%"


@register.inclusion_tag("site/bar.html")
def pace_bar(pace: Pace) -> dict[str, object]:
    """How much of the target is done, with a tick at what is due by now."""
    done = numbers.write_percent(pace.done, _language(), 1)
    label = _("Đạt %(done)s chỉ tiêu: %(state)s") % {"done": done, "state": pace.word}
    if pace.due is not None:
        due = numbers.write_percent(pace.due, _language(), 1)
        label = _("Đạt %(done)s chỉ tiêu, tiến độ cần có %(due)s: %(state)s") % {
            "done": done, "due": due, "state": pace.word,
        }  # fmt: skip
    return bar(pace.done, pace.tone, pace.due, label)


@register.inclusion_tag("site/bar.html")
def comparison_bar(shown: Glance) -> dict[str, object]:
    """The value against that of the same period last year, marked by the tick."""
    value, before = shown.figure.value or Decimal(0), shown.figure.same_period or Decimal(0)
    longest = max(value, before)
    if longest <= 0:
        return bar(0)
    return bar(value * 100 / longest, "plain", before * 100 / longest if before else None)


PERCENTS = frozenset({"completion_percent", "change_percent"})
RESTS_ON_ESTIMATES = frozenset({"value", "year_to_date", "completion_percent"})
"""Which numbers are marked where an early estimate is among what they come from."""


@register.simple_tag(takes_context=True)
def figure(context: Context, rolled: RolledFigure, part: str, indicator: Indicator | None = None) -> SafeString:
    """One number of a figure as a link to its lineage; a dash, with words for readers of the screen, where there is none."""
    value = getattr(rolled, part)
    if value is None:
        counted = indicator is not None and indicator.from_register is not None
        said = _("không có") if counted else _("chưa báo cáo")
        return format_html('<span aria-hidden="true">–</span><span class="unseen">{}</span>', said)
    decimals = indicator.decimals if indicator and indicator.kind is not Kind.RATIO else None
    text = percent(value) if part in PERCENTS else number(value, decimals)
    target = _lineage_address(context, rolled.unit, rolled.indicator, rolled.period, part, rolled.breakdown)
    link = format_html('<a class="trace" href="{}" title="{}">{}</a>', target, _("Xem nguồn của số này"), text)
    if not rolled.estimate or part not in RESTS_ON_ESTIMATES:
        return link
    said = _("Có số ước thực hiện")
    return format_html('{} <small class="estimate" title="{}">{}</small>', link, said, pgettext("số", "ước"))


@register.simple_tag
def ask_link(unit: str, period: str, indicator: str, name: str, unit_name: str) -> SafeString:
    """A small question mark beside a figure that leads to asking its unit about it."""
    label = _("Hỏi %(unit)s về %(name)s") % {"unit": unit_name, "name": name}
    address = reverse("ask_explanation", args=[unit, period, indicator])
    return format_html('<a class="ask" href="{}" title="{}" aria-label="{}">?</a>', address, label, label)


@register.inclusion_tag("site/sparkline.html")
def spark(line: Sparkline | None, name: str) -> dict[str, object]:
    """A sparkline of a unit or an indicator."""
    return {"spark": line, "label": _("Diễn biến 12 tháng: %(name)s") % {"name": name}}


@register.filter
def plain(value: Decimal | int | None) -> str:
    """A number as a script sorts by it; empty where there is none."""
    return "" if value is None else f"{value:f}"


@register.filter
def unlocalized(value: float) -> str:
    """A coordinate, with a point whatever the language."""
    return f"{value:g}"


@register.filter
def short_name(indicator: Indicator) -> str:
    """The name for a tile or a narrow column."""
    return named(indicator.short_name or indicator.name)


@register.filter
def manner(indicator: Indicator) -> str:
    """In words: how the figures of units and of parts of the period make one."""
    if indicator.kind is Kind.RATIO:
        return _("Tỷ lệ: tính lại từ hai tổng, không lấy bình quân.")
    over_time = _("lấy số mới nhất trong kỳ") if takes_latest(indicator) else _("cộng các tháng trong kỳ")
    over_units = _("cộng các đơn vị") if is_added(indicator) else _("mỗi đơn vị một số riêng, không cộng")
    return f"{over_units[:1].upper()}{over_units[1:]}; {over_time}."


@register.filter
def period_of_code(code: str) -> str:
    """The name of the period of a code."""
    return period_name(parse(code))


@register.filter
def weekday(value: date) -> str:
    """`thứ Ba`."""
    return dates.weekday_name(value, _language())


@register.filter
def month_short(value: date) -> str:
    """`Th 7`, below the day of a due date."""
    return f"Th {value.month}" if _language() == "vi" else dates.MONTHS[value.month - 1][:3]


@register.filter
def kind_of(node: Node, view: Viewpoint) -> str:
    """What kind of unit it is."""
    return view.kind_name(node)


@register.simple_tag(takes_context=True)
def address_with(context: Context, name: str, value: str) -> str:
    """The address of this page with one query parameter set."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    query[name] = value
    return f"{request.path}?{query.urlencode()}"


@register.inclusion_tag("site/standing_tag.html")
def standing_tag(unit: UnitStanding, today: date, length: str = "long") -> dict[str, str]:
    """How a unit stands with its forms, in a word with an icon; `short` leaves out the day on which they are due."""
    late, is_short = unit.days_late(today), length == "short"
    due = {"day": dates.write_date(unit.due, _language())}
    tone, icon_name, text = {
        State.REPORTED: ("good", "check", _("Đã nộp đủ")),
        State.LATE: (
            "bad",
            "triangle-alert",
            ngettext("Quá hạn %(count)d ngày", "Quá hạn %(count)d ngày", late) % {"count": late},
        ),
        State.PARTLY: ("part", "circle-dashed", _("Đang nộp") if is_short else _("Đang nộp, hạn %(day)s") % due),
        State.MISSING: ("warn", "clock", _("Chưa nộp") if is_short else _("Chưa nộp, hạn %(day)s") % due),
    }[unit.state]
    return {"tone": tone, "icon_name": icon_name, "text": text}


@register.inclusion_tag("site/standing_tag.html")
def part_tag(part: PartStanding) -> dict[str, str]:
    """How one month of a form stands."""
    if part.standing is Standing.REPORTED:
        came_late = part.late
        return {
            "tone": "warn" if came_late else "good",
            "icon_name": "history" if came_late else "check",
            "text": _("Nộp muộn") if came_late else _("Đã nộp"),
        }
    if part.late:
        return {"tone": "bad", "icon_name": "triangle-alert", "text": _("Quá hạn")}
    if part.standing is Standing.PARTLY:
        return {"tone": "part", "icon_name": "circle-dashed", "text": f"{part.filled}/{part.asked}"}
    return {"tone": "warn", "icon_name": "clock", "text": _("Chưa nộp")}


@register.filter
def register_of(addresses: Mapping[int, str], observation: int) -> str:
    """Where the register shows what it counted for an observation; empty where another door posted it."""
    return addresses.get(observation, "")


@register.simple_tag(takes_context=True)
def lineage_of(context: Context, line: Lineage) -> str:
    """The address of a term's own lineage."""
    return _lineage_address(context, line.unit, line.indicator, line.period, line.part, line.breakdown)


@register.simple_tag(takes_context=True)
def share_lineage(context: Context, line: Lineage, share: Share) -> str:
    """The address of the lineage of what one unit gives to a figure."""
    return _lineage_address(context, share.node.code, line.indicator, line.period, line.part, line.breakdown)


def _lineage_address(context: Context, unit: str, indicator: str, period: str, part: str, breakdown: str) -> str:
    target = address(context, "lineage", unit, indicator, period, part)
    if breakdown:
        target += ("&" if "?" in target else "?") + urlencode({"phan-to": breakdown})
    return target


@register.filter
def part_of(value: Decimal, whole: Decimal | None) -> Decimal:
    """Percent of the whole, for the length of a bar."""
    return value * 100 / whole if whole and whole > 0 else Decimal(0)
