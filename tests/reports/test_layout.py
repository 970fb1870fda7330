"""The official forms: what stands where in a Party and in a state document."""

from dataclasses import replace

import pytest

from giaoban.reports.layout import layout
from giaoban.reports.model import Frame
from giaoban.reports.write_text import text
from giaoban.reports.writers import WRITERS
from tests.reports.books import half_year


def state_frame() -> Frame:
    return replace(
        half_year().frame, layout="state", issuing_body="Sở Nội vụ", number="Số: 156/BC-SNV",
        signing_authority="KT. GIÁM ĐỐC", signing_post="PHÓ GIÁM ĐỐC", recipients=("Như trên", "Lưu: VT"), draft="",
    )  # fmt: skip


def test_a_party_document_has_the_title_of_the_party_the_asterisk_and_the_dashes() -> None:
    parts = layout(half_year().frame)
    assert [line.text for line in parts.left] == [
        "TỈNH ỦY LAM GIANG",
        "*",
        "Số \u00a0\u00a0\u00a0\u00a0\u00a0-BC/TU",
        "Dự thảo",
    ]
    assert (parts.right[0].text, parts.right[0].size, parts.right[0].bold) == ("ĐẢNG CỘNG SẢN VIỆT NAM", 15, True)
    assert parts.title[-1].text == "-----"
    assert parts.recipients[0].underlined
    assert parts.recipients[-1].text.endswith("Lưu Văn phòng Tỉnh ủy.")


def test_a_state_document_has_the_national_title_and_its_own_recipients() -> None:
    parts = layout(state_frame())
    assert [line.text for line in parts.right[:2]] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert parts.right[1].rule > 0
    assert [line.text for line in parts.recipients] == ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]


@pytest.mark.parametrize("ending", list(WRITERS))
def test_every_writer_writes_both_forms(ending: str) -> None:
    assert WRITERS[ending](replace(half_year(), frame=state_frame())).data


def test_the_signature_stands_before_the_annex() -> None:
    written = text(half_year())
    assert written.index("T/M BAN THƯỜNG VỤ") < written.index("PHỤ LỤC")
