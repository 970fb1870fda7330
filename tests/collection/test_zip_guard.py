"""What is not a plain .xlsx is turned away with a sentence, before any library parses it."""

import io
import zipfile
import zlib

import pytest

from giaoban.collection.problems import Refusal
from giaoban.collection.zip_guard import LAST_ROW, guarded_parts
from tests.collection.conftest import Import, Workbook
from tests.collection.filling import part, with_part

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def refusal(data: bytes) -> str:
    with pytest.raises(Refusal) as caught:
        guarded_parts(data)
    return str(caught.value)


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "rỗng"),
        (OLE, "đời cũ"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (b"%PDF-1.7", "PDF"),
        (b"unit,indicator\n", ".csv"),
        (b"<html><table></table></html>", "không phải là sổ Excel"),
        (b"PK\x03\x04" + b"x" * 40, "bị hỏng"),
        (b"x" * 10_000_001, "quá lớn"),
        (archive(**{"word/document.xml": b"<d/>"}), "Word"),
        (archive(**{"xl/workbook.bin": b""}), ".xlsb"),
    ],
)
def test_another_kind_of_file_is_called_by_its_name(data: bytes, words: str) -> None:
    assert words in refusal(data)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("xl/vbaProject.bin", b"x", "macro"),
        ("xl/externalLinks/externalLink1.xml", b"<x/>", "liên kết"),
        ("xl/worksheets/sheet1.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "không an toàn"),
        ("docProps/app.xml", "<x/>".encode("utf-16"), "không an toàn"),
        ("xl/media/image1.png", bytes(30_000_000), "nén bất thường"),
        ("xl/worksheets/sheet1.xml", b'<x><c r="XFD1048576"><v>1</v></c></x>', "quá xa"),
        ("xl/worksheets/sheet1.xml", b"<x><c><v>1</v></c></x>", "quá xa"),
    ],
)
def test_a_dangerous_part_is_refused(workbook: Workbook, name: str, content: bytes, words: str) -> None:
    assert words in refusal(with_part(workbook(), name, content))


def test_too_many_or_doubled_parts_are_refused() -> None:
    assert "nén bất thường" in refusal(archive(**{f"part{number}": b"" for number in range(1_001)}))
    doubled = archive(**{"xl/workbook.xml": b"<a/>", "xl/workbook.xmL": b"<b/>"}).replace(b".xmL", b".xml")
    assert "trùng tên" in refusal(doubled)


def test_a_part_that_lies_about_its_size_is_refused(workbook: Workbook) -> None:
    data = bytearray(workbook())
    crc = zlib.crc32(part(bytes(data), "xl/workbook.xml")).to_bytes(4, "little")
    for place in (data.find(crc), data.rfind(crc)):
        data[place + 8 : place + 12] = (5).to_bytes(4, "little")
    assert "bị hỏng" in refusal(bytes(data))


def test_a_far_row_alone_does_no_harm_and_a_far_cell_does(workbook: Workbook) -> None:
    sheet = part(workbook(), "xl/worksheets/sheet2.xml")
    far = sheet.replace(b"</sheetData>", b'<row r="1048576"/></sheetData>')
    assert guarded_parts(with_part(workbook(), "xl/worksheets/sheet2.xml", far))
    cell = f'<row r="{LAST_ROW + 1}"><c r="A{LAST_ROW + 1}"><v>1</v></c></row></sheetData>'.encode()
    assert "quá xa" in refusal(with_part(workbook(), "xl/worksheets/sheet2.xml", sheet.replace(b"</sheetData>", cell)))


def test_a_refused_file_is_one_problem_of_the_whole_file(take_in: Import) -> None:
    (file,) = take_in({"a.xls": OLE}).files
    (problem,) = file.problems
    assert (file.status, problem.sheet, problem.cell) == ("refused", "", "")
