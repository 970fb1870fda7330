"""Papers, private notes and remarks before a meeting."""

import pytest

from giaoban.followup.secrecy import Mark, SecretRefused
from giaoban.meetings import agenda, holding, notes, papers
from giaoban.meetings.agenda import ItemWords
from giaoban.meetings.life import IllegalMove
from giaoban.meetings.models import AgendaItem, Meeting, Paper, PrivateNote
from giaoban.meetings.moving import MeetingRefused
from giaoban.people.access import Hidden, NotYourRole
from giaoban.reading.file_kinds import FileRefused
from tests.conftest import NOW, Cast
from tests.meetings.planned import invited

PDF = b"%PDF-1.7\n1 0 obj"


def with_item(cast: Cast) -> tuple[Meeting, AgendaItem]:
    meeting = invited(cast)
    item = agenda.add_item(meeting, ItemWords("Báo cáo"), by=cast.office, at=NOW, revision=meeting.revision)
    meeting.refresh_from_db()
    return meeting, item


def test_an_invited_unit_reads_the_papers_and_its_neighbour_knows_of_none(cast: Cast) -> None:
    meeting, item = with_item(cast)
    kept = papers.add_paper(meeting, PDF, "dự thảo.pdf", item=item, by=cast.office, at=NOW)
    for person in (cast.officer, cast.leader, cast.inspector):
        read = papers.paper(meeting.pk, kept.pk, by=person, at=NOW)
        assert (bytes(read.data), read.media_type, read.size) == (PDF, "application/pdf", len(PDF))
    for person in (cast.neighbour_officer, cast.outsider):
        with pytest.raises(Hidden):
            papers.paper(meeting.pk, kept.pk, by=person, at=NOW)


def test_only_who_prepares_adds_and_takes_away(cast: Cast) -> None:
    meeting, _item = with_item(cast)
    with pytest.raises(NotYourRole):
        papers.add_paper(meeting, PDF, "a.pdf", by=cast.officer, at=NOW)
    kept = papers.add_paper(meeting, PDF, "a.pdf", by=cast.office, at=NOW)
    papers.remove_paper(meeting, kept.pk, by=cast.office, at=NOW)
    assert not Paper.objects.exists()
    assert list(meeting.events.values_list("text", flat=True))[-2:] == ["thêm tài liệu: a.pdf", "bỏ tài liệu: a.pdf"]


def test_a_paper_is_what_its_name_says_and_not_secret(cast: Cast) -> None:
    meeting, _item = with_item(cast)
    with pytest.raises(FileRefused):
        papers.add_paper(meeting, b"MZ", "a.pdf", by=cast.office, at=NOW)
    with pytest.raises(SecretRefused):
        papers.add_paper(meeting, PDF, "a.pdf", mark=Mark.SECRET, by=cast.office, at=NOW)
    with pytest.raises(SecretRefused):
        papers.add_paper(meeting, PDF, "Báo cáo (Mật).pdf", by=cast.office, at=NOW)


def test_a_private_note_is_nobody_elses(cast: Cast) -> None:
    meeting, item = with_item(cast)
    notes.keep_note(meeting, item.pk, "Hỏi về tiến độ\r\ncủa Nguyệt Hồ", by=cast.leader, at=NOW)
    assert notes.own_notes(meeting, cast.leader) == {item.pk: "Hỏi về tiến độ\ncủa Nguyệt Hồ"}
    for person in (cast.office, cast.officer, cast.administrator):
        assert notes.own_notes(meeting, person) == {}
    notes.keep_note(meeting, item.pk, " ", by=cast.leader, at=NOW)
    assert not PrivateNote.objects.exists()
    with pytest.raises(Hidden):
        notes.keep_note(meeting, item.pk, "a", by=cast.neighbour_officer, at=NOW)


def test_participants_remark_until_the_meeting_begins(cast: Cast) -> None:
    meeting, item = with_item(cast)
    said = notes.remark(meeting, item.pk, "Đề nghị bổ sung số liệu quý II", by=cast.officer, at=NOW)
    assert (said.item, said.person) == (item, cast.officer)
    with pytest.raises(MeetingRefused):
        notes.remark(meeting, item.pk, " ", by=cast.officer, at=NOW)
    with pytest.raises(NotYourRole):
        notes.remark(meeting, item.pk, "a", by=cast.inspector, at=NOW)
    holding.open_meeting(meeting, by=cast.leader, at=NOW, revision=meeting.revision)
    with pytest.raises(IllegalMove):
        notes.remark(meeting, item.pk, "Muộn", by=cast.officer, at=NOW)
