"""Which parts, in the frequency of a form, make a period, its year to date and the same period last year."""

from dataclasses import dataclass
from functools import lru_cache

from giaoban.indicators.catalogue import Pack
from giaoban.periods.period import Period, PeriodError, PeriodKind, parts, same_period_last_year, year_of, year_to_date

USUAL = PeriodKind.MONTH
"""The frequency of an indicator that no form asks."""


@dataclass(frozen=True, slots=True)
class Window:
    """Codes of the parts, in order; none where the period is finer than the frequency or does not consist of it.

    `before` is the part whose cumulative figure is to be taken off; None where the window starts with the year.
    `crosses_years`: no cumulative figure spans it, for the count starts again on 1 January.
    """

    codes: tuple[str, ...]
    before: str | None = None
    crosses_years: bool = False


@dataclass(frozen=True, slots=True)
class Windows:
    """Everything that one frequency contributes to the figures of a period."""

    value: Window
    year_to_date: Window
    same_period: Window
    same_period_to_date: Window


@lru_cache(maxsize=1024)
def windows(period: Period, every: PeriodKind) -> Windows:
    """The windows of `period` for a form that is reported for each `every`."""
    earlier = same_period_last_year(period)
    return Windows(
        value=_alone(period, every),
        year_to_date=Window(tuple(part.code for part in _since_new_year(period, every))),
        same_period=_alone(earlier, every),
        same_period_to_date=Window(tuple(part.code for part in _since_new_year(earlier, every))),
    )


def frequencies(pack: Pack) -> tuple[PeriodKind, ...]:
    """The frequencies of the pack's forms and the usual one, each once, in a stable order."""
    return tuple(dict.fromkeys([*(PeriodKind(form.every) for form in pack.forms), USUAL]))


def codes_needed(pack: Pack, period: Period) -> frozenset[str]:
    """Every period code that a roll-up of `period` reads: parts, last year's, what cumulative figures take off, targets."""
    found = set(year_codes(period))
    for every in frequencies(pack):
        views = windows(period, every)
        for window in (views.value, views.year_to_date, views.same_period, views.same_period_to_date):
            found.update(window.codes)
            if window.before is not None:
                found.add(window.before)
    return frozenset(found)


def year_codes(period: Period) -> tuple[str, str]:
    """The codes at which the yearly target of this year and of last year stand."""
    return year_of(period).code, year_of(same_period_last_year(period)).code


def _alone(period: Period, every: PeriodKind) -> Window:
    inside = _parts(period, every)
    if not inside:
        return Window(())
    since_new_year = [part.code for part in _since_new_year(period, every)]
    first = inside[0].code
    crosses = first not in since_new_year
    place = 0 if crosses else since_new_year.index(first)
    return Window(
        codes=tuple(part.code for part in inside),
        before=since_new_year[place - 1] if place else None,
        crosses_years=crosses,
    )


def _parts(period: Period, every: PeriodKind) -> tuple[Period, ...]:
    try:
        return parts(period, every)
    except PeriodError:
        return ()


def _since_new_year(period: Period, every: PeriodKind) -> tuple[Period, ...]:
    """Of a range that begins in an earlier year, only the parts of its last year."""
    try:
        found = year_to_date(period, every)
    except PeriodError:
        return ()
    return tuple(part for part in found if part.year == period.year)
