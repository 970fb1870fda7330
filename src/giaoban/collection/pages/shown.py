"""How a sheet's state, its due day, its acts and its history are said to a person."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from giaoban.collection.models import Act, CellRemark, State, Submission, SubmissionEvent
from giaoban.indicators.breakdowns import breakdown_name, is_known
from giaoban.indicators.catalogue import Pack
from giaoban.language.dates import write_date
from giaoban.language.locales import Language


@dataclass(frozen=True, slots=True)
class Shown:
    """A tag: its tone, its icon, what it says, and the sentence behind it."""

    tone: str
    icon: str
    word: str
    explained: str = ""


_STATES: Final = {
    State.DRAFT: ("part", "pencil", gettext_lazy("Đang nhập.")),
    State.SUBMITTED: ("part", "send", gettext_lazy("Đã trình, chờ lãnh đạo đơn vị duyệt.")),
    State.RETURNED: ("bad", "undo-2", gettext_lazy("Bị trả lại: sửa theo góp ý rồi trình lại.")),
    State.APPROVED: ("part", "badge-check", gettext_lazy("Lãnh đạo đơn vị đã duyệt, chờ văn phòng cấp trên ghi sổ.")),
    State.POSTED: ("good", "book-check", gettext_lazy("Đã ghi sổ; muốn sửa thì mở đính chính.")),
}


def state_shown(submission: Submission | None, *, in_books: bool) -> Shown:
    """Where the sheet stands; `in_books` tells, of one that nobody has opened, that a file has brought its figures."""
    if submission is None:
        if in_books:
            return Shown("good", "book-check", _("đã có số trong sổ"), _("Số liệu đã vào sổ từ tệp."))
        return Shown("warn", "clock", _("chưa nhập"))
    tone, icon, explained = _STATES[State(submission.state)]
    word = str(State(submission.state).label)
    if submission.state == State.DRAFT and submission.posted_at is not None:
        word = _("đang đính chính")
    return Shown(tone, icon, word, str(explained))


def due_shown(due: date, today: date, submission: Submission | None, language: Language, *, in_books: bool) -> Shown:
    """When the sheet is due, and how much time is left; of one that was handed over, whether it came in time."""
    day = write_date(due, language)
    handed = None if submission is None else submission.submitted_at
    if handed is not None:
        late = (localdate(handed) - due).days
        if late > 0:
            word = ngettext("nộp muộn %(count)d ngày", "nộp muộn %(count)d ngày", late) % {"count": late}
            return Shown("warn", "history", word)
        return Shown("good", "check", _("nộp đúng hạn (%(day)s)") % {"day": day})
    if in_books and submission is None:
        return Shown("plain", "calendar-range", _("hạn %(day)s") % {"day": day})
    left = (due - today).days
    if left < 0:
        word = ngettext("quá hạn %(count)d ngày", "quá hạn %(count)d ngày", -left) % {"count": -left}
        return Shown("bad", "triangle-alert", word)
    if left == 0:
        return Shown("warn", "clock", _("hạn hôm nay, %(day)s") % {"day": day})
    sentence = ngettext("hạn %(day)s, còn %(count)d ngày", "hạn %(day)s, còn %(count)d ngày", left)
    return Shown("warn" if left <= 3 else "plain", "clock", sentence % {"day": day, "count": left})


# ── what may be done ──


@dataclass(frozen=True, slots=True)
class ShownAct:
    """A button, and the panel that asks before the act is done; `text_name` is empty where no word is wanted."""

    code: str
    name: str
    icon: str
    address: str
    question: str
    confirm: str
    text_name: str = ""
    text_label: str = ""
    is_primary: bool = False


def acts_shown(moves: Iterable[str], words: tuple[str, str, str], *, replaces: bool, is_final: bool) -> list[ShownAct]:
    """The acts that are open, in the order of the way; the one that goes on stands last.

    `replaces`: accepting replaces figures of the books; `is_final`: the figures are no estimate that is to be replaced.
    """
    found = [_ACTS[move](words, replaces) for move in moves if move in _ACTS]
    if not is_final:
        found.append(_finalise(words))
    return sorted(found, key=lambda act: act.is_primary)


def _recall(words: tuple[str, str, str], _replaces: bool) -> ShownAct:
    return ShownAct(
        "recall", _("Rút về"), "undo-2", reverse("sheet_recall", args=words),
        _("Rút báo cáo về để sửa?"), _("Rút về"),
    )  # fmt: skip


def _approve(words: tuple[str, str, str], _replaces: bool) -> ShownAct:
    return ShownAct(
        "approve", _("Duyệt"), "badge-check", reverse("sheet_approve", args=words),
        _("Duyệt báo cáo này?"), _("Đồng ý duyệt"), "y-kien-duyet", _("Ý kiến (không bắt buộc)"), is_primary=True,
    )  # fmt: skip


def _return(words: tuple[str, str, str], _replaces: bool) -> ShownAct:
    return ShownAct(
        "return", _("Trả lại"), "undo-2", reverse("sheet_return", args=words),
        _("Trả lại đơn vị để sửa?"), _("Trả lại"), "ly-do-tra",
        _("Lý do; có thể góp ý riêng ở từng số liệu phía trên"),
    )  # fmt: skip


def _accept(words: tuple[str, str, str], replaces: bool) -> ShownAct:
    label = _("Lý do thay số đã có trong sổ") if replaces else ""
    return ShownAct(
        "accept", _("Ghi sổ"), "book-check", reverse("sheet_accept", args=words),
        _("Nhận và ghi vào sổ số liệu?"), _("Đồng ý ghi sổ"), "ly-do-ghi" if replaces else "", label, is_primary=True,
    )  # fmt: skip


def _reopen(words: tuple[str, str, str], _replaces: bool) -> ShownAct:
    return ShownAct(
        "reopen", pgettext("việc", "Đính chính"), "pencil", reverse("sheet_reopen", args=words),
        _("Mở lại biểu để đính chính? Số trong sổ giữ nguyên cho tới khi số mới được duyệt và ghi sổ."),
        _("Mở đính chính"), "ly-do", _("Lý do đính chính"),
    )  # fmt: skip


def _finalise(words: tuple[str, str, str]) -> ShownAct:
    return ShownAct(
        "finalise", _("Nhập số chính thức"), "pencil", reverse("sheet_estimate", args=words),
        _("Mở biểu để nhập số chính thức thay số ước?"), _("Mở biểu"), is_primary=True,
    )  # fmt: skip


_ACTS: Final[Mapping[str, Callable[[tuple[str, str, str], bool], ShownAct]]] = {
    Act.RECALLED: _recall,
    Act.APPROVED: _approve,
    Act.RETURNED: _return,
    Act.POSTED: _accept,
    Act.REOPENED: _reopen,
}


# ── what was done ──


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """What was said of one figure, and whether it has been submitted again since."""

    label: str
    text: str
    settled: bool


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """One act in the sheet's history."""

    icon: str
    person: str
    word: str
    at: datetime
    text: str
    remarks: tuple[ShownRemark, ...]


