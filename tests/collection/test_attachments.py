"""Files sent along with the figures."""

import io
import zipfile

import pytest

from giaoban.collection import attachments
from giaoban.collection.attachments import attach, detach
from giaoban.collection.life import IllegalMove
from giaoban.collection.models import Attachment
from giaoban.figures.models import SourceFile
from giaoban.figures.sources import contents
from giaoban.people.access import Hidden, NotYourRole
from giaoban.reading.file_kinds import LARGEST, FileRefused
from tests.collection.desk import Desk

PDF = b"%PDF-1.7\n1 0 obj"


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


def take(desk: Desk, data: bytes = PDF, name: str = "báo cáo.pdf") -> Attachment:
    return attach(desk.fresh(), data, name, by=desk.cast.officer, at=desk.now())


def test_a_file_is_kept_with_the_submission(desk: Desk) -> None:
    desk.open()
    kept = take(desk, name="C:\\Tài liệu\\báo cáo.PDF")
    assert (kept.name, kept.file.media_type, contents(kept.file)) == ("báo cáo.PDF", "application/pdf", PDF)
    detach(kept, by=desk.cast.officer, at=desk.now())
    assert (Attachment.objects.count(), SourceFile.objects.count()) == (0, 1)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", archive("word/document.xml")),
        ("a.xlsx", archive("xl/workbook.xml")),
        ("a.odt", archive("content.xml")),
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.jpeg", b"\xff\xd8\xff\xe0"),
        ("a.txt", "Không phát sinh.\r\n".encode()),
    ],
)
def test_what_offices_send_is_taken(desk: Desk, name: str, data: bytes) -> None:
    desk.open()
    assert take(desk, data, name).name == name


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.exe", b"MZ", "Không nhận tệp “a.exe”"),
        ("a.html", b"<script>", "Không nhận tệp “a.html”"),
        ("a", PDF, "Không nhận tệp “a”"),
        ("a.pdf", b"", "trống"),
        ("a.pdf", b"MZ", "không đúng loại .pdf"),
        ("a.docx", b"PK", "không đúng loại .docx"),
        ("a.docx", archive("xl/workbook.xml"), "không đúng loại .docx"),
        ("a.xlsx", archive("xl/workbook.xml", "xl/vbaProject.bin"), "hoặc có macro"),
        ("a.txt", b"\x00\x01", "không đúng loại .txt"),
    ],
)
def test_what_is_not_what_it_says_is_refused(desk: Desk, name: str, data: bytes, message: str) -> None:
    desk.open()
    with pytest.raises(FileRefused, match=message):
        take(desk, data, name)
    assert not SourceFile.objects.exists()


def test_a_file_may_have_20_megabytes_and_no_more(desk: Desk) -> None:
    desk.open()
    whole = PDF.ljust(LARGEST, b" ")
    assert take(desk, whole).file.size == LARGEST
    with pytest.raises(FileRefused, match="nặng 21 MB, vượt 20 MB"):
        take(desk, whole + b" ")


def test_a_submission_carries_so_many_files(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "MOST", 1)
    desk.open()
    take(desk)
    with pytest.raises(FileRefused, match="đã có 1 tệp"):
        take(desk)


def test_files_come_and_go_while_the_form_is_typed_only(desk: Desk) -> None:
    desk.open()
    kept = take(desk)
    desk.type({"members.total": "5"})
    desk.submit()
    with pytest.raises(IllegalMove):
        take(desk)
    with pytest.raises(IllegalMove):
        detach(kept, by=desk.cast.officer, at=desk.now())


def test_only_officers_of_the_unit_send_files(desk: Desk) -> None:
    found = desk.open()
    with pytest.raises(NotYourRole):
        attach(found, PDF, "a.pdf", by=desk.cast.leader, at=desk.now())
    with pytest.raises(Hidden):
        attach(found, PDF, "a.pdf", by=desk.cast.neighbour_officer, at=desk.now())
