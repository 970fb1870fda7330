"""What came into the ledger: posting by posting, or figure by figure with what stood there before."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Final

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from giaoban.figures.books import cell_of
from giaoban.figures.entry import CellKey
from giaoban.figures.models import Measure, Observation, Posting, State
from giaoban.language.numbers import write_number
from giaoban.site.history.happening import Happening, Kind, Question, Reader, asked_of, joined, latest
from giaoban.units.among import Among

ONE_POSTING: Final = "lan-ghi"
"""Query parameter: the number of the posting to be taken apart."""
LONGEST: Final = 160
"""Signs of a figure in words that are shown."""
ACTS: Final = {
    Measure.ACTUAL: gettext_lazy("ghi số thực hiện"),
    Measure.TARGET: gettext_lazy("ghi chỉ tiêu giao"),
    Measure.ESTIMATE: gettext_lazy("ghi số ước"),
}


def ledger(asked: Question, reader: Reader, below: int | None, count: int) -> list[Happening]:
    """Postings as wholes; figure by figure where single figures are asked for."""
    return (_figures if asked.is_of_figures else _postings)(asked, reader, below, count)


def _postings(asked: Question, reader: Reader, below: int | None, count: int) -> list[Happening]:
    inside = Observation.objects.filter(Among("unit_id", asked.units), posting=OuterRef("pk"))
    found = Posting.objects.filter(Exists(inside)).select_related("author", "source_file")
    rows = latest(asked_of(found, asked, person="author_id", at="recorded_at"), below, count)
    sheets = (
        Observation.objects.filter(Among("posting_id", [row.pk for row in rows]), Among("unit_id", asked.units))
        .values_list("posting_id", "unit_id", "period")
        .annotate(figures=Count("pk"))
        .order_by("posting_id", "unit_id", "period")
    )
    holds: defaultdict[int, dict[tuple[int, str], int]] = defaultdict(dict)
    for posting, unit, period, figures in sheets:
        holds[posting][unit, period] = figures
    return [_posting(row, holds[row.pk], reader) for row in rows]


def _posting(row: Posting, holds: Mapping[tuple[int, str], int], reader: Reader) -> Happening:
    number = sum(holds.values())
    if row.reason:
        act = ngettext("đính chính %(count)d số liệu", "đính chính %(count)d số liệu", number)
    else:
        act = ngettext("ghi sổ %(count)d số liệu", "ghi sổ %(count)d số liệu", number)
    periods = dict.fromkeys(reader.period(period) for _unit, period in holds)
    return Happening(
        kind=Kind.FIGURES,
        number=row.pk,
        at=row.recorded_at,
        person=row.author.display_name,
        act=act % {"count": number},
        unit=", ".join(dict.fromkeys(reader.unit(unit) for unit, _period in holds)),
        subject=joined([", ".join(periods), row.source_file.name if row.source_file else ""]),
        reason=row.reason,
        address=f"{reverse('history')}?{ONE_POSTING}={row.pk}",
    )


def _figures(asked: Question, reader: Reader, below: int | None, count: int) -> list[Happening]:
    found = Observation.objects.filter(Among("unit_id", asked.units)).select_related("posting__author")
    if asked.indicators is not None:
        found = found.filter(Among("indicator", asked.indicators))
    if asked.posting is not None:
        found = found.filter(posting=asked.posting)
    rows = latest(asked_of(found, asked, person="posting__author_id", at="recorded_at"), below, count)
    before = _before(rows)
    return [_figure(row, before.get((cell_of(row), row.recorded_at)), reader) for row in rows]


def _before(rows: Collection[Observation]) -> dict[tuple[CellKey, datetime], Observation]:
    """What the rows replaced, by cell and the instant of that."""
    replaced = Observation.objects.filter(
        Among("period", {row.period for row in rows}),
        Among("unit_id", {row.unit_id for row in rows}),
        superseded_at__in={row.recorded_at for row in rows},
    )
    return {(cell_of(row), row.superseded_at): row for row in replaced if row.superseded_at is not None}


def _figure(row: Observation, before: Observation | None, reader: Reader) -> Happening:
    sees = reader.may_see(row)
    return Happening(
        kind=Kind.FIGURES,
        number=row.pk,
        at=row.recorded_at,
        person=row.posting.author.display_name,
        act=_("đính chính") if before else str(ACTS[Measure(row.measure)]),
        unit=reader.unit(row.unit_id),
        subject=reader.figure(row),
        before=_value(before, reader) if before and sees else "",
        after=_value(row, reader) if sees else "",
        reason=row.posting.reason,
        address=_lineage(row, reader) if sees else "",
        hidden=not sees,
    )


def _value(row: Observation, reader: Reader) -> str:
    if row.state == State.WITHDRAWN:
        return _("rút số")
    if row.state == State.NONE_OCCURRED:
        return _("không phát sinh")
    if row.value is None:
        return row.text if len(row.text) <= LONGEST else row.text[:LONGEST] + "…"
    return write_number(row.value, reader.view.language)


def _lineage(row: Observation, reader: Reader) -> str:
    """Where the figure's lineage stands; nothing for a text, a target, and what is known no more."""
    view = reader.view
    if row.value is None or row.measure == Measure.TARGET or row.unit_id not in view.tree:
        return ""
    if not view.pack.has_indicator(row.indicator):
        return ""
    address = reverse("lineage", args=[view.tree.by_unit(row.unit_id).code, row.indicator, row.period, "value"])
    return f"{address}?{urlencode({'phan-to': row.breakdown})}" if row.breakdown else address
