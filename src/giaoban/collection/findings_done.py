"""What was done about each finding: still open, asked about, explained, accepted as right, or corrected."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.collection.findings import Finding
from giaoban.collection.models import FindingNote, Verdict
from giaoban.collection.permission import require
from giaoban.figures.acceptance import UNKEEPABLE
from giaoban.figures.explanations import explanations
from giaoban.figures.models import Explanation, Observation
from giaoban.figures.models import State as Reported
from giaoban.indicators.breakdowns import is_sensitive
from giaoban.indicators.catalogue import Pack
from giaoban.language.text import nfc
from giaoban.people.access import Hidden, Verb, units_where
from giaoban.people.models import Person
from giaoban.periods.period import Period, parse
from giaoban.units.among import Among

READERS_OF_WORK = (Verb.REPORT, Verb.APPROVE, Verb.COMPILE, Verb.AUDIT)
"""Who sees figures that are handed in and not posted yet."""
MOST_CORRECTIONS = 200


class Done(StrEnum):
    """What became of a finding."""

    OPEN = "open"
    ASKED = "asked"
    EXPLAINED = "explained"
    ACCEPTED = "accepted"


DONE_NAMES = {
    Done.OPEN: gettext_lazy("Chưa xử lý"),
    Done.ASKED: gettext_lazy("Đã hỏi đơn vị"),
    Done.EXPLAINED: gettext_lazy("Đơn vị đã giải thích"),
    Done.ACCEPTED: gettext_lazy("Công nhận số đúng"),
}
SETTLED = frozenset({Done.EXPLAINED, Done.ACCEPTED})


class ReasonMissing(ValueError):
    """A verdict without a reason."""


@dataclass(frozen=True, slots=True)
class Case:
    """A finding with what was done about it: the last verdict, the latest request for explanation, the officer's words."""

    finding: Finding
    done: Done
    note: FindingNote | None
    request: Explanation | None

    @property
    def is_settled(self) -> bool:
        return self.done in SETTLED


@dataclass(frozen=True, slots=True)
class Corrected:
    """A figure of the period that was corrected after it was posted; None for a value that was not reported."""

    unit_id: int
    indicator: str
    breakdown: str
    before: Decimal | None
    now: Decimal | None
    reason: str
    by: str
    at: datetime
    was_found: bool


def visible(found: Iterable[Finding], person: Person, on: date) -> tuple[Finding, ...]:
    """What of it the person may see: their units, figures on their way for those who handle them, no sensitive cells else."""
    units = units_where(person, Verb.SEE, on)
    working = frozenset[int]().union(*(units_where(person, verb, on) for verb in READERS_OF_WORK))
    guarded = units_where(person, Verb.SEE_SENSITIVE, on)
    return tuple(
        one
        for one in found
        if one.node.unit_id in units
        and (not one.is_waiting or one.node.unit_id in working)
        and (not one.is_sensitive or one.node.unit_id in guarded)
    )


def cases(found: Sequence[Finding], period: Period) -> tuple[Case, ...]:
    """Each finding with what was done about it, in two queries."""
    units = {one.node.unit_id for one in found}
    notes = _last_notes(units, period)
    asked = _requests(units, period)
    return tuple(_case(one, notes.get(one.key), asked.get((one.node.unit_id, *_cell(one)), ())) for one in found)


def open_by_sheet(found: Sequence[Case]) -> dict[tuple[int, str, str], int]:
    """How many unsettled cases there are by unit, form and period: the odd figures of the office's board."""
    counts: defaultdict[tuple[int, str, str], int] = defaultdict(int)
    for case in found:
        if not case.is_settled and case.finding.form:
            counts[case.finding.node.unit_id, case.finding.form, case.finding.period.code] += 1
    return dict(counts)


def judge(found: Finding, verdict: Verdict, reason: str, *, by: Person, at: datetime) -> FindingNote:
    """The office's verdict on a finding, for good; raises `NotYourRole`, `Hidden` and `ReasonMissing`."""
    if not visible([found], by, localdate(at)):
        raise Hidden(_("Không có trang này."))
    require(by, Verb.COMPILE, found.node.unit_id, at)
    words = UNKEEPABLE.sub("", nfc(reason)).strip()
    if not words:
        raise ReasonMissing(_("Kết luận phải nêu lý do: hãy ghi vì sao số này đúng hoặc vì sao xem lại."))
    return FindingNote.objects.create(
        finding=found.key,
        unit_id=found.node.unit_id,
        indicator=found.indicator,
        breakdown=found.breakdown,
        period=found.period.code,
        message=found.message,
        verdict=verdict,
        reason=words,
        person=by,
        at=at,
    )


