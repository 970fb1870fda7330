"""The pages of recommendations: the list and its counts, one of them and its acts, taking one in, splitting one."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from giaoban.followup import recommendation_acts as acts
from giaoban.followup.models import Recommendation
from giaoban.followup.models import RecommendationState as State
from giaoban.followup.recommendation_listing import waiting_recommendations
from giaoban.people.models import Person
from tests.conftest import Cast
from tests.followup.asking import DUE, TEXT, TODAY, Asking, asking_of, fresh

LIST = "/kien-nghi/"


@pytest.fixture
def asking(cast: Cast) -> Asking:
    return asking_of(cast)


def page(person: Person, address: str = LIST, status: int = 200) -> str:
    client = Client()
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def sent(person: Person, name: str, one: Recommendation, **fields: object) -> tuple[int, str]:
    client = Client()
    client.force_login(person)
    typed = {"revision": one.revision, **{key.replace("_", "-"): value for key, value in fields.items()}}
    answer = client.post(reverse(name, args=[one.pk]), typed)
    return answer.status_code, " ".join(answer.content.decode().split())


def test_the_list_counts_by_state_and_each_count_is_a_link(asking: Asking) -> None:
    asking.received("Sửa trường học.")
    asking.closed()
    told = page(asking.cast.office)
    assert f'href="{LIST}?trang-thai=closed"><b class="number">1</b><span>Đã giải quyết xong' in told
    assert 'aria-current="true"><b class="number">2</b><span>Tất cả' in told
    narrowed = page(asking.cast.office, f"{LIST}?trang-thai=closed")
    assert TEXT in narrowed
    assert "Sửa trường học." not in narrowed


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tim=truong+HOC", "T"),
        ("don-vi=DL", "DT"),
        ("don-vi=NH", "N"),
        ("don-vi=LG", "DNT"),
        ("don-vi=LG&rieng=1", ""),
        ("giai-quyet=CA", "D"),
        ("cap=province", "D"),
        ("linh-vuc=Giao+thông", "D"),
        ("qua-han=1", "D"),
        ("tu=2024-07-01", "NT"),
        ("den=2024-06-30", "D"),
        ("chuyen-tu=2024-07-01", "D"),
        ("xong-tu=2024-01-01", ""),
        ("cho-toi=1", "NT"),
        ("trang-thai=không-có&cap=x&tu=mai&xep=lung-tung", "DNT"),
    ],
)
def test_each_filter_leaves_what_it_says(asking: Asking, query: str, found: str) -> None:
    cast, long_ago = asking.cast, TODAY - timedelta(days=30)
    texts = {"D": TEXT, "T": "Sửa trường học.", "N": "Thêm giáo viên."}
    asking.passed_on_of(asking.received(on=long_ago), due=TODAY)
    Recommendation.objects.update(due=TODAY - timedelta(days=3))
    asking.received(texts["T"])
    asking.received(texts["N"], unit_id=cast.neighbour.pk)
    told = page(cast.office, f"{LIST}?{query}")
    assert {letter for letter, text in texts.items() if text in told} == set(found)


def test_what_was_split_is_one_recommendation_or_its_parts(asking: Asking) -> None:
    first, second = asking.split(asking.classified())
    wholes, parts = page(asking.cast.office), page(asking.cast.office, f"{LIST}?tinh=phan")
    assert TEXT in wholes
    assert "0/2 đã kết thúc" in wholes
    assert first.text not in wholes
    assert TEXT not in parts
    assert first.text in parts
    assert second.text in parts
    assert TEXT in page(asking.owner, f"{LIST}?giai-quyet=CA"), "the whole is found by the owner of a part"


def test_what_waits_for_the_owner_of_a_part_is_the_part(asking: Asking) -> None:
    first, second = asking.split(asking.classified())
    told = page(asking.owner, f"{LIST}?cho-toi=1")
    assert first.text in told
    assert second.text in told
    assert 'Chờ tôi xử lý <span class="number">2</span>' in told
    assert waiting_recommendations(asking.owner, TODAY) == 2
    assert waiting_recommendations(asking.cast.officer, TODAY) == 0
    asking.answer(first)
    assert waiting_recommendations(asking.cast.officer, TODAY) == 1


def test_what_was_carried_over_stands_under_its_session(asking: Asking) -> None:
    asking.received(on=TODAY - timedelta(days=60))
    told = page(asking.cast.office, f"{LIST}?chuyen-tu=2024-07-01")
    assert '<th colspan="5" scope="colgroup">Buổi làm việc của Thường trực Tỉnh ủy với Huyện ủy Diễn Lộc' in told


def test_the_list_is_empty_in_words(asking: Asking) -> None:
    assert "Chưa có kiến nghị nào" in page(asking.cast.office)
    asking.received()
    assert "Chưa có kiến nghị nào của các đơn vị bạn theo dõi" in page(asking.cast.outsider)
    assert "Hãy bỏ bớt điều kiện lọc" in page(asking.cast.office, f"{LIST}?tim=xyz")
    assert TEXT not in page(asking.cast.neighbour_officer)


def test_the_table_to_take_away_has_the_same_rows(asking: Asking) -> None:
    asking.closed()
    asking.received("=Sửa trường học.")
    client = Client()
    client.force_login(asking.cast.office)
    answer = client.get(f"{LIST}tai-ve.csv?xep=cu")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["Trạng thái"] for row in rows] == ["đã giải quyết xong", "đã tiếp nhận"]
    assert rows[0]["Cơ quan giải quyết"] == "Đảng ủy Công an tỉnh"
    assert rows[1]["Kiến nghị"] == "'=Sửa trường học."
    assert client.get(f"{LIST}tai-ve.xlsx").content[:2] == b"PK"
    assert client.get(f"{LIST}tai-ve.pdf").status_code == 404


def test_each_side_sees_its_own_acts(asking: Asking) -> None:
    one = asking.answered()
    address = reverse("recommendation", args=[one.pk])
    assert "Xác nhận đã giải quyết xong" in page(asking.cast.officer, address)
    for person in (asking.cast.office, asking.owner, asking.cast.leader):
        assert "Xác nhận đã giải quyết xong" not in page(person, address)
    assert "Việc có thể làm" not in page(asking.cast.leader, address)
    page(asking.cast.neighbour_officer, address, status=404)


def test_the_whole_way_by_the_pages(asking: Asking) -> None:
    cast, one = asking.cast, asking.received()
    way: list[tuple[Person, str, dict[str, object]]] = [
        (cast.office, "recommendation_classify", {"linh_vuc": "Giao thông", "cap": "province"}),
        (cast.office, "recommendation_pass_on", {"co_quan": "CA", "han": "31/07/2024", "y_kien": "Trả lời sớm."}),
        (asking.owner, "recommendation_start", {}),
        (asking.owner, "recommendation_progress", {"noi_dung": "Đang khảo sát."}),
        (asking.owner, "recommendation_defer", {"noi_dung": "Vốn quý IV."}),
        (asking.owner, "recommendation_answer", {"noi_dung": "Đã bố trí vốn.", "ngay": "2024-07-02"}),
        (cast.officer, "recommendation_dispute", {"noi_dung": "Mới một nửa."}),
        (asking.owner, "recommendation_answer", {"noi_dung": "Đã bố trí đủ.", "ngay": "2024-07-02"}),
        (cast.officer, "recommendation_confirm", {}),
    ]
    for person, name, fields in way:
        assert sent(person, name, fresh(one), **fields)[0] == 302, name
    assert fresh(one).state == State.CLOSED
    told = page(cast.office, reverse("recommendation", args=[one.pk]))
    for said in ("Đang khảo sát.", "Vốn quý IV.", "Mới một nửa.", "Đã bố trí đủ.", "31/07/2024"):
        assert said in told


def test_what_was_typed_wrong_comes_back_with_its_reason(asking: Asking) -> None:
    one = asking.classified()
    status, told = sent(asking.cast.office, "recommendation_pass_on", one, co_quan="CA", han="01/07/2024")
    assert status == 422
    assert "Hạn trả lời 01/07/2024 đã qua" in told
    assert '<option value="CA" selected>' in told
    one = asking.passed_on_of(asking.received())
    status, told = sent(asking.owner, "recommendation_answer", one, noi_dung="Xem phụ lục (Mật).", ngay="2024-07-02")
    assert status == 422
    assert "Xem phụ lục (Mật)." in told
    assert "hồ sơ giấy" in told
    assert fresh(one).state == State.PASSED_ON


def test_an_old_page_changes_nothing_and_says_so(asking: Asking) -> None:
    one = asking.passed_on()
    acts.start(one, by=asking.owner, at=asking.now(), revision=one.revision)
    status, told = sent(asking.owner, "recommendation_answer", one, noi_dung="Rồi.", ngay="2024-07-02")
    assert status == 409
    assert "vừa có người thay đổi" in told


def test_one_is_taken_in_by_hand(asking: Asking) -> None:
    client = Client()
    client.force_login(asking.cast.officer)
    typed = {
        "don-vi": "DL", "noi-dung": "Sửa trường học.", "nguon": "letter", "van-ban": "Công văn 15-CV/HU",
        "ngay": "02/07/2024", "linh-vuc": "Giáo dục", "mat": "open",
    }  # fmt: skip
    assert client.post(f"{LIST}moi/", typed).status_code == 302
    one = Recommendation.objects.get()
    assert (one.text, one.receiver_id, one.field) == ("Sửa trường học.", asking.cast.province.pk, "Giáo dục")
    told = client.post(f"{LIST}moi/", typed | {"van-ban": "", "mat": "secret"})
    assert told.status_code == 422
    assert "Sửa trường học." in told.content.decode()
    assert Recommendation.objects.count() == 1


def test_a_session_is_filled_in_from_the_address(asking: Asking) -> None:
    query = "don-vi=DL&nguon=meeting&van-ban=Giao+ban+tuần+10&ngay=2024-03-12"
    told = page(asking.cast.office, f"{LIST}moi/?{query}")
    for said in ('value="DL" selected', 'value="meeting" selected', 'value="Giao ban tuần 10"', 'value="2024-03-12"'):
        assert said in told


def test_one_is_split_by_the_page_and_a_half_line_is_asked_back(asking: Asking) -> None:
    one = asking.classified()
    lines = {"noi_dung": ["Một", "Hai", ""], "co_quan": ["CA", "CA", ""], "han": ["2024-07-31", "", ""]}
    empty = {"linh_vuc": ["", "", ""], "cap": ["", "", ""]}
    status, told = sent(asking.cast.office, "recommendation_split", one, **lines, **empty)
    assert status == 422
    assert "Nội dung 2 cần đủ" in told
    assert ">Một</textarea>" in told
    lines["han"] = ["2024-07-31", "2024-08-31", ""]
    assert sent(asking.cast.office, "recommendation_split", one, **lines, **empty)[0] == 302
    assert list(fresh(one).parts.order_by("pk").values_list("text", "due")) == [
        ("Một", DUE),
        ("Hai", DUE.replace(month=8)),
    ]


def test_more_recommendations_ask_no_more_queries(asking: Asking) -> None:
    client = Client()
    client.force_login(asking.cast.office)

    def measured() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(LIST)
        return len(found)

    for place in range(3):
        asking.passed_on(f"Kiến nghị {place}.")
    asking.split(asking.classified("Tách."))
    client.get(LIST)
    few = measured()
    for place in range(3, 9):
        asking.passed_on(f"Kiến nghị {place}.")
        asking.split(asking.classified(f"Tách {place}."))
    assert measured() == few


def test_nothing_out_of_sight_is_told_by_a_filter(asking: Asking) -> None:
    asking.received(unit_id=asking.cast.neighbour.pk)
    told = page(asking.cast.officer, f"{LIST}?don-vi=NH")
    assert "Nguyệt Hồ" not in told
    assert TEXT not in told
