"""The five clears of a task: who leads, who helps, what, by when, how it is reported. What is missing is asked back, never guessed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from giaoban.figures.acceptance import UNKEEPABLE
from giaoban.followup.models import TaskOrigin
from giaoban.followup.secrecy import Mark
from giaoban.language.dates import weekday_name, write_date
from giaoban.language.locales import Language
from giaoban.periods.deadlines import is_working_day

LONGEST = {"what": 4000, "reporting": 200, "origin_title": 300}
"""The most signs that a text may have."""


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task as it is typed. `unit_id` gives it; `lead_id` and `deadline` are None where nobody has said them yet.

    `helper_ids` is empty where it was said that nobody helps, and None where it was not said. `mark` is a word of `Mark`.
    """

    unit_id: int
    lead_id: int | None
    helper_ids: tuple[int, ...] | None
    what: str
    deadline: date | None
    reporting: str
    origin: str
    origin_title: str
    origin_on: date | None
    topic_id: int | None = None
    mark: str = Mark.OPEN


class TaskRefused(ValueError):
    """A task, or what was said with an act, is not right as it was typed. `faults` holds a sentence for each field."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(" ".join(faults.values()))
        self.faults = dict(faults)


def require_clear(new: NewTask, units: Collection[int], on: date) -> None:
    """Raises `TaskRefused` where one of the five is not clear, or what it comes from; `units` are those that may be given it.

    `on` is the day of the act: a task cannot come from a document of tomorrow.
    """
    faults = dict([*_asked_back(new), *_out_of_reach(new, units), *_origin(new, on), *_unfit_texts(new)])
    if faults:
        raise TaskRefused(faults)


def require_time_left(deadline: date, on: date) -> None:
    """Raises `TaskRefused` where the deadline lies before the day on which the task is issued."""
    if deadline < on:
        values = {"deadline": write_date(deadline, "vi"), "on": write_date(on, "vi")}
        sentence = _("Thời hạn %(deadline)s đã qua khi giao (%(on)s): hãy chọn một ngày từ hôm giao trở đi.") % values
        raise TaskRefused({"deadline": sentence})


def deadline_remark(deadline: date, days_off: Collection[date], language: Language) -> str:
    """What to ask about a deadline on which nobody works; empty where there is nothing to ask."""
    if is_working_day(deadline, days_off):
        return ""
    values = {"deadline": write_date(deadline, language), "weekday": weekday_name(deadline, language)}
    if is_working_day(deadline):
        return _("Thời hạn %(deadline)s rơi vào ngày nghỉ (%(weekday)s). Có giữ hạn này không?") % values
    return _("Thời hạn %(deadline)s rơi vào %(weekday)s, ngày nghỉ cuối tuần. Có giữ hạn này không?") % values


def _asked_back(new: NewTask) -> Iterator[tuple[str, str]]:
    if new.lead_id is None:
        yield "lead", _("Ai chủ trì? Hãy chọn một đơn vị chịu trách nhiệm chính.")
    if new.helper_ids is None:
        yield "helpers", _("Ai phối hợp? Hãy chọn các đơn vị phối hợp, hoặc ghi rõ là không có.")
    if not new.what.strip():
        yield "what", _("Làm việc gì? Hãy ghi nội dung nhiệm vụ.")
    if new.deadline is None:
        yield "deadline", _("Bao giờ xong? Hãy chọn thời hạn.")
    if not new.reporting.strip():
        yield "reporting", _("Báo cáo thế nào? Hãy ghi cách báo cáo kết quả.")


def _out_of_reach(new: NewTask, units: Collection[int]) -> Iterator[tuple[str, str]]:
    if new.lead_id is not None and new.lead_id not in units:
        yield "lead", _("Đơn vị chủ trì không thuộc đơn vị giao nhiệm vụ: hãy chọn một đơn vị trong danh sách.")
    helpers = new.helper_ids or ()
    if any(one not in units for one in helpers):
        yield "helpers", _("Có đơn vị phối hợp không thuộc đơn vị giao nhiệm vụ: hãy chọn trong danh sách.")
    elif new.lead_id in helpers:
        yield "helpers", _("Đơn vị chủ trì không phối hợp với chính mình: hãy bỏ đơn vị đó khỏi danh sách phối hợp.")


def _origin(new: NewTask, on: date) -> Iterator[tuple[str, str]]:
    if new.origin not in TaskOrigin.values:
        yield "origin", _("Nhiệm vụ từ đâu? Hãy chọn nguồn giao.")
    if not new.origin_title.strip():
        yield "origin_title", _("Hãy ghi số, tên văn bản hoặc cuộc họp giao nhiệm vụ.")
    if new.origin_on is None:
        yield "origin_on", _("Hãy chọn ngày của văn bản hoặc cuộc họp giao nhiệm vụ.")
    elif new.origin_on > on:
        yield "origin_on", _("Ngày của văn bản hoặc cuộc họp giao nhiệm vụ chưa tới: hãy xem lại.")


def require_keepable(field: str, text: str, most: int) -> None:
    """Raises `TaskRefused` where a text is too long, or holds a sign that no database keeps."""
    if fault := _unfit(text, most):
        raise TaskRefused({field: fault})


def _unfit_texts(new: NewTask) -> Iterator[tuple[str, str]]:
    for field, most in LONGEST.items():
        if fault := _unfit(getattr(new, field), most):
            yield field, fault


def _unfit(text: str, most: int) -> str:
    if len(text) > most:
        values = {"length": len(text), "most": most}
        return _("Nội dung dài %(length)d ký tự, tối đa %(most)d: hãy viết gọn lại.") % values
    return _("Có ký tự không lưu được: hãy gõ lại.") if UNKEEPABLE.search(text) else ""
