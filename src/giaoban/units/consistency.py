"""Whether spans make one tree on every day: every problem at once, each with the line to blame and the way out."""

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from giaoban.units.problems import Findings, spoken
from giaoban.units.span import UNRESOLVED, Span, collisions, grouped

Kinds = Mapping[str, Collection[str]]
"""Each kind of unit and the kinds under which it may hang; under none means that it is the root."""


def check(spans: Sequence[Span], kinds: Kinds, lost_codes: frozenset[str], findings: Findings) -> None:
    """Notes everything that keeps the spans from being one tree a day.

    `lost_codes` are codes whose rows could not be read: what rests on them is not reported a second time.
    """
    units = grouped(spans, lambda span: span.key)
    _one_thing_at_once(units, findings)
    _one_unit_a_code(spans, findings)
    _kinds(spans, units, kinds, findings)
    _one_root(spans, kinds, findings)
    _parents_hold(spans, units, lost_codes, findings)
    _no_circle(spans, findings)


def _one_thing_at_once(units: Mapping[str, list[Span]], findings: Findings) -> None:
    for some in units.values():
        for earlier, later in collisions(some):
            findings.add(
                later.line or earlier.line,
                "valid_from" if later.line else "valid_to",
                (later.valid_from if later.line else earlier.until).isoformat(),
                _("Đơn vị %(unit)s có hai giai đoạn chồng lên nhau: %(earlier)s và %(later)s.")
                % {"unit": later.code, "earlier": _stretch(earlier), "later": _stretch(later)},
                _close(earlier, later),
            )


def _one_unit_a_code(spans: Sequence[Span], findings: Findings) -> None:
    for code, some in grouped(spans, lambda span: span.code).items():
        for earlier, later in collisions(some):
            if earlier.key == later.key:
                continue
            findings.add(
                later.line or earlier.line,
                "code",
                code,
                _("Mã này đang là của “%(name)s” %(earlier)s, chồng với “%(other)s” %(later)s.")
                % {
                    "name": earlier.name,
                    "earlier": _stretch(earlier),
                    "other": later.name,
                    "later": _stretch(later),
                },
                _("Nếu là hai đơn vị khác nhau, đổi một mã. Nếu là một đơn vị, kết thúc giai đoạn trước.")
                + " "
                + _close(earlier, later),
            )


def _kinds(spans: Sequence[Span], units: Mapping[str, list[Span]], kinds: Kinds, findings: Findings) -> None:
    for span in spans:
        if span.kind not in kinds:
            if span.line is not None:
                findings.add(
                    span.line,
                    "kind",
                    span.kind,
                    _("Không có loại đơn vị “%(kind)s”.") % {"kind": span.kind},
                    _("Dùng một trong các loại: %(kinds)s.") % {"kinds": ", ".join(sorted(kinds))},
                )
        elif span.parent is None:
            _root_kind(span, kinds, findings)
        elif span.parent != UNRESOLVED:
            _parent_kind(span, [above for above in units.get(span.parent, ()) if above.meets(span)], kinds, findings)


def _root_kind(span: Span, kinds: Kinds, findings: Findings) -> None:
    if kinds[span.kind] and span.line is not None:
        findings.add(
            span.line,
            "parent_code",
            "",
            _("Đơn vị loại “%(kind)s” phải có cấp trên.") % {"kind": span.kind},
            _("Ghi mã của đơn vị cấp trên thuộc loại: %(kinds)s.") % {"kinds": ", ".join(sorted(kinds[span.kind]))},
        )


def _parent_kind(span: Span, above: Iterable[Span], kinds: Kinds, findings: Findings) -> None:
    for parent in above:
        line = span.line or parent.line
        if line is None or parent.kind in kinds[span.kind] or parent.kind not in kinds:
            continue
        allowed = ", ".join(sorted(kinds[span.kind]))
        findings.add(
            line,
            "parent_code" if span.line else "kind",
            parent.code if span.line else parent.kind,
            _("Đơn vị %(unit)s loại “%(kind)s” không được đặt dưới %(parent)s loại “%(parent_kind)s”.")
            % {"unit": span.code, "kind": span.kind, "parent": parent.code, "parent_kind": parent.kind},
            _("Đặt dưới đơn vị thuộc loại: %(kinds)s.") % {"kinds": allowed}
            if allowed
            else _("Bỏ trống mã cấp trên, vì loại này chỉ làm đơn vị gốc; hoặc sửa loại."),
        )
        return


def _one_root(spans: Sequence[Span], kinds: Kinds, findings: Findings) -> None:
    roots = sorted(
        (span for span in spans if span.parent is None and not kinds.get(span.kind)), key=lambda span: span.valid_from
    )
    for earlier, later in collisions(roots):
        if earlier.key == later.key:
            continue
        findings.add(
            later.line or earlier.line,
            "parent_code",
            "",
            _("Có hai đơn vị gốc cùng lúc: %(first)s %(earlier)s và %(second)s %(later)s.")
            % {
                "first": earlier.code,
                "earlier": _stretch(earlier),
                "second": later.code,
                "later": _stretch(later),
            },
            _("Chỉ một đơn vị được bỏ trống mã cấp trên; ghi mã cấp trên cho đơn vị kia."),
        )


