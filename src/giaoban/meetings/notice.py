"""The notice of conclusions (Thông báo kết luận): a meeting and its conclusions become an official document. Pure.

Its words are Vietnamese whatever language a page is in.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from giaoban.language.dates import write_month_number
from giaoban.meetings.clears import Clear, Point
from giaoban.meetings.held import Held
from giaoban.meetings.letterhead import Office, Signing, notice_frame
from giaoban.meetings.models import Attendance
from giaoban.reports.anchors import plain as plain_code
from giaoban.reports.model import Block, Inline, Item, Paragraph, Report, Text
from giaoban.reports.numbering import numbered
from giaoban.reports.values import said

TEMPLATE = "notice_of_conclusions"
UNCLEAR = {
    Clear.LEAD: "[chưa rõ cơ quan chủ trì]",
    Clear.HELPERS: "[chưa rõ cơ quan phối hợp]",
    Clear.WHAT: "[chưa rõ việc phải làm]",
    Clear.DEADLINE: "[chưa rõ thời hạn]",
    Clear.REPORTING: "[chưa rõ cách báo cáo]",
}
"""What stands in a draft in place of what the chair is still to be asked."""


def write_notice(
    held: Held, office: Office, *, at: datetime, number: str, day: date, signing: Signing, draft: str, notice: str
) -> Report:
    """The notice of a meeting. `number` is empty and `draft` says `Dự thảo …` until it is issued; `notice` is on every copy."""
    blocks = _body(held, office)
    return Report(
        code=_code(held, blocks),
        title=f"Thông báo kết luận, {held.title}",
        template=TEMPLATE,
        unit=held.unit_code,
        period=held.period,
        at=at,
        language="vi",
        frame=notice_frame(
            office,
            number=number,
            abstract=f"kết luận của {held.chair} tại {spoken(held.title)}",
            day=day,
            signing=signing,
            receivers=receivers(held.points),
            draft=draft,
            notice=notice,
        ),
        blocks=blocks,
    )


def receivers(points: Iterable[Point]) -> tuple[str, ...]:
    """The units that lead or help, each once, in the order in which they are first named."""
    return tuple(dict.fromkeys(name for point in points for name in (point.lead, *point.helpers) if name))


def sentence(point: Point) -> tuple[Inline, ...]:
    """The conclusion as one sentence with its five clears; what is not clear stands in brackets, bold."""
    if point.is_statement:
        return (_or_unclear(point.what, Clear.WHAT), Text("" if point.what.endswith((".", "!", "…")) else "."))
    return (
        Text("Giao "),
        _or_unclear(point.lead, Clear.LEAD),
        *_with_whom(point),
        *_what(point),
        Text("; hoàn thành chậm nhất ngày "),
        _or_unclear(written(point.deadline) if point.deadline else "", Clear.DEADLINE),
        Text("; "),
        _or_unclear(_reported(point.reporting), Clear.REPORTING),
        Text("."),
    )


def written(day: date) -> str:
    """`02/7/2024`, as official documents write a day in a sentence."""
    return f"{day.day:02}/{write_month_number(day.month)}/{day.year}"


def _with_whom(point: Point) -> Sequence[Inline]:
    if point.alone and not point.helpers:
        return ()
    return Text(" chủ trì, phối hợp với "), _or_unclear(listed(point.helpers), Clear.HELPERS)


def _what(point: Point) -> Sequence[Inline]:
    """The work goes on in small letters; where a name follows its first word it keeps its capital, after a colon."""
    text = point.what.rstrip(" .;")
    small = _small(text)
    return Text(": " if text and small == text and text[0].isupper() else " "), _or_unclear(small, Clear.WHAT)


def _reported(reporting: str) -> str:
    """`báo cáo kết quả bằng văn bản …`, unless it begins with the word itself."""
    small = _small(reporting).rstrip(" .;")
    return small if not small or small.startswith("báo cáo") else f"báo cáo kết quả {small}"


def _small(text: str) -> str:
    """The text with a small first letter, unless it begins with a name or letters that stand for words."""
    first, _space, rest = text.partition(" ")
    is_word = first[:1].isupper() and first[1:] == first[1:].lower() and rest[:1] == rest[:1].lower()
    return text[:1].lower() + text[1:] if is_word else text


def listed(names: Sequence[str]) -> str:
    """`A, B và C`."""
    return " và ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _or_unclear(text: str, clear: Clear) -> Text:
    return Text(text) if text else Text(UNCLEAR[clear], bold=True, italic=True)


def _body(held: Held, office: Office) -> tuple[Block, ...]:
    concluded = (Item(1, f"{number}.", sentence(point)) for number, point in enumerate(held.points, 1))
    return numbered(
        (
            Paragraph((Text(f"{_opening(held)} {_present(held)}".strip()),)),
            *(Paragraph((Text(f"Về “{item.title}”, "), *item.figures)) for item in held.items if item.figures),
            Paragraph((Text(_heard(held)),)),
            *concluded,
            Paragraph((Text(_closing(held, office)),)),
        )
    )


def _opening(held: Held) -> str:
    half = "Sáng" if held.began.hour < 12 else "Chiều"
    where = f", tại {held.place}" if held.place else ""
    return f"{half} ngày {written(held.began.date())}{where}, {held.chair} chủ trì {spoken(held.title)}."


def spoken(title: str) -> str:
    """A meeting's title in a sentence: `cuộc giao ban tuần 27`, `buổi làm việc với …`; a conference keeps its name."""
    kinds = {"Giao ban": "cuộc ", "Họp": "cuộc ", "Làm việc": "buổi "}
    before = next((word for start, word in kinds.items() if title.startswith(start)), "")
    return f"{before}{title[:1].lower()}{title[1:]}" if before else title


def _present(held: Held) -> str:
    """Who came; where nobody was ticked off, who was asked and did not decline."""
    came = [one for one in held.places if one.attendance in (Attendance.PRESENT, Attendance.SUBSTITUTE)]
    ticked = any(one.attendance is not Attendance.UNKNOWN for one in held.places)
    asked = [one for one in held.places if not one.declined]
    names = tuple(dict.fromkeys(one.name for one in (came if ticked else asked)))
    if not names:
        return ""
    return f"{'Cùng dự có đại diện' if ticked else 'Thành phần dự họp gồm'} {listed(names)}."


def _heard(held: Held) -> str:
    """What was reported and what was spoken about, before the conclusions; not an opening on which nothing was written."""
    reported = "; ".join(f"{item.presenter} báo cáo “{item.title}”" for item in held.items if item.presenter)
    discussed = "; ".join(
        f"“{item.title}”" for item in held.items if not item.presenter and (item.notes or item.polls or item.points)
    )
    parts = [f"nghe {reported}" if reported else "", f"thảo luận về {discussed}" if discussed else ""]
    after = "; ".join(part for part in parts if part) or "thảo luận"
    return f"Sau khi {after}, {held.chair} kết luận như sau:"


def _closing(held: Held, office: Office) -> str:
    end = "./." if office.layout == "state" else "."
    return (
        f"Trên đây là kết luận của {held.chair} tại {spoken(held.title)}, thông báo để các cơ quan, đơn vị có liên quan biết, "
        f"thực hiện{end}"
    )


def _code(held: Held, blocks: tuple[Block, ...]) -> str:
    """At most 30 signs: unit and meeting for people, then a digest of all that the notice says."""
    digest = hashlib.sha256(said(blocks).encode()).hexdigest()[:8]
    return f"TB-{plain_code(held.unit_code)[:8]}-{held.number}-{digest}"[:30]
