"""Taking a file of units into the register: wholly, or not at all."""

from collections import Counter
from dataclasses import dataclass

from django.db import transaction

from giaoban.units.consistency import Kinds, check
from giaoban.units.merging import merge
from giaoban.units.models import TreeStamp, Unit, UnitVersion
from giaoban.units.problems import Findings, UnitsProblem
from giaoban.units.rows import read_rows
from giaoban.units.span import Span

_BATCH = 2_000


@dataclass(frozen=True, slots=True)
class UnitsOutcome:
    """What came of a file: its problems (then nothing was taken), or how many rows were new, changed or known."""

    problems: tuple[UnitsProblem, ...]
    added: int = 0
    changed: int = 0
    unchanged: int = 0


def take_units(data: bytes, name: str, *, kinds: Kinds, dry_run: bool = False) -> UnitsOutcome:
    """Takes the rows of a units CSV called `name`; a dry run only says what would come of it.

    `kinds` maps each kind of unit to the kinds under which it may hang. What the file does not speak of stays as it
    is; a file taken a second time changes nothing. `docs/units.md` describes the columns.
    """
    findings = Findings(name)
    reading = read_rows(data, findings)
    with transaction.atomic():
        # Another process that changes units waits here until this one is through.
        TreeStamp.objects.select_for_update().first()
        register = _register()
        merged = merge(reading, register.values(), findings)
        check(merged, kinds, reading.lost_codes, findings)
        if findings.problems:
            return UnitsOutcome(findings.in_order())
        news = [span for span in merged if span.line is not None]
        fates = Counter(_fate(span, register) for span in news)
        if not dry_run:
            _write([span for span in news if _fate(span, register) != "unchanged"])
    return UnitsOutcome((), fates["added"], fates["changed"], fates["unchanged"])


def _register() -> dict[int, Span]:
    """The spans of all versions in the database, by their row."""
    rows = UnitVersion.objects.order_by("pk").values_list(
        "pk", "unit__key", "code", "name", "kind", "parent__key", "position", "valid_from", "valid_to"
    )
    return {row[0]: Span(*row[1:], line=None, version_id=row[0]) for row in rows}


def _fate(span: Span, register: dict[int, Span]) -> str:
    if span.version_id is None:
        return "added"
    return "unchanged" if span.same_as(register[span.version_id]) else "changed"


def _write(spans: list[Span]) -> None:
    """Puts the spans into the database.

    Changed rows are taken out and put in again: no order of updates would keep the triggers content when, say, two
    units exchange their codes.
    """
    present = set(Unit.objects.values_list("key", flat=True))
    missing = dict.fromkeys(span.key for span in spans if span.key not in present)
    Unit.objects.bulk_create([Unit(key=key) for key in missing], batch_size=_BATCH)
    units = dict(Unit.objects.values_list("key", "pk"))
    changed = [span.version_id for span in spans if span.version_id]
    for start in range(0, len(changed), _BATCH):
        UnitVersion.objects.filter(pk__in=changed[start : start + _BATCH]).delete()
    UnitVersion.objects.bulk_create(
        [
            UnitVersion(
                pk=span.version_id,
                unit_id=units[span.key],
                code=span.code,
                name=span.name,
                kind=span.kind,
                parent_id=None if span.parent is None else units[span.parent],
                position=span.position,
                valid_from=span.valid_from,
                valid_to=span.valid_to,
            )
            for span in spans
        ],
        batch_size=_BATCH,
    )
