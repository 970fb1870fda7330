"""What a sheet's page says above its figures: why it is locked, that it came by file, why it was returned."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from giaoban.collection.models import Act, State
from giaoban.collection.pages.place import Place
from giaoban.people.access import Verb


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence with its tone and icon."""

    tone: str
    icon: str
    text: str


def notes_of(place: Place) -> tuple[Note, ...]:
    """What somebody must know before they begin."""
    found = [_locked(place), _by_file(place), _returned(place), _estimate(place), _correction(place)]
    return tuple(note for note in found if note is not None)


def _locked(place: Place) -> Note | None:
    handed = place.submission is not None and place.submission.state not in {State.DRAFT, State.RETURNED}
    if not place.is_locked or handed or place.came_by_file or not place.may(Verb.REPORT):
        return None
    return Note("bad", "lock", _("Biểu đã khóa vì quá hạn lâu. Muốn nộp, hãy đề nghị Văn phòng cấp trên gia hạn."))


def _by_file(place: Place) -> Note | None:
    if not place.came_by_file:
        return None
    return Note(
        "plain",
        "file-spreadsheet",
        _("Số liệu của biểu này đã vào sổ từ tệp. Muốn sửa, chọn “Đính chính” và ghi lý do."),
    )


def _returned(place: Place) -> Note | None:
    if place.submission is None or place.submission.state != State.RETURNED:
        return None
    event = place.submission.events.filter(act=Act.RETURNED).select_related("person").order_by("pk").last()
    if event is None:
        return None
    sentence = _("%(name)s trả lại: %(text)s") if event.text else _("%(name)s trả lại với góp ý ở từng số liệu.")
    return Note("warn", "undo-2", sentence % {"name": event.person.display_name, "text": event.text})


def _estimate(place: Place) -> Note | None:
    if place.submission is None or not place.submission.is_estimate:
        return None
    return Note(
        "warn", "circle-dashed", _("Đây là số ước; ở mọi nơi số này được ghi rõ là ước cho tới khi có số chính thức.")
    )


def _correction(place: Place) -> Note | None:
    submission = place.submission
    if submission is None or submission.state != State.DRAFT or submission.posted_at is None:
        return None
    event = submission.events.filter(act=Act.REOPENED).select_related("person").order_by("pk").last()
    if event is None:
        return None
    text = _("Đang đính chính, lý do: %(reason)s. Số trong sổ giữ nguyên cho tới khi số mới được ghi sổ.")
    return Note("plain", "history", text % {"reason": event.text.rstrip(".")})
