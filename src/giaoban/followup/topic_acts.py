"""What the office does with a topic: founding, changing, closing it, naming its indicators and the documents on which it rests."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from giaoban.followup.models import Topic, TopicDocument, TopicIndicator
from giaoban.followup.secrecy import Mark, require_open
from giaoban.followup.topic_rows import topic_seen
from giaoban.followup.wording import WordsRefused, kept_text
from giaoban.indicators import packs
from giaoban.language.dates import write_date
from giaoban.people.access import NotYourRole, Verb, may, require_one
from giaoban.people.models import Person

LONGEST_NAME, LONGEST_ABOUT, LONGEST_NUMBER, LONGEST_TITLE = 200, 4_000, 60, 300
MOST_INDICATORS: Final = 24
CODE: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
TAKEN_WORDS: Final = frozenset({"them", "du-an"})
"""Words that stand for pages in the place of a topic's code."""


class NotAsItStands(Exception):
    """What was asked cannot be done as things stand; a page answers 409."""

    status = 409


class AlreadyClosed(NotAsItStands):
    """A topic, project or obstacle that has ended takes nothing in any more."""


class Overtaken(NotAsItStands):
    """Somebody changed the topic since the person saw it; nothing was done."""

    def __init__(self) -> None:
        super().__init__(_("Chuyên đề vừa có người thay đổi: hãy tải lại trang, xem lại rồi làm tiếp."))


def found(
    unit_id: int,
    code: str,
    name: str,
    *,
    about: str = "",
    started_on: date,
    indicators: Sequence[str] = (),
    mark: str = Mark.OPEN,
    by: Person,
    at: datetime,
) -> Topic:
    """A new topic kept by the unit. `code` stands in addresses; `indicators` are codes of the pack, in the order shown."""
    require_one(by, [(Verb.COMPILE, unit_id)], [unit_id], localdate(at))
    kept_name, kept_about = _content(name, about, mark)
    kept_code = _code(code)
    known = _indicators(indicators)
    try:
        with transaction.atomic():
            topic = Topic.objects.create(
                unit_id=unit_id,
                code=kept_code,
                name=kept_name,
                about=kept_about,
                started_on=started_on,
                changed_at=at,
            )
            _name_indicators(topic, known)
    except IntegrityError:
        raise WordsRefused("ma", _("Đã có chuyên đề mã “%(code)s”: hãy chọn mã khác.") % {"code": kept_code}) from None
    return topic


def change(
    topic: Topic,
    name: str,
    *,
    about: str,
    started_on: date,
    indicators: Sequence[str],
    mark: str = Mark.OPEN,
    by: Person,
    at: datetime,
    seen: datetime,
) -> Topic:
    """Another name, purpose, day or other indicators; the code stays, for addresses lead to it.

    `seen` is when the topic was last changed as the person saw it; raises `Overtaken` where somebody was faster.
    """
    require_keeper(topic, by, at)
    require_open_topic(topic)
    kept_name, kept_about = _content(name, about, mark)
    known = _indicators(indicators)
    with transaction.atomic():
        as_seen = Topic.objects.filter(pk=topic.pk, changed_at=seen)
        if as_seen.update(name=kept_name, about=kept_about, started_on=started_on, changed_at=at) != 1:
            raise Overtaken
        topic.indicators.all().delete()
        _name_indicators(topic, known)
    return Topic.objects.get(pk=topic.pk)


def close(topic: Topic, day: date, *, by: Person, at: datetime) -> Topic:
    """The topic ends on that day; it stays readable."""
    require_keeper(topic, by, at)
    require_open_topic(topic)
    if not topic.started_on <= day <= localdate(at):
        raise WordsRefused(
            "ngay",
            _("Ngày kết thúc phải từ %(first)s đến hôm nay: hãy chọn lại.")
            % {"first": write_date(topic.started_on, "vi")},
        )
    _end(topic, day, at)
    return topic


