"""The way of a recommendation, as a table: which side may do what from where."""

from itertools import product

import pytest
from django.utils.translation import override

from giaoban.followup.models import RecommendationAct as Act
from giaoban.followup.models import RecommendationState as State
from giaoban.followup.recommendation_life import ENDED, MOVES, OPEN, Side, end_of, moves, refusal, replayed

HERE = None
WAY: dict[tuple[Side, State], dict[Act, State | None]] = {
    (Side.OFFICE, State.RECEIVED): {Act.CLASSIFIED: State.CLASSIFIED, Act.SPLIT: State.SPLIT},
    (Side.OFFICE, State.CLASSIFIED): {
        Act.CLASSIFIED: State.CLASSIFIED,
        Act.PASSED_ON: State.PASSED_ON,
        Act.SPLIT: State.SPLIT,
        Act.DEFERRED: State.DEFERRED,
        Act.SENT_UP: State.SENT_UP,
    },
    (Side.OFFICE, State.PASSED_ON): {
        Act.PASSED_ON: State.PASSED_ON,
        Act.SPLIT: State.SPLIT,
        Act.DEFERRED: State.DEFERRED,
        Act.SENT_UP: State.SENT_UP,
    },
    (Side.OFFICE, State.IN_PROGRESS): {
        Act.PASSED_ON: State.PASSED_ON,
        Act.SPLIT: State.SPLIT,
        Act.DEFERRED: State.DEFERRED,
        Act.SENT_UP: State.SENT_UP,
    },
    (Side.OFFICE, State.DEFERRED): {Act.PASSED_ON: State.PASSED_ON, Act.SENT_UP: State.SENT_UP},
    (Side.OFFICE, State.SENT_UP): {Act.PROGRESSED: HERE, Act.ANSWERED: State.ANSWERED},
    (Side.OWNER, State.PASSED_ON): {
        Act.STARTED: State.IN_PROGRESS,
        Act.ANSWERED: State.ANSWERED,
        Act.DEFERRED: State.DEFERRED,
    },
    (Side.OWNER, State.IN_PROGRESS): {
        Act.PROGRESSED: HERE,
        Act.ANSWERED: State.ANSWERED,
        Act.DEFERRED: State.DEFERRED,
    },
    (Side.OWNER, State.DEFERRED): {
        Act.STARTED: State.IN_PROGRESS,
        Act.PROGRESSED: HERE,
        Act.ANSWERED: State.ANSWERED,
    },
    (Side.PROPOSER, State.ANSWERED): {Act.CONFIRMED: State.CLOSED, Act.DISPUTED: State.IN_PROGRESS},
}
"""Beside these the proposer withdraws what is open and not split; everything else is refused."""


@pytest.mark.parametrize(("side", "state"), list(product(Side, State)))
def test_each_side_has_its_moves_and_no_others(side: Side, state: State) -> None:
    expected = dict(WAY.get((side, state), {}))
    if side is Side.PROPOSER and state in OPEN - {State.SPLIT}:
        expected[Act.WITHDRAWN] = State.WITHDRAWN
    assert {move.act: move.to_state for move in moves(state, {side})} == expected


def test_only_the_side_that_raised_it_closes_it() -> None:
    closing = [move for move in MOVES if move.to_state in ENDED]
    assert {move.side for move in closing} == {Side.PROPOSER}
    assert {move.act for move in closing if move.to_state is State.CLOSED} == {Act.CONFIRMED}


def test_every_open_state_is_left_and_every_state_but_the_first_is_reached() -> None:
    assert {state for move in MOVES for state in move.from_states} == OPEN - {State.SPLIT}
    assert {move.to_state for move in MOVES if move.to_state} == set(State) - {State.RECEIVED}


def test_a_part_is_not_split_once_more() -> None:
    assert Act.SPLIT not in {move.act for move in moves(State.PASSED_ON, set(Side), is_part=True)}


def test_the_whole_ends_when_its_parts_do() -> None:
    assert end_of([State.CLOSED, State.ANSWERED]) is None
    assert end_of([State.CLOSED, State.WITHDRAWN]) is State.CLOSED
    assert end_of([State.WITHDRAWN, State.WITHDRAWN]) is State.WITHDRAWN
    assert end_of([]) is None


def test_a_story_is_replayed_and_no_other_story_can_be() -> None:
    way = [Act.RECEIVED, Act.CLASSIFIED, Act.PASSED_ON, Act.ANSWERED, Act.DISPUTED, Act.ANSWERED, Act.CONFIRMED]
    assert replayed(way) is State.CLOSED
    assert replayed([Act.RECEIVED, Act.SPLIT, Act.CONFIRMED]) is State.CLOSED
    assert replayed([Act.SPLIT, Act.PASSED_ON]) is State.PASSED_ON
    assert replayed([Act.RECEIVED, Act.ANSWERED]) is replayed([]) is replayed([*way, Act.WITHDRAWN]) is None


def test_a_refusal_says_where_the_recommendation_stands() -> None:
    with override("vi"):
        said = str(refusal(Act.CONFIRMED, State.IN_PROGRESS))
    assert said == "Không thể xác nhận đã giải quyết xong: kiến nghị đang ở trạng thái “đang giải quyết”."
