"""The hash chain: how a posting and its rows become bytes, and the bytes a hash. Described in docs/ledger.md."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, datetime, timedelta

from giaoban.figures.models import Posting

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

ChainRow = tuple[int, str | None, str, str, str, str, str, int | None, str, str]
"""Observation number, unit key, indicator, breakdown, period, measure, state, ten-thousandths, text, place."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What of a posting goes into its hash, in this order; `recorded_at` in microseconds since 1970 in UTC."""

    number: int
    previous_hash: str
    recorded_at: int
    author: str
    source_kind: str
    source_sha256: str | None
    source_name: str | None
    source_media_type: str | None
    source_size: int | None
    reason: str
    rows: int


def heading_of(posting: Posting) -> Heading:
    """The heading of a posting, as it stands in the database; `author` and `source_file` should be fetched with it."""
    file = posting.source_file
    # A file whose row was removed must not look like no file.
    none = None if posting.source_file_id is None else ""
    return Heading(
        number=posting.pk,
        previous_hash=posting.previous_hash,
        recorded_at=microseconds(posting.recorded_at),
        author=posting.author.login,
        source_kind=str(posting.source_kind),
        source_sha256=file.sha256 if file else none,
        source_name=file.name if file else None,
        source_media_type=file.media_type if file else None,
        source_size=file.size if file else None,
        reason=posting.reason,
        rows=posting.rows,
    )


def microseconds(instant: datetime) -> int:
    """Whole microseconds since 1970-01-01T00:00:00Z; `instant` is aware."""
    return (instant - EPOCH) // MICROSECOND


def json_of(value: Sequence[object]) -> str:
    """Compact JSON, as `JSON.stringify` writes it: no spaces, no escapes but those that JSON demands."""
    return _ENCODER.encode(value)


def posting_hash(heading: Heading, rows: str) -> str:
    """SHA-256 in hexadecimal of the heading line and the rows line; `rows` is the JSON of the rows, by number."""
    return hashlib.sha256(f"{json_of(astuple(heading))}\n{rows}\n".encode()).hexdigest()