def _parents_hold(
    spans: Sequence[Span], units: Mapping[str, list[Span]], lost_codes: frozenset[str], findings: Findings
) -> None:
    """A parent holds on every day on which its child does."""
    for span in spans:
        if span.parent is None or span.parent == UNRESOLVED:
            continue
        above = units[span.parent]
        day = span.valid_from
        for stretch in above:
            if stretch.valid_from <= day < stretch.until:
                day = stretch.until
        if day >= span.until or any(stretch.code in lost_codes for stretch in above):
            continue
        blamed = span if span.line else next((stretch for stretch in reversed(above) if stretch.line), span)
        findings.add(
            blamed.line,
            "valid_to",
            "" if blamed.valid_to is None else blamed.valid_to.isoformat(),
            _("Từ ngày %(day)s đơn vị cấp trên %(parent)s không còn hiệu lực, còn %(unit)s thì còn %(stretch)s.")
            % {"day": spoken(day), "parent": above[-1].code, "unit": span.code, "stretch": _stretch(span)},
            _("Kết thúc giai đoạn này của %(unit)s ngày %(day)s, rồi thêm dòng từ ngày đó với cấp trên mới nếu còn.")
            % {"unit": span.code, "day": day.isoformat()},
        )


def _no_circle(spans: Sequence[Span], findings: Findings) -> None:
    """Units below themselves. Only units on a circle of parents of any day are looked at day by day."""
    suspects = _suspects(spans)
    held = [span for span in spans if span.key in suspects]
    units = grouped(held, lambda span: span.key)
    noted: set[frozenset[str]] = set()
    for day in sorted({span.valid_from for span in held}):
        above: dict[str, Span] = {}
        for key, some in units.items():
            place = bisect_right(some, day, key=lambda span: span.valid_from)
            if place and day < some[place - 1].until:
                above[key] = some[place - 1]
        for circle in _circles(above):
            members = frozenset(span.key for span in circle)
            if members not in noted:
                noted.add(members)
                _note_circle(circle, findings)


def _suspects(spans: Sequence[Span]) -> set[str]:
    """Keys that remain when units without a remaining parent are taken away again and again."""
    parents: defaultdict[str, set[str]] = defaultdict(set)
    children: defaultdict[str, set[str]] = defaultdict(set)
    for span in spans:
        parents[span.key].update([span.parent] if span.parent else [])
        if span.parent:
            children[span.parent].add(span.key)
    free = deque(key for key, some in parents.items() if not some)
    while free:
        key = free.popleft()
        for child in children[key]:
            parents[child].discard(key)
            if not parents[child]:
                free.append(child)
        del parents[key]
    return set(parents)


def _circles(above: Mapping[str, Span]) -> list[list[Span]]:
    """The circles among spans of one day, by following each one's parent."""
    done: set[str] = set()
    circles: list[list[Span]] = []
    for start in above:
        trail: list[str] = []
        key: str | None = start
        while key is not None and key in above and key not in done:
            done.add(key)
            trail.append(key)
            key = above[key].parent
        if key in trail:
            circles.append([above[member] for member in trail[trail.index(key) :]])
    return circles


def _note_circle(circle: Sequence[Span], findings: Findings) -> None:
    blamed = next((span for span in circle if span.line), circle[0])
    way = " → ".join(span.code for span in [*circle, circle[0]])
    findings.add(
        blamed.line,
        "parent_code",
        blamed.code,
        _("Các đơn vị này là cấp trên của nhau thành vòng tròn: %(way)s.") % {"way": way},
        _("Sửa mã cấp trên của một trong các đơn vị đó."),
    )


def _stretch(span: Span) -> str:
    if span.valid_to is None:
        return _("từ %(first)s") % {"first": spoken(span.valid_from)}
    return _("từ %(first)s đến trước %(end)s") % {"first": spoken(span.valid_from), "end": spoken(span.valid_to)}


def _close(earlier: Span, later: Span) -> str:
    """How to end the earlier stretch where the later one begins."""
    if earlier.valid_from >= later.valid_from:
        return _("Sửa ngày của một trong hai giai đoạn.")
    said = {"code": earlier.code, "first": earlier.valid_from.isoformat(), "end": later.valid_from.isoformat()}
    if earlier.line is not None:
        return _("Ghi valid_to là %(end)s ở dòng %(line)d.") % {**said, "line": earlier.line}
    return _("Thêm vào tệp dòng của %(code)s từ %(first)s với valid_to là %(end)s.") % said
