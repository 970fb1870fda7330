"""What is marked secret stays out; ordinary words with `mật` in them do not alarm anybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.followup.secrecy import Mark, SecretRefused, require_open, stamp_in

STAMPED = {
    "Thực hiện Kế hoạch 12-KH/TU (Mật) của Tỉnh ủy": Mark.SECRET,
    "Thực hiện Kế hoạch 12-KH/TU ( tối  mật )": Mark.TOP_SECRET,
    "Phương án [TUYỆT MẬT]": Mark.MOST_SECRET,
    "TỐI MẬT. Phương án bảo vệ": Mark.TOP_SECRET,
    "Chuẩn bị phương án tuyệt mật cho diễn tập": Mark.MOST_SECRET,
    "MẬT": Mark.SECRET,
    " mật ": Mark.SECRET,
    "Mật: phương án bảo vệ kỳ họp": Mark.SECRET,
    "Độ mật: Mật": Mark.SECRET,
    "Báo cáo tuần\nĐộ mật – tối mật": Mark.TOP_SECRET,
    "Trả lời công văn số 45-CV/TU Mật": Mark.SECRET,
    "Theo Kế hoạch 15/KH-UBND, mật, ngày 02/7/2024": Mark.SECRET,
    "Trả lời Công văn Mật của Bộ Công an": Mark.SECRET,
    "Phương án bảo vệ - MẬT - bản 2": Mark.SECRET,
    "Rà soát (Ma\u0302\u0323t)": Mark.SECRET,
}
ORDINARY = (
    "Giữ bí mật nhà nước; kiểm tra công tác bảo mật",
    "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "MẬT ĐỘ DÂN SỐ",
    "Công bố mật độ dân số (mật độ trung bình)",
    "Xây dựng nhãn hiệu mật ong rừng",
    "Mật ong: sản lượng tăng",
    "Giữ mối quan hệ mật thiết với Nhân dân",
    "Đổi mật khẩu, lắp máy mã hóa mật mã",
    "Buổi tối mật độ giao thông cao",
    "Kiểm tra việc quản lý tài liệu mật tại các đơn vị",
    "Bỏ phiếu kín, họp cơ mật",
    "Số 12-KH/TU về mật độ xây dựng",
    "Báo cáo Mật độ dân cư",
    "giữ bí\nmật, an toàn",
    "",
)


@pytest.mark.parametrize(("text", "mark"), STAMPED.items())
def test_a_stamp_in_the_text_is_refused_with_the_reason_and_the_way_out(text: str, mark: Mark) -> None:
    with pytest.raises(SecretRefused, match="hồ sơ giấy") as refused:
        require_open(Mark.OPEN, "Một nội dung thường", text)
    assert refused.value.mark is mark
    assert refused.value.found in str(refused.value)


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_word_is_no_stamp(text: str) -> None:
    assert stamp_in(text) is None
    require_open(Mark.OPEN, text)


@pytest.mark.parametrize("mark", [Mark.SECRET, Mark.TOP_SECRET, Mark.MOST_SECRET])
def test_what_is_said_to_be_secret_is_refused_whatever_it_says(mark: Mark) -> None:
    with pytest.raises(SecretRefused, match="hồ sơ giấy") as refused:
        require_open(mark, "")
    assert (refused.value.mark, refused.value.found) == (mark, "")


@pytest.mark.parametrize("mark", ["", "mật", "OPEN"])
def test_who_has_chosen_no_degree_has_not_said_that_it_is_open(mark: str) -> None:
    with pytest.raises(ValueError, match="Chưa chọn độ mật"):
        require_open(mark, "Nội dung")


words = st.text(st.characters(categories=["Ll", "Nd"], max_codepoint=0x1EF9), min_size=1, max_size=6)


@given(st.lists(words), st.sampled_from(["(Mật)", "TUYỆT MẬT", "[tối mật]", "(MẬT)"]), st.lists(words))
def test_a_stamp_is_found_wherever_it_stands(before: list[str], stamp: str, after: list[str]) -> None:
    assert stamp_in(" ".join([*before, stamp, ";", *after])) is not None


@given(st.text())
def test_a_text_without_the_syllable_is_open(text: str) -> None:
    if "mật" not in text.casefold():
        assert stamp_in(text) is None
