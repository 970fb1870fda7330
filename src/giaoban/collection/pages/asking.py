"""Who asks or answers, when, and how a request to explain a figure is shown to them."""

from dataclasses import dataclass
from typing import Any, cast

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from giaoban.analysis.office import last_day
from giaoban.collection import explaining, permission
from giaoban.figures.explanations import Place, explanations
from giaoban.figures.models import Explanation
from giaoban.indicators import packs
from giaoban.indicators.breakdowns import breakdown_name, is_known
from giaoban.indicators.catalogue import Indicator, Pack
from giaoban.language.locales import Language, language_of
from giaoban.people.access import Verb, units_where
from giaoban.people.request import TimedRequest
from giaoban.periods.period import Period, PeriodError, parse
from giaoban.units.registry import tree_at
from giaoban.units.tree import Node


@dataclass(frozen=True, slots=True)
class Shown:
    """A request with its figure in words. `unit` is None where the unit was not there in that period."""

    request: Explanation
    unit: Node | None
    name: str
    indicator: Indicator | None
    period: Period
    may_answer: bool
    may_close: bool

    @property
    def has_figure(self) -> bool:
        """Whether the figure has a page to look at."""
        return self.unit is not None and self.indicator is not None


class Desk:
    """The person at the page, the instant, the language and the pack."""

    def __init__(self, request: HttpRequest) -> None:
        timed = cast("TimedRequest", request)
        self.person, self.now, self.today = timed.user, timed.now, localdate(timed.now)
        self.pack: Pack = packs.current()
        self.language: Language = language_of(get_language() or "vi")

    def period(self, code: str) -> Period:
        """The period of a code; 404 where it is none."""
        try:
            return parse(code)
        except PeriodError as error:
            raise Http404(str(error)) from error

    def node(self, code: str, period: Period) -> Node:
        """The unit of that code in the tree of the period, if the person sees it; otherwise 404."""
        units = units_where(self.person, Verb.SEE, self.today)
        for node in tree_at(last_day(period, self.pack)):
            if node.code == code and node.unit_id in units:
                return node
        raise Http404(_("Không có trang này."))

    def readable(self) -> list[Explanation]:
        """The requests that the person may read, latest first."""
        units = units_where(self.person, Verb.SEE, self.today)
        guarded = units_where(self.person, Verb.SEE_SENSITIVE, self.today)
        return [
            one
            for one in explanations(unit_ids=units)
            if one.unit_id in guarded or not explaining.is_guarded(explaining.place_of(one), self.pack)
        ]

    def request(self, number: int) -> Explanation:
        """The request of that number, if the person may read it; otherwise 404."""
        found = get_object_or_404(Explanation.objects.select_related("asked_by", "answered_by", "closed_by"), pk=number)
        explaining.require_reader(self.person, explaining.place_of(found), self.pack, self.today)
        return found

    def about(self, place: Place) -> list[Shown]:
        """What was asked about that very figure, latest first."""
        found = explanations(unit_ids=[place.unit_id], indicators=[place.indicator], periods=[place.period])
        return [self.shown(one) for one in found.filter(breakdown=place.breakdown)]

    def shown(self, found: Explanation) -> Shown:
        """A request in words, with what the person may do about it."""
        period = parse(found.period)
        tree = tree_at(last_day(period, self.pack))
        return Shown(
            request=found,
            unit=tree.by_unit(found.unit_id) if found.unit_id in tree else None,
            name=self.name(explaining.place_of(found)),
            indicator=self.pack.indicator(found.indicator) if self.pack.has_indicator(found.indicator) else None,
            period=period,
            may_answer=explaining.may_answer(self.person, found, self.today),
            may_close=found.closed_at is None and permission.may(self.person, Verb.COMPILE, found.unit_id, self.today),
        )

    def page(self, found: Explanation) -> dict[str, Any]:
        """The context of a request's page."""
        place = explaining.place_of(found)
        return {
            "shown": self.shown(found),
            "value": explaining.value_of(place),
            "others": [one for one in self.about(place) if one.request.pk != found.pk],
        }

    def name(self, place: Place) -> str:
        """The figure in words, its code where the pack knows it no more."""
        if not is_known(self.pack, place.indicator, place.breakdown):
            return place.indicator
        name = self.pack.indicator(place.indicator).name.in_language(self.language)
        return f"{name}: {breakdown_name(self.pack, place.breakdown, self.language)}" if place.breakdown else name