def resume(topic: Topic, *, by: Person, at: datetime) -> Topic:
    """A topic that was closed goes on."""
    require_keeper(topic, by, at)
    if topic.closed_on is None:
        raise AlreadyClosed(_("Chuyên đề này đang mở."))
    _end(topic, None, at)
    return topic


def cite(
    topic: Topic, number: str, title: str, on: date, *, mark: str = Mark.OPEN, by: Person, at: datetime
) -> TopicDocument:
    """A document on which the topic rests, as it is cited; the document itself is not kept here."""
    require_keeper(topic, by, at)
    require_open_topic(topic)
    require_open(mark, f"{number} {title}")
    kept_number = kept_text(number, "so", _("số, ký hiệu"), LONGEST_NUMBER, needed=False)
    kept_title = kept_text(title, "trich-yeu", _("trích yếu"), LONGEST_TITLE)
    if on > localdate(at):
        raise WordsRefused(
            "ngay", _("Ngày %(day)s chưa tới: hãy ghi ngày của văn bản.") % {"day": write_date(on, "vi")}
        )
    return topic.documents.create(number=kept_number, title=kept_title, on=on)


def withdraw(document: TopicDocument, *, by: Person, at: datetime) -> None:
    """The topic rests on the document no more, or it was cited by mistake."""
    require_keeper(document.topic, by, at)
    require_open_topic(document.topic)
    document.delete()


def require_keeper(topic: Topic, by: Person, at: datetime) -> None:
    """Passes the office of the topic's unit; else raises `NotYourRole`, or `Hidden` where the person does not see the topic."""
    on = localdate(at)
    if may(by, Verb.COMPILE, topic.unit_id, on):
        return
    topic_seen(by, topic.code, on)
    raise NotYourRole(_("Chỉ văn phòng của đơn vị chủ trì chuyên đề làm được việc này."))


def require_open_topic(topic: Topic) -> None:
    """Raises `AlreadyClosed`."""
    if topic.closed_on is not None:
        raise AlreadyClosed(
            _("Chuyên đề đã kết thúc ngày %(day)s: muốn sửa, hãy mở lại chuyên đề trước.")
            % {"day": write_date(topic.closed_on, "vi")}
        )


def _content(name: str, about: str, mark: str) -> tuple[str, str]:
    require_open(mark, name, about)
    kept_name = kept_text(name, "ten", _("tên chuyên đề"), LONGEST_NAME)
    return kept_name, kept_text(about, "muc-dich", _("mục đích, phạm vi"), LONGEST_ABOUT, needed=False)


def _code(code: str) -> str:
    kept = code.strip().lower()
    if not CODE.fullmatch(kept) or len(kept) > 64 or kept in TAKEN_WORDS:
        raise WordsRefused(
            "ma",
            _("Mã “%(code)s” không dùng được: hãy viết chữ thường không dấu, số và gạch nối, như giai-phong-mat-bang.")
            % {"code": code[:64]},
        )
    return kept


def _indicators(codes: Sequence[str]) -> tuple[str, ...]:
    """The codes, each once; raises `WordsRefused` where the pack does not know one or there are too many."""
    known, pack = tuple(dict.fromkeys(codes)), packs.current()
    for code in known:
        if not pack.has_indicator(code):
            raise WordsRefused(
                "chi-tieu", _("Bộ chỉ tiêu không có mã “%(code)s”: hãy chọn trong danh sách.") % {"code": code}
            )
    if len(known) > MOST_INDICATORS:
        raise WordsRefused(
            "chi-tieu", _("Tối đa %(most)d chỉ tiêu cho một chuyên đề: hãy bỏ bớt.") % {"most": MOST_INDICATORS}
        )
    return known


def _name_indicators(topic: Topic, codes: Sequence[str]) -> None:
    TopicIndicator.objects.bulk_create(
        TopicIndicator(topic=topic, indicator=code, position=position) for position, code in enumerate(codes)
    )


def _end(topic: Topic, day: date | None, at: datetime) -> None:
    topic.closed_on, topic.changed_at = day, at
    topic.save(update_fields=["closed_on", "changed_at"])
