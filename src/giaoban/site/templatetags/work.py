"""What pages of work show of days and hours."""

from datetime import date, datetime

from django import template
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from giaoban.language import dates
from giaoban.language.locales import language_of

register = template.Library()
NEAR = 3
"""Days before a day at which it is near."""


@register.filter
def local_day(value: datetime) -> date:
    """The day in the office's time zone."""
    return localtime(value).date()


@register.filter
def clock(value: datetime) -> str:
    """`07:30` in the office's time zone."""
    return f"{localtime(value):%H:%M}"


@register.inclusion_tag("site/standing_tag.html")
def day_tag(day: date, today: date) -> dict[str, str]:
    """How near a day is, in words with an icon: late, today, in a few days, or simply the day."""
    left = (day - today).days
    if left < 0:
        words = ngettext("Quá hạn %(days)d ngày", "Quá hạn %(days)d ngày", -left) % {"days": -left}
        return {"tone": "bad", "icon_name": "triangle-alert", "text": words}
    if left == 0:
        return {"tone": "warn", "icon_name": "clock", "text": _("Hôm nay")}
    if left <= NEAR:
        words = ngettext("Còn %(days)d ngày", "Còn %(days)d ngày", left) % {"days": left}
        return {"tone": "warn", "icon_name": "clock", "text": words}
    written = dates.write_date(day, language_of(get_language() or "vi"))
    return {"tone": "plain", "icon_name": "clock", "text": _("Hạn %(day)s") % {"day": written}}
