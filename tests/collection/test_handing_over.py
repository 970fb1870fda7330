"""What a unit recommends with its submission comes into the register of the office that takes the figures to the ledger."""

import pytest

from giaoban.collection.life import IllegalMove
from giaoban.collection.models import RaisedRecommendation
from giaoban.collection.raising import Raised, RecommendationRefused, save_recommendations
from giaoban.collection.submitting import set_estimate
from giaoban.followup.models import Recommendation, RecommendationOrigin, RecommendationState
from tests.collection.desk import Desk
from tests.conftest import NOW

ROADS, POSTS = "Đề nghị bố trí vốn sửa đường liên xã.", "Đề nghị bổ sung biên chế."
TITLE = "Báo cáo “Công tác tổ chức xây dựng Đảng” tháng 6/2024"


def raise_(desk: Desk, *texts: str) -> None:
    raised = [Raised(text, "Giao thông") for text in texts]
    found = desk.fresh()
    save_recommendations(found, raised, by=desk.cast.officer, at=desk.now(), revision=found.revision)


def hand_in(desk: Desk, *texts: str) -> None:
    raise_(desk, *texts)
    desk.submit()
    desk.approve()


def in_register() -> list[str]:
    return list(Recommendation.objects.order_by("pk").values_list("text", flat=True))


def test_it_is_received_when_the_figures_are_posted_and_not_before(desk: Desk) -> None:
    desk.open()
    desk.type({"members.total": "5"})
    hand_in(desk, ROADS)
    assert in_register() == []
    desk.accept()
    (one,) = Recommendation.objects.all()
    assert (one.text, one.field, one.state) == (ROADS, "Giao thông", RecommendationState.RECEIVED)
    assert (one.unit_id, one.receiver_id) == (desk.cast.district.pk, desk.cast.province.pk)
    assert (one.origin, one.origin_title, one.received_on) == (RecommendationOrigin.SUBMISSION, TITLE, NOW.date())
    assert one.events.get().person == desk.cast.office


def test_a_correction_adds_only_what_is_new(desk: Desk) -> None:
    desk.open()
    desk.type({"members.total": "5"})
    hand_in(desk, ROADS, ROADS)
    desk.accept()
    desk.reopen()
    hand_in(desk, POSTS, ROADS)
    desk.accept()
    assert in_register() == [ROADS, POSTS]


def test_what_comes_with_an_estimate_waits_for_the_figures(desk: Desk) -> None:
    desk.open()
    desk.type({"members.total": "5"})
    found = desk.fresh()
    set_estimate(found, True, by=desk.cast.officer, at=desk.now(), revision=found.revision)
    hand_in(desk, ROADS)
    desk.accept()
    assert in_register() == []
    found = desk.fresh()
    set_estimate(found, False, by=desk.cast.officer, at=desk.now(), revision=found.revision)
    desk.submit()
    desk.approve()
    desk.accept()
    assert in_register() == [ROADS]


def test_a_secret_one_is_refused_where_it_is_typed_and_once_more_where_it_is_taken_in(desk: Desk) -> None:
    desk.open()
    desk.type({"members.total": "5"})
    with pytest.raises(RecommendationRefused, match="hồ sơ giấy"):
        raise_(desk, "Bố trí lực lượng (Mật).")
    desk.submit()
    desk.approve()
    RaisedRecommendation.objects.create(submission=desk.fresh(), text="Bố trí lực lượng (Mật).")
    with pytest.raises(IllegalMove):
        desk.accept()
    assert in_register() == []
    assert desk.fresh().state == "approved"
