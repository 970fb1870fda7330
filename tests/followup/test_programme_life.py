"""Items of the work programme: planned, moved, done, dropped; what was kept; and nobody does what is not theirs."""

from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.followup import programme_acts as acts
from giaoban.followup.models import ProgrammeAct, ProgrammeEvent, ProgrammeItem, ProgrammeState
from giaoban.followup.programme_kept import kept
from giaoban.followup.programme_life import MOVES, IllegalMove, Keeping, Step, Story, kept_of, state_after
from giaoban.followup.secrecy import SecretRefused
from giaoban.followup.wording import WordsRefused
from giaoban.people.access import Hidden, NotYourRole
from giaoban.people.models import Notice
from tests.conftest import HANOI, NOW, Cast

REFUSED = (IllegalMove, NotYourRole, Hidden, WordsRefused)
H1 = date(2024, 1, 1), date(2024, 6, 30)


def planned(cast: Cast, month: int = 3, at: datetime = NOW) -> ProgrammeItem:
    return acts.plan_item(cast.province.pk, 2024, month, "Sơ kết nghị quyết", by=cast.office, at=at)


def on(month: int, day: int) -> datetime:
    return datetime(2024, month, day, 9, tzinfo=HANOI)


def test_a_moved_item_keeps_its_first_month_and_says_why(cast: Cast) -> None:
    item = acts.move(planned(cast), 5, "Chờ hướng dẫn của Trung ương", by=cast.office, at=NOW, revision=0)
    assert (item.month, item.first_month, item.state, item.revision) == (5, 3, ProgrammeState.PLANNED, 1)
    event = ProgrammeEvent.objects.get(act=ProgrammeAct.MOVED)
    assert (event.month_before, event.month_after, event.text) == (3, 5, "Chờ hướng dẫn của Trung ương")


def test_an_item_is_done_on_a_day_with_its_result_and_may_be_taken_up_again(cast: Cast) -> None:
    done = acts.mark_done(planned(cast), date(2024, 3, 20), "Ban hành kết luận", by=cast.office, at=NOW, revision=0)
    assert (done.state, done.done_on, done.result) == (ProgrammeState.DONE, date(2024, 3, 20), "Ban hành kết luận")
    again = acts.reopen(done, "Ghi nhầm", by=cast.office, at=NOW, revision=1)
    assert (again.state, again.done_on, again.result) == (ProgrammeState.PLANNED, None, "")


def test_what_was_done_is_neither_moved_nor_dropped(cast: Cast) -> None:
    done = acts.mark_done(planned(cast), date(2024, 3, 20), "", by=cast.office, at=NOW, revision=0)
    with pytest.raises(IllegalMove, match="đã thực hiện"):
        acts.move(done, 5, "vì", by=cast.office, at=NOW, revision=1)
    with pytest.raises(IllegalMove):
        acts.drop(done, "vì", by=cast.office, at=NOW, revision=1)


def test_who_saw_an_older_item_is_told_so(cast: Cast) -> None:
    item = planned(cast)
    acts.move(item, 5, "vì", by=cast.office, at=NOW, revision=0)
    for stale in (item, ProgrammeItem.objects.get()):
        with pytest.raises(acts.Overtaken):
            acts.move(stale, 6, "vì", by=cast.office, at=NOW, revision=0)


@pytest.mark.parametrize(
    ("month", "reason", "said"),
    [(13, "vì", "Không có tháng 13"), (3, "vì", "đang ở tháng 3"), (5, " ", "Chưa ghi lý do chuyển tháng")],
)
def test_a_move_without_a_month_or_a_reason_is_asked_back(cast: Cast, month: int, reason: str, said: str) -> None:
    with pytest.raises(WordsRefused, match=said):
        acts.move(planned(cast), month, reason, by=cast.office, at=NOW, revision=0)


def test_nothing_is_done_before_its_day_has_come(cast: Cast) -> None:
    with pytest.raises(WordsRefused, match="chưa tới"):
        acts.mark_done(planned(cast), date(2024, 7, 3), "", by=cast.office, at=NOW, revision=0)


def test_only_the_office_of_the_unit_keeps_its_programme(cast: Cast) -> None:
    item = planned(cast)
    for person, error in ((cast.leader, NotYourRole), (cast.auditor, NotYourRole), (cast.officer, Hidden)):
        with pytest.raises(error):
            acts.drop(item, "vì", by=person, at=NOW, revision=0)


def test_an_owner_below_is_told_and_one_elsewhere_is_refused(cast: Cast) -> None:
    acts.plan_item(cast.province.pk, 2024, 5, "Khảo sát", owner_id=cast.district.pk, by=cast.office, at=NOW)
    assert "đơn vị chủ trì việc “Khảo sát”" in Notice.objects.get(person=cast.officer).text
    with pytest.raises(WordsRefused, match="trực thuộc"):
        acts.plan_item(cast.district.pk, 2024, 5, "Việc", owner_id=cast.neighbour.pk, by=cast.office, at=NOW)


def test_a_secret_item_is_refused(cast: Cast) -> None:
    with pytest.raises(SecretRefused):
        acts.plan_item(cast.province.pk, 2024, 5, "Nghe báo cáo (Mật)", by=cast.office, at=NOW)