_ICONS: Final[Mapping[str, str]] = {
    Act.OPENED: "pencil",
    Act.SUBMITTED: "send",
    Act.RECALLED: "undo-2",
    Act.RETURNED: "undo-2",
    Act.APPROVED: "badge-check",
    Act.POSTED: "book-check",
    Act.REOPENED: "history",
    Act.ESTIMATED: "circle-dashed",
    Act.FINALISED: "check",
}


def history_shown(
    events: Iterable[SubmissionEvent], remarks: Iterable[CellRemark], pack: Pack, language: Language
) -> tuple[ShownEvent, ...]:
    """What was done to the sheet, latest first, each return with what was said of single figures."""
    said: defaultdict[tuple[int, datetime], list[ShownRemark]] = defaultdict(list)
    for remark in remarks:
        label = _label(pack, remark, language)
        said[remark.person_id, remark.at].append(ShownRemark(label, remark.text, remark.settled_at is not None))
    return tuple(
        ShownEvent(
            _ICONS[event.act],
            event.person.display_name,
            str(Act(event.act).label),
            event.at,
            event.text,
            tuple(said[event.person_id, event.at]) if event.act == Act.RETURNED else (),
        )
        for event in sorted(events, key=lambda event: -event.pk)
    )


def _label(pack: Pack, remark: CellRemark, language: Language) -> str:
    if not is_known(pack, remark.indicator, remark.breakdown):
        return remark.indicator
    name = pack.indicator(remark.indicator).name.in_language(language)
    if not remark.breakdown:
        return name
    return f"{name}: {breakdown_name(pack, remark.breakdown, language)}"
