"""The bytes of the chain are those that docs/ledger.md describes."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

from giaoban.figures.chain import heading_of, json_of, microseconds
from giaoban.figures.entry import Source
from giaoban.figures.models import Posting
from tests.conftest import Cast
from tests.figures.made import entry, posted

DOCUMENT = Path(__file__).parents[2] / "docs" / "ledger.md"


def documented(fence: str) -> list[bytes]:
    """The blocks of docs/ledger.md under that fence, each with the line feed at its end."""
    blocks = DOCUMENT.read_text(encoding="utf-8").split(f"```{fence}\n")[1:]
    return [block.split("```")[0].encode() for block in blocks]


def test_a_posting_has_the_bytes_and_the_hash_of_the_document(cast: Cast, kept_source: Source) -> None:
    posting = posted(
        cast.officer,
        entry(cast.district, 12, place="Số liệu!E14"),
        entry(cast.district, 5, breakdown="sex:female", place="Số liệu!E15"),
        source=kept_source,
    )
    (text,) = documented("chain")
    (stated,) = documented("sha256")
    assert hashlib.sha256(text).hexdigest() == stated.decode().strip() == posting.hash


def test_text_is_written_as_it_is_and_read_back() -> None:
    row = (1, "Số “liệu”\n\t\\ \u2028", None)
    assert json_of(row) == '[1,"Số “liệu”\\n\\t\\\\ \u2028",null]'
    assert json.loads(json_of(row)) == list(row)


def test_an_instant_is_counted_in_whole_microseconds() -> None:
    assert microseconds(datetime(1970, 1, 1, 0, 0, 1, 7, tzinfo=UTC)) == 1_000_007


def test_a_heading_is_the_same_when_it_is_read_again(cast: Cast, kept_source: Source) -> None:
    posting = posted(cast.officer, entry(cast.district, 12), source=kept_source)
    assert heading_of(Posting.objects.get()) == heading_of(posting)
