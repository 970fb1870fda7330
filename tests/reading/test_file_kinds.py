"""What kind a file is, by its name and by what is in it."""

import io
import zipfile

import pytest

from giaoban.reading.file_kinds import LARGEST, FileRefused, media_type, plain_name


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


def test_a_name_loses_its_folders_and_keeps_its_end() -> None:
    assert plain_name("C:\\Tài liệu\\báo\x00 cáo.PDF") == "báo cáo.PDF"
    assert plain_name("a" * 300 + ".docx").endswith("a.docx")


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.PDF", b"%PDF-1.7", "application/pdf"),
        ("a.pptx", archive("ppt/presentation.xml"), "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        ("a.txt", "Không phát sinh".encode(), "text/plain"),
    ],
)  # fmt: skip
def test_what_offices_send_is_known(name: str, data: bytes, kind: str) -> None:
    assert media_type(name, data) == kind


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.html", b"<p>", "Không nhận tệp"),
        ("a.pdf", b"", "trống"),
        ("a.pdf", b"MZ", "không đúng loại .pdf"),
        ("a.docx", archive("word/document.xml", "word/vbaProject.bin"), "macro"),
        ("a.pdf", b"%PDF-".ljust(LARGEST + 1), "nặng 21 MB"),
    ],
)
def test_what_is_not_what_it_says_is_refused(name: str, data: bytes, said: str) -> None:
    with pytest.raises(FileRefused, match=said):
        media_type(name, data)
