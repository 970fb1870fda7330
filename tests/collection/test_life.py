"""The way of a submission, as a table: who may do what from where."""

from itertools import product

import pytest
from django.utils.translation import override

from giaoban.collection.life import MOVES, WRITABLE, moves, refusal
from giaoban.collection.models import Act, State

WAY = {
    ("report", State.DRAFT): {Act.SUBMITTED: State.SUBMITTED},
    ("report", State.SUBMITTED): {Act.RECALLED: State.DRAFT},
    ("report", State.RETURNED): {Act.SUBMITTED: State.SUBMITTED},
    ("report", State.POSTED): {Act.REOPENED: State.DRAFT},
    ("approve", State.SUBMITTED): {Act.APPROVED: State.APPROVED, Act.RETURNED: State.RETURNED},
    ("receive", State.APPROVED): {Act.POSTED: State.POSTED, Act.RETURNED: State.RETURNED},
    ("receive", State.POSTED): {Act.REOPENED: State.DRAFT},
}
"""Everything else is refused."""


def found(state: State, *verbs: str, locked: bool = False) -> dict[Act, State]:
    may = {f"may_{verb}": verb in verbs for verb in ("report", "approve", "receive")}
    return {move.act: move.to_state for move in moves(state, **may, locked=locked)}


@pytest.mark.parametrize(("verb", "state"), list(product(["report", "approve", "receive"], State)))
def test_each_verb_has_its_moves_and_no_others(verb: str, state: State) -> None:
    assert found(state, verb) == WAY.get((verb, state), {})


@pytest.mark.parametrize("state", State)
def test_who_has_several_verbs_sees_each_act_once(state: State) -> None:
    all_of = {act: to for (_verb, at), acts in WAY.items() if at is state for act, to in acts.items()}
    assert found(state, "report", "approve", "receive") == all_of
    assert found(state) == {}


@pytest.mark.parametrize("state", State)
def test_a_locked_form_waits_for_leaders_and_offices_only(state: State) -> None:
    kept = {Act.SUBMITTED, Act.RECALLED, Act.REOPENED}
    assert not kept & found(state, "report", "approve", "receive", locked=True).keys()
    assert found(State.APPROVED, "receive", locked=True) == WAY["receive", State.APPROVED]


def test_every_state_is_reached_and_left() -> None:
    assert {move.to_state for move in MOVES} == set(State)
    assert {state for move in MOVES for state in move.from_states} == set(State)
    assert {state for move in MOVES if move.act is Act.SUBMITTED for state in move.from_states} == WRITABLE


def test_a_refusal_says_where_the_submission_stands() -> None:
    assert (
        str(refusal(Act.APPROVED, State.POSTED, locked=False))
        == "Không thể duyệt: báo cáo đang ở trạng thái “đã ghi sổ”."
    )
    assert str(refusal(Act.SUBMITTED, State.DRAFT, locked=True)).startswith("Biểu đã khóa nên không thể trình duyệt")
    assert str(refusal(Act.APPROVED, State.POSTED, locked=True)).startswith("Không thể duyệt")
    with override("en"):
        assert (
            str(refusal(Act.APPROVED, State.POSTED, locked=False))
            == "The step “approved” is not possible now: the report is “posted”."
        )
