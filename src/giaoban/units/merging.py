"""Which unit a row speaks of, and what the register would be with the rows of a file in it.

A row continues a unit when its code is the unit's and it begins on the day on which the unit's stretch before it
ends, or when it restates a stretch of the register. Otherwise it begins another unit, even under a used code.
The column `key` says it outright: a unit that changes its code, comes back after a gap, or takes over at once the
code of another. Where a code goes on under another name and another parent, the file has to say it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from giaoban.language.text import fold
from giaoban.units.problems import Findings, spoken
from giaoban.units.rows import Reading, Row
from giaoban.units.span import UNRESOLVED, Span, grouped


def merge(reading: Reading, register: Iterable[Span], findings: Findings) -> list[Span]:
    """All spans of the register and the file together; a row stands in for the span that it restates."""
    known = list(register)
    keys = _identify(reading.rows, known, findings)
    positions = _positions(reading.rows, keys, known)
    merged = {(span.key, span.valid_from): span for span in known}
    for row in reading.rows:
        place = (keys[row.line], row.valid_from)
        before = merged.get(place)
        if before is not None and before.line is not None:
            findings.add(
                row.line,
                "valid_from",
                row.valid_from.isoformat(),
                _("Dòng này và dòng %(line)d nói về cùng một đơn vị từ cùng một ngày.") % {"line": before.line},
                _("Giữ lại một trong hai dòng."),
            )
            continue
        position = positions[keys[row.line]] if before is None else before.position
        merged[place] = Span(
            key=keys[row.line],
            code=row.code,
            name=row.name,
            kind=row.kind,
            parent=row.parent_code or None,
            position=position if row.position is None else row.position,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            line=row.line,
            version_id=None if before is None else before.version_id,
        )
    spans = _with_parents(list(merged.values()), reading.lost_codes, findings)
    _ask_who_it_is([row for row in reading.rows if not row.key], spans, findings)
    return spans


def _identify(rows: Sequence[Row], known: Sequence[Span], findings: Findings) -> dict[int, str]:
    """The key of the unit of each row, by line."""
    by_code = {(span.code, span.valid_from): span for span in known}
    by_key = {(span.key, span.valid_from): span for span in known}
    restated = {
        row.line: by_key.get((row.key, row.valid_from)) if row.key else by_code.get((row.code, row.valid_from))
        for row in rows
    }
    replaced = {span.version_id for span in restated.values() if span is not None}
    ends = {(span.code, span.valid_to): span.key for span in known if span.version_id not in replaced}
    used = {span.key for span in known}
    keys: dict[int, str] = {}
    for row in sorted(rows, key=lambda row: row.valid_from):
        first = f"{row.code}:{row.valid_from.isoformat()}"
        before = restated[row.line]
        key = row.key or (before.key if before else ends.get((row.code, row.valid_from), first))
        if key not in used and key != first:
            findings.add(
                row.line,
                "key",
                key,
                _("Chưa có đơn vị nào mang khóa này."),
                _("Dùng khóa của một đơn vị đã có, hoặc để trống; đơn vị mới ở dòng này sẽ mang khóa %(key)s.")
                % {"key": first},
            )
        used.add(key)
        keys[row.line] = key
        ends[row.code, row.valid_to] = key
    return keys


def _positions(rows: Sequence[Row], keys: Mapping[int, str], known: Sequence[Span]) -> dict[str, int]:
    """The place of each unit among its siblings: as the register last had it; new units after all, as the file goes."""
    positions = {span.key: span.position for span in sorted(known, key=lambda span: span.valid_from)}
    following = max(positions.values(), default=0) + 1
    for row in rows:
        if keys[row.line] not in positions:
            positions[keys[row.line]] = following
            following += 1
    return positions


def _with_parents(spans: list[Span], lost_codes: frozenset[str], findings: Findings) -> list[Span]:
    """The rows' spans with the key of the unit that bears the parent's code on their first day."""
    bearers = grouped(spans, lambda span: span.code)
    return [
        span
        if span.line is None or span.parent is None
        else replace(span, parent=_parent(span, span.parent, bearers, lost_codes, findings))
        for span in spans
    ]


def _parent(
    span: Span, code: str, bearers: Mapping[str, list[Span]], lost_codes: frozenset[str], findings: Findings
) -> str:
    for bearer in bearers.get(code, ()):
        if bearer.valid_from <= span.valid_from < bearer.until:
            return bearer.key
    if code not in lost_codes:
        findings.add(
            span.line,
            "parent_code",
            code,
            _("Ngày %(day)s không có đơn vị nào mang mã “%(code)s” để làm cấp trên của %(unit)s.")
            % {"day": spoken(span.valid_from), "code": code, "unit": span.code},
            _("Sửa mã cấp trên, hoặc thêm vào tệp dòng của đơn vị cấp trên có hiệu lực từ ngày đó."),
        )
    return UNRESOLVED


def _ask_who_it_is(unkeyed: Sequence[Row], spans: Sequence[Span], findings: Findings) -> None:
    """A code that goes on under another name and another parent may be another unit's by now: only the file can tell."""
    lines = {row.line for row in unkeyed}
    ends = {(span.key, span.valid_to): span for span in spans}
    for span in spans:
        before = ends.get((span.key, span.valid_from))
        if before is None or span.line not in lines or span.version_id is not None:
            continue
        if UNRESOLVED in {span.parent, before.parent}:
            continue
        if span.parent != before.parent and fold(span.name) != fold(before.name):
            findings.add(
                span.line,
                "key",
                "",
                _("Mã “%(code)s” đến ngày này là của “%(name)s” ở cấp trên khác: đây là đơn vị đó hay đơn vị khác?")
                % {"code": span.code, "name": before.name},
                _("Ghi vào cột key: %(same)s nếu vẫn là đơn vị đó, %(other)s nếu là đơn vị khác.")
                % {"same": span.key, "other": f"{span.code}:{span.valid_from.isoformat()}"},
            )
