"""Recommendations raised to the level above."""

import pytest

from giaoban.collection.life import IllegalMove
from giaoban.collection.moving import Overtaken
from giaoban.collection.raising import LONGEST, MOST, Raised, RecommendationRefused, save_recommendations
from giaoban.people.access import NotYourRole
from tests.collection.desk import Desk

ROADS = Raised("Đề nghị bố trí vốn sửa đường liên xã.", "Giao thông")
POSTS = Raised("Đề nghị bổ sung biên chế.")


def save(desk: Desk, *raised: Raised, revision: int | None = None) -> int:
    found = desk.fresh()
    seen = found.revision if revision is None else revision
    return save_recommendations(found, raised, by=desk.cast.officer, at=desk.now(), revision=seen)


def kept(desk: Desk) -> list[tuple[str, str]]:
    return list(desk.fresh().recommendations.values_list("text", "field"))


def test_recommendations_stand_in_their_order_and_empty_ones_do_not(desk: Desk) -> None:
    desk.open()
    assert save(desk, ROADS, Raised("  "), POSTS) == 1
    assert kept(desk) == [(ROADS.text, "Giao thông"), (POSTS.text, "")]
    assert save(desk, POSTS, ROADS) == 2
    assert kept(desk) == [(POSTS.text, ""), (ROADS.text, "Giao thông")]


def test_nobody_takes_the_recommendations_of_another_away_unseen(desk: Desk) -> None:
    desk.open()
    save(desk, ROADS)
    with pytest.raises(Overtaken):
        save(desk, POSTS, revision=0)
    assert kept(desk) == [(ROADS.text, "Giao thông")]


@pytest.mark.parametrize("raised", [[Raised("x" * (LONGEST + 1))], [Raised("x", "y" * 121)], [ROADS] * (MOST + 1)])
def test_there_is_a_limit(desk: Desk, raised: list[Raised]) -> None:
    desk.open()
    with pytest.raises(RecommendationRefused):
        save(desk, *raised)


def test_recommendations_belong_to_the_officer_and_the_draft(desk: Desk) -> None:
    found = desk.open()
    with pytest.raises(NotYourRole):
        save_recommendations(found, [ROADS], by=desk.cast.leader, at=desk.now(), revision=0)
    desk.type({"members.total": "5"})
    desk.submit()
    with pytest.raises(IllegalMove):
        save(desk, ROADS)
