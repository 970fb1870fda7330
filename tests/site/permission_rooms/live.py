"""What the permission matrix needs for the pages of the live view of meetings."""

from datetime import timedelta

from giaoban.meetings.models import (
    AgendaItem,
    Meeting,
    MeetingKind,
    MeetingState,
    Participant,
    SpeakRequest,
    Vote,
)
from giaoban.people.models import Person
from giaoban.units.models import Unit
from tests.conftest import NOW, Cast

LIVE, BUSY = "/hop/{running}/", "/hop/{busy}/truc-tiep/"
ADDRESSES: dict[str, str] = {
    "live": LIVE + "truc-tiep/",
    "live_screen": LIVE + "man-hinh/",
    "live_events": LIVE + "dien-bien/?sau=0",
    "live_matter": LIVE + "truc-tiep/noi-dung/",
    "live_open": LIVE + "truc-tiep/khai-mac/",
    "live_close": LIVE + "truc-tiep/be-mac/",
    "live_reopen": LIVE + "truc-tiep/mo-lai/",
    "live_move": LIVE + "truc-tiep/chuyen/",
    "live_comment": LIVE + "truc-tiep/y-kien/",
    "live_ask_to_speak": LIVE + "truc-tiep/phat-bieu/",
    "live_put_to_vote": LIVE + "truc-tiep/bieu-quyet/",
    "live_withdraw": BUSY + "phat-bieu/{speech}/rut/",
    "live_call": BUSY + "phat-bieu/{speech}/moi/",
    "live_end_speech": BUSY + "phat-bieu/{speech}/xong/",
    "live_ballot": BUSY + "bieu-quyet/{open_vote}/phieu/",
    "live_close_vote": BUSY + "bieu-quyet/{open_vote}/dong/",
}
"""Every page by the name of its route: its address with what changes in braces."""
CARRIED: dict[str, dict[str, str]] = {
    "live_reopen": {"revision": "0", "ly-do": "Còn việc"},
    "live_move": {"dang-ban": "0", "toi": "{running_item}"},
    "live_comment": {"y-kien": "Nhất trí"},
    "live_put_to_vote": {"noi-dung": "Thông qua?", "ghi-ten": "0"},
    "live_ballot": {"dai-bieu": "{busy_place}", "phieu": "agree"},
}
"""What a POST carries; other routes carry `revision=0`."""


def things(unit: Unit, officer: Person, cast: Cast) -> dict[str, object]:
    """Two meetings of the unit that are being held; in the busy one the officer waits to speak and a named vote is open."""
    running, busy = (_held(unit, name) for name in ("running", "busy"))
    item = AgendaItem.objects.create(meeting=running, position=1, title="Nội dung")
    place = Participant.objects.create(meeting=busy, unit=unit)
    Participant.objects.create(meeting=running, unit=unit)
    speech = SpeakRequest.objects.create(meeting=busy, person=officer, asked_at=NOW)
    vote = Vote.objects.create(meeting=busy, question="Thông qua?", is_named=True, opened_at=NOW, person=cast.leader)
    return {
        "running": running.pk,
        "running_item": item.pk,
        "busy": busy.pk,
        "busy_place": place.pk,
        "speech": speech.pk,
        "open_vote": vote.pk,
    }


def _held(unit: Unit, name: str) -> Meeting:
    return Meeting.objects.create(
        unit=unit,
        kind=MeetingKind.BRIEFING,
        title=f"Giao ban {name}",
        starts_at=NOW,
        ends_at=NOW + timedelta(hours=2),
        state=MeetingState.RUNNING,
        uid=f"{name}-{unit.pk}",
        changed_at=NOW,
    )
