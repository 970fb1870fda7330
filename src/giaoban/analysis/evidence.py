"""Where a number stands in the ledger: file and place, author, time, and what it said before."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from giaoban.figures.books import cell_of, observations
from giaoban.figures.entry import CellKey
from giaoban.figures.models import Observation
from giaoban.units.among import Among


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the ledger. `place` is where it stood in the file, such as `Số liệu!E14`; `reason` is that of a correction.

    `measure`, `state` and `source_kind` are the ledger's words (`actual`, `none_occurred`, `import`); a posting without a
    file has no file name and no SHA-256.
    """

    observation_id: int
    value: Decimal | None
    measure: str
    state: str
    source_kind: str
    file_name: str
    sha256: str
    place: str
    author: str
    recorded_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A row that counts, and the rows of its cell that it replaced, oldest first."""

    record: Record
    earlier: tuple[Record, ...]


def evidence(ids: Collection[int]) -> Mapping[int, Evidence]:
    """What stands behind those observations, in two queries however many they are."""
    rows = observations(ids)
    before = _replaced(rows.values())
    return {
        number: Evidence(_record(row), tuple(_record(one) for one in before[cell_of(row)] if one.pk < row.pk))
        for number, row in rows.items()
    }


def _replaced(rows: Collection[Observation]) -> Mapping[CellKey, list[Observation]]:
    found: defaultdict[CellKey, list[Observation]] = defaultdict(list)
    replaced = Observation.objects.filter(
        Among("indicator", sorted({row.indicator for row in rows})),
        Among("unit_id", sorted({row.unit_id for row in rows})),
        Among("period", sorted({row.period for row in rows})),
        superseded_at__isnull=False,
    )
    for row in replaced.select_related("posting__author", "posting__source_file").order_by("pk"):
        found[cell_of(row)].append(row)
    return found


def _record(row: Observation) -> Record:
    posting = row.posting
    return Record(
        observation_id=row.pk,
        value=row.value,
        measure=row.measure,
        state=row.state,
        source_kind=posting.source_kind,
        file_name=posting.source_file.name if posting.source_file else "",
        sha256=posting.source_file.sha256 if posting.source_file else "",
        place=row.place,
        author=posting.author.display_name,
        recorded_at=row.recorded_at,
        reason=posting.reason,
    )
