"""When a form of a pack is due, which days nobody works on, and when a form is locked. The one place that says so."""

from collections.abc import Collection
from datetime import date

from giaoban.indicators.catalogue import Form, Pack
from giaoban.periods.calendars import calendar
from giaoban.periods.deadlines import deadline, vietnamese_holidays, working_days_after
from giaoban.periods.period import Period


def days_off(pack: Pack, year: int) -> frozenset[date]:
    """The days besides weekends on which offices do not work, in that year and the next: a year's report is due then."""
    return vietnamese_holidays(year) | vietnamese_holidays(year + 1) | frozenset(pack.holidays)


def due_day(pack: Pack, form: Form, period: Period, holidays: Collection[date] | None = None) -> date:
    """The day on which the form is due for the period; `holidays` take the place of the pack's `days_off`."""
    off = days_off(pack, period.year) if holidays is None else holidays
    return deadline(period, calendar(pack.calendar), form.due.working_days, off)


def last_day_open(pack: Pack, form: Form, due: date) -> date | None:
    """The last day on which a form that is due on `due` is taken; None where it is never locked."""
    if form.due.lock_after is None:
        return None
    return working_days_after(due, form.due.lock_after, days_off(pack, due.year))