def test_what_was_kept_of_half_a_year(cast: Cast) -> None:
    new_year = on(1, 2)
    in_time, later, moved, dropped, not_done, ahead = (planned(cast, month, new_year) for month in (1, 2, 3, 4, 5, 6))
    planned(cast, 7, new_year)
    acts.mark_done(in_time, date(2024, 1, 31), "", by=cast.office, at=on(2, 1), revision=0)
    acts.mark_done(later, date(2024, 3, 1), "", by=cast.office, at=on(3, 2), revision=0)
    acts.move(moved, 9, "vì", by=cast.office, at=on(3, 20), revision=0)
    acts.drop(dropped, "vì", by=cast.office, at=on(4, 2), revision=0)
    found = kept([cast.province.pk], *H1, on=date(2024, 6, 15))
    assert found.planned == 6
    ways = [Keeping.IN_TIME, Keeping.LATER, Keeping.MOVED, Keeping.DROPPED, Keeping.NOT_DONE, Keeping.AHEAD]
    assert [found.of(way) for way in ways] == [(in_time,), (later,), (moved,), (dropped,), (not_done,), (ahead,)]


def test_the_same_question_about_an_earlier_day_has_its_earlier_answer(cast: Cast) -> None:
    item = planned(cast, 2, on(1, 2))
    acts.mark_done(item, date(2024, 2, 20), "", by=cast.office, at=on(3, 10), revision=0)
    ask = [
        kept([cast.province.pk], *H1, on=day).kept for day in (date(2024, 1, 1), date(2024, 3, 9), date(2024, 3, 10))
    ]
    assert [found.items for found in ask] == [(), ((item.pk, Keeping.NOT_DONE),), ((item.pk, Keeping.IN_TIME),)]


steps = st.lists(
    st.tuples(
        st.sampled_from(["move", "done", "reopen", "drop", "revise"]),
        st.sampled_from(["office", "office", "office", "leader", "officer", "outsider"]),
        st.integers(0, 13),
        st.integers(0, 1),
    ),
    max_size=12,
)


@given(st.lists(st.tuples(st.integers(1, 12), steps), max_size=3), st.integers(0, 365))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_whatever_anybody_does_the_story_is_whole_and_the_counts_add_up(
    cast: Cast, played: list[tuple[int, list[tuple[str, str, int, int]]]], days: int
) -> None:
    with transaction.atomic():
        for month, plays in played:
            item = planned(cast, month, on(1, 1))
            for number, play in enumerate(plays):
                _play(cast, ProgrammeItem.objects.get(pk=item.pk), play, on(1, 1) + timedelta(days=20 * number))
            _hold_together(ProgrammeItem.objects.get(pk=item.pk))
        found = kept(
            [cast.province.pk], date(2024, 1, 1), date(2024, 12, 31), on=date(2024, 1, 1) + timedelta(days=days)
        )
        assert sum(found.count(way) for way in Keeping) == found.planned == len(played)
        transaction.set_rollback(True)


def _play(cast: Cast, item: ProgrammeItem, play: tuple[str, str, int, int], at: datetime) -> None:
    act, who, month, lag = play
    by, seen = getattr(cast, who), item.revision - lag
    try:
        with transaction.atomic():
            match act:
                case "move":
                    acts.move(item, month, "vì", by=by, at=at, revision=seen)
                case "done":
                    acts.mark_done(item, at.date(), "", by=by, at=at, revision=seen)
                case "reopen":
                    acts.reopen(item, "vì", by=by, at=at, revision=seen)
                case "drop":
                    acts.drop(item, "vì", by=by, at=at, revision=seen)
                case _:
                    acts.revise(item, f"Việc {month}", owner_id=None, presenter="", by=by, at=at, revision=seen)
    except REFUSED:
        assert ProgrammeItem.objects.get(pk=item.pk).revision == item.revision, "a refused act leaves no trace"
    else:
        assert who == "office"
        assert lag == 0


def _hold_together(item: ProgrammeItem) -> None:
    """Every act is there, each legal from where the item stood, and together they lead to where it stands."""
    events = list(item.events.all())
    assert [event.revision for event in events] == list(range(item.revision + 1))
    assert [event.month_before for event in events[1:]] == [event.month_after for event in events[:-1]]
    assert events[0].act == ProgrammeAct.PLANNED
    assert (events[0].month_after, events[-1].month_after) == (item.first_month, item.month)
    state = ProgrammeState.PLANNED
    for event in events[1:]:
        assert any(move.act == event.act and state in move.from_states for move in MOVES)
        state = state_after([Step(ProgrammeAct(event.act), item.changed_at.date(), 1)])
    assert state == item.state


@given(
    st.lists(
        st.builds(
            Story,
            st.integers(1, 99),
            st.integers(2023, 2025),
            st.integers(1, 12),
            st.lists(
                st.builds(
                    Step,
                    st.sampled_from(ProgrammeAct),
                    st.dates(date(2023, 1, 1), date(2025, 12, 31)),
                    st.integers(1, 12),
                ),
                max_size=5,
            ).map(lambda found: tuple(sorted(found, key=lambda step: step.day))),
        ),
        unique_by=lambda story: story.number,
    ),
    st.dates(date(2023, 1, 1), date(2025, 12, 31)),
    st.dates(date(2023, 1, 1), date(2025, 12, 31)),
)
def test_every_item_of_two_neighbouring_periods_is_counted_in_one_of_them(
    stories: list[Story], middle: date, on: date
) -> None:
    first, last = date(2023, 1, 1), date(2025, 12, 31)
    before, after = kept_of(stories, first, middle, on), kept_of(stories, middle + timedelta(days=1), last, on)
    assert before.planned + after.planned == kept_of(stories, first, last, on).planned
    assert sum(before.count(way) for way in Keeping) == before.planned
