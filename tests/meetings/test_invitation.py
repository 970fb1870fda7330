"""The invitation in the official layout, as Word and as PDF."""

import io

import docx
import pypdfium2
from django.test import Client

from giaoban.meetings import agenda
from giaoban.meetings.agenda import ItemWords
from giaoban.people.models import Person
from tests.conftest import NOW, Cast
from tests.meetings.planned import invited


def file(person: Person, address: str) -> bytes:
    client = Client()
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content


def test_it_says_who_when_where_and_what(cast: Cast) -> None:
    meeting = invited(cast)
    agenda.add_item(meeting, ItemWords("Báo cáo 6 tháng"), by=cast.office, at=NOW, revision=meeting.revision)
    word = docx.Document(io.BytesIO(file(cast.office, f"/hop/{meeting.pk}/giay-moi.docx")))
    said = "\n".join(paragraph.text for paragraph in word.paragraphs)
    pdf = pypdfium2.PdfDocument(file(cast.officer, f"/hop/{meeting.pk}/giay-moi.pdf"))
    printed = pdf[0].get_textpage().get_text_range()
    for text in (said, printed):
        for words in ("GIẤY MỜI", "Huyện ủy Diễn Lộc", "Chủ trì: Thường trực Tỉnh ủy", "08 giờ 00, thứ Ba, ngày 02/7/2024",
                      "Phòng họp số 1", "Báo cáo 6 tháng"):  # fmt: skip
            assert words in " ".join(text.split())
    pdf.close()