def corrections(
    period: Period, unit_ids: Collection[int], *, pack: Pack, may_see: Collection[int]
) -> tuple[Corrected, ...]:
    """The figures of the period that were replaced in the books, latest first; sensitive cells of the units in `may_see`."""
    replaced = (
        Observation.objects.filter(
            Among("unit_id", unit_ids), period=period.code, superseded_at__isnull=False, measure="actual", text=""
        )
        .select_related("posting")
        .order_by("-superseded_at", "-pk")[:MOST_CORRECTIONS]
    )
    old = [
        row
        for row in replaced
        if pack.has_indicator(row.indicator)
        and (not row.breakdown or row.unit_id in may_see or not is_sensitive(pack, row.indicator, row.breakdown))
    ]
    by_instant = _replacements(period, old)
    doubted = _doubted(unit_ids, period)
    found = []
    for row in old:
        new = by_instant.get((row.unit_id, row.indicator, row.breakdown, row.superseded_at))
        if new is not None:
            found.append(
                Corrected(
                    row.unit_id,
                    row.indicator,
                    row.breakdown,
                    before=row.value,
                    now=None if new.state == Reported.WITHDRAWN else new.value,
                    reason=new.posting.reason,
                    by=new.posting.author.display_name,
                    at=new.recorded_at,
                    was_found=(row.unit_id, row.indicator, row.breakdown) in doubted,
                )
            )
    return tuple(found)


def _case(found: Finding, note: FindingNote | None, requests: Sequence[Explanation]) -> Case:
    request = requests[0] if requests else None
    if note is not None and note.verdict == Verdict.ACCEPTED:
        done = Done.ACCEPTED
    elif request is not None and request.answered_at is None and request.closed_at is None:
        done = Done.ASKED
    elif any(one.answered_at is not None and (note is None or note.at < one.answered_at) for one in requests) or (
        found.reason and note is None
    ):
        done = Done.EXPLAINED
    else:
        done = Done.OPEN
    return Case(found, done, note, request)


def _cell(found: Finding) -> tuple[str, str]:
    return found.indicator, found.breakdown


def _last_notes(unit_ids: Collection[int], period: Period) -> dict[str, FindingNote]:
    """The latest verdict by finding."""
    rows = FindingNote.objects.filter(Among("unit_id", unit_ids), period=period.code).select_related("person")
    return {row.finding: row for row in rows.order_by("pk")}


def _requests(unit_ids: Collection[int], period: Period) -> Mapping[tuple[int, str, str], list[Explanation]]:
    """Requests about figures of the period or of a longer one that holds it, by unit, indicator and breakdown."""
    found: defaultdict[tuple[int, str, str], list[Explanation]] = defaultdict(list)
    # Every period that holds this one begins with its year, a range that begins in an earlier one aside.
    for row in explanations(unit_ids=unit_ids).filter(period__startswith=str(period.year)):
        asked = parse(row.period)
        if asked.first <= period.first and period.last <= asked.last:
            found[row.unit_id, row.indicator, row.breakdown].append(row)
    return found


def _replacements(
    period: Period, old: Sequence[Observation]
) -> dict[tuple[int, str, str, datetime | None], Observation]:
    """The rows that came at the instants at which the old ones went, by cell and instant."""
    rows = Observation.objects.filter(
        Among("unit_id", {row.unit_id for row in old}),
        Among("indicator", {row.indicator for row in old}),
        period=period.code,
        measure="actual",
        recorded_at__in={row.superseded_at for row in old},
    ).select_related("posting__author")
    return {(row.unit_id, row.indicator, row.breakdown, row.recorded_at): row for row in rows}


def _doubted(unit_ids: Collection[int], period: Period) -> set[tuple[int, str, str]]:
    """The cells about which something was decided or asked."""
    noted = FindingNote.objects.filter(Among("unit_id", unit_ids), period=period.code)
    return set(noted.values_list("unit_id", "indicator", "breakdown")) | set(_requests(unit_ids, period))
