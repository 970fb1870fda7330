"""What people do about a recommendation: received, classified, passed on, answered, and closed by the one who asked."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from giaoban.followup import recommendation_acts as acts
from giaoban.followup.models import Recommendation, RecommendationEvent, RecommendationOrigin
from giaoban.followup.models import RecommendationAct as Act
from giaoban.followup.models import RecommendationState as State
from giaoban.followup.recommendation_acts import Incoming, Overtaken, Part, WordsRefused
from giaoban.followup.recommendation_life import IllegalMove
from giaoban.followup.recommendation_sight import recommendation_seen, recommendations_seen
from giaoban.followup.secrecy import SecretRefused
from giaoban.people.access import Hidden, NotYourRole
from giaoban.people.models import Notice, Person
from tests.conftest import NOW, Cast
from tests.followup.asking import DUE, SESSION, TEXT, Asking, asking_of, fresh


@pytest.fixture
def asking(cast: Cast) -> Asking:
    return asking_of(cast)


def story(one: Recommendation) -> list[str]:
    return [event.act for event in RecommendationEvent.objects.filter(recommendation=one)]


def told(person: Person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("text", flat=True))


def test_the_straight_way_ends_with_the_proposers_word(asking: Asking) -> None:
    closed = fresh(asking.closed())
    assert (closed.state, closed.closed_on, closed.answered_on) == (State.CLOSED, NOW.date(), NOW.date())
    assert story(closed) == [Act.RECEIVED, Act.CLASSIFIED, Act.PASSED_ON, Act.ANSWERED, Act.CONFIRMED]
    assert [event.revision for event in closed.events.all()] == [0, 1, 2, 3, 4]


def test_the_office_that_receives_cannot_close_for_the_unit(asking: Asking) -> None:
    one = asking.answered()
    for person in (asking.cast.office, asking.cast.administrator, asking.owner, asking.cast.neighbour_officer):
        with pytest.raises((NotYourRole, Hidden)):
            acts.confirm(one, by=person, at=asking.now(), revision=one.revision)
    assert asking.confirm(one).state == State.CLOSED


def test_the_root_keeps_its_own_recommendations_and_confirms_them_itself(asking: Asking) -> None:
    one = asking.received(unit_id=asking.cast.province.pk)
    office = asking.cast.office
    one = acts.classify(one, "Thủy sản", "centre", by=office, at=asking.now(), revision=0)
    one = acts.send_up(one, "Ban Bí thư", by=office, at=asking.now(), revision=1)
    one = acts.answer(one, "Đồng ý.", NOW.date(), by=office, at=asking.now(), revision=2)
    assert acts.confirm(one, by=office, at=asking.now(), revision=3).state == State.CLOSED


def test_what_is_disputed_goes_back_to_the_owner_and_the_answer_stays_in_the_story(asking: Asking) -> None:
    one = asking.answered()
    back = acts.dispute(one, "Mới có một đoạn.", by=asking.cast.unit_leader, at=asking.now(), revision=one.revision)
    assert (back.state, back.answer, back.answered_on) == (State.IN_PROGRESS, "", None)
    assert [event.text for event in back.events.all()][-2:] == ["Đã bố trí vốn.", "Mới có một đoạn."]
    assert "Mới có một đoạn." in told(asking.owner)[-1]


def test_what_must_wait_keeps_its_timetable_and_is_taken_up_again(asking: Asking) -> None:
    one = asking.passed_on()
    one = acts.defer(one, "Vốn năm 2025, khởi công quý I.", by=asking.owner, at=asking.now(), revision=one.revision)
    assert (one.state, one.timetable) == (State.DEFERRED, "Vốn năm 2025, khởi công quý I.")
    assert "quý I" in told(asking.cast.officer)[-1]
    assert acts.start(one, by=asking.owner, at=asking.now(), revision=one.revision).state == State.IN_PROGRESS


def test_what_was_sent_up_is_answered_from_above_by_the_office(asking: Asking) -> None:
    one = asking.passed_on()
    office = asking.cast.office
    one = acts.send_up(one, "Bộ Giao thông vận tải", by=office, at=asking.now(), revision=one.revision)
    assert (one.sent_up_to, one.due) == ("Bộ Giao thông vận tải", None)
    with pytest.raises(NotYourRole):
        asking.answer(one)
    one = acts.progress(one, "Bộ đang xem xét.", by=office, at=asking.now(), revision=one.revision)
    assert (
        acts.answer(one, "Đồng ý.", NOW.date(), by=office, at=asking.now(), revision=one.revision).state == "answered"
    )


def test_each_part_has_one_owner_and_the_whole_ends_with_the_last(asking: Asking) -> None:
    whole = asking.classified()
    first, second = asking.split(whole)
    assert (first.state, first.field, first.level) == (State.PASSED_ON, "Giao thông", "province")
    assert (second.field, second.level, second.parent_id) == ("Đất đai", "centre", whole.pk)
    asking.confirm(asking.answer(first))
    assert fresh(whole).state == State.SPLIT
    asking.confirm(asking.answer(second))
    assert (fresh(whole).state, fresh(whole).closed_on) == (State.CLOSED, NOW.date())
    assert story(whole)[-2:] == [Act.SPLIT, Act.CONFIRMED]


def test_the_whole_is_withdrawn_only_where_every_part_is(asking: Asking) -> None:
    whole = asking.classified()
    for part in asking.split(whole):
        acts.withdraw(part, "Không cần nữa.", by=asking.cast.officer, at=asking.now(), revision=part.revision)
    assert (fresh(whole).state, fresh(whole).closed_on) == (State.WITHDRAWN, None)


def test_a_split_needs_two_parts_and_is_kept_whole_or_not_at_all(asking: Asking) -> None:
    whole = asking.classified()
    good = Part("Một", asking.cast.equivalent.pk, DUE)
    for parts in ([good], [good, Part(" ", asking.cast.equivalent.pk, DUE)], [good, Part("Hai", 999_999, DUE)]):
        with pytest.raises(WordsRefused):
            acts.split(whole, parts, by=asking.cast.office, at=asking.now(), revision=whole.revision)
    assert fresh(whole).state == State.CLASSIFIED
    assert Recommendation.objects.count() == 1


def test_a_part_is_not_split_again(asking: Asking) -> None:
    part = asking.split(asking.classified())[0]
    with pytest.raises(IllegalMove):
        asking.split(part)


def test_the_officer_of_a_unit_raises_one_and_the_office_hears_of_it(asking: Asking) -> None:
    cast = asking.cast
    incoming = Incoming(
        cast.district.pk, cast.province.pk, TEXT, RecommendationOrigin.LETTER, "Công văn 15-CV/HU", NOW.date()
    )
    assert acts.receive(incoming, by=cast.officer, at=asking.now()).state == State.RECEIVED
    assert told(cast.office) == [f"Kiến nghị mới được tiếp nhận: “{TEXT}”."]
    assert told(cast.officer) == []
    with pytest.raises(Hidden):
        acts.receive(incoming, by=cast.neighbour_officer, at=asking.now())
    with pytest.raises(NotYourRole):
        acts.receive(incoming, by=cast.leader, at=asking.now())


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("noi-dung", {"text": "  "}),
        ("noi-dung", {"text": "a" * 5_000}),
        ("van-ban", {"origin_title": ""}),
        ("ngay", {"received_on": NOW.date() + timedelta(days=1)}),
    ],
)
def test_what_cannot_be_kept_says_which_word_is_wrong(asking: Asking, field: str, changed: dict[str, object]) -> None:
    given: dict[str, object] = {"text": TEXT, "origin_title": SESSION, "received_on": NOW.date()} | changed
    units = {"unit_id": asking.cast.district.pk, "receiver_id": asking.cast.province.pk}
    with pytest.raises(WordsRefused) as refused:
        acts.receive(
            Incoming(origin=RecommendationOrigin.MEETING, **units, **given),  # type: ignore[arg-type]
            by=asking.cast.office,
            at=asking.now(),
        )
    assert refused.value.field == field


def test_a_unit_recommends_to_a_unit_above_it(asking: Asking) -> None:
    cast = asking.cast
    beside = Incoming(cast.district.pk, cast.neighbour.pk, TEXT, RecommendationOrigin.LETTER, SESSION, NOW.date())
    with pytest.raises(WordsRefused) as refused:
        acts.receive(beside, by=cast.office, at=asking.now())
    assert refused.value.field == "don-vi"


def test_secret_ones_stay_out(asking: Asking) -> None:
    cast = asking.cast
    for text, mark in ((TEXT, "secret"), ("Tối mật: bố trí lực lượng.", "open")):
        incoming = Incoming(
            cast.district.pk, cast.province.pk, text, RecommendationOrigin.LETTER, SESSION, NOW.date(), mark=mark
        )
        with pytest.raises(SecretRefused):
            acts.receive(incoming, by=cast.office, at=asking.now())
    one = asking.passed_on()
    with pytest.raises(SecretRefused):
        acts.answer(one, "Có tài liệu (Mật).", NOW.date(), by=asking.owner, at=asking.now(), revision=one.revision)


def test_days_that_cannot_be_are_refused(asking: Asking) -> None:
    one = asking.classified()
    with pytest.raises(WordsRefused):
        acts.pass_on(
            one, asking.cast.equivalent.pk, date(2024, 7, 1), by=asking.cast.office, at=asking.now(), revision=1
        )
    one = asking.passed_on()
    for day in (NOW.date() + timedelta(days=1), NOW.date() - timedelta(days=1)):
        with pytest.raises(WordsRefused):
            acts.answer(one, "Rồi.", day, by=asking.owner, at=asking.now(), revision=one.revision)


def test_who_acts_on_an_old_page_changes_nothing(asking: Asking) -> None:
    one = asking.passed_on()
    acts.start(one, by=asking.owner, at=asking.now(), revision=one.revision)
    with pytest.raises(IllegalMove):
        acts.start(fresh(one), by=asking.owner, at=asking.now(), revision=one.revision)
    with pytest.raises(Overtaken):
        acts.progress(fresh(one), "Đang làm.", by=asking.owner, at=asking.now(), revision=one.revision)
    # Both held the same row; the first one's change is in the database already.
    with pytest.raises(Overtaken), transaction.atomic():
        acts.answer(one, "Rồi.", NOW.date(), by=asking.owner, at=asking.now(), revision=one.revision)
    assert len(story(one)) == 4


def test_it_is_seen_where_it_was_raised_received_and_owned(asking: Asking) -> None:
    cast, whole = asking.cast, asking.classified()
    seen: Callable[[Person], list[int]] = lambda person: sorted(  # noqa: E731 # read as a sentence below
        recommendations_seen(person, NOW.date()).values_list("pk", flat=True)
    )
    assert seen(cast.officer) == seen(cast.office) == seen(cast.inspector) == [whole.pk]
    assert seen(asking.owner) == seen(cast.neighbour_officer) == seen(cast.outsider) == []
    parts = asking.split(whole)
    assert seen(asking.owner) == [whole.pk, *(part.pk for part in parts)]
    with pytest.raises(Hidden):
        recommendation_seen(cast.neighbour_officer, whole.pk, NOW.date())


def test_the_story_cannot_be_changed(asking: Asking) -> None:
    one = asking.received()
    with pytest.raises(IntegrityError), transaction.atomic():
        RecommendationEvent.objects.filter(recommendation=one).update(text="khác")


def test_each_one_is_told_when_it_is_their_turn(asking: Asking) -> None:
    asking.closed()
    assert [words.split("“")[0] for words in told(asking.cast.officer)] == [
        "Kiến nghị mới được tiếp nhận: ",
        "Kiến nghị ",
    ]
    assert told(asking.owner)[0].endswith("hạn trả lời 31/07/2024.")
    assert "xác nhận kiến nghị" in told(asking.owner)[-1]
    assert "xác nhận kiến nghị" in told(asking.cast.office)[-1]
